/** What nobody waits for is written together with what is written next. */
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ledger } from "../../src/store/ledger.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { PostponingStore } from "../../src/store/postponing.ts";
import { type Change, StoreFailure } from "../../src/store/store.ts";

/** Counts what is written, and fails when told to. */
class Written extends MemoryStore {
  writes = 0;
  failing = false;
  closed = false;

  override async update<Result>(account: string, change: Change<Result>): Promise<Result> {
    if (this.failing) throw new StoreFailure("gone");
    this.writes += 1;
    return super.update(account, change);
  }

  override async close(): Promise<void> {
    this.closed = true;
  }
}

const ACCOUNT = "account";
/** Longer than a change is put off. */
const MOMENT_MS = 60;

let written: Written;
let store: PostponingStore;

beforeEach(() => {
  written = new Written();
  store = new PostponingStore(written);
});

const note =
  (word: string, at = 1): Change<void> =>
  (ledger) => {
    ledger.versions = { ...ledger.versions, [word]: at };
  };
const words = ({ versions = {} }: Ledger) => Object.keys(versions);
const look = () => written.update(ACCOUNT, words);

describe("a change that nobody waits for", () => {
  it("goes along with the next one, before it", async () => {
    store.updateSoon(ACCOUNT, note("first"));
    store.updateSoon(ACCOUNT, note("second"));
    expect(await store.update(ACCOUNT, words)).toEqual(["first", "second"]);
    await sleep(MOMENT_MS);
    expect(written.writes).toBe(1);
  });

  it("is written within a moment when no other comes", async () => {
    store.updateSoon(ACCOUNT, note("alone"));
    store.updateSoon("another", note("other"));
    await sleep(MOMENT_MS);
    expect(written.writes).toBe(2);
    expect(await look()).toEqual(["alone"]);
  });

  it("learns how long it has waited", async () => {
    let told = 0;
    store.updateSoon(ACCOUNT, (_ledger, _now, waited) => {
      told = waited;
    });
    await sleep(10);
    await store.update(ACCOUNT, () => undefined);
    expect(told).toBeGreaterThan(8);
    expect(told).toBeLessThan(200);
  });

  it("outlives a refusal that is not its own", async () => {
    store.updateSoon(ACCOUNT, note("kept"));
    written.failing = true;
    await expect(store.update(ACCOUNT, () => undefined, "change")).rejects.toThrow(StoreFailure);
    written.failing = false;
    await sleep(MOMENT_MS);
    expect(await look()).toEqual(["kept"]);
  });

  it("is given up with the store, and keeps nobody waiting", async () => {
    written.failing = true;
    store.updateSoon(ACCOUNT, note("lost"));
    await sleep(MOMENT_MS);
    written.failing = false;
    await store.close();
    expect(await look()).toEqual([]);
  });

  it("is written before the store is closed", async () => {
    store.updateSoon(ACCOUNT, note("last"));
    await store.close();
    expect(written).toMatchObject({ writes: 1, closed: true });
  });
});
