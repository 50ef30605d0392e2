/** Smaller records of the inbox: notes, tasks, mail that belongs to no lead. */
import { mailText, readMail } from "../mail/read-mail.ts";
import { line } from "./message.ts";
import { compact, flag, id, type Raw, raw, rows, text, time } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

export function note(row: Raw): RecordValue {
  return compact({
    note_id: id(row["id"]),
    note_message: line(row["note_message"]),
    created_by: line(row["created_by"]),
    created_at: time(row["created_at"]),
  });
}

export function task(row: Raw): RecordValue {
  return compact({
    task_id: id(row["id"]),
    name: line(row["name"]),
    description: line(row["description"]),
    priority: text(row["priority"]),
    due_date: time(row["due_date"]),
    status: text(row["status"]),
    created_at: time(row["created_at"]),
  });
}

export function untrackedReply(row: Raw, detail: Detail): RecordValue {
  const body = raw(row["body"]);
  const words = text(body["textAsHtml"]) ?? text(body["text"]) ?? text(row["body"]) ?? text(row["visible_text"]) ?? "";
  const mail = readMail(words);
  return compact({
    message_id: text(row["message_id"]) ?? text(row["id"]),
    email_account_id: id(row["account_id"]),
    from: line(row["sender_detail"] ?? row["from_email"]),
    to: line(row["recipient_detail"] ?? row["to_email"]),
    subject: line(row["subject"]),
    time: time(row["reply_picked_time"] ?? row["received_at"]),
    is_read: flag(row["is_read"]),
    has_attachment: flag(row["has_attachment"] ?? row["has_attachments"]) || undefined,
    attachments: rows(row["attachments"]).map((file) => line(file["file_name"])),
    text: detail === "full" ? mailText(words) : mail.text,
    hidden_text_removed: mail.hidden || undefined,
  });
}
