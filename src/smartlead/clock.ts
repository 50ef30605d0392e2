import { setTimeout as sleep } from "node:timers/promises";
import { steadyNow } from "../store/clock.ts";

/** Time for those who wait; tests bring one of their own. */
export interface Clock {
  /** Milliseconds of a clock that never jumps. */
  now(): number;
  /** Ends early, without an error, when the signal fires. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: steadyNow,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
};
