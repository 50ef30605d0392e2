import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { listsWithin, recordWithin, rowsWithin } from "../../src/core/budget.ts";
import { estimateTokens } from "../../src/core/tokens.ts";

const cost = (value: unknown) => encode(JSON.stringify(value)).length;
const row = (id: number, words = 40) => ({ id, text: "word ".repeat(words).trim() });

describe("the estimate", () => {
  it.each([
    ["prose", "Thanks for reaching out, could you send me the price list before Thursday? ".repeat(20)],
    [
      "ids",
      JSON.stringify(Array.from({ length: 40 }, (_, at) => ({ id: 2_327_022_754 + at, stats: crypto.randomUUID() }))),
    ],
    ["German", "Könnten Sie mir bitte die Preisübersicht für das nächste Geschäftsjahr schicken? ".repeat(20)],
    ["Japanese", "来週の火曜日の午前中にお電話いただけますか。よろしくお願いいたします。".repeat(20)],
    ["emoji", "👍🏽 👩‍👩‍👧 🎉 ".repeat(50)],
    ["base64", Buffer.from("x".repeat(3000)).toString("base64")],
    ["spaces and symbols", "|  --  ==  ()  {}  []  ".repeat(50)],
  ])("is never below the real count: %s", (_name, text) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(encode(text).length);
    expect(estimateTokens(text)).toBeLessThan(encode(text).length * 3);
  });
});

describe("rows", () => {
  it("are kept whole, in order, as many as fit", () => {
    const rows = Array.from({ length: 100 }, (_, at) => row(at));
    const kept = rowsWithin(rows, 1000);
    expect(kept).toEqual(rows.slice(0, kept.length));
    expect(kept.length).toBeGreaterThan(5);
    expect(cost(kept)).toBeLessThanOrEqual(1000);
    expect(rowsWithin(rows, 1_000_000)).toEqual(rows);
  });

  it("are never all left out: the first has its longest text cut, and says so", () => {
    const [only, ...more] = rowsWithin([row(1, 5000), row(2)], 300);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ id: 1, text: expect.stringMatching(/^word word .* \[\d+ characters left out\]$/) });
    expect(cost(only)).toBeLessThanOrEqual(300);
  });
});

it("a record deep inside another is cut too, and the count of what is missing is true", () => {
  const text = "on Tuesday morning ".repeat(1200);
  const shrunk = recordWithin({ id: 1, messages: [{ text }, { text: "short" }] }, 400);
  expect(cost(shrunk)).toBeLessThanOrEqual(400);
  const [first, second] = shrunk["messages"] as { text: string }[];
  expect(second).toEqual({ text: "short" });
  const [, kept = "", missing = ""] = /^([\s\S]*) \[(\d+) characters left out\]$/.exec(first?.text ?? "") ?? [];
  expect(kept.length + Number(missing)).toBe(text.length);
});

describe("a record with lists", () => {
  const record = { name: "x", first: [row(1), row(2)], plain: [1, 2], last: [row(3), row(4), row(5)] };

  it("is left alone when it fits", () => {
    expect(listsWithin(record, 10_000)).toEqual(record);
  });

  it("loses rows of the last list first, and says how many", () => {
    const shrunk = listsWithin(record, 260);
    expect(cost(shrunk)).toBeLessThanOrEqual(260);
    expect(shrunk).toMatchObject({ first: record.first, plain: [1, 2], left_out: { last: expect.any(Number) } });
    const { last, left_out } = shrunk as { last: unknown[]; left_out: { last: number } };
    expect(last.length + left_out.last).toBe(3);
    expect(listsWithin(record, 60)).toMatchObject({ name: "x", first: [], last: [], left_out: { first: 2, last: 3 } });
  });
});
