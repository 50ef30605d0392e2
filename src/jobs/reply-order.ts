/** Who waits for an answer, and who has waited longest: decided from the rows of the inbox lists alone. */
import { text } from "../core/records/read.ts";
import type { RecordValue } from "../core/records/record.ts";

/** A place in the queue, between one conversation and the next. */
export interface Mark {
  /** ISO 8601, of the reply. */
  time: string;
  email_lead_map_id: string;
}

const HOUR_MS = 3_600_000;

/** Categories under which SmartLead and accounts file mail that no person wrote. */
const AUTOMATIC = /out.?of.?office|\booo\b|auto.?(?:matic|repl|resp)|bounce/i;

/** The newest message, whether the row brought the last one or all of them. */
export function newestMessage(row: RecordValue): RecordValue | undefined {
  const all = row["messages"];
  const newest = Array.isArray(all) ? all.at(-1) : row["last_message"];
  return newest as RecordValue | undefined;
}

/** The newest word is the lead's, and no answer of ours waits for its time. */
export function isUnanswered(row: RecordValue, scheduled: ReadonlySet<unknown>): boolean {
  if (scheduled.has(row["email_lead_map_id"])) return false;
  const newest = newestMessage(row);
  if (newest !== undefined) return newest["type"] === "REPLY";
  const [replied, sent] = [text(row["last_reply_time"]), text(row["last_sent_time"])];
  return replied !== undefined && (sent === undefined || Date.parse(replied) > Date.parse(sent));
}

/** Since when the lead waits: the time by which SmartLead sorts and filters, else that of the newest message. */
export function waitingSince(row: RecordValue): string {
  return text(row["last_reply_time"]) ?? text(newestMessage(row)?.["time"]) ?? "";
}

/** Hours with one decimal; undefined when the time cannot be read. */
export function hoursSince(time: string, now: Date): number | undefined {
  const since = Date.parse(time);
  return Number.isNaN(since) ? undefined : Math.round((now.getTime() - since) / (HOUR_MS / 10)) / 10;
}

export const isAutomatic = (category: string | undefined) => category !== undefined && AUTOMATIC.test(category);

/** Each conversation once, who has waited longest first; two of the same second in the order of their ids. */
export function longestWaitingFirst(rows: readonly RecordValue[]): RecordValue[] {
  const byId = new Map(rows.map((row) => [String(row["email_lead_map_id"]), row]));
  return [...byId.values()].sort((a, b) => compare(markOf(a), markOf(b)));
}

export const markOf = (row: RecordValue): Mark => ({
  time: waitingSince(row),
  email_lead_map_id: String(row["email_lead_map_id"]),
});

/** Does a conversation lie between two places, both excluded? */
export function isWithin(row: RecordValue, { after, before }: Range): boolean {
  const mark = markOf(row);
  return (after === undefined || compare(mark, after) > 0) && (before === undefined || compare(mark, before) < 0);
}

function compare(a: Mark, b: Mark): number {
  const [left, right] = [Date.parse(a.time) || 0, Date.parse(b.time) || 0];
  return left - right || a.email_lead_map_id.localeCompare(b.email_lead_map_id, "en", { numeric: true });
}

/** Which part of the queue a page shows. */
export interface Range {
  after?: Mark | undefined;
  before?: Mark | undefined;
  /** Who has waited longer than this was on no page so far. */
  unseen?: Mark | undefined;
}

/** A range as one argument: `after=2026-11-18T20:51:00Z/1907309714`. */
export function writeRange(range: Range): string {
  return Object.entries(range)
    .flatMap(([name, mark]: [string, Mark | undefined]) =>
      mark === undefined ? [] : [`${name}=${mark.time}/${mark.email_lead_map_id}`],
    )
    .join("&");
}

/** Undefined for anything but what `writeRange` wrote. */
export function readRange(written: string): Range | undefined {
  const marks = written.split("&").map((part) => PART.exec(part)?.groups ?? {});
  if (marks.some(({ time = "" }) => Number.isNaN(Date.parse(time)))) return undefined;
  return Object.fromEntries(marks.map(({ name, time, id }) => [name, { time, email_lead_map_id: id }]));
}

const PART = /^(?<name>after|before|unseen)=(?<time>[^/]+)\/(?<id>\d+)$/;
