import { mailText } from "../mail/read-mail.ts";
import { line } from "./line.ts";
import { messages } from "./message.ts";
import { withRest } from "./plain.ts";
import { compact, flag, id, number, type Raw, raw, rows, text, time } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

/** One email that a campaign sent, with what came of it. Its text only in full: rows are counted, not read. */
export function sentEmail(row: Raw, detail: Detail): RecordValue {
  const shaped = compact({
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
  if (detail !== "full") return shaped;
  return withRest(shaped, row, [
    "lead_name",
    "lead_category",
    "sequence_number",
    "email_subject",
    "email_message",
    ...(shaped.opens === undefined ? [] : ["open_count"]),
    ...(shaped.clicks === undefined ? [] : ["click_count"]),
  ]);
}

/** A lead of a campaign with its messages. */
export function leadHistory(row: Raw, detail: Detail): RecordValue {
  const exchange = Array.isArray(row["activities"]) ? { ...row, history: exchanged(row) } : row;
  const shaped = compact({
    email_lead_map_id: id(row["email_lead_map_id"]),
    lead_id: id(row["lead_id"]),
    campaign_id: id(row["campaign_id"]),
    campaign: line(row["campaign_name"]),
    status: text(row["status"]),
    mailbox: line(row["from"]),
    lead_email: line(row["to"]),
    last_step_sent: number(row["last_seq_num"] ?? row["current_seq_num"]),
    created_at: time(row["created_at"]),
    messages: messages(exchange, detail).map((each) => each()),
  });
  if (detail !== "full") return shaped;
  const said = ["from", "to", "last_seq_num", "current_seq_num", "campaign_name", "history", "activities"];
  return withRest(shaped, row, said);
}

/** Activities hold a mail and its answer in one row: the two as messages. */
function exchanged(row: Raw): Raw[] {
  return rows(row["activities"]).flatMap(({ reply_details, sent_time, from_email, to_email, ...sent }) => {
    const mail: Raw = { ...sent, type: "SENT", time: sent_time, from: from_email, to: to_email };
    const { reply_email_body, ...answer } = raw(reply_details);
    if (reply_email_body === undefined) return [mail];
    const { stats_id, subject } = sent;
    return [
      mail,
      { ...answer, type: "REPLY", stats_id, subject, email_body: reply_email_body, from: to_email, to: from_email },
    ];
  });
}
