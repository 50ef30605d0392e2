import { line } from "./message.ts";
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
    phone_number: line(person["phone_number"] ?? person["phone"]),
    location: line(person["location"]),
    website: line(person["website"] ?? person["company_url"]),
    linkedin_profile: line(person["linkedin_profile"]),
    custom_fields: cleanFields(raw(person["custom_fields"])),
    is_unsubscribed: flag(person["is_unsubscribed"]) || undefined,
    last_step_sent: number(row["last_email_sequence_sent"]),
    created_at: time(row["created_at"] ?? person["created_at"]),
    campaigns: rows(row, "lead_campaign_data", "campaigns").map(membership),
  });
  return detail === "full" ? { ...shaped, ...extras(row, shaped) } : shaped;
}

function membership(row: Raw): RecordValue {
  return compact({
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
}

function cleanFields(fields: Raw): RecordValue {
  return compact(Object.fromEntries(Object.entries(fields).map(([name, value]) => [line(name) ?? "", line(value)])));
}

/** Plain fields of the answer that the shape does not name. */
export function extras(row: Raw, shaped: RecordValue): RecordValue {
  const plain = Object.entries(row).filter(
    ([name, value]) => !(name in shaped) && (typeof value !== "object" || value === null),
  );
  return compact(
    Object.fromEntries(plain.map(([name, value]) => [name, typeof value === "string" ? line(value) : value])),
  );
}
