/**
 * No answer above a ceiling: an agent that asked for 100 rows of mail would lose its whole context to them. Rows are left
 * out whole and fetched by the next page; only a row that is too large alone has its longest texts cut, and says so.
 */
import { isRaw, raw } from "./records/read.ts";
import type { RecordValue } from "./records/record.ts";
import { estimateTokens } from "./tokens.ts";

export const costOf = (value: unknown) => estimateTokens(JSON.stringify(value));

/** As many of the rows, from the first on, as fit; at least one. What is left out is not even looked at. */
export function rowsWithin(rows: Iterable<RecordValue>, maxTokens: number): RecordValue[] {
  const kept: RecordValue[] = [];
  let spent = 0;
  for (const row of rows) {
    spent += costOf(row);
    if (spent > maxTokens && kept.length > 0) break;
    kept.push(spent > maxTokens ? recordWithin(row, maxTokens) : row);
    if (spent >= maxTokens) break;
  }
  return kept;
}

/** Where a record says how many rows its lists have lost. */
export const LEFT_OUT = "left_out";

/**
 * A record whose lists of records fit: what stands first matters most, so the last list loses its rows first, from their
 * end; `left_out` says how many each lost.
 */
export function listsWithin(record: RecordValue, maxTokens: number): RecordValue {
  let shrunk = record;
  for (const [name, list] of Object.entries(record).reverse()) {
    if (costOf(shrunk) <= maxTokens) return shrunk;
    if (!isListOfRecords(list)) continue;
    const count = (left: number) => ({ ...raw(shrunk[LEFT_OUT]), [name]: left });
    const without = { ...shrunk, [name]: [], [LEFT_OUT]: count(list.length) };
    const kept = leadingRows(list, maxTokens - costOf(without));
    shrunk = { ...shrunk, [name]: kept, [LEFT_OUT]: count(list.length - kept.length) };
  }
  return recordWithin(shrunk, maxTokens);
}

/** As many of the rows, from the first on, as fit. Each costs one more for the comma between them. */
function leadingRows(rows: readonly unknown[], maxTokens: number): unknown[] {
  let spent = 0;
  const end = rows.findIndex((row) => {
    spent += costOf(row) + 1;
    return spent > maxTokens;
  });
  return rows.slice(0, end === -1 ? rows.length : end);
}

const isListOfRecords = (value: unknown): value is unknown[] => Array.isArray(value) && value.some(isRaw);

/** The record itself when it fits, else one whose longest texts are cut until it does. */
export function recordWithin(record: RecordValue, maxTokens: number): RecordValue {
  let shrunk = record;
  for (let excess = costOf(shrunk) - maxTokens; excess > 0; excess = costOf(shrunk) - maxTokens) {
    const longest = longestText(shrunk);
    if (longest === undefined || longest.text.length < MIN_CUT) return shrunk;
    // Half of it, or what is too much, whichever cuts less; the count above is never exact.
    const keep = Math.max(Math.floor(longest.text.length / 2), longest.text.length - excess * 3);
    shrunk = withText(shrunk, longest.path, cut(longest.text, keep)) as RecordValue;
  }
  return shrunk;
}

/** Texts shorter than this are what a record is about, and are never cut. */
const MIN_CUT = 200;

const CUT_MARK = / \[(\d+) characters left out\]$/;

function cut(text: string, keep: number): string {
  const before = Number(CUT_MARK.exec(text)?.[1] ?? 0);
  const words = text.replace(CUT_MARK, "");
  const kept = Math.min(keep, words.length - 1);
  return `${words.slice(0, kept)} [${before + words.length - kept} characters left out]`;
}

interface Found {
  path: (string | number)[];
  text: string;
}

function longestText(value: unknown, path: (string | number)[] = []): Found | undefined {
  if (typeof value === "string") return { path, text: value };
  const inner: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isRaw(value)
      ? Object.entries(value)
      : [];
  return inner
    .map(([key, child]) => longestText(child, [...path, key]))
    .reduce((best, found) => ((found?.text.length ?? -1) > (best?.text.length ?? -1) ? found : best), undefined);
}

function withText(value: unknown, [key, ...deeper]: (string | number)[], text: string): unknown {
  if (key === undefined) return text;
  if (Array.isArray(value)) return value.map((child, at) => (at === key ? withText(child, deeper, text) : child));
  const record = isRaw(value) ? value : {};
  return { ...record, [key]: withText(record[key], deeper, text) };
}
