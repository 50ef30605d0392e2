/** Tells a letter from the signature, the advertisement and the disclaimer below it. */
import { isBlank, type Line } from "./line.ts";
import {
  ADVERTISEMENT,
  CLOSING,
  CONTACT,
  DISCLAIMER,
  JOB,
  OWN_DEVICE,
  PHONE,
  saysSentFrom,
} from "./signature-words.ts";

/** Short as the lines of a signature are. */
const MAX_LINE = 100;
const MAX_LINES = 15;
/** Lines of a signature that no closing precedes. */
const MAX_BLOCK = 8;

/** The words of a block of new lines, and what is below them. Either may be empty. */
export function splitSignature(block: readonly Line[]): { words: Line[]; signature: Line[] } {
  const marked = block.filter(({ place }) => place === "signature");
  const lines = block.filter(({ place }) => place !== "signature");
  const cut = firstOf(delimiterAt(lines), disclaimerAt(lines), lines.length);
  const sentFrom = lines.slice(0, cut).filter(isSentFrom);
  const letter = lines.slice(0, cut).filter((each) => !isSentFrom(each));
  const end = firstOf(contactsAt(letter), letter.length);
  return {
    words: letter.slice(0, end),
    signature: [...letter.slice(end), ...sentFrom, ...lines.slice(cut), ...marked],
  };
}

/** Only the line itself: what stands below it may be somebody's words. */
function isSentFrom({ text }: Line): boolean {
  const said = text.trim();
  return said.length <= MAX_LINE && saysSentFrom(said) && !said.endsWith("?");
}

/** "Sent from my iPhone": no phrase that a person would type. */
export function isDeviceLine(text: string): boolean {
  const said = text.trim();
  return said.length <= 60 && saysSentFrom(said) && OWN_DEVICE.test(said) && !/[.?]$/.test(said);
}

function firstOf(...places: (number | undefined)[]): number {
  return Math.min(...places.map((each) => each ?? Number.POSITIVE_INFINITY));
}

/** `-- `, RFC 3676, section 4.3; mail programs lose the blank, and mailing lists write `__`. */
function delimiterAt(lines: readonly Line[]): number | undefined {
  const at = lines.findIndex(({ text }) => /^(?:--|—|__|_{8,})\s*$/.test(text));
  return at < 0 ? undefined : at;
}

/** The first of the paragraphs at the end that no person typed. */
function disclaimerAt(lines: readonly Line[]): number | undefined {
  const at = lines.findIndex(({ text }, index) => {
    if (ADVERTISEMENT.test(text.trim())) return true;
    return text.length > 40 && DISCLAIMER.test(text.slice(0, 600)) && !asksSomething(lines, index);
  });
  return at < 0 ? undefined : at;
}

/** A person who writes about confidentiality goes on writing: in short lines that ask, or to a closing. */
function asksSomething(lines: readonly Line[], at: number): boolean {
  const below = lines.slice(at, at + MAX_LINES).map(({ text }) => text.trim());
  return below.some((text) => (text.endsWith("?") && text.length < 200) || CLOSING.test(text));
}

/** Name, role and numbers below the closing, or a block of them that stands alone at the end. */
function contactsAt(lines: readonly Line[]): number | undefined {
  return belowClosing(lines) ?? lastBlock(lines);
}

/** "Best regards, Ann" belongs to the letter, what follows is the signature. */
function belowClosing(lines: readonly Line[]): number | undefined {
  const words = indexesOfWords(lines).slice(-MAX_LINES - 2);
  const closing = words.findLastIndex((at) => CLOSING.test(lines[at]?.text.trim() ?? ""));
  if (closing < 0) return undefined;
  const [first, second] = words.slice(closing + 1);
  if (first === undefined) return undefined;
  const named = isName(lines[first]?.text ?? "");
  const start = named ? second : first;
  if (start === undefined) return undefined;
  const rest = lines.slice(start).filter((each) => !isBlank(each));
  return rest.every(isSignatureLine) && rest.some(isContactOrJob) ? start : undefined;
}

/**
 * From a line that is a name, after a blank one, to the end: short lines with numbers, addresses and a role. Where a colon
 * announces them ("Please contact:") they are what the letter is about.
 */
function lastBlock(lines: readonly Line[]): number | undefined {
  const words = indexesOfWords(lines);
  return words
    .slice(1)
    .slice(-MAX_BLOCK)
    .find((at) => {
      const before = lines[at - 1];
      const block = lines.slice(at).filter((each) => !isBlank(each));
      const announced = /[:：]$/.test(
        lines
          .slice(0, at)
          .findLast((each) => !isBlank(each))
          ?.text.trim() ?? "",
      );
      if (announced || !before || !isBlank(before) || block.length < 2 || !isName(block[0]?.text ?? "")) return false;
      const contacts = block.filter(isContact).length;
      return block.every(isSignatureLine) && (contacts >= 2 || (contacts >= 1 && block.some(isJob)));
    });
}

function indexesOfWords(lines: readonly Line[]): number[] {
  return lines.flatMap((each, at) => (isBlank(each) ? [] : [at]));
}

/** "Ann", "Dr. Ann B. Smith", "佐藤": a few words with capitals, nothing else. */
function isName(text: string): boolean {
  return /^(?:[-–]\s?)?(?:\p{Lu}[\p{L}.'’-]*|\p{Lo}+|van|von|de|der|den|da|di|la|el|bin)(?:[ ,]+(?:\p{Lu}[\p{L}.'’-]*|\p{Lo}+|van|von|de|der|den|da|di|la|el|bin|[Pp]h\.?[Dd]\.?)){0,4}[.,]?$/u.test(
    text.trim().slice(0, 60),
  );
}

/** Not a sentence, a question or a postscript. */
function isSignatureLine({ text }: Line): boolean {
  const said = text.trim();
  if (said.length > MAX_LINE || /^(?:p\.? ?s\.?|n\.?b\.?)[\s:.]/i.test(said)) return false;
  return !/[?]$/.test(said) && !(/[.!]$/.test(said) && said.split(/\s+/).length >= 7);
}

function isContact({ text }: Line): boolean {
  return PHONE.test(text) || CONTACT.test(text.trim());
}

function isJob({ text }: Line): boolean {
  return JOB.test(text);
}

function isContactOrJob(each: Line): boolean {
  return isContact(each) || isJob(each);
}
