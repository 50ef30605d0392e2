/** Smaller records of the inbox: notes, tasks, mail that belongs to no lead. */
import { readMail, readWhole } from "../mail/read-mail.ts";
import { line } from "./line.ts";
import { plain, withRest } from "./plain.ts";
import { compact, flag, id, number, type Raw, raw, rows, text, time } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

export function note(row: Raw, detail: Detail): RecordValue {
  const shaped = compact({
    note_id: id(row["id"]),
    note_message: line(row["note_message"]),
    created_by: line(row["created_by"]),
    created_at: time(row["created_at"]),
  });
  return detail === "full" ? withRest(shaped, row, ["id"]) : shaped;
}

export function task(row: Raw, detail: Detail): RecordValue {
  const shaped = compact({
    task_id: id(row["id"]),
    name: line(row["name"]),
    description: line(row["description"]),
    priority: text(row["priority"]),
    due_date: time(row["due_date"]),
    status: text(row["status"]),
    created_at: time(row["created_at"]),
  });
  return detail === "full" ? withRest(shaped, row, ["id"]) : shaped;
}

export function untrackedReply(row: Raw, detail: Detail): RecordValue {
  const body = raw(row["body"]);
  const words = text(body["textAsHtml"]) ?? text(body["text"]) ?? text(row["body"]) ?? text(row["visible_text"]) ?? "";
  const mail = detail === "full" ? readWhole(words) : readMail(words);
  const shaped = compact({
    message_id: text(row["message_id"]) ?? text(row["id"]),
    email_account_id: id(row["account_id"]),
    from: line(row["sender_detail"] ?? row["from_email"]),
    to: line(row["recipient_detail"] ?? row["to_email"]),
    subject: line(row["subject"]),
    time: time(row["reply_picked_time"] ?? row["received_at"]),
    is_read: flag(row["is_read"]),
    has_attachment: flag(row["has_attachment"] ?? row["has_attachments"]) || undefined,
    attachments: rows(row["attachments"]).map((file) => line(file["file_name"])),
    text: mail.text,
    hidden_text_removed: mail.hidden || undefined,
  });
  if (detail !== "full") return shaped;
  return withRest(shaped, row, [
    ...(row["message_id"] === undefined ? ["id"] : []),
    "account_id",
    "sender_detail",
    "from_email",
    "recipient_detail",
    "to_email",
    "reply_picked_time",
    "received_at",
    "has_attachments",
    "body",
  ]);
}

/** A mail as it lies in a mailbox of ours, whether a campaign sent it or not. */
export function mailboxMessage(row: Raw, detail: Detail): RecordValue {
  const body = raw(row["body"]);
  const words = text(body["html"]) ?? text(body["text"]) ?? text(row["body"]) ?? "";
  const mail = detail === "full" ? readWhole(words) : readMail(words);
  const shaped = compact({
    message_id: text(row["messageId"] ?? row["message_id"]),
    from: line(row["from"]),
    to: line(row["to"]),
    cc: line(row["cc"]),
    subject: line(row["subject"]),
    time: time(row["date"] ?? row["timestamp"]),
    folders: rows(row["folders"]).map((folder) => line(folder["name"])),
    attachments: rows(row["attachments"]).map((file) => line(file["filename"] ?? file["name"])),
    text: mail.text || line(row["snippet"]),
    hidden_text_removed: mail.hidden || undefined,
  });
  return detail === "full" ? withRest(shaped, row, ["messageId", "date", "timestamp", "folders", "body"]) : shaped;
}

/** One of several mailboxes that were read in one call, or why it could not be. */
export function mailboxWithMessages(row: Raw, detail: Detail): RecordValue {
  const inner = raw(row["data"]);
  const shaped = compact({
    email_account_id: id(row["account_id"] ?? row["accountId"]),
    status: text(row["status"]),
    messages_total: number(inner["totalCount"]),
    messages: rows(inner["messages"]).map((message) => mailboxMessage(message, detail)),
  });
  const { data: _data, ...rest } = plain(row, {}, { detail });
  return { ...rest, ...shaped };
}
