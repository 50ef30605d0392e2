/** Both kinds of mail bodies, HTML and plain text, become lines; everything after that looks at lines only. */
import { cleanText } from "../untrusted.ts";

export interface Line {
  text: string;
  /** Levels of quotation: `>` signs or nested blockquotes. */
  depth: number;
  /**
   * What the mail program says this part is. `history` is old as a whole, in a `quotation` only the quoted levels are;
   * `attribution` is "On Monday, Ann wrote:".
   */
  place: "history" | "quotation" | "attribution" | "signature" | null;
  /** The mail program marks a beginning here: of the history, or of what looks like the header block of an old mail. */
  begins: "history" | "headers" | null;
  /** Strong colour of the words; people answer inside an Outlook history in red or blue. */
  tint: string | null;
}

export function line(text: string, rest: Partial<Line> = {}): Line {
  return { text, depth: 0, place: null, begins: null, tint: null, ...rest };
}

export function isBlank({ text }: Line): boolean {
  return text.trim() === "";
}

/** The lines as text: quoted levels below `base` as `> `, one blank line at most between paragraphs. */
export function joinLines(lines: readonly Line[], base = 0): string {
  const said: string[] = [];
  for (const { text, depth } of lines) {
    const blank = text.trim() === "";
    if (blank && (said.at(-1) ?? "") === "") continue;
    said.push(blank ? "" : "> ".repeat(Math.max(0, depth - base)) + text);
  }
  return said.join("\n").trim();
}

/** A level of quotation that no person reads: bounds what a line of 100,000 `>` costs. */
const MAX_LEVELS = 20;

/** Takes the `>` signs off a line and counts them as levels. `>:` alone is the broken end of "... <a@b.com>:". */
export function unquote(from: Line): Line {
  if (!from.text.startsWith(">") || /^>\s?(?:[::]|wrote:)\s*$/.test(from.text)) return from;
  const signs = /^(?:>[ \t\u00a0]?)+/.exec(from.text)?.[0] ?? "";
  const levels = signs.split(">").length - 1;
  return { ...from, text: from.text.slice(signs.length), depth: Math.min(from.depth + levels, MAX_LEVELS) };
}

/** Lines of a plain text body, and whether invisible characters were taken out of it. */
export function plainLines(body: string): { lines: Line[]; hidden: boolean } {
  const { text, hidden } = cleanText(decodeBasics(body));
  return { lines: text.split("\n").map((words) => unquote(line(words.replaceAll("\u00a0", " ").trimEnd()))), hidden };
}

const BASIC_ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', nbsp: " ", "#39": "'", amp: "&" };

/** Text without a single tag still comes with `&lt;` and the like when some program took it for HTML on the way. */
function decodeBasics(body: string): string {
  return body.replace(/&(lt|gt|quot|nbsp|#39|amp);/g, (entity, name: string) => BASIC_ENTITIES[name] ?? entity);
}
