/** Waiting for one's turn: SmartLead counts requests per account, in several windows at once. */
import { randomBytes } from "node:crypto";
import {
  announce,
  begin,
  forecast,
  type LaneWindows,
  noteVersion,
  release,
  reserve,
  room,
  settle,
  type WaitingLine,
  withdraw,
} from "../store/ledger.ts";
import type { PostponingStore } from "../store/postponing.ts";
import type { Change, Purpose } from "../store/store.ts";
import type { RateWindow } from "../store/windows.ts";
import type { ApiAnswer } from "./client.ts";
import { type Clock, realClock } from "./clock.ts";
import { Lessons } from "./lessons.ts";
import { Line, type Place } from "./line.ts";

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
  store: PostponingStore;
  /** Names the account in the store; the key itself never gets there. */
  account: string;
  /** This program's version, left in the store for those who look for another one. */
  version?: string;
  windows: readonly RateWindow[];
  /** On top of `windows`, for the routes that SmartLead limits to about 10 a minute. */
  heavyWindows: readonly RateWindow[];
  /** Longest wait before a call is refused, in milliseconds. */
  maxWaitMs: number;
  /** How long a request waits for its answer, in milliseconds. */
  answerMs: number;
  /** Told of every request that may start. */
  onTurn?: (turn: { waitedMs: number; left: number }) => void;
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
  private readonly lessons: Lessons;
  /** Tells the lines of processes apart in the ledger. */
  private readonly name = randomBytes(6).toString("base64url");
  private readonly lines = { common: new Line(), heavy: new Line() };
  /** Requests that the common windows still had room for when a call of this process last took its place. */
  private left = 0;
  private turns = 0;

  constructor(options: QuotaOptions) {
    this.options = options;
    this.clock = options.clock ?? realClock;
    this.common = { lane: "common", windows: widened(options.windows) };
    this.heavy = { lane: "heavy", windows: widened(options.heavyWindows) };
    this.lessons = new Lessons({ common: this.common, heavy: this.heavy, clock: this.clock, marginMs: MARGIN_MS });
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
    const joined = this.clock.now();
    try {
      const certain = await this.wait(line, place, turn, options);
      this.options.onTurn?.({ waitedMs: this.clock.now() + certain.wait - joined, left: this.left });
      return certain;
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
    await this.update(this.lesson(turn, answer));
  }

  /** The same a moment later, and never fails: for an answer that the other processes need not hear of at once. */
  learnSoon(turn: Turn, answer: ApiAnswer | undefined): void {
    this.options.store.updateSoon(this.options.account, this.lesson(turn, answer));
  }

  private lesson(turn: Turn, answer: ApiAnswer | undefined): Change<void> {
    const teach = answer && this.lessons.of(turn.heavy, answer);
    return (ledger, now, waited) => {
      settle(ledger, this.lanes(turn.heavy), turn.id, now - waited);
      teach?.(ledger, now);
    };
  }

  /** A turn that led to no request, or a reservation that will lead to no turn. */
  giveBack({ id, heavy }: Turn, reserved?: number): Promise<void> {
    return this.update((ledger) => {
      if (!withdraw(ledger, id) && reserved !== undefined) release(ledger, this.lanes(heavy), reserved);
    });
  }

  private async reserve(place: Place, turn: Turn, patience: number, purpose: Purpose): Promise<Look> {
    const mine = place.reserved;
    const lanes = this.lanes(turn.heavy);
    return this.update((ledger, now) => {
      if (this.options.version !== undefined) noteVersion(ledger, now, this.options.version);
      const outcome = reserve(ledger, now, lanes, patience, mine);
      place.reserved = "at" in outcome ? outcome.at : undefined;
      const begun = "at" in outcome && outcome.wait <= LEAD_MS;
      if (begun) begin(ledger, lanes, turn.id, outcome.at, outcome.at + this.options.answerMs + LATE_MS);
      place.leaving = begun || place.reserved === undefined;
      announce(ledger, now, lanes, this.waiting(turn.heavy));
      if (this.options.onTurn) this.left = room(ledger, now, this.common);
      return "at" in outcome
        ? { wait: outcome.wait, ahead: outcome.ahead, begun }
        : { wait: outcome.freeIn, ahead: 0, begun };
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
