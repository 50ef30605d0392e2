/**
 * Changes of one process that come while others are under way are made together: a round trip to a server takes a hundred times
 * as long as changing a ledger, and calls of one process must not compete with each other for it.
 */

interface Waiting<Item> {
  item: Item;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

export class Batches<Item> {
  private readonly make: (key: string, items: readonly Item[]) => Promise<unknown[]>;
  /** What has come since the last batch of each key was begun. */
  private readonly open = new Map<string, Waiting<Item>[]>();
  private readonly running = new Map<string, Promise<void>>();

  /** @param make makes all changes in their order, or none: a result for each */
  constructor(make: (key: string, items: readonly Item[]) => Promise<unknown[]>) {
    this.make = make;
  }

  /** @throws what `make` throws */
  add(key: string, item: Item): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const batch = this.open.get(key) ?? [];
      batch.push({ item, resolve, reject });
      this.open.set(key, batch);
      if (!this.running.has(key)) this.running.set(key, this.run(key));
    });
  }

  /** Resolves when everything that was added has been made, or has failed. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  private async run(key: string): Promise<void> {
    for (;;) {
      // Whatever else has arrived at this moment comes along.
      await new Promise((next) => setImmediate(next));
      const batch = this.open.get(key);
      this.open.delete(key);
      if (batch === undefined) break;
      try {
        const results = await this.make(
          key,
          batch.map(({ item }) => item),
        );
        for (const [at, { resolve }] of batch.entries()) resolve(results[at]);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.running.delete(key);
  }
}
