/**
 * The kinds of records a tool returns and how each is brought to its one shape. A declaration names its kind; the same
 * kind looks the same from every endpoint that returns it.
 */
import { campaign, category } from "./campaign.ts";
import { conversation } from "./conversation.ts";
import { csvRows } from "./csv.ts";
import { generic } from "./generic.ts";
import { note, task, untrackedReply } from "./inbox.ts";
import { lead } from "./lead.ts";
import { endsOf, line, messages } from "./message.ts";
import { compact, isRaw, number, type Raw, raw, rows, text } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";
import { sequenceStep } from "./sequence.ts";
import { leadHistory, sentEmail } from "./statistics.ts";

/** Rows with how the answer wraps them. */
interface ListKind {
  list: true;
  rows: (answer: unknown, detail: Detail) => RecordValue[];
  /** A total, where the API gives one. */
  total?: (answer: unknown) => number | undefined;
  /** What holds for all rows. */
  about?: (answer: unknown) => RecordValue;
}

interface SingleKind {
  list: false;
  one: (answer: unknown, detail: Detail) => RecordValue;
}

const listOf = (
  keys: string[],
  shape: (row: Raw, detail: Detail) => RecordValue,
  total?: ListKind["total"],
): ListKind => ({
  list: true,
  rows: (answer, detail) => rows(answer, ...keys).map((row) => shape(row, detail)),
  ...(total && { total }),
});

/** Untracked replies come wrapped twice in reality and once in the documentation. */
function untracked(answer: unknown): Raw {
  const outer = raw(raw(answer)["data"]);
  return "data" in outer ? raw(outer["data"]) : "replies" in outer ? outer : raw(answer);
}

export const recordKinds = {
  conversations: listOf(["data", "messages"], conversation, (answer) => number(raw(answer)["total_count"])),
  conversation: {
    list: false,
    // data is a list of one; the new reference shows the bare object.
    one: (answer, detail) => conversation(rows(answer, "data")[0] ?? raw(answer), detail),
  },
  messages: {
    list: true,
    rows: (answer, detail) => messages(raw(answer)["data"] ?? answer, detail),
    about: (answer) => compact({ ...endsOf(raw(answer)["data"] ?? answer) }),
  },
  histories: {
    list: true,
    rows: (answer, detail) =>
      Object.entries(raw(raw(answer)["data"] ?? answer))
        .filter(([key]) => /^\d+$/.test(key))
        .map(([key, value]) => ({ lead_id: Number(key), ...endsOf(value), messages: messages(value, detail) })),
  },
  campaigns: listOf(["campaigns", "data"], campaign),
  campaign: { list: false, one: (answer, detail) => campaign(unwrap(answer), detail) },
  leads: {
    list: true,
    // The account-wide list wraps its rows once more: {data: {leads, totalCount}}.
    rows: (answer, detail) =>
      rows(isRaw(raw(answer)["data"]) ? raw(answer)["data"] : answer, "data", "leads").map((row) => lead(row, detail)),
    total: (answer) =>
      number(raw(answer)["total_leads"] ?? raw(answer)["total"] ?? raw(raw(answer)["data"])["totalCount"]),
  },
  lead: { list: false, one: (answer, detail) => lead(unwrap(answer), detail) },
  sequence_steps: listOf(["data"], sequenceStep),
  sent_emails: listOf(["data"], sentEmail, (answer) => number(raw(answer)["total_stats"])),
  lead_histories: listOf(["data"], leadHistory),
  categories: listOf(["data"], category),
  csv: { list: true, rows: (answer, detail) => csvRows(answer).map((row) => generic(row, detail)) },
  untracked_replies: {
    list: true,
    rows: (answer, detail) =>
      rows(untracked(answer), "replies", "untracked_replies").map((row) => untrackedReply(row, detail)),
    total: (answer) => number(untracked(answer)["totalCount"] ?? untracked(answer)["total_count"]),
  },
  notes: listOf(["data"], note),
  tasks: listOf(["data"], task),
  done: { list: false, one: done },
} as const satisfies Record<string, ListKind | SingleKind>;

export type RecordKind = keyof typeof recordKinds;

/** Where the records of an answer lie that needs no shape of its own: keys separated by dots, "" for the answer itself. */
export type Returns = RecordKind | { readonly rows: string } | { readonly one: string };

/**
 * How the answer of a tool is read.
 * @param showSecrets the secret is what the tool was called for
 */
export function kindOf(returns: Returns, showSecrets = false): ListKind | SingleKind {
  if (typeof returns === "string") return recordKinds[returns];
  if ("one" in returns) {
    return { list: false, one: (answer, detail) => generic(raw(at(answer, returns.one)), detail, showSecrets) };
  }
  return {
    list: true,
    rows: (answer, detail) => rows(at(answer, returns.rows)).map((row) => generic(row, detail, showSecrets)),
    total: totalOf,
  };
}

/** The value below the keys; where the answer lacks the wrapping that is documented, the answer itself. */
function at(answer: unknown, path: string): unknown {
  if (Array.isArray(answer)) return answer;
  return path.split(".").reduce((value, key) => raw(value)[key] ?? value, answer);
}

/** A total under any of the names that SmartLead uses for it. */
function totalOf(answer: unknown): number | undefined {
  const outer = raw(answer);
  const inner = raw(outer["data"]);
  const names = ["total_count", "totalCount", "total", "total_leads", "total_stats"];
  return [outer, inner].flatMap((from) => names.map((name) => number(from[name]))).find((found) => found !== undefined);
}

/** The record itself when the answer wraps it in `data`. */
function unwrap(answer: unknown): Raw {
  const outer = raw(answer);
  return "id" in outer ? outer : raw(outer["data"] ?? outer);
}

/**
 * What a change answered: SmartLead's own words and the ids it made. The words may be wrong (marking read answers
 * "marked as unread"), so they are shown as what SmartLead said, never interpreted.
 */
function done(answer: unknown, detail: Detail): RecordValue {
  if (typeof answer === "string") return { done: true, smartlead_says: line(answer)?.slice(0, MAX_WORDS) };
  const { ok: _ok, success: _success, message: words, data, ...rest } = raw(answer);
  const { success: _inner, note: notes, task: tasks, reminder, ...made } = raw(data);
  // create-note and create-task wrap what they made in a list of one, set-reminder in an object.
  const record = rows(notes).concat(rows(tasks))[0] ?? raw(reminder);
  return compact({
    done: true,
    smartlead_says: line(text(words))?.slice(0, MAX_WORDS),
    ...generic({ ...made, ...record, ...rest }, detail),
  });
}

const MAX_WORDS = 300;
