import { json, type Reply } from "./wire.ts";

/** At most `requests` in any rolling window of `seconds`. */
export interface RateLimit {
  requests: number;
  seconds: number;
}

/** The log of one rolling window. Times are milliseconds of a monotonic clock. Refused requests are never recorded. */
class RollingWindow {
  readonly limit: number;
  readonly #length: number;
  #starts: number[] = [];

  constructor({ requests, seconds }: RateLimit) {
    this.limit = requests;
    this.#length = seconds * 1000;
  }

  record(now: number): void {
    this.#starts.push(now);
  }

  remaining(now: number): number {
    this.#starts = this.#starts.filter((start) => now - start < this.#length);
    return Math.max(0, this.limit - this.#starts.length);
  }

  /** Milliseconds until the oldest request leaves the window; 0 when it is empty. */
  msToReset(now: number): number {
    const oldest = this.#starts[0];
    return oldest === undefined ? 0 : Math.max(0, oldest + this.#length - now);
  }
}

/** Both limits of an account; null means none. */
export interface RateLimits {
  all: RateLimit | null;
  /** On top of it, for the routes that the documentation marks as heavy. */
  heavy: RateLimit | null;
}

/** The gate in front of an account. Only a request that both windows let through counts, in both. */
export class RateGate {
  readonly #all: RollingWindow | null;
  readonly #heavy: RollingWindow | null;

  constructor({ all, heavy }: RateLimits) {
    this.#all = all && new RollingWindow(all);
    this.#heavy = heavy && new RollingWindow(heavy);
  }

  /** x-ratelimit-reset is Unix time in seconds, as the newer rate limit guide says. */
  headers(now: number): Record<string, string> {
    if (this.#all === null) return {};
    return {
      "x-ratelimit-limit": String(this.#all.limit),
      "x-ratelimit-remaining": String(this.#all.remaining(now)),
      "x-ratelimit-reset": String(Math.ceil((Date.now() + this.#all.msToReset(now)) / 1000)),
    };
  }

  /** The 429 for a request at `now`, or undefined when it may pass and has been counted. */
  refuse(isHeavy: boolean, now: number): Reply | undefined {
    if (this.#all?.remaining(now) === 0) {
      return tooMany({ ...this.headers(now), "retry-after": String(Math.ceil(this.#all.msToReset(now) / 1000)) });
    }
    // The 429 of a heavy route comes without retry-after (documentation of September 2026).
    if (isHeavy && this.#heavy?.remaining(now) === 0) return tooMany(this.headers(now));
    this.#all?.record(now);
    if (isHeavy) this.#heavy?.record(now);
    return undefined;
  }
}

function tooMany(headers: Record<string, string>): Reply {
  return json(429, { message: "Too many requests. Please slow down and retry later." }, headers);
}
