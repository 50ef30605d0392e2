import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { earliestStart, enter, lastOf, type RateWindow } from "../../src/store/windows.ts";

const windows: RateWindow[] = [
  { requests: 3, ms: 100 },
  { requests: 5, ms: 1000 },
];

const anyWindows = fc.array(
  fc.record({ requests: fc.integer({ min: 1, max: 6 }), ms: fc.integer({ min: 1, max: 200 }) }),
  { minLength: 1, maxLength: 3 },
);

/** Most starts that any rolling window of this length has seen. */
function most(starts: readonly number[], ms: number): number {
  return Math.max(0, ...starts.map((end) => starts.filter((start) => start > end - ms && start <= end).length));
}

const keeps = (starts: readonly number[], all: readonly RateWindow[]) =>
  all.every(({ requests, ms }) => most(starts, ms) <= requests);

describe("the calendar", () => {
  it("lets a burst through at once, then waits for the tightest window", () => {
    const starts: number[] = [];
    for (let taken = 0; taken < 7; taken += 1) enter(starts, earliestStart([{ starts, windows }], 0));
    expect(starts).toEqual([0, 0, 0, 100, 100, 1000, 1000]);
  });

  it("never lets more starts into any rolling window than it allows, in whatever order they are asked for", () => {
    fc.assert(
      fc.property(
        anyWindows,
        fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 60, size: "max" }),
        (all, wishes) => {
          const starts: number[] = [];
          for (const from of wishes) enter(starts, earliestStart([{ starts, windows: all }], from));
          return keeps(starts, all);
        },
      ),
    );
  });

  it("finds the earliest instant: no earlier one would have kept the windows", () => {
    fc.assert(
      fc.property(
        anyWindows,
        fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 20, size: "max" }),
        fc.integer({ min: 0, max: 150 }),
        (all, wishes, from) => {
          const starts: number[] = [];
          for (const wish of wishes) enter(starts, earliestStart([{ starts, windows: all }], wish));
          const found = earliestStart([{ starts, windows: all }], from);
          for (let at = from; at < found; at += 1) {
            const tried = [...starts];
            enter(tried, at);
            if (keeps(tried, all)) return false;
          }
          return true;
        },
      ),
    );
  });

  it("finds one instant for two calendars at once", () => {
    const common = { starts: [0, 0, 0], windows: [{ requests: 3, ms: 100 }] };
    const heavy = { starts: [20], windows: [{ requests: 1, ms: 300 }] };
    expect(earliestStart([common, heavy], 30)).toBe(320);
    expect(earliestStart([common], 30)).toBe(100);
  });

  it("fills a place that was given back, and goes round one that is reserved for later", () => {
    expect(earliestStart([{ starts: [0, 100, 300], windows: [{ requests: 1, ms: 100 }] }], 10)).toBe(200);
    expect(earliestStart([{ starts: [50], windows: [{ requests: 1, ms: 100 }] }], 0)).toBe(150);
  });

  it("foresees when the last of several would start", () => {
    expect(lastOf(7, { starts: [], windows }, 0)).toBe(1000);
    expect(lastOf(1, { starts: [0, 0, 0], windows }, 20)).toBe(100);
  });
});
