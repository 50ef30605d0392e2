import { plainKinds } from "./kinds.ts";
import { line } from "./line.ts";
import { withRest } from "./plain.ts";
import { compact, flag, id, number, type Raw, raw, rows, text, time } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export function campaign(row: Raw, detail: Detail): RecordValue {
  const shaped = compact({
    campaign_id: id(row["id"]),
    name: line(row["name"]),
    status: text(row["status"]),
    parent_campaign_id: id(row["parent_campaign_id"]),
    client_id: id(row["client_id"]),
    schedule: schedule(raw(row["scheduler_cron_value"])),
    max_leads_per_day: number(row["max_leads_per_day"]),
    min_minutes_between_emails: number(row["min_time_btwn_emails"]),
    stops_on: text(row["stop_lead_settings"]),
    track_settings: row["track_settings"],
    plain_text: flag(row["send_as_plain_text"]) || undefined,
    tags: rows(row["tags"]).map((tag) => line(tag["tag_name"] ?? tag["name"])),
    created_at: time(row["created_at"]),
  });
  if (detail !== "full") return shaped;
  const said = ["id", "min_time_btwn_emails", "stop_lead_settings", "send_as_plain_text"];
  return withRest(shaped, row, said, { inside: { tags: plainKinds.tag } });
}

/** "Mon-Fri 09:00-18:00 Europe/Berlin". SmartLead counts days from 0 = Sunday. */
function schedule(value: Raw): string | undefined {
  const days = Array.isArray(value["days"]) ? value["days"].map(Number) : [];
  if (days.length === 0) return undefined;
  const names = days.map((day) => DAYS[day] ?? String(day));
  const consecutive = days.length > 2 && days.every((day, at) => at === 0 || day === (days[at - 1] ?? 0) + 1);
  const when = consecutive ? `${names[0]}-${names.at(-1)}` : names.join(",");
  return `${when} ${text(value["startHour"]) ?? "?"}-${text(value["endHour"]) ?? "?"} ${text(value["tz"]) ?? ""}`.trim();
}

export function category(row: Raw, detail: Detail): RecordValue {
  const shaped = compact({
    category_id: id(row["id"]),
    name: line(row["name"]),
    sentiment: text(row["sentiment_type"]),
  });
  return detail === "full" ? withRest(shaped, row, ["id", "sentiment_type"]) : shaped;
}
