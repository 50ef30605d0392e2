import { describe, expect, it } from "vitest";
import { rateFacts, untilReset } from "../../src/smartlead/rate-facts.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");

describe("x-ratelimit-reset", () => {
  it.each([
    ["seconds to go", "30", 30_000],
    ["epoch seconds", String(NOW / 1000 + 30), 30_000],
    ["epoch milliseconds", String(NOW + 30_000), 30_000],
    ["a moment that has passed", String(NOW / 1000 - 5), -5000],
    ["nothing", "", undefined],
    ["no number", "soon", undefined],
    ["less than nothing", "-1", undefined],
  ])("may be %s", (_unit, header, ms) => {
    expect(untilReset(header, NOW)).toBe(ms);
  });
});

describe("the wait that an answer names", () => {
  const waitMs = (headers: Record<string, string>, value: unknown = {}) =>
    rateFacts({ status: 429, headers, body: { kind: "json", value } }, NOW).waitMs;

  it.each([
    ["the header first", { "retry-after": "3" }, { error: { retry_after: 9 } }, 3000],
    ["then the body", {}, { error: { retry_after: 9 } }, 9000],
    [
      "then the reset of a window that is used up",
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "4" },
      {},
      4000,
    ],
    ["not the reset of one that is not", { "x-ratelimit-remaining": "5", "x-ratelimit-reset": "4" }, {}, undefined],
    ["never negative", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 - 9) }, {}, 0],
    ["never beyond an hour", { "retry-after": "86400" }, {}, 3_600_000],
  ])("%s", (_rule, headers, value, ms) => {
    expect(waitMs(headers as Record<string, string>, value)).toBe(ms);
  });
});
