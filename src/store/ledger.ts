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
  /** Instants in milliseconds of the store's clock, ascending: requests that are over, and reserved starts. */
  starts: number[];
  /** Requests that may reach SmartLead at any instant from `at` to `until`, by id: begun and not yet answered. */
  underWay: Record<string, { at: number; until: number }>;
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

/** How long a version is remembered that is not used any more, and after what part of that it is said again. */
const VERSION_MS = 900_000;
const VERSION_AGAIN_MS = VERSION_MS / 15;

/** Longest time that a ledger may plan ahead or keep quiet; anything beyond it is damage. */
export const MAX_AHEAD_MS = 24 * 3_600_000;

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
  // Who renews keeps its place: those behind it see the start when their own turn comes. Who has begun looks no more.
  const horizon = mine === undefined ? Number.POSITIVE_INFINITY : Math.max(now, mine);
  const calendars = open.map(({ lane, windows }) => ({
    starts: instantsOf(lane, now, horizon),
    windows: shareOf(windows, ledger),
  }));
  const from = Math.max(now, ...open.map(({ lane, windows }) => opening(ledger, lane, windows)));
  const at = earliestStart(calendars, from);
  if (at - now > patience) return { freeIn: at - now };
  for (const { lane } of open) enter(lane.starts, at);
  const ahead = calendars[0]?.starts.filter((start) => start > now && start < at).length ?? 0;
  return { at, wait: at - now, ahead };
}

/** Gives back a reservation that will not be used. */
export function release(ledger: Ledger, lanes: readonly LaneWindows[], at: number): void {
  for (const { lane } of lanes) strike(ledger.lanes[lane]?.starts ?? [], at);
}

/** How many more starts the fullest window of a lane has room for; reserved ones are taken. */
export function room(ledger: Ledger, now: number, { lane, windows }: LaneWindows): number {
  const { starts, underWay } = openLane(ledger, lane, windows, now);
  const under = Object.keys(underWay).length;
  const left = windows.map(({ requests, ms }) => requests - under - starts.filter((start) => start > now - ms).length);
  return Math.max(0, Math.min(...left));
}

/**
 * Turns a reservation into a request. SmartLead counts a request when it arrives, and when that is nobody knows, only that it
 * is before the answer: until then it counts as arriving now, whenever now is.
 * @param until when nobody waits for the answer any more: the process that asked may have crashed
 */
export function begin(ledger: Ledger, lanes: readonly LaneWindows[], id: string, at: number, until: number): void {
  release(ledger, lanes, at);
  for (const { lane } of lanes) {
    const { underWay } = ledger.lanes[lane] ?? {};
    if (underWay) underWay[id] = { at, until };
  }
}

/** Takes back a request that never left. False when it is not known as begun. */
export function withdraw(ledger: Ledger, id: string): boolean {
  const lanes = Object.values(ledger.lanes).filter(({ underWay }) => id in underWay);
  for (const { underWay } of lanes) delete underWay[id];
  return lanes.length > 0;
}

/** Enters a request at the moment of its answer, from which it counts. */
export function settle(ledger: Ledger, lanes: readonly LaneWindows[], id: string, answeredAt: number): void {
  withdraw(ledger, id);
  for (const { lane, windows } of lanes) enter(openLane(ledger, lane, windows, answeredAt).starts, answeredAt);
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
    const known = lines[name];
    // Written anew only when it says something new: every write is one that others have to wait for.
    const fresh = known?.calls === line.calls && known.holds === line.holds && known.until > now + LINE_MS / 2;
    if (line.calls === 0) delete lines[name];
    else if (!fresh) lines[name] = { ...line, until: now + LINE_MS };
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
    return lastOf(count, { starts: instantsOf(lane, now), windows: shareOf(windows, ledger) }, from) - now;
  });
  return Math.max(0, ...waits);
}

/** A line longer than this is far beyond any patience; looking further would only cost time. */
const MAX_FORECAST = 500;

/** Lets people find out that programs of different versions work one account. */
export function noteVersion(ledger: Ledger, now: number, version: string): void {
  const used = ledger.versions?.[version];
  if (used !== undefined && Math.abs(now - used) < VERSION_AGAIN_MS) return;
  const known = Object.entries(ledger.versions ?? {}).filter(([, used]) => used > now - VERSION_MS);
  ledger.versions = { ...Object.fromEntries(known), [version]: now };
}

/** How many requests a lane saw within so many milliseconds, those under way among them. */
export function startsWithin(ledger: Ledger, now: number, lane: string, ms: number): number {
  const { starts = [], underWay = {} } = ledger.lanes[lane] ?? {};
  const over = starts.filter((start) => start > now - ms && start <= now).length;
  return over + Object.values(underWay).filter(({ at }) => at <= now).length;
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
  ledger.lanes[name] ??= { starts: [], underWay: {}, quietUntil: 0, keepMs: 0, lines: {} };
  const lane = ledger.lanes[name];
  lane.keepMs = Math.max(lane.keepMs, longest(windows));
  for (const id in lane.underWay) {
    const until = lane.underWay[id]?.until ?? now;
    if (until > now) continue;
    delete lane.underWay[id];
    enter(lane.starts, until);
  }
  const [oldest = now] = lane.starts;
  if (oldest <= now - lane.keepMs) lane.starts = lane.starts.filter((start) => start > now - lane.keepMs);
  return lane;
}

/**
 * The instants that count, ascending: of reservations those up to the horizon, and every request under way, which has not
 * arrived yet as far as anybody knows.
 */
function instantsOf({ starts, underWay }: Lane, now: number, horizon = Number.POSITIVE_INFINITY): number[] {
  const instants = starts.filter((start) => start <= horizon);
  for (const id in underWay) enter(instants, Math.max(underWay[id]?.at ?? now, now));
  return instants;
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
  const lanes = Object.entries(ledger.lanes).map(([name, { starts, underWay, quietUntil, keepMs }]) => [
    name,
    {
      starts: starts.map((start) => start + by),
      underWay: Object.fromEntries(
        Object.entries(underWay).map(([id, { at, until }]) => [id, { at: at + by, until: until + by }]),
      ),
      quietUntil: quietUntil + by,
      keepMs,
      // Who waits is announced again soon.
      lines: {},
    },
  ]);
  const versions = Object.entries(ledger.versions ?? {}).map(([version, used]) => [version, used + by]);
  return {
    ...ledger,
    lanes: Object.fromEntries(lanes),
    ...(versions.length > 0 && { versions: Object.fromEntries(versions) }),
    ...(ledger.unknownBefore !== undefined && { unknownBefore: ledger.unknownBefore + by }),
  };
}

/** What this ledger knows and another on the same clock does not. */
export function without(ledger: Ledger, other: Ledger): Ledger {
  const rest = structuredClone(ledger);
  for (const [name, lane] of Object.entries(rest.lanes)) {
    const { starts = [], underWay = {} } = other.lanes[name] ?? {};
    for (const start of starts) strike(lane.starts, start);
    for (const id of Object.keys(underWay)) delete lane.underWay[id];
  }
  return rest;
}

/** Takes what another ledger on the same clock knows over into this one. A start that both know counts once. */
export function takeOver(ledger: Ledger, other: Ledger): void {
  for (const [name, { starts, underWay, quietUntil, keepMs }] of Object.entries(other.lanes)) {
    const lane = openLane(ledger, name, [], Number.NEGATIVE_INFINITY);
    const unknown = [...starts];
    for (const start of lane.starts) strike(unknown, start);
    for (const start of unknown) enter(lane.starts, start);
    Object.assign(lane.underWay, underWay);
    lane.quietUntil = Math.max(lane.quietUntil, quietUntil);
    lane.keepMs = Math.max(lane.keepMs, keepMs);
  }
  const unknown = Math.max(
    ledger.unknownBefore ?? Number.NEGATIVE_INFINITY,
    other.unknownBefore ?? Number.NEGATIVE_INFINITY,
  );
  if (Number.isFinite(unknown)) ledger.unknownBefore = unknown;
}
