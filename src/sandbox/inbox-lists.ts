import type { Account, EnrolmentRow } from "./account.ts";
import { type Answer, type Call, type Handler, type Handlers, handle, Refusal } from "./handler.ts";
import { type InboxFilters, passes } from "./inbox-filter.ts";
import { flatRow, nestedMessage } from "./inbox-rows.ts";
import { lastTime, repliesOf, sentOf } from "./tables.ts";

interface ListCall extends Call {
  query: { fetch_message_history?: boolean };
  body: { offset?: number; limit?: number; filters?: InboxFilters; sortBy?: SortOrder | null };
}

type SortOrder = "REPLY_TIME_DESC" | "SENT_TIME_DESC" | `${"SCHEDULED_TIME" | "REMINDER_TIME"}_${"ASC" | "DESC"}`;

/** Which conversations a list starts from, before its filters. */
type Selection = (row: EnrolmentRow, account: Account) => boolean;

const replied: Selection = (row) => repliesOf(row).length > 0;

/** Archived conversations leave the two lists that people work through; every other list shows them too. */
const selections = {
  "inbox-replies": (row, account) => replied(row, account) && !row.is_archived,
  "unread-replies": (row, account) => replied(row, account) && !row.is_archived && row.has_new_unread_email,
  sent: (row) => sentOf(row).length > 0,
  "assigned-me": (row, account) => row.team_member_id === account.owner_id,
  important: (row) => row.is_important,
  snoozed: (row) => row.snoozed_until !== null,
  scheduled: (row) => row.scheduled.length > 0,
  reminders: (row) => row.reminders.length > 0,
  archived: (row) => row.is_archived,
  views: (row) => row.messages.length > 0,
} as const satisfies Record<string, Selection>;

type ListName = keyof typeof selections;

function list(name: ListName, call: ListCall): Answer {
  const { account, generation, body } = call;
  const { offset = 0, limit = 20, filters = {} } = body;
  const order = body.sortBy ?? defaultOrder(name);
  const rows = account.enrolments
    .filter((row) => selections[name](row, account) && passes(account, row, filters))
    .sort((a, b) => compare(a, b, order));
  const page = rows.slice(offset, offset + limit);
  const withHistory = call.query.fetch_message_history ?? false;
  if (generation === "messages") {
    const messages = page.map((row) => ({
      ...nestedMessage(account, row, withHistory),
      ...waitingFields(row, name, call.now),
    }));
    return { json: { messages, total_count: rows.length, offset, limit } };
  }
  return { json: { ok: true, data: page.map((row) => flatRow(account, row, withHistory)), offset, limit } };
}

/** What the newer documentation adds to the rows of a list of things that wait. The flat generation names no such field. */
function waitingFields(row: EnrolmentRow, name: ListName, now: Date): Record<string, unknown> {
  const [scheduled] = row.scheduled;
  const [reminder] = row.reminders;
  if (name === "snoozed") return { snoozed_until: row.snoozed_until };
  if (name === "scheduled") return { scheduled_time: scheduled?.scheduled_time, email_status: "Scheduled" };
  if (name !== "reminders" || reminder === undefined) return {};
  return {
    reminder_time: reminder.reminder_time,
    reminder_message: reminder.message,
    is_overdue: Date.parse(reminder.reminder_time) < now.getTime(),
  };
}

/** Rows without the time in question come last in either direction; equal ones newest first. */
function compare(a: EnrolmentRow, b: EnrolmentRow, order: SortOrder): number {
  const [left, right] = [sortTime(a, order), sortTime(b, order)];
  if (left === null || right === null) return Number(left === null) - Number(right === null) || b.map_id - a.map_id;
  const difference = Date.parse(left) - Date.parse(right);
  return (order.endsWith("_DESC") ? -difference : difference) || b.map_id - a.map_id;
}

function sortTime(row: EnrolmentRow, order: SortOrder): string | null {
  if (order.startsWith("SENT_TIME")) return lastTime(sentOf(row));
  if (order.startsWith("SCHEDULED_TIME")) return earliest(row.scheduled.map(({ scheduled_time }) => scheduled_time));
  if (order.startsWith("REMINDER_TIME")) return earliest(row.reminders.map(({ reminder_time }) => reminder_time));
  return lastTime(repliesOf(row));
}

function earliest(times: string[]): string | null {
  return times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

function defaultOrder(name: ListName): SortOrder {
  if (name === "scheduled") return "SCHEDULED_TIME_DESC";
  return name === "reminders" ? "REMINDER_TIME_DESC" : "REPLY_TIME_DESC";
}

function listHandler(name: ListName): Handler {
  return handle((call: ListCall) => list(name, call));
}

export const inboxLists: Handlers = {
  "POST /master-inbox/inbox-replies": listHandler("inbox-replies"),
  "POST /master-inbox/sent": listHandler("sent"),
  "POST /master-inbox/assigned-me": listHandler("assigned-me"),
  "POST /master-inbox/unread-replies": listHandler("unread-replies"),
  "POST /master-inbox/important": listHandler("important"),
  "POST /master-inbox/snoozed": listHandler("snoozed"),
  "POST /master-inbox/scheduled": listHandler("scheduled"),
  "POST /master-inbox/reminders": listHandler("reminders"),
  "POST /master-inbox/archived": listHandler("archived"),
  "POST /master-inbox/views": listHandler("views"),

  "GET /master-inbox/{id}": handle<{ params: { id: number } }>(({ account, generation, params }) => {
    const row = account.enrolments.find(({ map_id }) => map_id === params.id);
    if (row === undefined) throw new Refusal(404, { error: `Inbox item not found with ID ${params.id}` });
    if (generation === "messages") return { json: nestedMessage(account, row, true) };
    return { json: { ok: true, data: [flatRow(account, row, false)] } };
  }),
};
