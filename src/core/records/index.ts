/**
 * The kinds of records a tool returns and how each is brought to its one shape. A declaration names its kind; the same
 * kind looks the same from every endpoint that returns it.
 */
import { campaign, category } from "./campaign.ts";
import { conversation } from "./conversation.ts";
import { csvRows } from "./csv.ts";
import { mailboxMessage, mailboxWithMessages, note, task, untrackedReply } from "./inbox.ts";
import { type PlainKindName, plainKinds } from "./kinds.ts";
import { lead } from "./lead.ts";
import { line } from "./line.ts";
import { endsOf, messages } from "./message.ts";
import { type Manner, type PlainKind, plain } from "./plain.ts";
import { compact, isRaw, number, type Raw, raw, rows, text } from "./read.ts";
import type { Detail, LazyRecord, RecordValue } from "./record.ts";
import { sequenceStep } from "./sequence.ts";
import { leadHistory, sentEmail } from "./statistics.ts";

/** Rows with how the answer wraps them. */
interface ListKind {
  list: true;
  rows: (answer: unknown, detail: Detail) => LazyRecord[];
  /** A total, where the API gives one. */
  total?: (answer: unknown) => number | undefined;
  /** What holds for all rows. */
  about?: (answer: unknown, detail: Detail) => RecordValue;
}

interface SingleKind {
  list: false;
  /** Only what became of a change: the same in concise and in full. */
  outcome?: true;
  one: (answer: unknown, detail: Detail) => RecordValue;
}

const listOf = (
  keys: string[],
  shape: (row: Raw, detail: Detail) => RecordValue,
  total?: ListKind["total"],
): ListKind => ({
  list: true,
  rows: (answer, detail) => rows(answer, ...keys).map((row) => () => shape(row, detail)),
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
        .map(([key, value]) => () => {
          const thread = messages(value, detail).map((each) => each());
          return compact({ lead_id: Number(key), ...endsOf(value), messages: thread });
        }),
  },
  campaigns: {
    list: true,
    rows: (answer, detail) =>
      rows(isRaw(raw(answer)["data"]) ? raw(answer)["data"] : answer, "campaigns", "data", "campaign_list").map(
        (row) => () => campaign(row, detail),
      ),
  },
  campaign: { list: false, one: (answer, detail) => campaign(unwrap(answer), detail) },
  leads: {
    list: true,
    // The account-wide list wraps its rows once more: {data: {leads, totalCount}}.
    rows: (answer, detail) =>
      rows(isRaw(raw(answer)["data"]) ? raw(answer)["data"] : answer, "data", "leads").map(
        (row) => () => lead(row, detail),
      ),
    total: (answer) =>
      number(raw(answer)["total_leads"] ?? raw(answer)["total"] ?? raw(raw(answer)["data"])["totalCount"]),
    about: (answer, detail) => (detail === "full" ? around(answer, ["data", "leads"], detail) : {}),
  },
  lead: { list: false, one: (answer, detail) => lead(unwrap(answer), detail) },
  sequence_steps: listOf(["data"], sequenceStep),
  sent_emails: listOf(["data"], sentEmail, (answer) => number(raw(answer)["total_stats"])),
  lead_histories: listOf(["data"], leadHistory),
  categories: listOf(["data"], category),
  csv: { list: true, rows: (answer, detail) => csvRows(answer).map((row) => () => lead(row, detail)) },
  untracked_replies: {
    list: true,
    rows: (answer, detail) =>
      rows(untracked(answer), "replies", "untracked_replies").map((row) => () => untrackedReply(row, detail)),
    total: (answer) => number(untracked(answer)["totalCount"] ?? untracked(answer)["total_count"]),
  },
  notes: listOf(["data"], note),
  tasks: listOf(["data"], task),
  mailbox_messages: {
    list: true,
    rows: (answer, detail) => rows(raw(answer)["data"], "messages").map((row) => () => mailboxMessage(row, detail)),
    total: (answer) => number(raw(raw(answer)["data"])["totalCount"]),
    about: (answer, detail) => around(answer, ["data", "messages"], detail),
  },
  mailboxes_with_messages: {
    list: true,
    rows: (answer, detail) => rows(answer, "results").map((row) => () => mailboxWithMessages(row, detail)),
    about: (answer, detail) => around(answer, ["results"], detail),
  },
  done: { list: false, outcome: true, one: (answer, detail) => done(answer, {}, detail) },
} as const satisfies Record<string, ListKind | SingleKind>;

export type RecordKind = keyof typeof recordKinds;

/** How the records of a kind that is data lie in an answer: keys separated by dots, "" for the answer itself. */
interface PlainReturns {
  /** From kinds.ts; without one, the rule for all names and values is enough. */
  readonly of?: PlainKindName;
  /** The name of what SmartLead calls `id`, where that is all there is to say. */
  readonly id?: string;
}

/** What an answer holds: a kind by name, or where in the answer the records of a kind from kinds.ts lie. */
export type Returns =
  | RecordKind
  | ({ readonly rows: string } & PlainReturns)
  | ({ readonly one: string } & PlainReturns)
  /** A change that made something: its id under the name that the next tool takes. */
  | { readonly made: string };

/**
 * How the answer of a tool is read.
 * @param showSecrets the secret is what the tool was called for
 */
export function kindOf(returns: Returns, showSecrets = false): ListKind | SingleKind {
  if (typeof returns === "string") return recordKinds[returns];
  if ("made" in returns) {
    return { list: false, outcome: true, one: (answer, detail) => done(answer, { id: returns.made }, detail) };
  }
  const kind = plainKindOf(returns);
  const manner = (detail: Detail): Manner => ({ detail, showSecrets });
  if ("one" in returns) {
    const path = pathOf(returns.one);
    return { list: false, one: (answer, detail) => plain(unwrapped(at(answer, path)), kind, manner(detail)) };
  }
  const path = pathOf(returns.rows);
  return {
    list: true,
    rows: (answer, detail) => rows(at(answer, path)).map((row) => () => plain(row, kind, manner(detail))),
    total: totalOf,
    about: (answer, detail) => around(answer, path, detail),
  };
}

function plainKindOf({ of, id }: PlainReturns): PlainKind {
  const kind: PlainKind = of === undefined ? {} : plainKinds[of];
  return id === undefined ? kind : { ...kind, id };
}

const pathOf = (path: string) => (path === "" ? [] : path.split("."));

/** Without the word that the call went well: an error is told apart before anything is shaped. */
function unwrapped(answer: unknown): Raw {
  const { ok: _ok, success: _success, ...record } = raw(answer);
  return record;
}

/** The value below the keys; where the answer lacks the wrapping that is documented, the answer itself. */
function at(answer: unknown, path: readonly string[]): unknown {
  if (Array.isArray(answer)) return answer;
  return path.reduce((value, key) => raw(value)[key] ?? value, answer);
}

/** What an answer says around its rows, without what only carries them. */
function around(answer: unknown, path: readonly string[], detail: Detail): RecordValue {
  let value = answer;
  let found: RecordValue = {};
  for (const key of path) {
    const { [key]: inner, ...beside } = raw(value);
    // Where the documented wrapping is missing, what stands here are the rows themselves.
    if (inner === undefined) continue;
    const said = Object.entries(plain(beside, {}, { detail })).filter(([name]) => !CARRIER.has(name));
    found = { ...found, ...Object.fromEntries(said) };
    value = inner;
  }
  return compact(found);
}

/** How the call went and how pages are cut: `returned`, `total` and `next` say it. */
const CARRIER: ReadonlySet<string> = new Set([
  ...["ok", "success", "message", "limit", "offset", "skip", "pagination", "has_more", "visual_limit", "visual_offset"],
  ...["total", "total_count", "total_leads", "total_stats", "search"],
]);

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
function done(answer: unknown, kind: PlainKind, detail: Detail): RecordValue {
  if (typeof answer === "string") return { done: true, smartlead_says: line(answer)?.slice(0, MAX_WORDS) };
  const { ok: _ok, success: _success, message: words, data, ...rest } = raw(answer);
  const { success: _inner, note: notes, task: tasks, reminder, ...made } = raw(data);
  // create-note and create-task wrap what they made in a list of one, set-reminder in an object.
  const record = rows(notes).concat(rows(tasks))[0] ?? raw(reminder);
  return compact({
    done: true,
    smartlead_says: line(text(words))?.slice(0, MAX_WORDS),
    ...plain({ ...made, ...record, ...rest }, kind, { detail }),
  });
}

const MAX_WORDS = 300;
