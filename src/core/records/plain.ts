/**
 * The one spelling of everything that SmartLead answers: names in snake_case, one name for one id, counters as numbers,
 * percentages as numbers whose name says so, moments as ISO 8601, texts without what people cannot see, no secrets.
 */
import { mailText, readMail, readWhole } from "../mail/read-mail.ts";
import { line } from "./line.ts";
import { compact, isRaw, type Raw, time } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

/** What a kind of record needs besides the rule for all; every name as it is after that rule. */
export interface PlainKind {
  /** Under this name, the one that the next tool takes, stands what SmartLead calls `id`. */
  id?: string;
  /** SmartLead's names that differ between endpoints, or from the argument that takes the value, to the one name. */
  names?: Readonly<Record<string, string>>;
  /** What a person looks at first, behind the id. */
  first?: readonly string[];
  /** Of no use to most who ask: shown in full only. */
  fullOnly?: readonly string[];
  /** Rates that come as "5.03%", and as the number 0 where there is nothing to count: under one name all the same. */
  percentages?: readonly string[];
  /** Objects whose fields stand on the row itself, so that rows are flat. */
  lift?: readonly string[];
  /** Objects whose fields stand on the row with the object's name before theirs. */
  flat?: readonly string[];
  /** Lists of records of which concise says only this field. */
  only?: Readonly<Record<string, string>>;
  /** Kinds of the records inside. */
  inside?: Readonly<Record<string, PlainKind>>;
}

export interface Manner {
  detail: Detail;
  /** The secret is what the tool was called for. */
  showSecrets?: boolean;
}

/** Fields whose value opens a door. Account answers contain mailbox passwords. */
const SECRET = /(password|passwd|secret|token|api_?key|private_?key|credential)/i;
/** What is said about a secret is none. */
const ABOUT_SECRET = /_(ids?|names?|status|count)$/;

/** One name for one id, whatever the endpoint calls it. */
const ONE_NAME: Readonly<Record<string, string>> = {
  account_id: "email_account_id",
  campaign_lead_map_id: "email_lead_map_id",
  email_campaign_id: "campaign_id",
  email_campaign_name: "campaign_name",
  email_lead_id: "lead_id",
  email_stats_id: "stats_id",
  new_campaign_id: "campaign_id",
  track_id: "email_track_id",
};

/** The account itself and its decoration, in every row. */
const NOISE: ReadonlySet<string> = new Set(["user_id", "uuid", "logo", "logo_url", "profile_pic", "profile_pic_url"]);

/** Keys below are other people's words, not names of fields. */
const FREE_KEYS: ReadonlySet<string> = new Set(["custom_fields"]);

/** Bodies of mails, which keep their lines. */
const BODY = /(^|_)(body|html|email_message|email_content|signature|text_as_html)$/;
/** Other texts of several lines. */
const LINES = /(^|_)(text|content|headers|description|details)$/;

/** Words that may consist of digits: a company may be called 1984. */
const WORDS =
  /(name|subject|title|company|description|message|text|body|label|address|street|city|state|country|location|domain|keyword|industry|department|phone|zip|postal|otp|code|version|uuid|hash|(^|_)url|search|level|head_?count)/;
const COUNTER = /^(total|number|avg|average)_|(_(count|total|number|no)|price|amount|cost)$/;
/** Ids that look like numbers only now and then. */
const WORD_ID = /(order|thread|message|history|track|scroll)_id$/;
/** Up to 15 digits survive as a number, and a leading zero is no number. */
const NUMERIC = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;
const PERCENT = /^\s*[+-]?\d+(\.\d+)?\s*%\s*$/;
const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const MOMENT_NAME = /(^|_)(timestamp|at|time|date)$/;

/** A row of an answer under the names of its kind. Concise drops what is empty; full drops nothing. */
export function plain(row: Raw, kind: PlainKind, manner: Manner): RecordValue {
  const fields = fieldsOf(row, kind, manner);
  const place = (name: string) => {
    if (name === kind.id) return 0;
    const at = kind.first?.indexOf(name) ?? -1;
    return at >= 0 ? at + 1 : isId(name) ? FIRST_MOST : FIRST_MOST + 1;
  };
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => place(a) - place(b)));
}

/** More than any kind names. */
const FIRST_MOST = 100;

export const isId = (name: string) => /(^|_)ids?$/.test(name) && !NOISE.has(name);

function fieldsOf(row: Raw, kind: PlainKind, manner: Manner, parent = ""): RecordValue {
  const found = new Map<string, unknown>();
  let hidden = false;
  const put = (name: string, value: unknown) => {
    if (!found.has(name)) found.set(name, value);
  };
  // A row that names its id itself has another one besides: taking that one for it would name somebody else.
  const named = Object.keys(row).some((given) => given !== "id" && nameOf(given, kind, parent) === kind.id);
  for (const [given, value] of Object.entries(row)) {
    const name = named && given === "id" ? "row_id" : nameOf(given, kind, parent);
    if (kind.lift?.includes(name) && isRaw(value)) {
      const own = { ...kind, ...kind.inside?.[name] };
      for (const [inner, lifted] of Object.entries(fieldsOf(value, own, manner, name))) put(inner, lifted);
      continue;
    }
    if (kind.flat?.includes(name) && isRaw(value)) {
      for (const [inner, said] of Object.entries(fieldsOf(value, kind.inside?.[name] ?? {}, manner, name))) {
        put(inner.startsWith(`${name}_`) ? inner : `${name}_${inner}`, said);
      }
      continue;
    }
    if (manner.detail === "concise" && (NOISE.has(name) || kind.fullOnly?.includes(name))) continue;
    if (typeof value === "string" && PERCENT.test(value) && !isSecret(name)) {
      put(percentName(name), Number.parseFloat(value));
    } else if ((value === 0 || value === "0") && kind.percentages?.includes(name)) {
      put(percentName(name), 0);
    } else if (typeof value === "string" && BODY.test(name) && !isSecret(name)) {
      const mail = manner.detail === "full" ? readWhole(value) : readMail(value);
      hidden ||= mail.hidden;
      put(name, mail.text);
    } else {
      put(name, cleaned(name, value, kind, manner));
    }
  }
  const fields = Object.fromEntries(hidden ? [...found, ["hidden_text_removed", true]] : found);
  return manner.detail === "full" ? fields : compact(fields);
}

const percentName = (name: string) => (name.includes("percent") ? name : `${name}_percent`);

function nameOf(given: string, kind: PlainKind, parent: string): string {
  if (FREE_KEYS.has(parent)) return line(given) ?? "";
  const name = snakeCase(given);
  if (name === "id") return kind.id ?? (parent === "" ? name : `${singular(parent)}_id`);
  return kind.names?.[name] ?? ONE_NAME[name] ?? name;
}

/** Only what is written in camelCase: header names, events and addresses are keys too, and stay. */
export function snakeCase(name: string): string {
  if (!/^[a-z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/.test(name)) return line(name) ?? "";
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

/** The record that a list or an object of this name holds: folders, warmup_details. */
function singular(name: string): string {
  return name
    .replace(/_details$/, "")
    .replace(/ies$/, "y")
    .replace(/s$/, "");
}

function cleaned(name: string, value: unknown, kind: PlainKind, manner: Manner): unknown {
  if (isSecret(name) && !manner.showSecrets) return masked(name, value);
  if (Array.isArray(value)) {
    const entries = value.map((entry) => cleaned(name, entry, kind, manner));
    const only = manner.detail === "concise" ? kind.only?.[name] : undefined;
    return only === undefined ? entries : entries.map((entry) => (isRaw(entry) ? entry[only] : entry));
  }
  if (isRaw(value)) return fieldsOf(value, kind.inside?.[name] ?? {}, manner, name);
  if (typeof value === "number") return MOMENT_NAME.test(name) && value > EPOCH_LEAST ? time(value) : value;
  if (typeof value !== "string") return value;
  const moment = ISO_MOMENT.test(value) || MOMENT_NAME.test(name) ? time(value) : undefined;
  if (moment !== undefined && moment !== value) return moment;
  if (NUMERIC.test(value) && isNumber(name)) return Number(value);
  if ((value === "true" || value === "false") && !WORDS.test(name)) return value === "true";
  return LINES.test(name) ? mailText(value) : (line(value) ?? "");
}

function isNumber(name: string): boolean {
  return isId(name) ? !WORD_ID.test(name) : COUNTER.test(name) || !WORDS.test(name);
}

/** The year 2001 in seconds; no counter of a moment's name is as large. */
const EPOCH_LEAST = 1e9;

const isSecret = (name: string) => SECRET.test(name) && !ABOUT_SECRET.test(name);

/** The last four characters of a key tell a person which one it is; of a password they would only help to guess it. */
function masked(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => masked(name, entry));
  if (isRaw(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(key, inner)]));
  if (value === null || value === undefined || value === "" || typeof value === "boolean") return value;
  const secret = String(value);
  return /key/i.test(name) && secret.length >= 16 ? `…${secret.slice(-4)}` : "…";
}

/**
 * A record of a shape of its own, in full: what the shape says, then everything else that SmartLead gave.
 * @param said what the shape says under another name, as paths into the row (`email_lead_id`, `lead.first_name`)
 * @param kind names of the rest, where the rule for all is not enough
 */
export function withRest(shaped: RecordValue, row: Raw, said: readonly string[], kind: PlainKind = {}): RecordValue {
  const rest = plain(unsaid(row, said), kind, { detail: "full" });
  const entries = Object.entries(rest).flatMap(([name, value]): [string, unknown][] => {
    // Of a list of records the shape may say only the names.
    if (!(name in shaped) || (Array.isArray(value) && value.some(isRaw))) return [[name, value]];
    return isRaw(value) ? [[`${name}_details`, value]] : [];
  });
  return { ...shaped, ...Object.fromEntries(entries) };
}

function unsaid(row: Raw, said: readonly string[]): Raw {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
      if (said.includes(name)) return [];
      const below = said.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
      if (below.length === 0 || !isRaw(value)) return [[name, value]];
      const left = unsaid(value, below);
      return Object.keys(left).length > 0 ? [[name, left]] : [];
    }),
  );
}
