/** Waiting for one's turn: SmartLead counts requests per account, in several windows at once. */
import { randomBytes } from "node:crypto";
import {
  announce,
  begin,
  forecast,
  type LaneWindows,
  type Ledger,
  observe,
  release,
  reserve,
  settle,
  silence,
  type WaitingLine,
  withdraw,
} from "../store/ledger.ts";
import type { Change, Purpose, Store } from "../store/store.ts";
import type { RateWindow } from "../store/windows.ts";
import type { ApiAnswer } from "./client.ts";
import { type Clock, realClock } from "./clock.ts";
import { Line, type Place } from "./line.ts";
import { rateFacts } from "./rate-facts.ts";

/** There is no room for this call within the time that it may wait. Nothing was sent. */
export class QuotaExhausted extends Error {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(`no free request for ${retryAfterSeconds} s`);
    this.name = "QuotaExhausted";
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The call was cancelled while it waited. Nothing was sent. */
export class WaitCancelled extends Error {
  constructor() {
    super("cancelled while waiting");
    this.name = "WaitCancelled";
  }
}

/** What a waiting call can tell its caller. */
export interface Waiting {
  /** 1 is next. Calls of other processes that come before are counted. */
  place: number;
  seconds: number;
}

export interface QuotaOptions {
  store: Store;
  /** Names the account in the store; the key itself never gets there. */
  account: string;
  windows: readonly RateWindow[];
  /** On top of `windows`, for the routes that SmartLead limits to about 10 a minute. */
  heavyWindows: readonly RateWindow[];
  /** Longest wait before a call is refused, in milliseconds. */
  maxWaitMs: number;
  /** How long a request waits for its answer, in milliseconds. */
  answerMs: number;
  clock?: Clock;
}

export interface TurnOptions {
  heavy: boolean;
  purpose: Purpose;
  /** After so many milliseconds waiting makes no sense for the caller. */
  withinMs: number;
  signal: AbortSignal;
  /** Told at once when the call has to wait, and then every few seconds. */
  onWait?: ((waiting: Waiting) => void) | undefined;
}

/** A request that may start now. */
export interface Turn {
  heavy: boolean;
  /** Names the request in the store. */
  id: string;
}

/** A request counts until it is answered, so this is only for what clocks round off. */
const MARGIN_MS = 10;

/**
 * So long before its turn a call makes its reservation good, at a moment of its own: the calls of many processes share an
 * instant, and what they have to write must be written by then.
 */
const LEAD_MS = 120;

/**
 * A process that was suspended and comes so late to its turn gives it back: others may have stopped counting its request
 * before it is over.
 */
const LATE_MS = 1000;

/** A waiting call looks again so often: others may have met a 429 or given places back. */
const LOOK_MS = 2000;
/** Waits below this are not worth a word to the caller. */
const SILENT_WAIT_MS = 250;
/** By how much a wait may turn out longer than was foreseen when the call was let in. */
const SLIP = 1.1;

/** The window that x-ratelimit headers speak of, where none has their limit. */
const HEADER_WINDOW_MS = 60_000;

/** First silence after a 429 that names no delay, in milliseconds; it doubles while they go on. */
const FIRST_SILENCE_MS = 2000;
const MAX_SILENCE_MS = 60_000;

/** What a call finds when it looks whether its turn has come. */
interface Look {
  /** Milliseconds until its turn. */
  wait: number;
  /** How many calls go before. */
  ahead: number;
  /** The turn is certain, and written down. */
  begun: boolean;
}

/** A turn that is written down. */
interface Certain {
  /** When the store was asked for it, on the clock of this process. */
  asked: number;
  /** Milliseconds from the store's answer until it begins. */
  wait: number;
}

export class Quota {
  private readonly options: QuotaOptions;
  private readonly clock: Clock;
  private readonly common: LaneWindows;
  private readonly heavy: LaneWindows;
  /** Tells the lines of processes apart in the ledger. */
  private readonly name = randomBytes(6).toString("base64url");
  private readonly lines = { common: new Line(), heavy: new Line() };
  private turns = 0;
  private refusals = 0;
  private silentUntil = 0;

  constructor(options: QuotaOptions) {
    this.options = options;
    this.clock = options.clock ?? realClock;
    this.common = { lane: "common", windows: widened(options.windows) };
    this.heavy = { lane: "heavy", windows: widened(options.heavyWindows) };
  }

  /**
   * Returns when a request may start.
   * @throws {QuotaExhausted} at once when the turn would come too late for the longest wait or the caller
   * @throws {WaitCancelled} when the signal fires first
   */
  async turn(options: TurnOptions): Promise<Turn> {
    const { heavy, signal } = options;
    for (;;) {
      this.turns += 1;
      const turn = { heavy, id: `${this.name}:${this.turns}` };
      const { asked, wait } = await this.queue(turn, options);
      if (wait > 0) await this.clock.sleep(wait, signal);
      const late = this.clock.now() - asked - wait;
      if (!signal.aborted && late <= LATE_MS) return turn;
      await this.giveBack(turn);
      if (signal.aborted) throw new WaitCancelled();
    }
  }

  /** Stands in line until the turn is certain. */
  private async queue(turn: Turn, options: TurnOptions): Promise<Certain> {
    const line = turn.heavy ? this.lines.heavy : this.lines.common;
    const place = line.join();
    try {
      return await this.wait(line, place, turn, options);
    } catch (error) {
      if (place.reserved !== undefined) await this.giveBack(turn, place.reserved);
      throw error;
    } finally {
      line.leave(place);
    }
  }

  private async wait(line: Line, place: Place, turn: Turn, options: TurnOptions): Promise<Certain> {
    const { withinMs, signal, onWait } = options;
    const { maxWaitMs } = this.options;
    const lead = LEAD_MS * (0.5 + Math.random() / 2);
    const joined = this.clock.now();
    let patience = Math.min(maxWaitMs, withinMs);
    for (;;) {
      if (signal.aborted) throw new WaitCancelled();
      const asked = this.clock.now();
      const first = line.isFirst(place);
      const { wait, ahead, begun } = first
        ? await this.reserve(place, turn, patience, options.purpose)
        : await this.foresee(line, place, patience, options);
      if (wait > patience) throw new QuotaExhausted(Math.max(1, Math.ceil(wait / 1000)));
      if (signal.aborted) throw new WaitCancelled();
      if (begun) return { asked, wait };
      if (first || !line.isFirst(place)) {
        if (wait >= SILENT_WAIT_MS) onWait?.({ place: ahead + 1, seconds: Math.ceil(wait / 1000) });
        await this.pause(place, first ? Math.min(wait - lead, LOOK_MS) : LOOK_MS, signal);
      }
      patience = Math.min(maxWaitMs * SLIP, withinMs) - (this.clock.now() - joined);
    }
  }

  /** Takes what an answer teaches about the quota to heart, for every process. Undefined when none came. */
  async learn(turn: Turn, answer: ApiAnswer | undefined): Promise<void> {
    const teach = answer && this.lesson(turn, answer);
    await this.update((ledger, now, waited) => {
      settle(ledger, this.lanes(turn.heavy), turn.id, now - waited);
      teach?.(ledger, now);
    });
  }

  /** A turn that led to no request, or a reservation that will lead to no turn. */
  giveBack({ id, heavy }: Turn, reserved?: number): Promise<void> {
    return this.update((ledger) => {
      if (!withdraw(ledger, id) && reserved !== undefined) release(ledger, this.lanes(heavy), reserved);
    });
  }

  private lesson({ heavy }: Turn, answer: ApiAnswer): ((ledger: Ledger, now: number) => void) | undefined {
    const { limit, remaining, waitMs } = rateFacts(answer, Date.now());
    if (answer.status === 429) {
      const ms = waitMs ?? this.nextSilence();
      // With requests left of the common window it was the heavy routes' own that is used up.
      const { lane } = heavy && (remaining ?? 0) > 0 ? this.heavy : this.common;
      return (ledger, now) => silence(ledger, now, lane, ms);
    }
    this.refusals = 0;
    const window = this.windowOf(limit);
    if (remaining === undefined || window === undefined) return undefined;
    return (ledger, now) => observe(ledger, now, this.common.lane, window, remaining);
  }

  /** Requests that were under way together meet the same refusal: only one after the silence counts as another. */
  private nextSilence(): number {
    const now = this.clock.now();
    if (now >= this.silentUntil) {
      const ms = Math.min(FIRST_SILENCE_MS * 2 ** this.refusals, MAX_SILENCE_MS);
      this.refusals += 1;
      this.silentUntil = now + ms;
    }
    return this.silentUntil - now;
  }

  private windowOf(limit: number | undefined): RateWindow | undefined {
    const { windows } = this.options;
    const meant =
      windows.find(({ requests }) => requests === limit) ?? windows.find(({ ms }) => ms === HEADER_WINDOW_MS);
    return meant && widened([meant])[0];
  }

  private async reserve(place: Place, turn: Turn, patience: number, purpose: Purpose): Promise<Look> {
    const mine = place.reserved;
    const lanes = this.lanes(turn.heavy);
    return this.update((ledger, now) => {
      const outcome = reserve(ledger, now, lanes, patience, mine);
      place.reserved = "at" in outcome ? outcome.at : undefined;
      const begun = "at" in outcome && outcome.wait <= LEAD_MS;
      if (begun) begin(ledger, lanes, turn.id, outcome.at, outcome.at + this.options.answerMs + LATE_MS);
      place.leaving = begun || place.reserved === undefined;
      announce(ledger, now, lanes, this.waiting(turn.heavy));
      return "at" in outcome ? { ...outcome, begun } : { wait: outcome.freeIn, ahead: 0, begun };
    }, purpose);
  }

  private async foresee(line: Line, place: Place, patience: number, { heavy, purpose }: TurnOptions): Promise<Look> {
    return this.update((ledger, now) => {
      const ahead = line.before(place);
      const wait = forecast(ledger, now, this.lanes(heavy), ahead + 1, this.waiting(heavy));
      place.leaving = wait > patience;
      announce(ledger, now, this.lanes(heavy), this.waiting(heavy));
      return { wait, ahead, begun: false };
    }, purpose);
  }

  private waiting(heavy: boolean): WaitingLine {
    const kind = heavy ? "heavy" : "common";
    const { length: calls, holds } = this.lines[kind];
    return { name: `${this.name}:${kind}`, calls, holds };
  }

  /** Sleeps until it is worth looking again: a while, or until this call has become the first of its line. */
  private async pause(place: Place, ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    place.wake = () => woken.abort();
    await this.clock.sleep(ms, AbortSignal.any([signal, woken.signal]));
  }

  private lanes(heavy: boolean): LaneWindows[] {
    return heavy ? [this.common, this.heavy] : [this.common];
  }

  private update<Result>(change: Change<Result>, purpose?: Purpose): Promise<Result> {
    return this.options.store.update(this.options.account, change, purpose);
  }
}

function widened(windows: readonly RateWindow[]): RateWindow[] {
  return windows.map(({ requests, ms }) => ({ requests, ms: ms + MARGIN_MS }));
}
