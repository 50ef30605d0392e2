import { readMail, readWhole } from "../mail/read-mail.ts";
import { line } from "./line.ts";
import { withRest } from "./plain.ts";
import { compact, number, type Raw, raw, rows, text, time, toTheSecond } from "./read.ts";
import type { Detail, LazyRecord, RecordValue } from "./record.ts";

/** The two ends of a conversation, said once instead of with every message. */
export interface Ends {
  mailbox?: string | undefined;
  lead_email?: string | undefined;
}

interface Surroundings extends Ends {
  /** A reply came later: whoever answers answers that one, and needs the ids of that one. */
  answered?: boolean;
  /** The subject of the mail before. */
  subject?: string | undefined;
}

/**
 * One mail of a conversation. Understands both generations: `email_history`/`history` rows (type SENT or REPLY,
 * email_body) and the new reference's `message_history` rows (direction outbound or inbound, body).
 * Concise leaves out what the conversation's ends already say, so an address that stands here differs from them: a
 * colleague answered, or another mailbox sent.
 */
export function message(row: Raw, detail: Detail, ends: Surroundings = {}): RecordValue {
  const full = detail === "full";
  const body = text(row["email_body"]) ?? text(row["body"]) ?? "";
  const mail = full ? readWhole(body) : readMail(body);
  const outbound = isOutbound(row);
  const subject = line(row["subject"]);
  const at = time(row["time"] ?? row["received_at"] ?? row["sent_at"]);
  const [ours, theirs] = outbound ? [ends.mailbox, ends.lead_email] : [ends.lead_email, ends.mailbox];
  const unless = (known: string | undefined, value: string | undefined) =>
    !full && value === known ? undefined : value;
  const shaped = compact({
    type: outbound ? "SENT" : "REPLY",
    time: full ? at : toTheSecond(at),
    from: unless(ours, line(row["from"] ?? row["sent_from"])),
    to: unless(theirs, line(row["to"] ?? row["sent_to"])),
    cc: addresses(row["cc"]),
    bcc: addresses(row["bcc"]),
    subject: full || !isSameSubject(ends.subject, subject) ? subject : undefined,
    stats_id: outbound && ends.answered && !full ? undefined : text(row["stats_id"]),
    // Long, and wanted only of what is answered or forwarded.
    message_id: outbound && !full ? undefined : (text(row["message_id"]) ?? text(row["id"])),
    sequence_step: number(row["email_seq_number"]),
    opens: countOf(row["open_count"]) ?? (row["opened_at"] ? 1 : undefined),
    clicks: countOf(row["click_count"]),
    attachments: rows(row["attachments"]).map((file) => line(file["file_name"]) ?? line(file["file_url"])),
    text: mail.text,
    // A sign of an attack, so the reader is told although the words themselves are gone.
    hidden_text_removed: mail.hidden || undefined,
  });
  return full ? withRest(shaped, row, SAID) : shaped;
}

/** What the shape says under another name. */
const SAID = [
  "id",
  "direction",
  "received_at",
  "sent_at",
  "sent_from",
  "sent_to",
  "email_seq_number",
  "email_body",
  "body",
];

const isOutbound = (row: Raw) => row["direction"] === "outbound" || row["type"] === "SENT";

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

/** The messages of an answer, oldest first whichever way it sorted them, unread: reading a mail costs more than sorting it. */
export function messageRows(answer: unknown): Raw[] {
  return rows(answer, "history", "email_history", "messages", "message_history")
    .map((row) => ({ row, at: time(row["time"] ?? row["received_at"] ?? row["sent_at"]) ?? "" }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ row }) => row);
}

export function messages(answer: unknown, detail: Detail): LazyRecord[] {
  const ends = endsOf(answer);
  const thread = messageRows(answer);
  const newestReply = thread.findLastIndex((row) => !isOutbound(row));
  let before: string | undefined;
  return thread.map((row, at) => {
    const around = { ...ends, answered: at < newestReply, subject: before };
    before = line(row["subject"]) ?? before;
    return () => message(row, detail, around);
  });
}

/** "Re: Trial" after "Trial" says nothing new. */
function isSameSubject(before: string | undefined, now: string | undefined): boolean {
  const bare = (subject: string) => subject.replace(/^((re|aw|sv|antw|rif|res|odp|vs)\s*:\s*)+/i, "").toLowerCase();
  return before !== undefined && now !== undefined && bare(before) === bare(now);
}

/** As the answer names them, else as the first mail that we sent does. */
export function endsOf(answer: unknown): Ends {
  const given = raw(answer);
  const first = messageRows(answer).find(isOutbound) ?? {};
  return { mailbox: line(given["from"] ?? first["from"]), lead_email: line(given["to"] ?? first["to"]) };
}
