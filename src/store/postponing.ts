/** A store that writes down what nobody waits for together with what is written next: every write costs, and others wait for it. */
import { steadyNow } from "./clock.ts";
import type { Change, Purpose, Store } from "./store.ts";

/** A change that waits for its write. */
interface Postponed {
  change: Change<void>;
  /** When it was asked for, on the clock of this process. */
  asked: number;
}

/** How long a change waits at most for another one that it can go along with, in milliseconds. */
const LONGEST_MS = 25;

export class PostponingStore implements Store {
  private readonly store: Store;
  private readonly postponed = new Map<string, readonly Postponed[]>();
  private timer: NodeJS.Timeout | undefined;

  constructor(store: Store) {
    this.store = store;
  }

  async update<Result>(account: string, change: Change<Result>, purpose?: Purpose): Promise<Result> {
    const before = this.postponed.get(account);
    if (before === undefined) return this.store.update(account, change, purpose);
    this.postponed.delete(account);
    const called = steadyNow();
    try {
      return await this.store.update(
        account,
        (ledger, now, waited) => {
          for (const { change, asked } of before) change(ledger, now, waited + (called - asked));
          return change(ledger, now, waited);
        },
        purpose,
      );
    } catch (error) {
      // One that may go on without the preferred store may still come through.
      if (purpose === "change") this.keep(account, [...before, ...(this.postponed.get(account) ?? [])]);
      throw error;
    }
  }

  /**
   * Changes the account's ledger within a moment, or with the next `update`, before it. Lost without a word when the store
   * cannot be used: whoever needs to know calls `update`.
   */
  updateSoon(account: string, change: Change<void>): void {
    this.keep(account, [...(this.postponed.get(account) ?? []), { change, asked: steadyNow() }]);
  }

  spend(nonce: string, issuedAt: number, expiresAt: number): Promise<boolean> {
    return this.store.spend(nonce, issuedAt, expiresAt);
  }

  async close(): Promise<void> {
    await this.writeAll();
    await this.store.close();
  }

  private keep(account: string, changes: readonly Postponed[]): void {
    this.postponed.set(account, changes);
    this.timer ??= setTimeout(() => void this.writeAll(), LONGEST_MS);
  }

  private async writeAll(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const nothing = () => undefined;
    await Promise.allSettled([...this.postponed.keys()].map((account) => this.update(account, nothing)));
  }
}
