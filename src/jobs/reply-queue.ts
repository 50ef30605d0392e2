import * as z from "zod";
import { type JobAnswer, job, type Work } from "../core/job.ts";
import { ids, limit, oneOrMany } from "../core/params.ts";
import { compact, text } from "../core/records/read.ts";
import type { RecordValue } from "../core/records/record.ts";
import {
  hoursSince,
  isAutomatic,
  isUnanswered,
  isWithin,
  longestWaitingFirst,
  markOf,
  newestMessage,
  type Range,
  readRange,
  waitingSince,
  writeRange,
} from "./reply-order.ts";

/** The largest page of the inbox lists. */
const PAGE = 20;
/** The lists come newest first and have no total, so who has waited longest is known only when all pages are read. */
const MOST_PAGES = 5;
const MOST_SCHEDULED_PAGES = 2;
/** Long before SmartLead's first campaign, and long after any reply. */
const FIRST_MOMENT = "2020-01-01T00:00:00.000Z";
const LAST_MOMENT = "2100-01-01T00:00:00.000Z";

const cursor = z
  .string()
  .refine((written) => readRange(written) !== undefined, { error: "expected the cursor of a next of reply_queue" })
  .optional()
  .describe("From next.");

export const replyQueue = job({
  name: "reply_queue",
  title: "Show who waits for an answer",
  about:
    "Unread replies that nobody answered, over all campaigns, longest waiting first, with their new words and answer_with, the " +
    "arguments for reply_to_lead. Sorts the newest 100; older ones follow on later pages. " +
    "Costs 3 requests, and 1 for each further 20 conversations: at most 8.",
  asked:
    "who is waiting for us, unanswered replies, oldest unread first, inbox zero, work off the replies, what must be answered, " +
    "reply backlog, overdue answers, longest waiting, who have we kept waiting, response time, leads waiting for a response",
  input: {
    campaign_id: oneOrMany(ids(5)).optional(),
    campaign_client_id: oneOrMany(ids(10)).optional(),
    include_read: z.boolean().optional().describe("Also replies that were read."),
    cursor,
    limit: limit(100, 20),
  },
  example: { limit: 10 },
  run: replies,
});

interface Filters {
  campaign_id?: unknown;
  campaign_client_id?: unknown;
  include_read?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

async function replies(args: Filters, work: Work): Promise<JobAnswer> {
  const { cursor: written, ...filters } = args;
  const range = (written === undefined ? undefined : readRange(written)) ?? {};
  const found = await walk(filters, range, work);
  const [scheduled, categories] = await Promise.all([
    scheduledIds(work),
    work.part("category names", "list_lead_categories", {}),
  ]);
  const replied = longestWaitingFirst(found.rows);
  const waiting = replied.filter((row) => isUnanswered(row, scheduled.ids));
  const names = new Map(categories?.items.map(({ category_id, name }) => [category_id, name]));
  const shown = waiting.slice(0, args.limit);
  const oldest = found.more ? replied[0] : undefined;
  const unseen = oldest ? markOf(oldest) : range.unseen;
  return {
    own: compact({
      incomplete: work.incomplete,
      caution: scheduled.all ? undefined : CAUTION,
      waiting: waiting.length,
      answered: replied.length - waiting.length,
      seen: replied.length,
      // Newest first is the only order that SmartLead offers, so what was not seen is what has waited longest.
      older: oldest && `Those who have waited longer than these ${replied.length} were not seen: they follow last.`,
    }),
    about: {},
    rows: shown.map((row) => queueRow(row, waiting, names, work)),
    next: (count) => {
      const last = shown[count - 1];
      if (last !== undefined && count < waiting.length) {
        return { ...filters, cursor: writeRange({ after: markOf(last), before: range.before, unseen }) };
      }
      return unseen === undefined ? null : { ...filters, cursor: writeRange({ before: unseen }) };
    },
  };
}

/** The conversations from the newest on, as far as the pages reach. */
async function walk(
  { campaign_id, campaign_client_id, include_read }: Filters,
  range: Range,
  work: Work,
): Promise<{ rows: RecordValue[]; more: boolean }> {
  const { after, before } = range;
  const filters = {
    campaign_id,
    campaign_client_id,
    ...((after || before) && { reply_time_between: [after?.time ?? FIRST_MOMENT, before?.time ?? LAST_MOMENT] }),
    fetch_message_history: true,
    sort_by: "REPLY_TIME_DESC",
    limit: PAGE,
  };
  const tool = include_read ? "fetch_inbox_replies" : "list_unread_replies";
  const rows: RecordValue[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const given = { ...filters, offset: page * PAGE };
    const what = page === 0 ? "the newest replies" : `replies after the first ${page * PAGE}`;
    const found = page === 0 ? await work.read(what, tool, given) : await work.part(what, tool, given);
    if (found === undefined) return { rows, more: true };
    // SmartLead's bounds are inclusive, and two replies may have come in the same second.
    rows.push(...found.items.filter((row) => isWithin(row, range)));
    if (found.items.length < PAGE) return { rows, more: false };
  }
  return { rows, more: true };
}

/** Conversations in which an answer of ours waits for its time: answering them again would mail a person twice. */
async function scheduledIds(work: Work): Promise<{ ids: ReadonlySet<unknown>; all: boolean }> {
  const ids = new Set<unknown>();
  for (let page = 0; page < MOST_SCHEDULED_PAGES; page += 1) {
    const given = { limit: PAGE, offset: page * PAGE };
    const found = await work.part("scheduled replies", "list_scheduled_messages", given);
    if (found === undefined) return { ids, all: false };
    for (const { email_lead_map_id } of found.items) ids.add(email_lead_map_id);
    if (found.items.length < PAGE) return { ids, all: true };
  }
  return { ids, all: false };
}

const CAUTION =
  "Not all scheduled replies were read: somebody shown here may have an answer on its way. Look at list_scheduled_messages " +
  "before you answer.";

function queueRow(
  row: RecordValue,
  waiting: readonly RecordValue[],
  names: ReadonlyMap<unknown, unknown>,
  work: Work,
): RecordValue {
  const { last_message: _last, messages, last_reply_time: _replied, last_sent_time: _sent, category_id, ...ids } = row;
  const {
    type: _type,
    sequence_step: _step,
    time,
    stats_id,
    message_id,
    from,
    to: _to,
    ...words
  } = newestMessage(row) ?? {};
  const category = text(row["category"]) ?? text(names.get(category_id));
  const person = row["lead_email"];
  const others = waiting.filter((other) => other !== row && person !== undefined && other["lead_email"] === person);
  return compact({
    ...ids,
    category_id,
    category,
    automatic: isAutomatic(category) || undefined,
    waiting_since: waitingSince(row),
    waiting_hours: hoursSince(waitingSince(row), work.now),
    // The same person must not get two answers to one question.
    also_waits_in: others.map((other) => other["campaign_id"]),
    // A colleague answered: reply_to_lead needs this address as to_email.
    from: from === person ? undefined : from,
    ...words,
    answer_with: compact({
      campaign_id: row["campaign_id"],
      email_stats_id: stats_id,
      reply_message_id: message_id,
      reply_email_time: time,
    }),
    // The whole thread, where the whole was asked for.
    messages,
  });
}
