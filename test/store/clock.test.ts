import { expect, it } from "vitest";
import { elapsedSince, steadyNow } from "../../src/store/clock.ts";

const moment = (steady: number, wall: number) => ({ steady, wall });
const HOUR = 3_600_000;

it.each([
  ["both clocks agree", moment(1000, 5000), moment(3000, 7000), 2000],
  ["the wall clock is corrected a little", moment(1000, 5000), moment(3000, 6900), 2000],
  ["the wall clock is set forward", moment(1000, 5000), moment(3000, 7000 + HOUR), 2000],
  ["the wall clock is set back", moment(1000, 5 * HOUR), moment(3000, 4 * HOUR), 0],
  ["the machine was started anew", moment(9 * HOUR, 5000), moment(1000, 65_000), 60_000],
  ["it was started anew and has run longer since", moment(1000, 5000), moment(2 * HOUR, 8 * HOUR), 2 * HOUR - 1000],
  ["started anew, with the wall clock behind", moment(9 * HOUR, 9 * HOUR), moment(1000, HOUR), 0],
] as const)("time that has certainly passed when %s", (_case, earlier, now, elapsed) => {
  expect(elapsedSince(earlier, now)).toBe(elapsed);
});

it("the steady clock counts whole milliseconds and never goes back", () => {
  const [first, second] = [steadyNow(), steadyNow()];
  expect(Number.isInteger(first)).toBe(true);
  expect(second).toBeGreaterThanOrEqual(first);
});
