/** What processes must agree on: who may send when, and which confirmations are used up. */
import type { Ledger } from "./ledger.ts";

/**
 * What is to happen with the ledger. Works on it alone, because it runs again when another process was faster.
 * @param now the instant on the store's own clock, in milliseconds
 * @param waited milliseconds that have certainly passed between the call of `update` and `now`
 */
export type Change<Result> = (ledger: Ledger, now: number, waited: number) => Result;

/**
 * What a call is about to do at SmartLead. One that changes something is refused by a store that was to show what other
 * machines do and cannot; one that reads goes on within a share of the quota.
 */
export type Purpose = "read" | "change";

/** Nothing is opened before the first use, so that a store costs nothing at start. */
export interface Store {
  /**
   * Changes the account's ledger as if no other process ran meanwhile.
   * @throws {StoreFailure}
   */
  update<Result>(account: string, change: Change<Result>, purpose?: Purpose): Promise<Result>;
  /**
   * True for the first caller with this nonce, false for everyone after; forgotten after `expiresAt`. Both instants are
   * milliseconds of `Date.now()`.
   * @throws {StoreFailure} also when the store has lost its memory since the nonce was issued
   */
  spend(nonce: string, issuedAt: number, expiresAt: number): Promise<boolean>;
  close(): Promise<void>;
}

/** The store cannot be used. Nothing is known about what other processes do. */
export class StoreFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreFailure";
  }
}
