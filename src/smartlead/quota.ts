/** Waiting for one's turn: SmartLead counts requests per account, in several windows at once. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "../store/store.ts";
import type { RateWindow } from "../store/windows.ts";

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

export interface QuotaOptions {
  store: Store;
  /** Names the account in the store; the key itself never gets there. */
  account: string;
  windows: readonly RateWindow[];
  /** On top of `windows`, for the routes that SmartLead limits to about 10 a minute. */
  heavyWindows: readonly RateWindow[];
  /** Longest wait before a call is refused, in milliseconds. */
  maxWaitMs: number;
}

/** The network delivers two requests closer together than they were sent; without a margin the receiver counts one too many. */
const JITTER_MARGIN = 1.02;
const MARGIN_MS = 30;

const widened = (windows: readonly RateWindow[]): RateWindow[] =>
  windows.map(({ requests, ms }) => ({
    requests,
    ms: Math.round(Math.max(ms + MARGIN_MS, Math.min(ms * JITTER_MARGIN, ms + 250))),
  }));

export class Quota {
  private readonly options: QuotaOptions;
  private readonly windows: RateWindow[];
  private readonly heavyWindows: RateWindow[];

  constructor(options: QuotaOptions) {
    this.options = options;
    this.windows = widened(options.windows);
    this.heavyWindows = widened(options.heavyWindows);
  }

  /**
   * Returns when a request may start.
   * @param latest instant after which waiting makes no sense for the caller, in milliseconds
   * @throws {QuotaExhausted} when the turn would come later than `latest` or the longest wait
   * @throws {WaitCancelled} when the signal fires first
   */
  async turn(heavy: boolean, latest: number, signal: AbortSignal): Promise<void> {
    if (heavy) await this.turnIn(`${this.options.account}:heavy`, this.heavyWindows, latest, signal);
    await this.turnIn(this.options.account, this.windows, latest, signal);
  }

  private async turnIn(
    bucket: string,
    windows: readonly RateWindow[],
    latest: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { store, maxWaitMs } = this.options;
    const asked = Date.now();
    const outcome = await store.reserve(bucket, windows, Math.min(latest, asked + maxWaitMs));
    if ("freeAt" in outcome) throw new QuotaExhausted(Math.ceil((outcome.freeAt - asked) / 1000));
    const wait = outcome.reserved.at - Date.now();
    if (wait <= 0) return;
    try {
      await sleep(wait, undefined, { signal });
    } catch {
      await store.release(bucket, outcome.reserved);
      throw new WaitCancelled();
    }
  }
}
