/** A store that goes on with the next best one when it fails, and says so. */
import { steadyNow } from "./clock.ts";
import { type Ledger, shifted, takeOver, without } from "./ledger.ts";
import { type Change, type Purpose, type Store, StoreFailure } from "./store.ts";

export interface ResilientOptions {
  /** In the order of preference. */
  stores: readonly Store[];
  /** Which calls may go on without the preferred store. */
  withoutPreferred: readonly Purpose[];
  /** Told when another store comes into use: `problem` is undefined when it is the first one again. */
  onChange: (problem: string | undefined) => void;
  now?: () => number;
}

/** How long a store that has failed is left alone, in milliseconds. */
const RECOVERY_MS = 5000;

/**
 * The last ledger seen of an account: what goes along when the store changes. A store may have gone on working on it and failed
 * then, which makes a start count twice at most.
 */
interface Memory {
  place: number;
  ledger: Ledger;
  /** What was brought along into this store, and so must not be brought back. */
  inherited: Ledger | undefined;
  /** The store's instant and our own at that moment. */
  storeNow: number;
  ownNow: number;
}

export class ResilientStore implements Store {
  private readonly options: ResilientOptions;
  private readonly now: () => number;
  private readonly memories = new Map<string, Memory>();
  /** Nonces, with when they expire on the wall clock. */
  private readonly spent = new Map<string, number>();
  private using = 0;
  private retryAt = 0;
  /** Why the preferred store is not in use; undefined while it is. */
  problem: string | undefined;

  constructor(options: ResilientOptions) {
    this.options = options;
    this.now = options.now ?? steadyNow;
  }

  async update<Result>(account: string, change: Change<Result>, purpose: Purpose = "read"): Promise<Result> {
    return this.firstThatWorks(this.begin(), purpose, async (store, place) => {
      let seen: Memory | undefined;
      const result = await store.update(account, (ledger, storeNow, waited) => {
        const inherited = this.carry(account, place, ledger, storeNow);
        const outcome = change(ledger, storeNow, waited);
        seen = { place, ledger, inherited, storeNow, ownNow: this.now() };
        return outcome;
      });
      // Only now it stands in the store.
      if (seen) this.memories.set(account, seen);
      this.use(place);
      return result;
    });
  }

  /**
   * Always from the first store on: one that cannot be written may still know that the nonce was spent. One that has lost its
   * data, or takes the place of another, does not, so what went through here is remembered here too.
   */
  async spend(nonce: string, issuedAt: number, expiresAt: number): Promise<boolean> {
    if (this.spent.has(nonce)) return false;
    const fresh = await this.firstThatWorks(0, "change", (store) => store.spend(nonce, issuedAt, expiresAt));
    const now = Date.now();
    for (const [old, expiry] of this.spent) if (expiry < now) this.spent.delete(old);
    this.spent.set(nonce, expiresAt);
    return fresh;
  }

  async close(): Promise<void> {
    await Promise.all(this.options.stores.map((store) => store.close()));
  }

  /** Where to begin. One call at a time finds out whether the preferred store is back; the others need not wait for it. */
  private begin(): number {
    const now = this.now();
    if (this.using === 0 || now < this.retryAt) return this.using;
    this.retryAt = now + RECOVERY_MS;
    return 0;
  }

  private async firstThatWorks<Result>(
    first: number,
    purpose: Purpose,
    act: (store: Store, place: number) => Promise<Result>,
  ): Promise<Result> {
    let failure: StoreFailure | undefined;
    for (const [place, store] of this.options.stores.entries()) {
      if (place < first) continue;
      if (place > 0 && !this.options.withoutPreferred.includes(purpose)) {
        this.use(place);
        throw failure ?? new StoreFailure(this.problem ?? "the preferred store is not in use");
      }
      try {
        return await act(store, place);
      } catch (error) {
        if (!(error instanceof StoreFailure)) throw error;
        failure ??= error;
        if (place === 0) this.problem = error.message;
        this.retryAt = this.now() + RECOVERY_MS;
      }
    }
    throw failure ?? new StoreFailure("there is no store");
  }

  /**
   * Brings what the store before knew into the one that takes its place.
   * @returns what this store owes to another one, and need not give back
   */
  private carry(account: string, place: number, ledger: Ledger, storeNow: number): Ledger | undefined {
    const memory = this.memories.get(account);
    if (memory === undefined || memory.place === place) return memory?.inherited;
    const own = memory.inherited ? without(memory.ledger, memory.inherited) : memory.ledger;
    const moved = shifted(own, storeNow - memory.storeNow - (this.now() - memory.ownNow));
    takeOver(ledger, moved);
    return place === 0 ? undefined : structuredClone(moved);
  }

  private use(place: number): void {
    if (place === 0) this.problem = undefined;
    if (place === this.using) return;
    this.using = place;
    this.options.onChange(this.problem);
  }
}
