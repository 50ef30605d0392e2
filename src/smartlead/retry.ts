/**
 * Sending a request until there is an answer worth having. Reads are repeated after passing faults. A change is repeated
 * only when the answer proves that nothing happened: a 429, or a connection that was never made. Anything else might
 * mail a person twice.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type ApiAnswer, type ApiRequest, ConnectionFailure, type SmartleadClient } from "./client.ts";
import { retryAfterSeconds } from "./decode.ts";
import { type Quota, WaitCancelled } from "./quota.ts";

export interface SendOptions {
  /** The request changes something at SmartLead. */
  changes: boolean;
  heavy: boolean;
  /** Instant by which the caller must have an answer, in milliseconds of `Date.now()`. */
  deadline: number;
  signal: AbortSignal;
}

const MAX_ATTEMPTS = 4;
const FIRST_DELAY_MS = 500;
const PASSING_STATUS = new Set([502, 503, 504]);

export class Sender {
  private readonly client: SmartleadClient;
  private readonly quota: Quota;

  constructor(client: SmartleadClient, quota: Quota) {
    this.client = client;
    this.quota = quota;
  }

  /**
   * Sends a request, waiting for quota before each attempt.
   * @returns SmartLead's answer, whatever its status
   * @throws {ConnectionFailure} when no answer came and repeating is not allowed or did not help
   * @throws {QuotaExhausted | WaitCancelled} before anything was sent
   */
  async send(request: ApiRequest, options: SendOptions): Promise<ApiAnswer> {
    const { changes, heavy, deadline, signal } = options;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, deadline - Date.now()))]);
    for (let attempt = 1; ; attempt += 1) {
      await this.quota.turn(heavy, deadline, limit);
      const outcome = await this.client.send(request, limit).catch((error: unknown) => {
        if (!(error instanceof ConnectionFailure)) throw error;
        // The deadline ends a request through the same signal as the caller; only the caller's end is a cancellation.
        const late = error.reason === "cancelled" && !signal.aborted;
        return late ? new ConnectionFailure("timeout", error.sent, error.code) : error;
      });
      const delay = attempt < MAX_ATTEMPTS ? retryDelay(outcome, changes, attempt) : undefined;
      if (delay === undefined || Date.now() + delay >= deadline) {
        if (outcome instanceof ConnectionFailure) throw outcome;
        return outcome;
      }
      await sleep(delay, undefined, { signal: limit }).catch(() => {
        throw new WaitCancelled();
      });
    }
  }
}

/** Milliseconds until the next attempt, or undefined when there must not be one. */
export function retryDelay(
  outcome: ApiAnswer | ConnectionFailure,
  changes: boolean,
  attempt: number,
): number | undefined {
  const backOff = FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
  if (outcome instanceof ConnectionFailure) {
    if (outcome.reason === "cancelled" || (changes && outcome.sent)) return undefined;
    return backOff;
  }
  if (outcome.status === 429) {
    const told = retryAfterSeconds(outcome.headers["retry-after"], outcome.body);
    return told === undefined ? backOff * 4 : told * 1000;
  }
  const brokenRead = outcome.status < 400 && outcome.body.kind === "broken";
  return !changes && (PASSING_STATUS.has(outcome.status) || brokenRead) ? backOff : undefined;
}
