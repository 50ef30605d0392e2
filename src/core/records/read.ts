/**
 * Tolerant readers for answers whose shape nobody promises: SmartLead sends numbers as strings, ids as either, and
 * leaves fields out. Each reader returns undefined for what is not there; nothing here throws.
 */

export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const raw = (value: unknown): Raw => (isRaw(value) ? value : {});

/** The first list found under one of the keys, or the answer itself when it is a list ("is it a list" comes first). */
export function rows(answer: unknown, ...keys: string[]): Raw[] {
  if (Array.isArray(answer)) return answer.filter(isRaw);
  const from = raw(answer);
  for (const key of keys) {
    const value = from[key];
    if (Array.isArray(value)) return value.filter(isRaw);
  }
  return [];
}

export function text(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value;
  return typeof value === "number" ? String(value) : undefined;
}

/** "42", "0.00" and "5.03%" are numbers; "" and "abc" are not. */
export function number(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !/^\s*-?\d+(\.\d+)?\s*%?\s*$/.test(value)) return undefined;
  return Number.parseFloat(value);
}

/** An id as a number; one beyond 2^53 stays a string, because a rounded id names somebody else. */
export function id(value: unknown): number | string | undefined {
  const parsed = number(value);
  if (parsed !== undefined && Number.isSafeInteger(parsed)) return parsed;
  return text(value);
}

export function flag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

/**
 * A moment as ISO 8601 in UTC; one without a time zone stays without, a day stays a day, and what is neither stays as it
 * came: JavaScript would read "18 Jun" as a day of 2001.
 */
export function time(value: unknown): string | undefined {
  const given = text(value)?.trim();
  if (given === undefined) return undefined;
  if (/^\d{10}(\d{3})?$/.test(given)) return isoOf(Number(given) * (given.length === 10 ? 1000 : 1), given);
  const [, day, clock, zone] =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}[\d:.]*) ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/.exec(given) ?? [];
  if (day === undefined) return MAIL_DATE.test(given) ? isoOf(Date.parse(given), given) : given;
  if (zone === undefined) return `${day}T${clock}`;
  return isoOf(Date.parse(`${day}T${clock}${zone === "UTC" ? "Z" : zone.length === 3 ? `${zone}:00` : zone}`), given);
}

/** As mail headers and JavaScript write it, with its time zone. */
const MAIL_DATE = /^[A-Z][a-z]{2},? .*\d{4}.* \d{1,2}:\d{2}(:\d{2})? ?(GMT|UTC|Z|[+-]\d{4})/;

function isoOf(milliseconds: number, given: string): string {
  return Number.isNaN(milliseconds) ? given : new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

/** Without milliseconds, which say nothing to whoever reads mail. */
export const toTheSecond = (moment: string | undefined) => moment?.replace(/\.\d+(?=Z?$)/, "");

type Compact<T> = { [Key in keyof T]?: Exclude<T[Key], null | undefined> };

/** Drops what says nothing: undefined, null, empty strings, empty lists and empty objects. */
export function compact<T extends object>(record: T): Compact<T> {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(record)) {
    const value = record[name as keyof T];
    if (!isEmpty(value)) put(kept, name, value);
  }
  return kept as Compact<T>;
}

/** Gives a record a field of its own, whatever its name: by assignment `__proto__` would become the record's prototype. */
export function put(record: Record<string, unknown>, name: string, value: unknown): void {
  if (name === "__proto__") {
    Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
  } else {
    record[name] = value;
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRaw(value) && Object.keys(value).length === 0;
}
