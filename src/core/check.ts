/** First step of a call: are these arguments what the tool takes? Nothing is sent unless they are. */
import type * as z from "zod";
import type { Checkable } from "./catalogue.ts";
import { Failure } from "./errors.ts";
import { isRaw, type Raw, rows } from "./records/read.ts";
import type { Detail } from "./records/record.ts";
import type { JsonObject } from "./schemas.ts";

export interface Checked {
  /** What SmartLead is to receive: parsed, defaults filled in. */
  args: Record<string, unknown>;
  detail: Detail;
  /** Of each row of a list only these; all when left out. */
  fields: readonly string[] | undefined;
  /** Rows to skip of a list whose pages are cut here. */
  skip: number;
  confirmToken: string | undefined;
}

/**
 * Checks and parses the arguments of a call.
 * @throws {Failure} invalid_input, naming each wrong argument and what to send instead
 */
export function check(entry: Checkable, given: unknown): Checked {
  if (given !== undefined && !isRaw(given)) throw invalid(entry, ["arguments must be an object"]);
  const { properties, required = [] } = entry.inputSchema;
  const decoded = Object.entries(given ?? {})
    .filter(([name, value]) => !isNotGiven(value, properties[name], required.includes(name)))
    .map(([name, value]) => [name, decodeArgument(value, properties[name])]);
  const parsed = entry.schema.safeParse(Object.fromEntries(decoded), { reportInput: true });
  if (!parsed.success) {
    throw invalid(
      entry,
      parsed.error.issues.map((issue) => problemText(issue, Object.keys(properties))),
    );
  }
  const { detail, fields, confirm_token, ...own } = parsed.data;
  const { offset, ...unpaged } = own;
  return {
    args: entry.pagedHere ? unpaged : own,
    detail: detail === "full" ? "full" : "concise",
    fields: Array.isArray(fields) ? fields.map(String) : undefined,
    skip: entry.pagedHere ? Number(offset ?? 0) : 0,
    confirmToken: typeof confirm_token === "string" ? confirm_token : undefined,
  };
}

/** Many models write null for "not given"; where null means nothing else, it is taken so. */
function isNotGiven(value: unknown, schema: JsonObject | undefined, required: boolean): boolean {
  return value === null && schema !== undefined && !required && !accepts(schema, "null");
}

/** Some hosts put numbers and lists as JSON into a string. Undone here, once for all tools; the schema judges the rest. */
function decodeArgument(value: unknown, schema: JsonObject | undefined): unknown {
  if (typeof value !== "string" || schema === undefined || accepts(schema, "string")) return value;
  try {
    const decoded: unknown = JSON.parse(value);
    return typeof decoded === "string" ? value : decoded;
  } catch {
    return value;
  }
}

function accepts(schema: Raw, type: string): boolean {
  return schema["type"] === type || rows(schema["anyOf"]).some((option) => accepts(option, type));
}

function problemText(issue: z.core.$ZodIssue, known: readonly string[]): string {
  const place = issue.path.join(".");
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownText(key, place, known)).join("; ");
    case "invalid_union": {
      // The first branch is the advertised one: its complaint is the one that helps.
      const inner = issue.errors[0]?.[0];
      return inner
        ? problemText({ ...inner, path: [...issue.path, ...inner.path] }, known)
        : `${place}: ${issue.message}`;
    }
    case "invalid_type":
      return issue.input === undefined
        ? `${place} is required (${issue.expected})`
        : `${place}: expected ${issue.expected}`;
    case "invalid_value":
      return `${place}: expected one of ${issue.values.map(String).join(", ")}`;
    case "too_big":
      return `${place}: ${issue.message.startsWith("Too big") ? tooBigText(issue) : issue.message}`;
    default:
      return `${place}: ${issue.message}`;
  }
}

function tooBigText(issue: z.core.$ZodIssueTooBig): string {
  if (issue.origin === "string") return `at most ${issue.maximum} characters`;
  if (issue.origin === "array") return `at most ${issue.maximum} entries, split the call`;
  return `at most ${issue.maximum}`;
}

function unknownText(name: string, place: string, known: readonly string[]): string {
  if (place !== "") return `${place}.${name}: unknown key`;
  const near = nearest(name, known);
  return `${name}: unknown argument${near ? `, did you mean ${near}?` : "."} Known: ${known.join(", ") || "none"}`;
}

function invalid(entry: Checkable, problems: string[]): Failure {
  return new Failure({
    kind: "invalid_input",
    message: `${entry.name} was not called. ${problems.join("; ")}.`,
    next: "Correct the arguments and call again. Nothing was sent to SmartLead.",
  });
}

/** The known name that a slip of the pen most likely meant, if one is close enough. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const flat = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, "");
  const ranked = known
    .map((candidate) => ({ candidate, steps: editDistance(flat(name), flat(candidate)) }))
    .sort((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best && best.steps <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
