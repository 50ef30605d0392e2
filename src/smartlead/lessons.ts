/** What an answer teaches about the quota: someone outside uses it too, or it is used up and everyone must keep quiet. */
import { type LaneWindows, type Ledger, observe, silence } from "../store/ledger.ts";
import type { RateWindow } from "../store/windows.ts";
import type { ApiAnswer } from "./client.ts";
import type { Clock } from "./clock.ts";
import { rateFacts } from "./rate-facts.ts";

/** The window that x-ratelimit headers speak of, where none has their limit. */
const HEADER_WINDOW_MS = 60_000;

/** First silence after a 429 that names no delay, in milliseconds; it doubles while they go on. */
const FIRST_SILENCE_MS = 2000;
const MAX_SILENCE_MS = 60_000;

interface LessonOptions {
  common: LaneWindows;
  heavy: LaneWindows;
  clock: Clock;
  /** By how much the lanes' windows are longer than SmartLead's, in milliseconds. */
  marginMs: number;
}

export class Lessons {
  private readonly options: LessonOptions;
  private refusals = 0;
  private silentUntil = 0;

  constructor(options: LessonOptions) {
    this.options = options;
  }

  /** What to write down for every process; undefined when the answer says nothing new. */
  of(onHeavyRoute: boolean, answer: ApiAnswer): ((ledger: Ledger, now: number) => void) | undefined {
    const { common, heavy } = this.options;
    const { limit, remaining, waitMs } = rateFacts(answer, Date.now());
    if (answer.status === 429) {
      const ms = waitMs ?? this.nextSilence();
      // With requests left of the common window it was the heavy routes' own that is used up.
      const { lane } = onHeavyRoute && (remaining ?? 0) > 0 ? heavy : common;
      return (ledger, now) => silence(ledger, now, lane, ms);
    }
    this.refusals = 0;
    const window = this.windowOf(limit);
    if (remaining === undefined || window === undefined) return undefined;
    return (ledger, now) => observe(ledger, now, common.lane, window, remaining);
  }

  /** Requests that were under way together meet the same refusal: only one after the silence counts as another. */
  private nextSilence(): number {
    const now = this.options.clock.now();
    if (now >= this.silentUntil) {
      const ms = Math.min(FIRST_SILENCE_MS * 2 ** this.refusals, MAX_SILENCE_MS);
      this.refusals += 1;
      this.silentUntil = now + ms;
    }
    return this.silentUntil - now;
  }

  private windowOf(limit: number | undefined): RateWindow | undefined {
    const { common, marginMs } = this.options;
    const ofMinute = ({ ms }: RateWindow) => ms - marginMs === HEADER_WINDOW_MS;
    return common.windows.find(({ requests }) => requests === limit) ?? common.windows.find(ofMinute);
  }
}
