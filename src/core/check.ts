/** First step of a call: are these arguments what the tool takes? Nothing is sent unless they are. */
import type * as z from "zod";
import type { Checkable } from "./catalogue.ts";
import { Failure } from "./errors.ts";
import { impossible, shortName } from "./plain.ts";
import { isRaw, type Raw, raw, rows } from "./records/read.ts";
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
  const whole = typeof given === "string" ? parsed(given) : given;
  if (whole !== undefined && !isRaw(whole)) throw invalid(entry, ["arguments must be an object"]);
  const schema: JsonObject = entry.inputSchema;
  const decoded = mustBePossible(entry, decode(mustBePossible(entry, whole ?? {}), schema));
  const result = entry.schema.safeParse(decoded, { reportInput: true });
  if (!result.success) {
    const issues = result.error.issues.slice(0, MAX_PROBLEMS);
    const problems = issues.map((issue) => problemText(issue, schema));
    const more = result.error.issues.length - issues.length;
    throw invalid(entry, more > 0 ? [...problems, `and ${more} more like these`] : problems);
  }
  const { detail, fields, confirm_token, ...own } = result.data;
  const { offset, ...unpaged } = own;
  return {
    args: entry.pagedHere ? unpaged : own,
    detail: detail === "full" ? "full" : "concise",
    fields: Array.isArray(fields) ? fields.map(String) : undefined,
    skip: entry.pagedHere ? Number(offset ?? 0) : 0,
    confirmToken: typeof confirm_token === "string" ? confirm_token : undefined,
  };
}

/** More teach nothing new: a list of wrong entries is wrong in one way. */
const MAX_PROBLEMS = 5;

function mustBePossible<Value>(entry: Checkable, value: Value): Value {
  const problem = impossible(value);
  if (problem !== undefined) throw invalid(entry, [problem]);
  return value;
}

/**
 * Undoes what hosts and models do to arguments on the way, once for all tools: numbers, lists and objects as JSON inside a
 * string, and null for "not given" where null means nothing else. The schema judges the rest.
 */
function decode(given: unknown, schema: JsonObject | undefined): unknown {
  if (schema === undefined) return given;
  const value = typeof given === "string" && !accepts(schema, "string") ? parsed(given) : given;
  if (Array.isArray(value)) {
    const items = optionOf(schema, "array")?.["items"];
    return isRaw(items) ? value.map((entry) => decode(entry, items as JsonObject)) : value;
  }
  const { properties, required } = optionOf(schema, "object") ?? {};
  if (!isRaw(value) || !isRaw(properties)) return value;
  const mandatory = Array.isArray(required) ? required : [];
  const known = (name: string) => (Object.hasOwn(properties, name) ? (properties[name] as JsonObject) : undefined);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !isNotGiven(inner, known(name), mandatory.includes(name)))
      .map(([name, inner]) => [name, decode(inner, known(name))]),
  );
}

function isNotGiven(value: unknown, schema: JsonObject | undefined, required: boolean): boolean {
  return value === null && schema !== undefined && !required && !accepts(schema, "null");
}

/** What the JSON in a string says, unless that is a string again or no JSON at all. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? text : value;
  } catch {
    return text;
  }
}

const accepts = (schema: Raw, type: string): boolean => optionOf(schema, type) !== undefined;

/** The schema, or the one of its alternatives, that describes values of a type. */
function optionOf(schema: Raw, type: string): Raw | undefined {
  if (schema["type"] === type) return schema;
  // An enum of mixed or inferred type says only its values.
  if (schema["type"] === undefined && Array.isArray(schema["enum"]) && type === "string") return schema;
  for (const option of rows(schema["anyOf"])) {
    const found = optionOf(option, type);
    if (found) return found;
  }
  return undefined;
}

function problemText(issue: z.core.$ZodIssue, schema: JsonObject): string {
  const place = issue.path.map(shortName).join(".");
  const at = (words: string) => (place === "" ? words : `${place}: ${words}`);
  switch (issue.code) {
    case "unrecognized_keys":
      return unknownText(issue.keys, place, knownAt(schema, issue.path));
    case "invalid_union": {
      const inner = mostTelling(issue.errors);
      return inner
        ? problemText({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, schema)
        : at(issue.message);
    }
    case "invalid_type":
      if (issue.input === undefined) return `${place} is required (${kindName(issue.expected)})`;
      return at(`expected ${kindName(issue.expected)}, got ${whatIs(issue.input)}`);
    case "invalid_value":
      return at(choiceText(issue.values.map(String), issue.input));
    case "too_big":
      return at(issue.message.startsWith("Too big") ? tooBigText(issue) : issue.message);
    case "too_small":
      return at(issue.message.startsWith("Too small") ? tooSmallText(issue) : issue.message);
    default:
      return at(issue.message);
  }
}

/** Of several accepted forms, the complaint about the one that was tried; else about the advertised one, the first. */
function mostTelling(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue | undefined {
  const tried = branches.find(([first]) => first && !(first.code === "invalid_type" && first.path.length === 0));
  return (tried ?? branches[0])?.[0];
}

const KIND_NAMES: Record<string, string> = {
  array: "a list such as [1, 2]",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a text",
};

const kindName = (kind: string) => KIND_NAMES[kind] ?? kind;

/** What was given, never at length: it may be anything. */
function whatIs(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return typeof value === "string" ? (value === "" ? "an empty text" : "a text") : "an object";
}

/** So many are worth reading; beyond, the nearest one must do. */
const MAX_CHOICES = 30;

function choiceText(choices: readonly string[], given: unknown): string {
  const near = typeof given === "string" ? nearest(given, choices) : undefined;
  const more = choices.length > MAX_CHOICES ? ` and ${choices.length - MAX_CHOICES} others` : "";
  const list = choices.slice(0, MAX_CHOICES).join(", ");
  return `expected one of ${list}${more}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

function tooBigText({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): string {
  if (origin === "string") return `at most ${maximum} characters`;
  if (origin === "array") return `at most ${maximum} entries, split the call`;
  return inclusive === false ? `must be below ${maximum}` : `at most ${maximum}`;
}

function tooSmallText({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if (origin === "string") return minimum === 1 ? "must not be empty" : `at least ${minimum} characters`;
  if (origin === "array") return `at least ${minimum} ${minimum === 1 ? "entry" : "entries"}`;
  return inclusive === false ? `must be above ${minimum}` : `at least ${minimum}`;
}

/** The names that an object at this place of the arguments may have. */
function knownAt(schema: JsonObject, path: readonly PropertyKey[]): string[] {
  let at: Raw | undefined = schema;
  for (const key of path) {
    at =
      typeof key === "number"
        ? asSchema(at && optionOf(at, "array")?.["items"])
        : asSchema(raw(at && optionOf(at, "object")?.["properties"])[String(key)]);
  }
  return Object.keys(raw(at && optionOf(at, "object")?.["properties"]));
}

const asSchema = (value: unknown): Raw | undefined => (isRaw(value) ? value : undefined);

function unknownText(names: readonly string[], place: string, known: readonly string[]): string {
  const said = names.slice(0, MAX_PROBLEMS).map((name) => {
    const near = nearest(name, known);
    const path = place === "" ? shortName(name) : `${place}.${shortName(name)}`;
    return `${path}: unknown ${place === "" ? "argument" : "key"}${near ? `, did you mean ${near}?` : ""}`;
  });
  const more = names.length - said.length;
  if (more > 0) said.push(`and ${more} more unknown names`);
  const list =
    known.length === 0 && place !== "" ? "" : `. Known${place === "" ? "" : " there"}: ${known.join(", ") || "none"}`;
  return said.join("; ") + list;
}

function invalid(entry: Checkable, problems: string[]): Failure {
  const said = problems.join("; ");
  return new Failure({
    kind: "invalid_input",
    message: `${entry.name} was not called. ${said}${/[.?]$/.test(said) ? "" : "."}`,
    next: "Correct the arguments and call again. Nothing was sent to SmartLead.",
  });
}

/** The known name that a slip of the pen most likely meant, if one is close enough. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > MAX_COMPARED) return undefined;
  const flat = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, "");
  const ranked = known
    .map((candidate) => ({ candidate, steps: editDistance(flat(name), flat(candidate)) }))
    .sort((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best && best.steps <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}

/** No name is longer, and comparing takes the product of the lengths. */
const MAX_COMPARED = 80;

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
