import type { Reservation, Store } from "./store.ts";
import { forget, nextFreeInstant, type RateWindow } from "./windows.ts";

/** The store of a single process: nothing is shared, nothing survives it. */
export class MemoryStore implements Store {
  private readonly starts = new Map<string, number[]>();
  private readonly spent = new Map<string, number>();
  private readonly now: () => number;

  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  async reserve(
    bucket: string,
    windows: readonly RateWindow[],
    latest: number,
  ): Promise<{ reserved: Reservation } | { freeAt: number }> {
    const now = this.now();
    const starts = forget(this.starts.get(bucket) ?? [], windows, now);
    const at = nextFreeInstant(starts, windows, now);
    if (at > latest) return { freeAt: at };
    this.starts.set(bucket, [...starts, at]);
    return { reserved: { at } };
  }

  async release(bucket: string, reservation: Reservation): Promise<void> {
    const starts = this.starts.get(bucket) ?? [];
    const place = starts.lastIndexOf(reservation.at);
    if (place >= 0) starts.splice(place, 1);
  }

  async spend(nonce: string, expiresAt: number): Promise<boolean> {
    const now = this.now();
    for (const [old, expiry] of this.spent) if (expiry < now) this.spent.delete(old);
    if (this.spent.has(nonce)) return false;
    this.spent.set(nonce, expiresAt);
    return true;
  }
}
