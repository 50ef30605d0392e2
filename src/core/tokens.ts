/**
 * How many tokens a text costs at most, without a tokenizer (which would be larger than this program): words by length,
 * digits by three, punctuation by two, letters mixed with digits (ids, base64) nearly one by one, anything beyond ASCII
 * one by one. On every kind of answer of the sandbox above GPT-4o's own count.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/[A-Za-z\d]+|\P{ASCII}|[^A-Za-z\d\s\P{ASCII}]+|\s+/gu)) {
    tokens += costOf(piece);
  }
  return tokens;
}

function costOf(piece: string): number {
  const { length } = piece;
  if (/\P{ASCII}/u.test(piece)) return length;
  if (/^[A-Za-z]+$/.test(piece)) return Math.ceil(length / 5);
  if (/^\d+$/.test(piece)) return Math.ceil(length / 3);
  if (/[A-Za-z\d]/.test(piece)) return /[a-z].*[A-Z]|[A-Z].*[a-z]/.test(piece) ? length : Math.ceil(length * 0.75);
  // A single space belongs to the word behind it.
  if (/\s/.test(piece)) return length > 1 ? 1 : 0;
  return Math.ceil(length / 2);
}
