import { line } from "./line.ts";
import { type Ends, message, messageRows } from "./message.ts";
import { withRest } from "./plain.ts";
import { compact, flag, id, number, type Raw, raw, text, time, toTheSecond } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

/** Words of the newest message that a list shows; the whole is in fetch_message_history. */
const PREVIEW_CHARACTERS = 700;

/**
 * A lead in a campaign as the inbox shows it. SmartLead documents two generations of this row: flat with `email_history`
 * (what real answers look like) and nested under `lead`, `campaign`, `last_message` (the new reference). Both end here.
 */
export function conversation(row: Raw, detail: Detail): RecordValue {
  const lead = raw(row["lead"]);
  const campaign = raw(row["campaign"]);
  const mailbox = raw(row["email_account"]);
  const owner = raw(row["assigned_to"]);
  const category = raw(row["category"]);
  const subsequence = raw(row["subsequence"]);
  const lastMessage = raw(row["last_message"]);
  const read = flag(row["is_read"]);
  const moment = (at: string | undefined) => (detail === "full" ? at : toTheSecond(at));
  const shaped = compact({
    email_lead_map_id: id(row["email_lead_map_id"] ?? row["campaign_lead_map_id"]),
    campaign_id: id(row["email_campaign_id"] ?? campaign["id"]),
    lead_id: id(row["email_lead_id"] ?? lead["id"]),
    lead: line(
      [row["lead_first_name"] ?? lead["first_name"], row["lead_last_name"] ?? lead["last_name"]]
        .filter(Boolean)
        .join(" "),
    ),
    lead_email: line(row["lead_email"] ?? lead["email"]),
    company: line(lead["company"] ?? row["company_name"]),
    campaign: line(row["email_campaign_name"] ?? campaign["name"]),
    category_id: id(row["lead_category_id"] ?? category["id"]),
    category: line(category["name"]),
    unread: flag(row["has_new_unread_email"]) ?? (read === undefined ? undefined : !read),
    lead_status: text(row["lead_status"]) ?? text(row["email_status"]),
    last_reply_time: moment(time(row["last_reply_time"] ?? lastMessage["received_at"] ?? lastMessage["replied_at"])),
    last_sent_time: moment(time(row["last_sent_time"] ?? lastMessage["sent_at"])),
    next_email_time: moment(time(row["lead_next_timestamp_to_send"])),
    scheduled_time: time(row["scheduled_time"]),
    reminder_time: time(row["reminder_time"]),
    reminder: line(row["reminder_message"]),
    snoozed_until: time(row["snoozed_until"]),
    email_account_id: id(row["email_account_id"] ?? mailbox["id"]),
    mailbox: line(mailbox["email"]),
    team_member_id: id(row["team_member_id"] ?? owner["id"]),
    owner: line(owner["name"]),
    client_id: id(row["client_id"]),
    revenue: number(row["revenue"]) || undefined,
    sub_sequence_id: id(row["sub_sequence_id"] ?? subsequence["id"]),
    is_pushed_to_sub_sequence: flag(row["is_pushed_to_sub_sequence"]) || undefined,
    is_important: flag(row["is_important"]) || undefined,
    is_archived: flag(row["is_archived"]) || undefined,
    is_snoozed: flag(row["is_snoozed"]) || undefined,
    tags: tagNames(row["tags"]),
  });
  const thread = threadOf(row, lastMessage, shaped, detail);
  return detail === "full" ? withRest({ ...shaped, ...thread }, row, saidOf(row)) : { ...shaped, ...thread };
}

/** What the shape says under another name. */
const SAID = [
  "campaign_lead_map_id",
  "email_campaign_id",
  "email_campaign_name",
  "email_lead_id",
  "lead_first_name",
  "lead_last_name",
  "lead_category_id",
  "has_new_unread_email",
  "lead_next_timestamp_to_send",
  "reminder_message",
  "email_history",
  "message_history",
  ...["id", "email", "first_name", "last_name", "company"].map((name) => `lead.${name}`),
  ...["campaign.id", "campaign.name", "category.id", "category.name", "subsequence.id"],
  ...["email_account.id", "email_account.email", "assigned_to.id", "assigned_to.name"],
];

function saidOf(row: Raw): readonly string[] {
  const history = messageRows(row["email_history"] ?? row["message_history"]);
  const isThread = history.length === 0 && text(raw(row["last_message"])["body"]) !== undefined;
  const status = text(row["lead_status"]) === undefined ? ["email_status"] : [];
  return [...SAID, ...status, ...(isThread ? ["last_message"] : [])];
}

/** The messages a row brought along: all of them in full, else the newest one with how many there are. */
function threadOf(row: Raw, lastMessage: Raw, ends: Ends, detail: Detail): RecordValue {
  const history = messageRows(row["email_history"] ?? row["message_history"]);
  const thread = history.length > 0 || text(lastMessage["body"]) === undefined ? history : [lastMessage];
  const newest = thread.at(-1);
  if (newest === undefined) return {};
  if (detail === "full") return { messages: thread.map((each) => message(each, detail)) };
  return { messages_total: thread.length, last_message: preview(message(newest, detail, ends)) };
}

/** Tags come as words or as objects. */
function tagNames(value: unknown): unknown[] {
  const list = Array.isArray(value) ? value : [];
  return list.flatMap((tag) => line(typeof tag === "string" ? tag : (raw(tag)["tag_name"] ?? raw(tag)["name"])) ?? []);
}

function preview(newest: RecordValue): RecordValue {
  const words = String(newest["text"] ?? "");
  if (words.length <= PREVIEW_CHARACTERS) return newest;
  const left = words.length - PREVIEW_CHARACTERS;
  return {
    ...newest,
    text: `${words.slice(0, PREVIEW_CHARACTERS)}…`,
    text_cut: `${left} characters more: fetch_message_history`,
  };
}
