/**
 * The arithmetic of the quota: a calendar of starts, those that were and those that are reserved. A fixed window or a token
 * bucket can let twice the limit through in one rolling window; a calendar in which every run of starts keeps its distance
 * cannot.
 */

/** At most `requests` starts in any `ms` milliseconds. */
export interface RateWindow {
  requests: number;
  ms: number;
}

/** Starts in milliseconds, ascending, and the windows that they must keep. */
export interface Calendar {
  starts: readonly number[];
  windows: readonly RateWindow[];
}

/** The earliest instant, not before `from`, at which one more start keeps every window of every calendar. */
export function earliestStart(calendars: readonly Calendar[], from: number): number {
  let at = from;
  let before: number;
  do {
    before = at;
    for (const { starts, windows } of calendars) for (const window of windows) at = earliestIn(starts, window, at);
  } while (at > before);
  return at;
}

function earliestIn(starts: readonly number[], { requests, ms }: RateWindow, from: number): number {
  let at = from;
  for (let last = requests - 1; last < starts.length; last += 1) {
    const opens = starts[last - requests + 1] ?? 0;
    const closes = starts[last] ?? 0;
    // With this run of `requests` starts, one more would be too many for a single window.
    if (Math.max(closes, at) - Math.min(opens, at) < ms) at = opens + ms;
  }
  return at;
}

/** When the last of `count` further starts could begin if nobody else comes, not before `from`. */
export function lastOf(count: number, { starts, windows }: Calendar, from: number): number {
  const calendar = { starts: [...starts], windows };
  let at = from;
  for (let taken = 0; taken < count; taken += 1) {
    at = earliestStart([calendar], at);
    enter(calendar.starts, at);
  }
  return at;
}

/** Puts a start in its place. */
export function enter(starts: number[], at: number): void {
  starts.splice(starts.findLastIndex((start) => start <= at) + 1, 0, at);
}

/** Takes one start at exactly this instant out, if there is one. */
export function strike(starts: number[], at: number): void {
  const place = starts.lastIndexOf(at);
  if (place >= 0) starts.splice(place, 1);
}

/** The length of the longest window in milliseconds, 0 without windows. */
export function longest(windows: readonly RateWindow[]): number {
  return Math.max(0, ...windows.map(({ ms }) => ms));
}
