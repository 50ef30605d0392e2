import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../src/core/tokens.ts";

/** The estimate's rules as patterns, much slower. */
function byPatterns(text: string): number {
  const pieces = text.match(/[A-Za-z\d]+|\P{ASCII}|[^A-Za-z\d\s\P{ASCII}]+|\s+/gu) ?? [];
  return pieces.reduce((sum, piece) => sum + costOf(piece), 0);
}

function costOf(piece: string): number {
  const { length } = piece;
  if (/\P{ASCII}/u.test(piece)) return length;
  if (/^[A-Za-z]+$/.test(piece)) return Math.ceil(length / 5);
  if (/^\d+$/.test(piece)) return Math.ceil(length / 3);
  if (/[A-Za-z\d]/.test(piece)) return /[a-z]/.test(piece) && /[A-Z]/.test(piece) ? length : Math.ceil(length * 0.75);
  if (/\s/.test(piece)) return length > 1 ? 1 : 0;
  return Math.ceil(length / 2);
}

describe("the estimate of tokens", () => {
  it.each([
    ["", 0],
    ["hello wonderful world", 4],
    ["1234567", 3],
    ["aB3dE5gH", 8],
    ["abcd1234", 6],
    ['{"a":1}', 5],
    ["  \n", 1],
    [" \u00A0", 2],
    ["\u00A0 ", 1],
    ["é😀", 3],
  ])("of %j is %i", (text, tokens) => expect(estimateTokens(text)).toBe(tokens));

  it("follows its rules on every text", () => {
    const character = fc.oneof(
      fc.constantFrom(..."abzABZ019 \t\n\u00A0\u2028\uFEFF\uD800-_{}\"':é😀"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    );
    const texts = fc.array(character, { maxLength: 60 }).map((characters) => characters.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        expect(estimateTokens(text)).toBe(byPatterns(text));
      }),
      { numRuns: 500 },
    );
  });
});
