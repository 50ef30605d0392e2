/**
 * The text part of a result: the same as `structuredContent` in as few tokens as it can be said. Records that hold
 * outsiders' words stand inside a fence; what the server says itself stands outside.
 */
import type { FailureDetails } from "./errors.ts";
import { isRaw, type Raw } from "./records/read.ts";
import { Fence } from "./untrusted.ts";

export type Structured = Record<string, unknown>;

/**
 * Text of a successful result.
 * @param own fields that hold the server's own words
 */
export function successText(structured: Structured, own: readonly string[] = []): string {
  const { items, returned, total, next, ...record } = structured;
  if (!Array.isArray(items)) return fenced(lines(record));
  const entries = Object.entries(record);
  const ours = entries.filter(([name]) => own.includes(name));
  const theirs = entries.filter(([name]) => !own.includes(name));
  const count = `${returned}${total === undefined ? "" : ` of ${total}`} ${(total ?? returned) === 1 ? "row" : "rows"}.`;
  const more = isRaw(next) ? ` More: call again with ${JSON.stringify(next)}` : "";
  const data = [
    ...(theirs.length > 0 ? [lines(Object.fromEntries(theirs))] : []),
    ...(items.length > 0 ? [table(items) ?? list(items)] : []),
  ];
  return [
    items.length === 0 && data.length === 0 ? count : count + more,
    ...(ours.length > 0 ? [lines(Object.fromEntries(ours))] : []),
    ...(data.length > 0 ? [fenced(data.join("\n"))] : []),
  ].join("\n");
}

/** Text of a failure: kind, what happened, what to do. What SmartLead said is fenced like any outsider's words. */
export function failureText(details: FailureDetails): string {
  const said = details.upstream ? `\nSmartLead said:\n${fenced(details.upstream)}` : "";
  return `${details.kind}: ${details.message}\nNext: ${details.next}${said}`;
}

function fenced(text: string): string {
  return new Fence().wrap(text);
}

/** Rows of plain values with mostly the same keys, the keys said once. */
function table(items: readonly unknown[]): string | undefined {
  if (items.length < 2 || !items.every(isRaw)) return undefined;
  const names = new Set<string>();
  let filled = 0;
  for (const record of items) {
    for (const name of Object.keys(record)) {
      if (!isFlat(record[name])) return undefined;
      names.add(name);
      filled += 1;
    }
  }
  // Below this the empty cells cost more than repeating the keys.
  if (filled < names.size * items.length * 0.6) return undefined;
  const columns = [...names];
  const cell = (value: unknown) => (value === undefined ? "" : plain(value).replaceAll("|", "/"));
  const line = (record: Raw) => columns.map((name) => cell(record[name])).join("|");
  return [columns.join("|"), ...items.map(line)].join("\n");
}

function isFlat(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => typeof entry !== "object" && isFlat(entry));
  return typeof value !== "object" && !String(value).includes("\n");
}

/** Records stand at the margin behind their number: whatever has several lines is indented below its name, so it cannot look like one. */
function list(items: readonly unknown[]): string {
  return items
    .map((item, at) => `${at + 1}. ${isRaw(item) ? lines(item) : indent(plain(item)).trimStart()}`)
    .join("\n");
}

/** `key: value` a line; what is nested is indented, short lists stay on the line. */
function lines(record: Structured): string {
  return Object.entries(record)
    .map(([name, value]) => {
      if (isRaw(value)) return `${name}:\n${indent(lines(value))}`;
      if (Array.isArray(value) && value.some(isRaw)) return `${name}:\n${indent(list(value))}`;
      const said = plain(value);
      return said.includes("\n") ? `${name}:\n${indent(said)}` : `${name}: ${said}`;
    })
    .join("\n");
}

function plain(value: unknown): string {
  return Array.isArray(value) ? value.map(plain).join(", ") : String(value);
}

/** One space costs no token: it becomes part of the word behind it. Two cost one a line. */
function indent(text: string): string {
  return text.replace(/^(?=.)/gm, " ");
}
