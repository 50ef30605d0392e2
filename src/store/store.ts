/** What processes must agree on: who may send when, and which confirmations are used up. */
import type { RateWindow } from "./windows.ts";

export interface Reservation {
  /** When the call may start, in milliseconds of `Date.now()`. */
  at: number;
}

export interface Store {
  /**
   * Atomically takes the next free instant in all windows of a bucket, unless it lies after `latest`.
   * @returns the reservation, or the instant at which one would have been free
   */
  reserve(
    bucket: string,
    windows: readonly RateWindow[],
    latest: number,
  ): Promise<{ reserved: Reservation } | { freeAt: number }>;
  /** Gives back a reservation that was not used. */
  release(bucket: string, reservation: Reservation): Promise<void>;
  /** True for the first caller with this nonce, false for everyone after; forgotten after `expiresAt` (milliseconds). */
  spend(nonce: string, expiresAt: number): Promise<boolean>;
}
