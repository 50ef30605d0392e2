/**
 * What the processes of one account write down for each other: a calendar a lane, and how long everyone must keep quiet.
 * Pure: a ledger, the present instant and a question in, an answer out and the ledger changed. Stores only keep it.
 */
import { earliestStart, enter, lastOf, longest, type RateWindow, strike } from "./windows.ts";

export interface Ledger {
  lanes: Record<string, Lane>;
  /** What happened before this instant is not known, so every window counts as full at it. */
  unknownBefore?: number;
  /** Only one in so many requests of each window may be used: other processes keep ledgers of their own. */
  sharedBy?: number;
  /** When each version of this program last asked for a start here. */
  versions?: Record<string, number>;
}

interface Lane {
  /** Instants in milliseconds of the store's clock, ascending: past starts and reserved ones. */
  starts: number[];
  /** Nobody starts before. */
  quietUntil: number;
  /** How far back anyone's windows look; processes may run with different ones. */
  keepMs: number;
  /** Lines of calls, by process: forgotten when a process has said nothing for a while. */
  lines: Record<string, { calls: number; holds: boolean; until: number }>;
}

/** One lane that a call must find free, with the windows that hold there. */
export interface LaneWindows {
  lane: string;
  windows: readonly RateWindow[];
}

/** A start in all lanes at once. */
export interface Reservation {
  at: number;
  /** Milliseconds from now until the start. */
  wait: number;
  /** Reserved starts before this one, of any process. */
  ahead: number;
}

/** A process with calls that wait. */
export interface WaitingLine {
  /** Names the process and the line. */
  name: string;
  calls: number;
  /** The first of them holds a reservation. */
  holds: boolean;
}

/** How long a line counts after its process was last heard of: a process that crashed must not be waited for. */
const LINE_MS = 6000;

/** How long a version is remembered that is not used any more. */
const VERSION_MS = 900_000;

/** Longest time that a ledger may plan ahead or keep quiet; anything beyond it is damage. */
const MAX_AHEAD_MS = 24 * 3_600_000;

export function emptyLedger(): Ledger {
  return { lanes: {} };
}

/**
 * Reserves the earliest start that keeps all windows, or makes an earlier reservation good: a call that has waited comes
 * again with it, and starts when the answer is a wait of 0.
 * @param patience longest acceptable wait in milliseconds; beyond it nothing stays reserved
 * @returns the reservation, or in how many milliseconds there would have been one
 */
export function reserve(
  ledger: Ledger,
  now: number,
  lanes: readonly LaneWindows[],
  patience: number,
  mine?: number,
): Reservation | { freeIn: number } {
  const open = lanes.map(({ lane, windows }) => ({ lane: openLane(ledger, lane, windows, now), windows }));
  if (mine !== undefined) for (const { lane } of open) strike(lane.starts, mine);
  // Who renews keeps its place: those behind it see the start when their own turn comes.
  const horizon = mine === undefined ? Number.POSITIVE_INFINITY : Math.max(now, mine);
  const calendars = open.map(({ lane, windows }) => ({
    starts: lane.starts.filter((start) => start <= horizon),
    windows: shareOf(windows, ledger),
  }));
  const from = Math.max(now, ...open.map(({ lane, windows }) => opening(ledger, lane, windows)));
  const at = earliestStart(calendars, from);
  if (at - now > patience) return { freeIn: at - now };
  for (const { lane } of open) enter(lane.starts, at);
  const ahead = (open[0]?.lane.starts ?? []).filter((start) => start > now && start < at).length;
  return { at, wait: at - now, ahead };
}

/** Gives back a reservation that will not be used. */
export function release(ledger: Ledger, lanes: readonly LaneWindows[], at: number): void {
  for (const { lane } of lanes) strike(ledger.lanes[lane]?.starts ?? [], at);
}

/** How many more starts the fullest window of a lane has room for; reserved ones are taken. */
export function room(ledger: Ledger, now: number, { lane, windows }: LaneWindows): number {
  const { starts } = openLane(ledger, lane, windows, now);
  const left = windows.map(({ requests, ms }) => requests - starts.filter((start) => start > now - ms).length);
  return Math.max(0, Math.min(...left));
}

/**
 * Enters a start anew at the moment of its answer. SmartLead counts a request when it arrives, and when that was nobody knows,
 * only that it was before the answer.
 */
export function settle(ledger: Ledger, now: number, lanes: readonly LaneWindows[], at: number): void {
  for (const { lane } of lanes) {
    const { starts } = ledger.lanes[lane] ?? { starts: [] };
    strike(starts, at);
    enter(starts, now);
  }
}

/** Lets the other processes know how many calls wait in this one. */
export function announce(
  ledger: Ledger,
  now: number,
  lanes: readonly LaneWindows[],
  { name, ...line }: WaitingLine,
): void {
  for (const { lane, windows } of lanes) {
    const { lines } = openLane(ledger, lane, windows, now);
    if (line.calls > 0) lines[name] = { ...line, until: now + LINE_MS };
    else delete lines[name];
    for (const [other, { until }] of Object.entries(lines)) if (until <= now) delete lines[other];
  }
}

/**
 * Milliseconds until the call at this place of its line (1 is the first) would start. Only the first of a line holds a
 * reservation, so that processes take turns: before the third of one line go no more than three of each other.
 */
export function forecast(
  ledger: Ledger,
  now: number,
  lanes: readonly LaneWindows[],
  place: number,
  { name: own, holds }: WaitingLine,
): number {
  const waits = lanes.map(({ lane: name, windows }) => {
    const lane = openLane(ledger, name, windows, now);
    const others = Object.entries(lane.lines).filter(([other]) => other !== own);
    const before = others.reduce((sum, [, line]) => sum + Math.min(line.calls, place) - Number(line.holds), 0);
    const count = Math.min(Math.max(1, before + place - Number(holds)), MAX_FORECAST);
    const from = Math.max(now, opening(ledger, lane, windows));
    return lastOf(count, { starts: lane.starts, windows: shareOf(windows, ledger) }, from) - now;
  });
  return Math.max(0, ...waits);
}

/** A line longer than this is far beyond any patience; looking further would only cost time. */
const MAX_FORECAST = 500;

/** Lets people find out that programs of different versions work one account. */
export function noteVersion(ledger: Ledger, now: number, version: string): void {
  const known = Object.entries(ledger.versions ?? {}).filter(([, used]) => used > now - VERSION_MS);
  ledger.versions = { ...Object.fromEntries(known), [version]: now };
}

/** How many starts a lane saw within so many milliseconds. */
export function startsWithin(ledger: Ledger, now: number, lane: string, ms: number): number {
  return (ledger.lanes[lane]?.starts ?? []).filter((start) => start > now - ms && start <= now).length;
}

/** Nobody starts in this lane for so many milliseconds. */
export function silence(ledger: Ledger, now: number, lane: string, ms: number): void {
  const entry = openLane(ledger, lane, [], now);
  entry.quietUntil = Math.max(entry.quietUntil, now + Math.min(ms, MAX_AHEAD_MS));
}

/**
 * Takes in that SmartLead grants only `remaining` further requests in a window. What nobody wrote down was used by someone
 * outside; when is not known, so it counts from now.
 */
export function observe(ledger: Ledger, now: number, lane: string, window: RateWindow, remaining: number): void {
  const { starts } = openLane(ledger, lane, [window], now);
  const used = startsWithin(ledger, now, lane, window.ms);
  for (let missing = window.requests - used - remaining; missing > 0; missing -= 1) enter(starts, now);
}

/** The lane with what no window looks at any more forgotten. */
function openLane(ledger: Ledger, name: string, windows: readonly RateWindow[], now: number): Lane {
  ledger.lanes[name] ??= { starts: [], quietUntil: 0, keepMs: 0, lines: {} };
  const lane = ledger.lanes[name];
  lane.keepMs = Math.max(lane.keepMs, longest(windows));
  lane.starts = lane.starts.filter((start) => start > now - lane.keepMs);
  return lane;
}

/** When the lane opens at the earliest, whatever its calendar says. */
function opening(ledger: Ledger, lane: Lane, windows: readonly RateWindow[]): number {
  return Math.max(lane.quietUntil, (ledger.unknownBefore ?? Number.NEGATIVE_INFINITY) + longest(windows));
}

function shareOf(windows: readonly RateWindow[], { sharedBy = 1 }: Ledger): readonly RateWindow[] {
  return windows.map(({ requests, ms }) => ({ requests: Math.max(1, Math.floor(requests / sharedBy)), ms }));
}

/** The same ledger on a clock that is ahead by so many milliseconds. */
export function shifted(ledger: Ledger, by: number): Ledger {
  if (by === 0) return ledger;
  const lanes = Object.entries(ledger.lanes).map(([name, { starts, quietUntil, keepMs }]) => [
    name,
    // Who waits is announced again soon.
    { starts: starts.map((start) => start + by), quietUntil: quietUntil + by, keepMs, lines: {} },
  ]);
  const versions = Object.entries(ledger.versions ?? {}).map(([version, used]) => [version, used + by]);
  return {
    ...ledger,
    lanes: Object.fromEntries(lanes),
    ...(versions.length > 0 && { versions: Object.fromEntries(versions) }),
    ...(ledger.unknownBefore !== undefined && { unknownBefore: ledger.unknownBefore + by }),
  };
}

/** Takes what another ledger on the same clock knows over into this one. A start that both know counts once. */
export function takeOver(ledger: Ledger, other: Ledger): void {
  for (const [name, { starts, quietUntil, keepMs }] of Object.entries(other.lanes)) {
    const lane = openLane(ledger, name, [], Number.NEGATIVE_INFINITY);
    const unknown = [...starts];
    for (const start of lane.starts) strike(unknown, start);
    for (const start of unknown) enter(lane.starts, start);
    lane.quietUntil = Math.max(lane.quietUntil, quietUntil);
    lane.keepMs = Math.max(lane.keepMs, keepMs);
  }
  const unknown = Math.max(
    ledger.unknownBefore ?? Number.NEGATIVE_INFINITY,
    other.unknownBefore ?? Number.NEGATIVE_INFINITY,
  );
  if (Number.isFinite(unknown)) ledger.unknownBefore = unknown;
}

/** True for a ledger that a process may have written: any other content of a store is damage. */
export function isLedger(value: unknown, now: number): value is Ledger {
  const latest = now + MAX_AHEAD_MS;
  if (!isRecord(value) || !isRecord(value["lanes"])) return false;
  const { lanes, unknownBefore = now, versions = {} } = value;
  if (!isRecord(versions) || !Object.values(versions).every((used) => isUpTo(latest, used))) return false;
  return isUpTo(latest, unknownBefore) && Object.values(lanes).every((lane) => isLane(lane, latest));
}

function isLane(value: unknown, latest: number): boolean {
  if (!isRecord(value)) return false;
  const { starts, quietUntil, keepMs, lines } = value;
  if (!Array.isArray(starts) || !isRecord(lines)) return false;
  return (
    starts.every((start, place) => isUpTo(place + 1 < starts.length ? starts[place + 1] : latest, start)) &&
    isUpTo(latest, quietUntil) &&
    isUpTo(Number.MAX_SAFE_INTEGER, keepMs) &&
    Object.values(lines).every(
      (line) => isRecord(line) && isUpTo(latest, line["until"]) && Number.isInteger(line["calls"]),
    )
  );
}

function isUpTo(most: number, value: unknown): boolean {
  return typeof value === "number" && value <= most;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
