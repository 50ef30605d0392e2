/**
 * Other people's words inside a question to a person. Names, subjects and texts come from outsiders or from a model that
 * read them: they stand in marks that they cannot close, so that they never pass for the server's own words.
 */
import { mailText, readMail } from "../mail/read-mail.ts";
import { isRaw } from "../records/read.ts";
import { cleanLine } from "../untrusted.ts";

/** Anything that a reader could take for the end of a quotation. */
const QUOTATION_MARK = /["\u00ab\u00bb\u201c-\u201f\u2033\u2036\u275d\u275e\u301d-\u301f\uff02]/g;
/** One word, address, date or URL: no sentence can be made of it, so it needs no marks. */
const ONE_WORD = /^[\w.+@:/?&=%#~<>-]{1,200}$/;
const ADDRESSES = /^[^\s@,;<>"]+@[^\s@,;<>"]+(?:\s*,\s*[^\s@,;<>"]+@[^\s@,;<>"]+)*$/;
const LONGEST = 300;

/** In quotation marks, on one line, at most 300 characters. */
export function quoted(text: unknown): string {
  const line = cleanLine(String(text)).replace(QUOTATION_MARK, "'");
  const more = line.length - LONGEST;
  return more > 0 ? `"${line.slice(0, LONGEST)}…" (${more} characters more)` : `"${line}"`;
}

/** Addresses, dates, ids and single words as they are; everything else in quotation marks. Addresses are never cut. */
export function named(text: unknown): string {
  const line = cleanLine(String(text));
  return ONE_WORD.test(line) || ADDRESSES.test(line) ? line : quoted(line);
}

/** Arguments as a declaration's question may speak of them: every text in them is `named`. */
export function quotedArguments(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, quotedDeep(value)]));
}

function quotedDeep(value: unknown): unknown {
  if (typeof value === "string") return named(value);
  if (Array.isArray(value)) return value.map(quotedDeep);
  return isRaw(value) ? quotedArguments(value) : value;
}

/** A mail's whole text, each line marked. Says so when the mail holds what no reader would see. */
export function quotedMail(body: string): string {
  const marked = marks(mailText(body));
  return readMail(body).hidden ? `${marked}\n(It also holds text that no reader would see.)` : marked;
}

const LONGEST_PASSAGE = 1500;

/** The beginning of a text that is shown for orientation only. */
export function quotedPassage(text: string): string {
  const more = text.length - LONGEST_PASSAGE;
  return more > 0 ? `${marks(text.slice(0, LONGEST_PASSAGE))}\n(${more} characters more)` : marks(text);
}

function marks(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}
