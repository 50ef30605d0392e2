/**
 * How many tokens a text costs at most, without a tokenizer (which would be larger than this program): words by length,
 * digits by three, punctuation by two, letters mixed with digits (ids, base64) nearly one by one, anything beyond ASCII
 * one by one. On every kind of answer of the sandbox above GPT-4o's own count.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let at = 0;
  while (at < text.length) {
    const start = at;
    const kind = kindAt(text, at);
    let seen = kind;
    at += 1;
    // Anything beyond ASCII stands alone, unless it is white space that goes on.
    if (kind !== BEYOND) {
      for (; at < text.length; at += 1) {
        const next = kindAt(text, at);
        if (!goesOn(kind, next, text, at)) break;
        seen |= next;
      }
    }
    tokens += costOf(seen, at - start);
  }
  return tokens;
}

/** What a character is; those of a piece together say what the piece is. */
const LOWER = 1;
const UPPER = 2;
const DIGIT = 4;
const SPACE = 8;
const OTHER = 16;
const BEYOND = 32;

const LETTER = LOWER | UPPER;
const WORD = LETTER | DIGIT;

/** Looked up, because every answer passes here character by character. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/.test(character)) return LOWER;
  if (/[A-Z]/.test(character)) return UPPER;
  if (/\d/.test(character)) return DIGIT;
  return /\s/.test(character) ? SPACE : OTHER;
});

function kindAt(text: string, at: number): number {
  return KINDS[text.charCodeAt(at)] ?? BEYOND;
}

function goesOn(kind: number, next: number, text: string, at: number): boolean {
  if (kind & WORD) return (next & WORD) > 0;
  return next === kind || (kind === SPACE && next === BEYOND && /\s/.test(text.charAt(at)));
}

function costOf(seen: number, length: number): number {
  if (seen & BEYOND) return length;
  if ((seen & WORD) === 0) {
    // A single space belongs to the word behind it.
    if (seen === SPACE) return length > 1 ? 1 : 0;
    return Math.ceil(length / 2);
  }
  if ((seen & DIGIT) === 0) return Math.ceil(length / 5);
  if (seen === DIGIT) return Math.ceil(length / 3);
  return (seen & LETTER) === LETTER ? length : Math.ceil(length * 0.75);
}
