import { describe, expect, it } from "vitest";
import { forget, nextFreeInstant, type RateWindow } from "../../src/store/windows.ts";

const windows: RateWindow[] = [
  { requests: 3, ms: 100 },
  { requests: 5, ms: 1000 },
];

/** Takes `count` starts as fast as the windows allow. */
function takeAll(count: number): number[] {
  const starts: number[] = [];
  for (let taken = 0; taken < count; taken += 1) starts.push(nextFreeInstant(starts, windows, 0));
  return starts;
}

describe("the sliding log", () => {
  it("lets a burst through at once, then waits for the tightest window", () => {
    expect(takeAll(7)).toEqual([0, 0, 0, 100, 100, 1000, 1000]);
  });

  it("never lets more starts into any rolling window than it allows", () => {
    const starts = takeAll(200);
    for (const { requests, ms } of windows) {
      for (const end of starts) {
        const inside = starts.filter((start) => start > end - ms && start <= end).length;
        expect(inside).toBeLessThanOrEqual(requests);
      }
    }
  });

  it("keeps the order of reservations: no later one starts before an earlier one", () => {
    const starts = takeAll(50);
    expect([...starts].sort((a, b) => a - b)).toEqual(starts);
    expect(nextFreeInstant([500], windows, 100)).toBe(500);
  });

  it("forgets what no window looks at", () => {
    expect(forget([0, 1, 900, 1500], windows, 1001)).toEqual([900, 1500]);
  });
});
