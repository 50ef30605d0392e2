/** The store on a real Redis or Valkey of the test's own. */
import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { reserve } from "../../src/store/ledger.ts";
import { openStore } from "../../src/store/open.ts";
import { RedisStore } from "../../src/store/redis.ts";
import { StoreFailure } from "../../src/store/store.ts";
import { type RedisServer, redisProgram, startRedis } from "../support/redis.ts";

const lanes = [{ lane: "common", windows: [{ requests: 3, ms: 60_000 }] }];
const reason = redisProgram === undefined ? " (skipped: neither valkey-server nor redis-server is installed)" : "";

describe.skipIf(redisProgram === undefined)(`Redis${reason}`, () => {
  let server: RedisServer;
  let admin: Redis;
  const damage: string[] = [];
  const opened: RedisStore[] = [];

  beforeAll(async () => {
    server = (await startRedis()) as RedisServer;
    admin = new Redis(server.url);
    admin.on("error", () => undefined);
  });
  afterAll(async () => {
    admin.disconnect();
    await Promise.all(opened.map((store) => store.close()));
    await server.stop();
  });
  beforeEach(async () => {
    await admin.flushall();
    damage.length = 0;
  });

  function open(): RedisStore {
    const store = new RedisStore({ url: server.url, onDamage: (what) => damage.push(what) });
    opened.push(store);
    return store;
  }
  const take = (store: RedisStore) => store.update("account", (ledger, now) => reserve(ledger, now, lanes, 0));

  it("is shared by those who use it", async () => {
    const [here, there] = [open(), open()];
    for (const store of [here, there, here]) expect(await take(store)).toMatchObject({ wait: 0 });
    const refused = await take(there);
    expect("freeIn" in refused && refused.freeIn).toBeGreaterThan(59_000);
  });

  it("loses no change when many are made at the same time", async () => {
    const many = [{ lane: "common", windows: [{ requests: 1000, ms: 60_000 }] }];
    const stores = Array.from({ length: 8 }, open);
    await Promise.all(
      Array.from({ length: 160 }, (_, at) =>
        stores[at % 8]?.update("account", (ledger, now) => reserve(ledger, now, many, 0)),
      ),
    );
    expect(await open().update("account", ({ lanes: all }) => all["common"]?.starts.length)).toBe(160);
  });

  it("names no account in its keys, and lets them expire", async () => {
    await take(open());
    await open().spend("nonce", Date.now() + 1000);
    const keys = await admin.keys("*");
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(key).toMatch(/^smartlead-mcp:(quota|spent):[0-9a-f]{32}$/);
      expect(await admin.pttl(key)).toBeGreaterThan(3_000_000);
    }
  });

  it("with damaged content counts as a full window", async () => {
    await take(open());
    const [key = ""] = await admin.keys("*");
    for (const content of ["{", "[]", '{"at":1}']) {
      await admin.set(key, content);
      const refused = await take(open());
      expect("freeIn" in refused && refused.freeIn).toBe(60_000);
    }
    expect(damage).toHaveLength(3);
  });

  it("whose clock was set back keeps the window closed, for its length only", async () => {
    const store = open();
    for (let taken = 0; taken < 3; taken += 1) await take(store);
    const [key = ""] = await admin.keys("*");
    const hour = 3_600_000;
    const ahead = (await admin.get(key))?.replace(/\d{13}/g, (instant) => `${Number(instant) + hour}`);
    await admin.set(key, ahead ?? "");
    const refused = await take(store);
    expect("freeIn" in refused && refused.freeIn).toBeGreaterThan(59_000);
    expect("freeIn" in refused && refused.freeIn).toBeLessThanOrEqual(60_000);
  });

  it("spends a nonce once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => open().spend("nonce", Date.now() + 1000)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it("that stops answering is a failure soon, and comes back", async () => {
    const store = open();
    await take(store);
    process.kill(server.pid, "SIGSTOP");
    const asked = performance.now();
    await expect(take(store)).rejects.toThrow(StoreFailure);
    expect(performance.now() - asked).toBeLessThan(4000);
    process.kill(server.pid, "SIGCONT");
    await expect.poll(() => take(store).catch(() => undefined), { timeout: 5000 }).toMatchObject({ wait: 0 });
  });

  it("that is lost leaves a process a fraction of the quota and no confirmations, without its password in the warning", async () => {
    const own = (await startRedis()) as RedisServer;
    const said: (string | undefined)[] = [];
    const store = openStore(
      { url: own.url.replace("//", "//:hush@") },
      { onDamage: () => undefined, onChange: (problem) => said.push(problem) },
    );
    await own.stop();
    const outcome = await store.update("account", (ledger, now) => reserve(ledger, now, lanes, 0));
    expect(outcome).toMatchObject({ wait: 0 });
    await expect(store.spend("nonce", Date.now())).rejects.toThrow(StoreFailure);
    expect(said).toEqual([expect.stringContaining(`127.0.0.1:${own.port}`)]);
    expect(said.join()).not.toContain("hush");
    await store.close();
  });
});
