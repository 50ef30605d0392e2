/** The store on a real Redis or Valkey of the test's own. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { reserve } from "../../src/store/ledger.ts";
import { openStore } from "../../src/store/open.ts";
import { RedisStore } from "../../src/store/redis.ts";
import { type Purpose, type Store, StoreFailure } from "../../src/store/store.ts";
import { type RedisServer, redisProgram, startRedis } from "../support/redis.ts";

const lanes = [{ lane: "common", windows: [{ requests: 3, ms: 60_000 }] }];
const roomy = [{ lane: "common", windows: [{ requests: 30, ms: 60_000 }] }];
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
  const ledgerKey = async () => (await admin.keys("smartlead-mcp:quota:*"))[0] ?? "";
  const take = (store: Store) => store.update("account", (ledger, now) => reserve(ledger, now, lanes, 0));

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
    await sleep(2);
    await open().spend("nonce", Date.now(), Date.now() + 1000);
    const keys = (await admin.keys("*")).filter((key) => key !== "smartlead-mcp:began");
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(key).toMatch(/^smartlead-mcp:(quota|spent):[0-9a-f]{32}$/);
      expect(await admin.pttl(key)).toBeGreaterThan(3_000_000);
    }
  });

  it("with damaged content counts as a full window", async () => {
    await take(open());
    const key = await ledgerKey();
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
    const key = await ledgerKey();
    const hour = 3_600_000;
    const ahead = (await admin.get(key))?.replace(/\d{13}/g, (instant) => `${Number(instant) + hour}`);
    await admin.set(key, ahead ?? "");
    const refused = await take(store);
    expect("freeIn" in refused && refused.freeIn).toBeGreaterThan(59_000);
    expect("freeIn" in refused && refused.freeIn).toBeLessThanOrEqual(60_000);
  });

  it("spends a nonce once", async () => {
    await take(open());
    await sleep(2);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => open().spend("nonce", Date.now(), Date.now() + 1000)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it("counts requests under way from the answer, however long it takes to write that down", async () => {
    const store = open();
    await take(store);
    const waited = await Promise.all(
      Array.from({ length: 20 }, () => store.update("account", (_ledger, _now, ms) => ms)),
    );
    expect(waited[0]).toBeLessThanOrEqual(waited.at(-1) ?? 0);
    expect(Math.min(...waited)).toBeGreaterThanOrEqual(0);
  });

  describe("that has lost its data", () => {
    it("counts as used up for who knows that there was more", async () => {
      const [store, unused] = [open(), open()];
      await take(store);
      await admin.flushall();
      expect(await take(store)).toEqual({ freeIn: 60_000 });
      expect(damage).toEqual([expect.stringContaining("gone")]);
      // The others are told by the ledger.
      const told = await take(unused);
      expect("freeIn" in told && told.freeIn).toBeGreaterThan(59_000);
    });

    it("counts as used up until then when another process has begun anew, and for all who come later", async () => {
      const [one, other] = [open(), open()];
      for (const store of [one, other]) await take(store);
      await admin.flushall();
      expect(await take(open())).toMatchObject({ wait: 0 });
      for (const store of [one, other]) {
        const refused = await take(store);
        expect("freeIn" in refused && refused.freeIn).toBeGreaterThan(59_000);
      }
      expect(damage).toHaveLength(1);
    });

    it("and is back at an older state, as after a failover, counts as used up", async () => {
      const store = open();
      await take(store);
      const older = (await admin.get(await ledgerKey())) ?? "";
      await take(store);
      await admin.set(await ledgerKey(), older);
      expect(await take(store)).toEqual({ freeIn: 60_000 });
      expect(damage).toEqual([expect.stringContaining("lost")]);
    });

    it("accepts no confirmation that was given out before", async () => {
      const store = open();
      await take(store);
      await sleep(2);
      const issued = Date.now();
      expect(await store.spend("nonce", issued, issued + 60_000)).toBe(true);
      await admin.flushall();
      await expect(store.spend("nonce", issued, issued + 60_000)).rejects.toThrow(StoreFailure);
      await expect(store.spend("unspent", issued, issued + 60_000)).rejects.toThrow("data was lost");
      await sleep(2);
      expect(await store.spend("new", Date.now(), Date.now() + 60_000)).toBe(true);
    });
  });

  describe("that refuses", () => {
    it.each([
      ["writes, as a replica", ["replicaof", "127.0.0.1", "1"], ["replicaof", "no", "one"], "READONLY"],
      ["for want of memory", ["config", "set", "maxmemory", "1"], ["config", "set", "maxmemory", "0"], "OOM"],
    ])("%s is a failure that says so, and comes back", async (_why, spoil, mend, words) => {
      const store = open();
      await take(store);
      await admin.call(...(spoil as [string]));
      const failure = await take(store).catch((error: Error) => error);
      await admin.call(...(mend as [string]));
      expect(failure).toBeInstanceOf(StoreFailure);
      expect((failure as Error).message).toContain(words);
      await expect.poll(() => take(store).catch(() => undefined), { timeout: 5000 }).toMatchObject({ wait: 0 });
    });

    it.each([
      ["a wrong password", ":wrong@", /WRONGPASS/],
      ["no password", "", /NOAUTH/],
    ])("%s is a failure that does not repeat it", async (_what, login, words) => {
      const guarded = (await startRedis({ password: "hush" })) as RedisServer;
      const given = new RedisStore({ url: guarded.url.replace("//", `//${login}`), onDamage: () => undefined });
      const failure = await take(given).catch((error: Error) => error);
      expect(failure).toBeInstanceOf(StoreFailure);
      expect((failure as Error).message).toMatch(words);
      expect(inspect(failure, { depth: 9 })).not.toContain("wrong");
      await given.close();
      const right = new RedisStore({ url: guarded.url.replace("//", "//:hush@"), onDamage: () => undefined });
      expect(await take(right)).toMatchObject({ wait: 0 });
      await right.close();
      await guarded.stop();
    });
  });

  // Each with a server of its own, and most of the time waiting.
  describe.concurrent("a server", () => {
    it("that stops answering is a failure soon, and comes back", async ({ expect }) => {
      const own = (await startRedis()) as RedisServer;
      const store = new RedisStore({ url: own.url, onDamage: () => undefined });
      await take(store);
      process.kill(own.pid, "SIGSTOP");
      const asked = performance.now();
      await expect(take(store)).rejects.toThrow(StoreFailure);
      expect(performance.now() - asked).toBeLessThan(4000);
      process.kill(own.pid, "SIGCONT");
      await expect.poll(() => take(store).catch(() => undefined), { timeout: 5000 }).toMatchObject({ wait: 0 });
      await store.close();
      await own.stop();
    });

    it.for<[string, (socket: Socket) => unknown]>([
      ["accepts and never answers", () => undefined],
      ["is still loading", (socket: Socket) => socket.write("-LOADING Redis is loading the dataset in memory\r\n")],
    ])("whose port %s fails within seconds, and is found when it is there", async ([_what, answer], { expect }) => {
      const sockets: Socket[] = [];
      const impostor = createServer((socket) => {
        sockets.push(socket);
        socket.on("data", () => answer(socket)).on("error", () => undefined);
      });
      await once(impostor.listen(0, "127.0.0.1"), "listening");
      const { port } = impostor.address() as AddressInfo;
      const store = new RedisStore({ url: `redis://127.0.0.1:${port}`, onDamage: () => undefined });
      const asked = performance.now();
      const failures = await Promise.all(Array.from({ length: 5 }, () => take(store).catch((error: Error) => error)));
      for (const failure of failures) expect(failure).toBeInstanceOf(StoreFailure);
      expect(performance.now() - asked).toBeLessThan(6000);
      for (const socket of sockets) socket.destroy();
      impostor.close();
      await once(impostor, "close");
      const own = (await startRedis({ port })) as RedisServer;
      await expect.poll(() => take(store).catch(() => undefined), { timeout: 8000 }).toMatchObject({ wait: 0 });
      await store.close();
      await own.stop();
    });

    it("that is lost leaves reads a fraction of the quota, changes and confirmations nothing, and comes back by itself", async ({
      expect,
    }) => {
      const own = (await startRedis({ password: "hush" })) as RedisServer;
      const said: (string | undefined)[] = [];
      const store = openStore(
        { url: own.url.replace("//", "//:hush@") },
        { onDamage: () => undefined, onChange: (problem) => said.push(problem) },
      );
      const start = (purpose: Purpose) =>
        store.update("account", (ledger, now) => reserve(ledger, now, roomy, 0), purpose);
      expect(await start("change")).toMatchObject({ wait: 0 });
      await own.stop();
      await expect(start("change")).rejects.toThrow(StoreFailure);
      expect(await start("read")).toMatchObject({ wait: 0 });
      await expect(store.spend("nonce", Date.now(), Date.now() + 1000)).rejects.toThrow(StoreFailure);
      expect(said).toEqual([expect.stringContaining(`127.0.0.1:${own.port}`)]);
      const again = (await startRedis({ port: own.port, password: "hush" })) as RedisServer;
      await expect.poll(() => start("change").catch(() => undefined), { timeout: 8000 }).toBeDefined();
      // The new one knows nothing of the minute before.
      expect(await start("change")).toHaveProperty("freeIn");
      expect(said).toHaveLength(2);
      expect(said[1]).toBeUndefined();
      expect(said.join()).not.toContain("hush");
      await store.close();
      await again.stop();
    });
  });
});
