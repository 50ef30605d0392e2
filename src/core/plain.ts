/**
 * Whether arguments can be handled at all. Whatever stands behind this (schemas, sealed tokens, the audit trail) recurses,
 * compares and encodes; a value made to break that ends here, in time that grows with its size and no faster.
 */
import { isRaw } from "./records/read.ts";

/** A sequence with its variants is six levels deep, behind the front door eight. */
const MAX_DEPTH = 32;
/** Five times the size at which Gmail cuts a mail; larger ones are pictures written into the HTML. */
const MAX_TEXT = 500_000;
/** SmartLead's largest documented count is 10,000. */
const MAX_ENTRIES = 20_000;
const MAX_NAME = 300;
/** 400 leads with 200 custom fields each, SmartLead's own limits, are 80,000. */
const MAX_VALUES = 200_000;
const MAX_CHARACTERS = 5_000_000;

/** Half of a character, which neither a request nor a seal can carry. */
const LONE_SURROGATE = /\p{Cs}/u;

interface Visit {
  value: unknown;
  key: string | number;
  outer: Visit | undefined;
  depth: number;
}

/** What makes the value impossible to handle, in a few words; undefined when nothing does. */
export function impossible(given: unknown): string | undefined {
  const waiting: Visit[] = [{ value: given, key: "", outer: undefined, depth: 0 }];
  let values = 0;
  let characters = 0;
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { value, depth } = visit;
    const keys = keysOf(value);
    const problem = typeof value === "string" ? textProblem(value) : listProblem(keys, depth);
    if (problem !== undefined) return said(visit, problem);
    for (const key of keys) {
      const wrong = typeof key === "string" ? nameProblem(key) : undefined;
      if (wrong !== undefined) return said(visit, wrong);
      const child = (value as Record<string | number, unknown>)[key];
      waiting.push({ value: child, key, outer: visit, depth: depth + 1 });
    }
    values += keys.length;
    characters += typeof value === "string" ? value.length : 0;
    if (values > MAX_VALUES) return `more than ${MAX_VALUES} values; split the call`;
    if (characters > MAX_CHARACTERS) return `more than ${MAX_CHARACTERS} characters; split the call`;
  }
  return undefined;
}

/** Deeper places are not named: a path as long as the value would be no message. */
const NAMED_LEVELS = 4;

function said(visit: Visit, problem: string): string {
  const names: string[] = [];
  for (let at: Visit | undefined = visit; at?.outer !== undefined; at = at.outer) {
    if (at.depth <= NAMED_LEVELS) names.unshift(shortName(at.key));
  }
  return names.length === 0 ? problem : `${names.join(".")}: ${problem}`;
}

function keysOf(value: unknown): (string | number)[] {
  if (Array.isArray(value)) return [...value.keys()];
  return isRaw(value) ? Object.keys(value) : [];
}

function listProblem({ length }: readonly unknown[], depth: number): string | undefined {
  if (length > 0 && depth >= MAX_DEPTH) return `more than ${MAX_DEPTH} levels deep`;
  return length > MAX_ENTRIES ? `${length} entries, at most ${MAX_ENTRIES}; split the call` : undefined;
}

function textProblem(text: string): string | undefined {
  if (text.length > MAX_TEXT) return `${text.length} characters, at most ${MAX_TEXT}`;
  return LONE_SURROGATE.test(text) ? "holds half of a character (a lone surrogate); write the text anew" : undefined;
}

function nameProblem(name: string): string | undefined {
  if (name.length > MAX_NAME) return `a name of ${name.length} characters, at most ${MAX_NAME}`;
  if (name === "__proto__") return "__proto__ is no name for a value";
  return LONE_SURROGATE.test(name) ? "a name holds half of a character (a lone surrogate)" : undefined;
}

/** A name from a call as it may stand in a message: short, and nothing in it that could be taken for one of ours. */
export function shortName(name: PropertyKey): string {
  const plain = String(name)
    .replace(/[^\p{L}\p{N}_.-]+/gu, " ")
    .trim();
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain || "?";
}
