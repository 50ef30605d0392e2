/** What processes must agree on: who may send when, and which confirmations are used up. */
import type { Ledger } from "./ledger.ts";

/** Nothing is opened before the first use, so that a store costs nothing at start. */
export interface Store {
  /**
   * Changes the account's ledger as if no other process ran meanwhile.
   * @param change works on the ledger only, because it runs again when another process was faster; `now` is the instant on
   * the store's own clock, in milliseconds
   * @throws {StoreFailure}
   */
  update<Result>(account: string, change: (ledger: Ledger, now: number) => Result): Promise<Result>;
  /**
   * True for the first caller with this nonce, false for everyone after; forgotten after `expiresAt` (milliseconds of
   * `Date.now()`).
   * @throws {StoreFailure}
   */
  spend(nonce: string, expiresAt: number): Promise<boolean>;
  close(): Promise<void>;
}

/** The store cannot be used. Nothing is known about what other processes do. */
export class StoreFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreFailure";
  }
}
