/** Tells the new words of a mail from the old ones below, above and between them. */
import { isBlank, type Line } from "./line.ts";
import { isDeviceLine } from "./signature.ts";
import {
  ANNOUNCES_ANSWERS,
  attribution,
  FORWARDED_MESSAGE,
  headerRole,
  ORIGINAL_MESSAGE,
  opensAttribution,
  REPLY_ABOVE,
  startsWithOpener,
} from "./vocabulary.ts";

/** `intro` is the line or block that a mail program puts above what it quotes. */
export type Role = "new" | "old" | "intro";

export interface Parts {
  /** One for each line. */
  roles: Role[];
  /** The old part is a mail passed on, not one answered. */
  forwarded: boolean;
}

/** Longer than any attribution; longer lines are not even looked at. */
const MAX_ATTRIBUTION = 350;
const MAX_ATTRIBUTION_LINES = 4;

/** Says of each line whether it is new, old, or introduces what is old. */
export function separate(lines: readonly Line[]): Parts {
  const roles: Role[] = lines.map(({ depth, place }) => (depth > 0 || place === "history" ? "old" : "new"));
  let forwarded = false;
  let at = 0;
  while (at < lines.length) {
    const intro = roles[at] === "new" ? introAt(lines, at) : null;
    if (!intro) {
      at++;
      continue;
    }
    forwarded ||= intro.forwarded;
    const next = nextWords(lines, intro.end);
    roles.fill("intro", at, intro.end);
    // Where the quoted text carries signs of its own, words without them are answers; elsewhere all the rest is old.
    if (next !== undefined && roles[next] === "old" && !intro.final) {
      roles.fill("intro", intro.end, next);
      at = next;
    } else {
      roles.fill("old", intro.end);
      markColouredAnswers(lines, roles, intro.end);
      break;
    }
  }
  markContainers(lines, roles);
  markBrokenQuotes(lines, roles);
  markBelowDevice(lines, roles);
  return { roles, forwarded };
}

interface Intro {
  end: number;
  forwarded: boolean;
  /** Everything below is old, whatever it looks like. */
  final: boolean;
}

function introAt(lines: readonly Line[], at: number): Intro | null {
  const first = lines[at];
  if (!first || isBlank(first)) return null;
  if (first.begins === "history") return { end: headerBlockEnd(lines, at) ?? at + 1, forwarded: false, final: true };
  if (first.place === "attribution") {
    const end = lines.findIndex((each, index) => index > at && each.place !== "attribution");
    return { end: end < 0 ? lines.length : end, forwarded: FORWARDED_MESSAGE.test(first.text), final: false };
  }
  return separatorAt(lines, at) ?? headersAt(lines, at) ?? attributionAt(lines, at);
}

/** "-----Original Message-----", "Begin forwarded message:", a rule above a header block. */
function separatorAt(lines: readonly Line[], at: number): Intro | null {
  const text = lines[at]?.text ?? "";
  if (text.length > 120) return null;
  if (REPLY_ABOVE.test(text)) return { end: at + 1, forwarded: false, final: true };
  const ruled =
    /^\s*[-_=*–—]{2,}/.test(text) || /^\s*>?\s*(?:begin|anfang|début|inicio|inizio|início)\b.*:\s*$/i.test(text);
  const forwarded = FORWARDED_MESSAGE.test(text);
  if (forwarded || ORIGINAL_MESSAGE.test(text)) {
    const below = nextWords(lines, at + 1);
    const headers = below === undefined ? undefined : headerBlockEnd(lines, below, 2);
    const alone = /^[\s\-_=*–—]*[^-_=*–—.!?]{1,60}[\s\-_=*–—]*:?\s*$/.test(text);
    if (ruled || (alone && headers !== undefined)) return { end: headers ?? at + 1, forwarded, final: forwarded };
  }
  if (!/^\s*[-_=*–—]{3,}\s*$/.test(text)) return null;
  const below = nextWords(lines, at + 1);
  if (below === undefined || below > at + 3) return null;
  const headers = headerBlockEnd(lines, below);
  return headers === undefined ? null : { end: headers, forwarded: false, final: false };
}

function headersAt(lines: readonly Line[], at: number): Intro | null {
  const end = lines[at]?.begins === "headers" ? labelsEnd(lines, at) : headerBlockEnd(lines, at);
  return end === undefined ? null : { end, forwarded: false, final: false };
}

/** Where the block of From, Sent, To and Subject that begins at `at` ends; undefined if there is none. */
function headerBlockEnd(lines: readonly Line[], at: number, least = 3): number | undefined {
  if (headerRole(lines[at]?.text ?? "") === undefined) return undefined;
  const roles = new Set<string>();
  let end = at;
  for (let look = at; look < Math.min(lines.length, at + 14); look++) {
    const text = lines[look]?.text ?? "";
    const role = headerRole(text);
    if (role) {
      roles.add(role);
      end = look + 1;
      // "To: a@b.c Subject: ..." on one line happens in plain text.
    } else if (look - end >= (text.trim() === "" ? 1 : 2)) break;
    // "Subject: pilot" may end a letter right above the block.
    else if (text.trim() === "" && roles.size === 1 && !roles.has("from")) break;
    if (role === "subject" && roles.size >= 3) break;
  }
  // "From: Berlin, To: Paris" is a journey: an address or a subject makes it a mail.
  const mail = roles.has("subject") || lines.slice(at, end).some(({ text }) => text.includes("@"));
  return mail && roles.has("from") && roles.size >= least ? end : undefined;
}

/** A header block in a language we do not know, where the mail program has drawn its line above: two labels or more. */
function labelsEnd(lines: readonly Line[], at: number): number | undefined {
  let end = at;
  while (end < lines.length && /^\s*[*_]*\p{L}[^:：]{1,24}[:：]/u.test(lines[end]?.text ?? "")) end++;
  return end - at >= 2 ? end : undefined;
}

/** "On Monday, Ann wrote:", which mail programs break over several lines. */
function attributionAt(lines: readonly Line[], at: number): Intro | null {
  let joined = "";
  for (let end = at + 1; end <= Math.min(lines.length, at + MAX_ATTRIBUTION_LINES); end++) {
    const next = lines[end - 1];
    if (!next || isBlank(next) || next.depth > 0) return null;
    // The break may come between name and address, before the date.
    const goesOn = opensAttribution(joined) || /^\s*<[^<>\s]+@/.test(next.text);
    if (end > at + 1 && (!goesOn || startsWithOpener(next.text))) return null;
    joined = joined === "" ? next.text.trim() : `${joined} ${next.text.trim().replace(/^>\s?/, "")}`;
    if (joined.length > MAX_ATTRIBUTION) return null;
    const sure = attribution(joined);
    if (sure === "surely" || (sure === "maybe" && quotationFollows(lines, end)))
      return { end, forwarded: false, final: false };
  }
  return null;
}

function quotationFollows(lines: readonly Line[], from: number): boolean {
  const next = nextWords(lines, from);
  return next !== undefined && next - from <= 2 && (lines[next]?.depth ?? 0) > 0;
}

/**
 * In a quotation of Gmail's kind the line before the first quoted level introduces it, in whatever language; without
 * any quoted level the whole of it is old.
 */
function markContainers(lines: readonly Line[], roles: Role[]): void {
  const start = lines.findIndex(({ place }) => place === "quotation");
  if (start < 0) return;
  const inside = ({ place, depth }: Line) => place === "quotation" || place === "attribution" || depth > 0;
  const after = lines.findIndex((each, at) => at > start && !inside(each) && !isBlank(each));
  const end = after < 0 ? lines.length : after;
  const quoted = roles.findIndex((role, at) => at >= start && at < end && role !== "new");
  const old = quoted < 0 ? end : quoted;
  const words = lines.slice(start, old).filter((each) => !isBlank(each)).length;
  if (quoted < 0 || words <= 3) for (let at = start; at < old; at++) if (roles[at] === "new") roles[at] = "intro";
}

/** A quoted line that was too long for some mail program stands broken, its end without a sign. */
function markBrokenQuotes(lines: readonly Line[], roles: Role[]): void {
  for (let at = 1; at < lines.length - 1; at++) {
    const [before, here, after] = [lines[at - 1], lines[at], lines[at + 1]];
    if (roles[at] !== "new" || !before?.depth || !after?.depth || !here) continue;
    if (before.text.length >= 60 && /^[\p{Ll}\p{P}]/u.test(here.text.trim())) roles[at] = "old";
  }
}

const MAX_POSTSCRIPT = 3;

/**
 * Phones put the cursor above "Sent from my iPhone": words further down are a history that nothing introduces, unless
 * they are few and the history comes after them.
 */
function markBelowDevice(lines: readonly Line[], roles: Role[]): void {
  const device = lines.findIndex(({ text }, at) => roles[at] === "new" && isDeviceLine(text));
  const history = roles.findIndex((role, at) => at > device && role !== "new");
  const between = lines.slice(device + 1, Math.max(history, 0)).filter((each) => !isBlank(each));
  if (history >= 0 && between.length <= MAX_POSTSCRIPT) return;
  const before = lines[device - 1];
  const after = lines[device + 1];
  if (!before || !after || !isBlank(before) || !isBlank(after)) return;
  if (lines.slice(0, device).every((each, at) => isBlank(each) || roles[at] !== "new")) return;
  for (let at = device + 1; roles[at] === "new"; at++) roles[at] = "old";
}

/** In Outlook people answer inside the old mail, in red or blue, and say so at the top. */
function markColouredAnswers(lines: readonly Line[], roles: Role[], from: number): void {
  const top = lines.slice(0, from).filter((each, at) => roles[at] === "new" && !isBlank(each));
  if (!announcesAnswers(top)) return;
  const words = lines.slice(from).filter((each) => !isBlank(each));
  const coloured = words.filter(({ tint }) => tint !== null).length;
  if (coloured === 0 || coloured > words.length / 2) return;
  for (let at = from; at < lines.length; at++) if (lines[at]?.tint) roles[at] = "new";
}

/** Whether the words say that more of them stand further down. */
export function announcesAnswers(words: readonly Line[]): boolean {
  return words.some(({ text }) => ANNOUNCES_ANSWERS.test(text.slice(0, 500)));
}

function nextWords(lines: readonly Line[], from: number): number | undefined {
  for (let at = from; at < lines.length; at++) {
    const each = lines[at];
    if (each && !isBlank(each)) return at;
  }
  return undefined;
}
