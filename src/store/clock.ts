/** The clocks of this machine, and what to believe when they disagree. */

/**
 * Milliseconds of the clock that never jumps, the same for every process of a machine: on Linux, macOS and Windows Node reads
 * the system's own, which counts from its start.
 */
export function steadyNow(): number {
  return Math.floor(Number(process.hrtime.bigint() / 1000n) / 1000);
}

/** One moment on both clocks. */
export interface Moment {
  steady: number;
  /** `Date.now()` */
  wall: number;
}

export function momentNow(): Moment {
  return { steady: steadyNow(), wall: Date.now() };
}

/** Correcting a clock bit by bit, as time services do, moves it no further than this between two looks. */
const DRIFT_MS = 1000;

/**
 * Milliseconds that have certainly passed since an earlier moment, never fewer than 0. A wall clock may be set, a steady one
 * starts anew with the machine: of two that disagree the slower is believed, which can only make a wait longer.
 */
export function elapsedSince(earlier: Moment, now: Moment): number {
  const steady = now.steady - earlier.steady;
  const wall = now.wall - earlier.wall;
  const restarted = steady < 0;
  if (restarted) return Math.max(0, wall);
  return Math.abs(steady - wall) <= DRIFT_MS ? steady : Math.max(0, Math.min(steady, wall));
}
