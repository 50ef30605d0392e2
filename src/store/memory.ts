import { steadyNow } from "./clock.ts";
import { emptyLedger, type Ledger } from "./ledger.ts";
import { type Change, type Store, StoreFailure } from "./store.ts";

/** The store of a single process: nothing is shared, nothing survives it. */
export class MemoryStore implements Store {
  private readonly ledgers = new Map<string, Ledger>();
  private readonly spent = new Map<string, number>();
  private readonly wallNow: () => number;
  private readonly now: () => number;

  constructor(wallNow: () => number = Date.now, now: () => number = steadyNow) {
    this.wallNow = wallNow;
    this.now = now;
  }

  async update<Result>(account: string, change: Change<Result>): Promise<Result> {
    const ledger = this.ledgers.get(account) ?? emptyLedger();
    this.ledgers.set(account, ledger);
    return change(ledger, this.now(), 0);
  }

  async spend(nonce: string, _issuedAt: number, expiresAt: number): Promise<boolean> {
    const now = this.wallNow();
    for (const [old, expiry] of this.spent) if (expiry < now) this.spent.delete(old);
    if (this.spent.has(nonce)) return false;
    this.spent.set(nonce, expiresAt);
    return true;
  }

  async close(): Promise<void> {}
}

/** Processes that know nothing of each other and still keep the limit together, if there are no more of them. */
const LONE_PROCESSES = 4;

/**
 * The last resort of a process that has lost the others: it keeps to a fraction of the quota. Whether a confirmation was used
 * elsewhere it cannot know, and so it accepts none.
 */
export class LoneStore extends MemoryStore {
  override update<Result>(account: string, change: Change<Result>): Promise<Result> {
    return super.update(account, (ledger, now, waited) => {
      ledger.sharedBy = LONE_PROCESSES;
      return change(ledger, now, waited);
    });
  }

  override async spend(): Promise<boolean> {
    throw new StoreFailure("what other processes have confirmed is out of reach");
  }
}
