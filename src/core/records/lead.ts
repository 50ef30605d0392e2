import { line } from "./line.ts";
import { withRest } from "./plain.ts";
import { compact, flag, id, number, type Raw, raw, rows, text, time } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

/** A lead of a campaign (`{campaign_lead_map_id, lead: {...}}`) or of the account (flat, with `lead_campaign_data`). */
export function lead(row: Raw, detail: Detail): RecordValue {
  const person = { ...row, ...raw(row["lead"]) };
  const shaped = compact({
    lead_id: id(person["id"] ?? row["lead_id"]),
    email_lead_map_id: id(row["campaign_lead_map_id"] ?? row["email_lead_map_id"]),
    name: line([person["first_name"], person["last_name"]].filter(Boolean).join(" ")),
    email: line(person["email"]),
    company: line(person["company_name"] ?? person["company"]),
    status: text(row["status"]),
    category_id: id(row["lead_category_id"]),
    category: line(row["category"]),
    open_count: number(row["open_count"]) || undefined,
    click_count: number(row["click_count"]) || undefined,
    reply_count: number(row["reply_count"]) || undefined,
    phone_number: line(person["phone_number"] ?? person["phone"]),
    location: line(person["location"]),
    website: line(person["website"] ?? person["company_url"]),
    linkedin_profile: line(person["linkedin_profile"]),
    custom_fields: cleanFields(raw(person["custom_fields"])),
    is_unsubscribed: flag(person["is_unsubscribed"]) || undefined,
    last_step_sent: number(row["last_email_sequence_sent"]),
    created_at: time(row["created_at"] ?? person["created_at"]),
    campaigns: rows(row, "lead_campaign_data", "campaigns").map((each) => membership(each, detail)),
  });
  // A lead of a campaign stands inside the row; what is left of both is one record.
  const { lead: _, ...outer } = row;
  return detail === "full" ? withRest(shaped, { ...raw(row["lead"]), ...outer }, SAID) : shaped;
}

/** What the shape says under another name. */
const SAID = [
  "id",
  "campaign_lead_map_id",
  "first_name",
  "last_name",
  "company_name",
  "phone",
  "lead_category_id",
  "last_email_sequence_sent",
  "lead_campaign_data",
  "campaigns",
  "custom_fields",
];

function membership(row: Raw, detail: Detail): RecordValue {
  const shaped = compact({
    campaign_id: id(row["campaign_id"]),
    email_lead_map_id: id(row["campaign_lead_map_id"] ?? row["email_lead_map_id"]),
    status: text(row["lead_status"]),
    campaign: line(row["campaign_name"]),
    category_id: id(row["lead_category_id"]),
    client_id: id(row["client_id"]),
    last_step_sent: number(row["lead_last_seq_number"]),
    last_sent_at: time(row["last_sent_at"] ?? row["latest_sent_time"]),
    last_reply_at: time(row["last_reply_at"]),
  });
  const said = ["campaign_lead_map_id", "lead_status", "campaign_name", "lead_category_id", "latest_sent_time"];
  return detail === "full" ? withRest(shaped, row, said) : shaped;
}

function cleanFields(fields: Raw): RecordValue {
  return compact(Object.fromEntries(Object.entries(fields).map(([name, value]) => [line(name) ?? "", line(value)])));
}
