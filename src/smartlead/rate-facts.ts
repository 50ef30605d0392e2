/**
 * What an answer says about the account's quota. SmartLead documents x-ratelimit headers on answers to GET requests
 * (https://api.smartlead.ai/guides/rate-limits) and leaves the unit of x-ratelimit-reset open.
 */
import type { ApiAnswer } from "./client.ts";
import { retryAfterSeconds } from "./decode.ts";

export interface RateFacts {
  /** Requests per window. */
  limit: number | undefined;
  /** Requests that are left of it. */
  remaining: number | undefined;
  /** Milliseconds until there is room again, where the answer names any. */
  waitMs: number | undefined;
}

/** No limit of SmartLead's lasts longer; a delay beyond it is a mistake of whoever answered. */
const MAX_WAIT_MS = 3_600_000;

/** @param now milliseconds of `Date.now()` */
export function rateFacts({ headers, body }: ApiAnswer, now: number): RateFacts {
  const remaining = count(headers["x-ratelimit-remaining"]);
  const told = retryAfterSeconds(headers["retry-after"], body);
  // Of a window that is not used up, the reset says nothing about when the next request may come.
  const reset = remaining === 0 ? untilReset(headers["x-ratelimit-reset"], now) : undefined;
  const waitMs = told === undefined ? reset : told * 1000;
  return {
    limit: count(headers["x-ratelimit-limit"]),
    remaining,
    waitMs: waitMs === undefined ? undefined : Math.min(Math.max(0, waitMs), MAX_WAIT_MS),
  };
}

/** Milliseconds until a reset that may be epoch milliseconds, epoch seconds or seconds to go: the size tells. */
export function untilReset(header: string | undefined, now: number): number | undefined {
  const value = header === undefined || header.trim() === "" ? Number.NaN : Number(header);
  if (!(value >= 0)) return undefined;
  if (value > 1e12) return value - now;
  return value > 1e9 ? value * 1000 - now : value * 1000;
}

function count(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,9}$/.test(header.trim()) ? Number(header) : undefined;
}
