/**
 * The arithmetic of the quota: a sliding log of starts. A fixed window or a token bucket can let twice the limit through
 * in one rolling window; a log of the last N starts cannot.
 */

/** At most `requests` starts in any `ms` milliseconds. */
export interface RateWindow {
  requests: number;
  ms: number;
}

/**
 * The earliest instant, not before `now`, at which one more start keeps every window.
 * @param starts instants of earlier starts and reservations in milliseconds, ascending
 */
export function nextFreeInstant(starts: readonly number[], windows: readonly RateWindow[], now: number): number {
  let instant = Math.max(now, starts.at(-1) ?? now);
  for (const { requests, ms } of windows) {
    const blocking = starts[starts.length - requests];
    if (blocking !== undefined) instant = Math.max(instant, blocking + ms);
  }
  return instant;
}

/** Starts that no window looks at any more. */
export function forget(starts: readonly number[], windows: readonly RateWindow[], now: number): number[] {
  const longest = Math.max(0, ...windows.map(({ ms }) => ms));
  return starts.filter((start) => start > now - longest);
}
