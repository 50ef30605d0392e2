import { mailText, readMail } from "../mail/read-mail.ts";
import { cleanLine } from "../untrusted.ts";
import { compact, type Raw, raw, rows, text, time } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

/**
 * One mail of a conversation. Understands both generations: `email_history`/`history` rows (type SENT or REPLY,
 * email_body) and the new reference's `message_history` rows (direction outbound or inbound, body).
 */
export function message(row: Raw, detail: Detail): RecordValue {
  const body = text(row["email_body"]) ?? text(row["body"]) ?? "";
  const mail = readMail(body);
  const outbound = row["direction"] === "outbound" || row["type"] === "SENT";
  return compact({
    type: outbound ? "SENT" : "REPLY",
    time: time(row["time"] ?? row["received_at"] ?? row["sent_at"]),
    from: line(row["from"] ?? row["sent_from"]),
    to: line(row["to"] ?? row["sent_to"]),
    cc: addresses(row["cc"]),
    bcc: addresses(row["bcc"]),
    subject: line(row["subject"]),
    stats_id: text(row["stats_id"]),
    message_id: text(row["message_id"]) ?? text(row["id"]),
    sequence_step: line(row["email_seq_number"]),
    opens: countOf(row["open_count"]) ?? (row["opened_at"] ? 1 : undefined),
    clicks: countOf(row["click_count"]),
    attachments: rows(row["attachments"]).map((file) => line(file["file_name"]) ?? line(file["file_url"])),
    text: detail === "full" ? mailText(body) : mail.text,
    // A sign of an attack, so the reader is told although the words themselves are gone.
    hidden_text_removed: mail.hidden || undefined,
  });
}

/** A single line of outsiders' text: invisible characters gone, no line break that could fake structure. */
export function line(value: unknown): string | undefined {
  const given = text(value);
  return given === undefined ? undefined : cleanLine(given) || undefined;
}

function countOf(value: unknown): number | undefined {
  const count = Number(value ?? 0);
  return count > 0 ? count : undefined;
}

/** cc and bcc come as lists, as one comma-separated string, or as objects with an address. */
function addresses(value: unknown): string[] {
  const list = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [];
  return list.flatMap(
    (entry) => line(typeof entry === "object" ? (raw(entry)["address"] ?? raw(entry)["email"]) : entry) ?? [],
  );
}

/** Messages oldest first, whichever way the answer sorted them. */
export function messages(answer: unknown, detail: Detail): RecordValue[] {
  return rows(answer, "history", "email_history", "messages", "message_history")
    .map((row) => message(row, detail))
    .sort((a, b) => String(a["time"] ?? "").localeCompare(String(b["time"] ?? "")));
}
