/** A store that goes on with the next best one when it fails, and says so. */
import { steadyNow } from "./clock.ts";
import { type Ledger, shifted, takeOver } from "./ledger.ts";
import { type Store, StoreFailure } from "./store.ts";

export interface ResilientOptions {
  /** In the order of preference. */
  stores: readonly Store[];
  /** Told when another store comes into use: `problem` is undefined when it is the first one again. */
  onChange: (problem: string | undefined) => void;
  now?: () => number;
}

/** How long a store that has failed is left alone, in milliseconds. */
const RECOVERY_MS = 5000;

/** The last ledger seen of an account: what goes along when the store changes. */
interface Memory {
  place: number;
  ledger: Ledger;
  /** The store's instant and our own at that moment. */
  storeNow: number;
  ownNow: number;
}

export class ResilientStore implements Store {
  private readonly options: ResilientOptions;
  private readonly now: () => number;
  private readonly memories = new Map<string, Memory>();
  private using = 0;
  private retryAt = 0;
  /** Why the preferred store is not in use; undefined while it is. */
  problem: string | undefined;

  constructor(options: ResilientOptions) {
    this.options = options;
    this.now = options.now ?? steadyNow;
  }

  async update<Result>(account: string, change: (ledger: Ledger, now: number) => Result): Promise<Result> {
    const first = this.now() < this.retryAt ? this.using : 0;
    return this.firstThatWorks(first, async (store, place) => {
      const result = await store.update(account, (ledger, storeNow) => {
        this.carry(account, place, ledger, storeNow);
        const outcome = change(ledger, storeNow);
        this.memories.set(account, { place, ledger, storeNow, ownNow: this.now() });
        return outcome;
      });
      this.settle(place);
      return result;
    });
  }

  /** Always from the first store on: one that cannot be written may still know that the nonce was spent. */
  spend(nonce: string, expiresAt: number): Promise<boolean> {
    return this.firstThatWorks(0, (store) => store.spend(nonce, expiresAt));
  }

  async close(): Promise<void> {
    await Promise.all(this.options.stores.map((store) => store.close()));
  }

  private async firstThatWorks<Result>(
    first: number,
    use: (store: Store, place: number) => Promise<Result>,
  ): Promise<Result> {
    let failure: StoreFailure | undefined;
    for (const [place, store] of this.options.stores.entries()) {
      if (place < first) continue;
      try {
        return await use(store, place);
      } catch (error) {
        if (!(error instanceof StoreFailure)) throw error;
        failure ??= error;
        if (place === 0) this.problem = error.message;
        this.retryAt = this.now() + RECOVERY_MS;
      }
    }
    throw failure ?? new StoreFailure("there is no store");
  }

  /** Brings what the store before knew into the one that takes its place. */
  private carry(account: string, place: number, ledger: Ledger, storeNow: number): void {
    const memory = this.memories.get(account);
    if (memory === undefined || memory.place === place) return;
    takeOver(ledger, shifted(memory.ledger, storeNow - memory.storeNow - (this.now() - memory.ownNow)));
  }

  private settle(place: number): void {
    if (place === 0) this.problem = undefined;
    if (place === this.using) return;
    this.using = place;
    this.options.onChange(this.problem);
  }
}
