import { beforeEach, describe, expect, it } from "vitest";
import { reserve, silence } from "../../src/store/ledger.ts";
import { LoneStore, MemoryStore } from "../../src/store/memory.ts";
import { ResilientStore } from "../../src/store/resilient.ts";
import { type Change, type Purpose, StoreFailure } from "../../src/store/store.ts";

/** A store that can be taken away, and whose clock is not ours. */
class Fragile extends MemoryStore {
  broken = false;
  tries = 0;
  private nonces = new MemoryStore();

  constructor(offset: number) {
    super(undefined, () => now + offset);
  }

  override async update<Result>(account: string, change: Change<Result>): Promise<Result> {
    this.tries += 1;
    if (this.broken) throw new StoreFailure("gone");
    return super.update(account, change);
  }

  override async spend(nonce: string, issuedAt: number, expiresAt: number): Promise<boolean> {
    if (this.broken) throw new StoreFailure("gone");
    return this.nonces.spend(nonce, issuedAt, expiresAt);
  }

  lose(): void {
    this.nonces = new MemoryStore();
  }
}

const lanes = [{ lane: "common", windows: [{ requests: 8, ms: 60_000 }] }];
let now = 0;
let said: (string | undefined)[];
let preferred: Fragile;
let store: ResilientStore;

beforeEach(() => {
  now = 1000;
  said = [];
  preferred = new Fragile(5_000_000);
  store = open(["read", "change"]);
});

function open(withoutPreferred: readonly Purpose[]): ResilientStore {
  const stores = [preferred, new LoneStore(undefined, () => now)];
  return new ResilientStore({ stores, withoutPreferred, onChange: (problem) => said.push(problem), now: () => now });
}

const take = (purpose?: Purpose) => store.update("account", (ledger, at) => reserve(ledger, at, lanes, 0), purpose);

describe("a store that fails", () => {
  it("is replaced by a fraction of the quota of one's own, and this is said once", async () => {
    preferred.broken = true;
    expect(await take()).toMatchObject({ wait: 0 });
    expect(await take()).toMatchObject({ wait: 0 });
    expect(await take()).toEqual({ freeIn: 60_000 });
    expect(said).toEqual(["gone"]);
    expect(store.problem).toBe("gone");
  });

  it("takes what it knew along: nothing is allowed twice", async () => {
    for (let taken = 0; taken < 7; taken += 1) await take();
    now += 10_000;
    preferred.broken = true;
    expect(await take()).toEqual({ freeIn: 50_000 });
  });

  it("is left alone for a while, then used again with what happened meanwhile", async () => {
    await take();
    preferred.broken = true;
    await take();
    await store.update("account", (ledger, at) => silence(ledger, at, "common", 20_000));
    const tries = preferred.tries;
    await take();
    expect(preferred.tries).toBe(tries);
    preferred.broken = false;
    now += 6000;
    expect(await take()).toEqual({ freeIn: 14_000 });
    expect(said).toEqual(["gone", undefined]);
    expect(store.problem).toBeUndefined();
  });

  it("spends nothing alone: a confirmation might have been used elsewhere", async () => {
    preferred.broken = true;
    await expect(store.spend("nonce", 0, 5000)).rejects.toThrow("gone");
    preferred.broken = false;
    expect(await store.spend("nonce", 0, Date.now() + 5000)).toBe(true);
    expect(await store.spend("nonce", 0, Date.now() + 5000)).toBe(false);
  });

  it.each<[what: string, happens: () => void]>([
    ["has lost its data", () => preferred.lose()],
    ["is replaced by one that knows nothing of it", () => Object.assign(preferred, { broken: true })],
  ])("spends no nonce twice when it %s", async (_, happens) => {
    const stores = [preferred, new MemoryStore()];
    store = new ResilientStore({ stores, withoutPreferred: ["change"], onChange: () => undefined });
    const later = Date.now() + 5000;
    expect(await store.spend("nonce", 0, later)).toBe(true);
    happens();
    expect(await store.spend("nonce", 0, later)).toBe(false);
    expect(await store.spend("other", 0, later)).toBe(true);
  });

  it("is asked by one call at a time whether it is back", async () => {
    preferred.broken = true;
    await take();
    now += 6000;
    const { tries } = preferred;
    await Promise.all([take(), take(), take()]);
    expect(preferred.tries).toBe(tries + 1);
  });

  it("gets back what happened meanwhile, and nothing twice that it knew", async () => {
    for (let taken = 0; taken < 4; taken += 1) await take();
    preferred.broken = true;
    // The clocks do not run quite alike.
    now += 3;
    expect(await take()).toEqual({ freeIn: 59_997 });
    now += 60_000;
    await take();
    preferred.broken = false;
    now += 6000;
    for (let taken = 0; taken < 7; taken += 1) expect(await take()).toMatchObject({ wait: 0 });
    expect(await take()).toEqual({ freeIn: 54_000 });
  });

  it("does not hide an error of another kind", async () => {
    await expect(
      store.update("account", () => {
        throw new TypeError("a fault of ours");
      }),
    ).rejects.toThrow(TypeError);
    expect(said).toEqual([]);
  });
});

describe("a store that changes must not do without", () => {
  beforeEach(() => {
    store = open(["read"]);
    preferred.broken = true;
  });

  it("refuses them while it fails, lets reads go on, says so once, and takes them again when it is back", async () => {
    await expect(take("change")).rejects.toThrow("gone");
    expect(await take("read")).toMatchObject({ wait: 0 });
    await expect(take("change")).rejects.toThrow(StoreFailure);
    expect(said).toEqual(["gone"]);
    preferred.broken = false;
    now += 6000;
    expect(await take("change")).toMatchObject({ wait: 0 });
    expect(said).toEqual(["gone", undefined]);
  });

  it("is not asked again for every change", async () => {
    for (let call = 0; call < 5; call += 1) await expect(take("change")).rejects.toThrow("gone");
    expect(preferred.tries).toBe(1);
  });
});
