/**
 * Sending a request until there is an answer worth having. Reads are repeated after passing faults. A change is repeated
 * only when the answer proves that nothing happened: a 429, or a connection that was never made. Anything else might
 * mail a person twice.
 */
import { type ApiAnswer, type ApiRequest, ConnectionFailure, type SmartleadClient } from "./client.ts";
import { type Clock, realClock } from "./clock.ts";
import { type Quota, type Turn, WaitCancelled, type Waiting } from "./quota.ts";

export interface SendOptions {
  /** The request changes something at SmartLead. */
  changes: boolean;
  heavy: boolean;
  /** Instant by which the caller must have an answer, in milliseconds of `Date.now()`. */
  deadline: number;
  signal: AbortSignal;
  /** Told when the request has to wait for its turn. */
  onWait?: ((waiting: Waiting) => void) | undefined;
}

const MAX_ATTEMPTS = 4;
const FIRST_DELAY_MS = 500;
const PASSING_STATUS = new Set([502, 503, 504]);

/**
 * What must be left of the caller's time when a request starts: one that is cut off by the deadline leaves nobody knowing
 * whether it was carried out.
 */
const ANSWER_TIME_MS = 5000;
const ANSWER_SHARE = 0.25;

export class Sender {
  private readonly client: SmartleadClient;
  private readonly quota: Quota;
  private readonly clock: Clock;

  constructor(client: SmartleadClient, quota: Quota, clock: Clock = realClock) {
    this.client = client;
    this.quota = quota;
    this.clock = clock;
  }

  /**
   * Sends a request, waiting for quota before each attempt.
   * @returns SmartLead's answer, whatever its status
   * @throws {ConnectionFailure} when no answer came and repeating is not allowed or did not help
   * @throws {QuotaExhausted | WaitCancelled} before anything was sent, or after a 429 only
   */
  async send(request: ApiRequest, { changes, heavy, deadline, signal, onWait }: SendOptions): Promise<ApiAnswer> {
    const allowed = Math.max(1, deadline - Date.now());
    const end = this.clock.now() + allowed;
    const lastStart = end - Math.min(ANSWER_TIME_MS, allowed * ANSWER_SHARE);
    // Whatever takes time must be over before the turn comes, or the request would start later than was written down.
    await this.client.prepare();
    let last: ApiAnswer | ConnectionFailure | undefined;
    for (let attempt = 1; ; attempt += 1) {
      let turn: Turn;
      try {
        turn = await this.quota.turn({
          heavy,
          purpose: changes ? "change" : "read",
          withinMs: lastStart - this.clock.now(),
          signal,
          onWait,
        });
      } catch (noTurn) {
        // A 429 says less than our own refusal, which knows when there will be room.
        if (last === undefined || isRefusal(last)) throw noTurn;
        return orThrow(last);
      }
      const outcome = await this.attempt(request, end - this.clock.now(), signal);
      last = outcome;
      const delay = attempt < MAX_ATTEMPTS ? retryDelay(outcome, changes, attempt) : undefined;
      if (delay === undefined || this.clock.now() + delay >= lastStart) {
        this.noteLater(turn, outcome);
        return orThrow(outcome);
      }
      await this.note(turn, outcome);
      await this.clock.sleep(delay, signal);
      if (signal.aborted) throw new WaitCancelled();
    }
  }

  /** The caller need not wait until the quota's book is in order; until then the request counts as under way. */
  private noteLater(turn: Turn, outcome: ApiAnswer | ConnectionFailure): void {
    const calm = !(outcome instanceof ConnectionFailure) && !isRefusal(outcome);
    if (calm) this.quota.learnSoon(turn, outcome);
    else setImmediate(() => this.note(turn, outcome));
  }

  /** Never fails: whatever becomes of the quota's book, the answer is the answer. */
  private async note(turn: Turn, outcome: ApiAnswer | ConnectionFailure): Promise<void> {
    try {
      if (!(outcome instanceof ConnectionFailure)) await this.quota.learn(turn, outcome);
      else if (outcome.sent) await this.quota.learn(turn, undefined);
      else await this.quota.giveBack(turn);
    } catch {
      // The store has said what is wrong with it; a request that is not noted as over counts until its time-out.
    }
  }

  private async attempt(
    request: ApiRequest,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<ApiAnswer | ConnectionFailure> {
    try {
      return await this.client.send(request, signal, withinMs);
    } catch (error) {
      if (error instanceof ConnectionFailure) return error;
      throw error;
    }
  }
}

function isRefusal(outcome: ApiAnswer | ConnectionFailure): boolean {
  return !(outcome instanceof ConnectionFailure) && outcome.status === 429;
}

function orThrow(outcome: ApiAnswer | ConnectionFailure): ApiAnswer {
  if (outcome instanceof ConnectionFailure) throw outcome;
  return outcome;
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
  // After a 429 it is the quota that makes everyone wait.
  if (outcome.status === 429) return 0;
  const brokenRead = outcome.status < 400 && outcome.body.kind === "broken";
  return !changes && (PASSING_STATUS.has(outcome.status) || brokenRead) ? backOff : undefined;
}
