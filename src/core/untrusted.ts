/**
 * Text written by outsiders on its way to an agent: what people cannot see is taken out, and a fence that the text
 * cannot close says where it begins and ends.
 */
import { randomUUID } from "node:crypto";

/** What no reader sees: controls, zero-width and bidi characters, tags, variation selectors, fillers, lone surrogates. */
const INVISIBLE =
  /(?:(?![\t-\r\x85])\p{Cc}|[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\p{Cs}])+/gu;
const LINE_BREAK = /\r\n?|[\v\f\x85\u2028\u2029]/g;
/** What most lines of most mails are. */
const PLAIN = /^[ -~]*$/;
/** Three blank lines or more, which push what follows out of sight. */
const BLANK_LINES = /\n(?:[ \t]*\n){3,}/g;

/** Nothing that people or mail programs put into a mail: terminal controls, reordering overrides, smuggled bytes. */
const SUSPICIOUS = /(?![\x80-\x9f])\p{Cc}|[\u202d\u202e\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;
/** Zero-width characters in this number, of more than one kind, without a space between them, spell something. */
const SMUGGLED_RUN = 8;

const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u;
const IDEOGRAPH = /[\p{Ideographic}\p{Script=Mongolian}\p{Script=Myanmar}\p{Script=Phags_Pa}]/u;
/** Scripts in which (non-)joiners are spelling, not smuggling. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

/**
 * Outsiders' text without invisible characters, line breaks as `\n`, at most one blank line where three or more stood.
 * `hidden` says that some of them hid a message: tag characters, variation selectors that carry bytes, overrides that
 * reorder, terminal controls, zero-width runs that spell, a zero-width character inside a word. Soft hyphens, marks of
 * direction, byte order marks and the padding behind a newsletter's preheader go silently; honest mail is full of them.
 */
export function cleanText(text: string): { text: string; hidden: boolean } {
  if (PLAIN.test(text)) return { text, hidden: false };
  let hidden = false;
  const visible = text.replace(INVISIBLE, (run: string, at: number) => {
    const before = lastCharacter(text, at);
    const after = text.codePointAt(at + run.length);
    const next = after === undefined ? "" : String.fromCodePoint(after);
    hidden ||= isSmuggling(run, before, next);
    return keptOf(run, before, next);
  });
  return { text: visible.replace(LINE_BREAK, "\n").replace(BLANK_LINES, "\n\n"), hidden };
}

/** A name or a subject: cleaned, on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).text.replace(/\s+/g, " ").trim();
}

/** The part of an invisible run that shapes what stands around it: emoji, ideographs, joining scripts. */
function keptOf(run: string, before: string, next: string): string {
  let kept = "";
  let previous = before;
  for (const character of run) {
    if (!shapes(character, previous, next)) continue;
    kept += character;
    previous = character;
  }
  return kept;
}

function shapes(character: string, previous: string, next: string): boolean {
  if (character >= "\ufe00" && character <= "\ufe0f") {
    return PICTOGRAPH.test(previous) || IDEOGRAPH.test(previous) || (next === "\u20e3" && /[\d#*]/.test(previous));
  }
  if (character === "\u200d" && PICTOGRAPH.test(next)) return PICTOGRAPH.test(previous) || previous === "\ufe0f";
  return (character === "\u200c" || character === "\u200d") && JOINING.test(previous) && JOINING.test(next);
}

function isSmuggling(run: string, before: string, next: string): boolean {
  // The flags of England, Scotland and Wales are a black flag and tags.
  if (before === "\u{1f3f4}" && /^(?:[\u{e0061}-\u{e007a}]{5}\u{e007f})+$/u.test(run)) return false;
  if (SUSPICIOUS.test(run)) return !(run.length === 2 && /[\u{e0100}-\u{e01ef}]/u.test(run) && IDEOGRAPH.test(before));
  const characters = [...run];
  if (characters.length >= SMUGGLED_RUN && new Set(characters).size > 1) return true;
  if (characters.filter((each) => each >= "\ufe00" && each <= "\ufe0f").length > 1) return true;
  return /[\u200b-\u200d\u2060-\u2064]/.test(run) && /[a-z]/i.test(before) && /[a-z]/i.test(next);
}

function lastCharacter(text: string, end: number): string {
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? text.slice(end - 2, end) : text.slice(Math.max(0, end - 1), end);
}

/** Marks around outsiders' text that nobody outside can guess or close. */
export class Fence {
  readonly open: string;
  readonly close: string;

  /** Tests give a name; anything else takes the random one: what stands last in a UUID, which Node draws in advance by the hundred. */
  constructor(name: string = randomUUID().slice(-12)) {
    this.open = `<untrusted-${name}>`;
    this.close = `</untrusted-${name}>`;
  }

  wrap(text: string): string {
    const inside = FENCE_START.test(text) ? text.replace(fenceLikeOnce(), "[not a fence: ") : text;
    return `${this.open}\n${inside}\n${this.close}`;
  }
}

/** With what `fenceLike` begins: a bracket, or how one is encoded, or anything that is no ASCII. Most answers have none. */
const FENCE_START = /[<&%\\]|[^\0-\x7f]/;

/** Letters of other scripts that look like those of `untrusted`; full-width, accented and mathematical ones are computed. */
const HOMOGLYPHS: Record<string, string> = {
  u: "υսцᴜʋ",
  n: "ոռηпɴ",
  t: "тτᴛ",
  r: "гᴦʀɾ",
  s: "ѕꜱʂ",
  e: "еєεҽᴇ",
  d: "ԁɗժᴅ",
};

/** Where Unicode keeps variants of Latin letters. */
const VARIANT_RANGES = [
  [0xc0, 0x24f],
  [0x1d2c, 0x1d6a],
  [0x1e00, 0x1eff],
  [0x2071, 0x209c],
  [0x2100, 0x214f],
  [0x249c, 0x24e9],
  [0xff21, 0xff5a],
  [0x1d400, 0x1d6a5],
  [0x1f110, 0x1f189],
] as const;

/** Each letter of `untrusted` with its variants, found by taking Unicode's compatibility characters apart. */
function lookalikes(): Map<string, string> {
  const found = new Map(Object.entries(HOMOGLYPHS));
  for (const [first, last] of VARIANT_RANGES) {
    for (let code = first; code <= last; code++) {
      const character = String.fromCodePoint(code);
      const letter = character.normalize("NFKD").replace(/^\(/, "").charAt(0).toLowerCase();
      const known = found.get(letter);
      if (known !== undefined) found.set(letter, known + character);
    }
  }
  return found;
}

/** The opening of a fence up to its name, in any case, spacing, script and entity encoding. */
function fenceLike(): RegExp {
  const entities = (character: string, names = "") => {
    const code = character.charCodeAt(0);
    return `&(?:amp;)*(?:#0*${code};?|#x0*${code.toString(16)};?${names})|%${code.toString(16)}|\\\\(?:u00|x)${code.toString(16)}`;
  };
  const variants = lookalikes();
  const letters = [..."untrusted"].map((letter) => {
    const other = `${entities(letter)}|${entities(letter.toUpperCase())}`;
    return `(?:[${letter}${variants.get(letter) ?? ""}]|${other})`;
  });
  const bracket = `(?:[<\\uff1c\\ufe64\\u2039\\u3008\\u2329\\u27e8\\u276e\\u276c\\u29fc\\u227a\\u1438\\u02c2]|${entities("<", "|lt;?")})`;
  const slash = `(?:[/\\\\\\uff0f\\u2044\\u2215\\u29f8\\u2571!?]|${entities("/", "|sol;?")})`;
  const gap = "[\\s\\p{Cf}\\p{M}._\\-]*";
  return new RegExp(`${bracket}(?=${gap}(?:${slash}${gap})*${letters.join(gap)})`, "giu");
}

let pattern: RegExp | undefined;

/** Made with the first answer: going through Unicode's variants takes longer than everything else at start. */
function fenceLikeOnce(): RegExp {
  pattern ??= fenceLike();
  return pattern;
}
