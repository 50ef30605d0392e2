import { mailText } from "../mail/read-mail.ts";
import { line, messages } from "./message.ts";
import { compact, flag, id, number, type Raw, text, time } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

/** One email that a campaign sent, with what came of it. Its text only in full: rows are counted, not read. */
export function sentEmail(row: Raw, detail: Detail): RecordValue {
  return compact({
    stats_id: text(row["stats_id"]),
    lead: line(row["lead_name"]),
    lead_email: line(row["lead_email"]),
    category: line(row["lead_category"]),
    step: number(row["sequence_number"]),
    subject: line(row["email_subject"]),
    sent_time: time(row["sent_time"]),
    open_time: time(row["open_time"]),
    click_time: time(row["click_time"]),
    reply_time: time(row["reply_time"]),
    opens: number(row["open_count"]) || undefined,
    clicks: number(row["click_count"]) || undefined,
    is_bounced: flag(row["is_bounced"]) || undefined,
    is_unsubscribed: flag(row["is_unsubscribed"]) || undefined,
    text: detail === "full" ? mailText(text(row["email_message"]) ?? "") : undefined,
  });
}

/** A lead of a campaign with its messages. */
export function leadHistory(row: Raw, detail: Detail): RecordValue {
  return compact({
    lead_id: id(row["lead_id"]),
    email_lead_map_id: id(row["email_lead_map_id"]),
    status: text(row["status"]),
    from: line(row["from"]),
    to: line(row["to"]),
    last_step_sent: number(row["last_seq_num"]),
    created_at: time(row["created_at"]),
    messages: messages(row, detail),
  });
}
