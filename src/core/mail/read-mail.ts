/** A mail as a person reads it: the new words, with what is quoted and what is signed told apart. */
import { htmlLines } from "./html.ts";
import { isBlank, joinLines, type Line, plainLines } from "./line.ts";
import { announcesAnswers, type Role, separate } from "./quotes.ts";
import { splitSignature } from "./signature.ts";

export interface ReadMail {
  /** The new words as plain text. Answers between quoted lines stand below the line they answer (`> ...`). */
  text: string;
  quoted: string | null;
  signature: string | null;
  /** Something that no person could have seen was in the mail: the sign of an attack. */
  hidden: boolean;
}

/**
 * What is read of a body, in characters. Gmail shows the first 102 KB of a message, new words stand at the top, and
 * a body of megabytes is pictures written into the HTML.
 */
const MAX_BODY = 1_000_000;

/**
 * Reads an HTML or plain text body as any mail program wrote it. New words are never lost: where cutting would leave
 * nothing (a mail passed on without a comment, an answer that cannot be told from what it answers) all of it is the text.
 */
export function readMail(body: string): ReadMail {
  const { lines, hidden } = linesOf(body);
  const { roles, forwarded } = separate(lines);
  const parts = partsOf(lines, roles);
  const signature = joinLines(parts.flatMap((part) => part.signature));
  const quoted = joinLines(
    lines.filter((_, at) => roles[at] !== "new"),
    1,
  );
  const text = compose(parts);
  if (text !== "") return { text, quoted: quoted || null, signature: signature || null, hidden };
  if (signature !== "" && !forwarded) return { text: signature, quoted: quoted || null, signature: null, hidden };
  return { text: quoted, quoted: null, signature: signature || null, hidden };
}

/** The whole mail as plain text, quoted levels marked with `> `. Only what no person could see is left out. */
export function mailText(body: string): string {
  return readWhole(body).text;
}

/** As `mailText`, with whether something hidden was in the mail. */
export function readWhole(body: string): Pick<ReadMail, "text" | "hidden"> {
  const { lines, hidden } = linesOf(body);
  return { text: joinLines(lines), hidden };
}

/** A tag that mail is made of, or anything with an attribute; not `<ann@example.com>` or `<https://example.com>`. */
const TAG =
  /<(?:\/?(?:html|head|body|div|p|br|span|a|b|i|u|em|strong|table|tr|td|ul|ol|li|font|img|hr|pre|h[1-6]|blockquote|center|style|script|template|noscript|title|section)(?:\s[^<>]*)?\/?>|[a-z][\w:-]*\s+[\w:-]+\s*=|!--|!doctype)/i;

/** Whether a text is HTML as mail is made of it. */
export function isHtml(text: string): boolean {
  return text.includes("<") && TAG.test(text);
}

function linesOf(body: string): { lines: Line[]; hidden: boolean } {
  const read = body.slice(0, MAX_BODY);
  return isHtml(read) ? htmlLines(read) : plainLines(read);
}

/** A run of new lines. */
interface Part {
  words: Line[];
  signature: Line[];
  /** The quoted lines right above, which the words may answer. */
  answered: Line[];
  /** Quoted lines stand above and below. */
  between: boolean;
}

function partsOf(lines: readonly Line[], roles: readonly Role[]): Part[] {
  const lastOld = lines.findLastIndex((each, at) => roles[at] === "old" && !isBlank(each));
  const parts: Part[] = [];
  let above: Line[] = [];
  let at = 0;
  while (at < lines.length) {
    const isNew = roles[at] === "new";
    let end = at + 1;
    while (end < lines.length && (roles[end] === "new") === isNew) end++;
    const run = lines.slice(at, end);
    if (!isNew) above = run.filter((_, index) => roles[at + index] === "old");
    else if (run.some((each) => !isBlank(each))) {
      const answered = lastParagraph(above);
      parts.push({ ...splitSignature(run), answered, between: answered.length > 0 && end <= lastOld });
    }
    at = end;
  }
  return parts;
}

/** At most this many quoted lines say what an answer answers. */
const MAX_ANSWERED = 3;

function lastParagraph(quoted: readonly Line[]): Line[] {
  const last = quoted.findLastIndex((each) => !isBlank(each));
  const blank = quoted.slice(0, last + 1).findLastIndex(isBlank);
  return quoted.slice(Math.max(blank, last - MAX_ANSWERED) + 1, last + 1);
}

/** An answer below all of the quoted text needs no context; answers between quoted lines, or announced at the top, do. */
function compose(parts: readonly Part[]): string {
  const spoken = parts.filter(({ words }) => words.some((each) => !isBlank(each)));
  const [top] = spoken;
  const between = spoken.some((part) => part.between) || (top?.answered.length === 0 && announcesAnswers(top.words));
  return spoken
    .map(({ words, answered }) => {
      const context = between ? answered.map(({ text }) => `> ${text}\n`).join("") : "";
      return context + joinLines(words);
    })
    .join("\n\n");
}
