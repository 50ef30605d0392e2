/** Redis or Valkey as the store: shared by every machine that reaches it. Instants are on the server's clock. */
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import { Batches } from "./batches.ts";
import { emptyLedger, type Ledger, shifted } from "./ledger.ts";
import { isLedger } from "./ledger-check.ts";
import { connectRedis } from "./redis-connection.ts";
import { type Change, type Store, StoreFailure } from "./store.ts";

interface Written {
  /** The server's time when it was written. */
  at: number;
  /** Which ledger it is, since when, and how often it was written: one that lost its data starts another. */
  origin: { id: string; at: number };
  version: number;
  ledger: Ledger;
}

/** What a process remembers of a key, to notice that the server has forgotten. */
type Known = Pick<Written, "at" | "origin" | "version"> & { expiresAt: number };

/** A change that waits to be made, with the instant of `performance.now()` when it came. */
interface Asked {
  called: number;
  change: Change<unknown>;
}

export interface RedisStoreOptions {
  /** `redis://` or `rediss://` */
  url: string;
  onDamage: (what: string) => void;
}

/** For one operation in all, connecting and waiting for others included: a call must not hang on a server that has gone. */
const OPERATION_MS = 5000;
/** Longest pause before the next try when another process was faster. */
const MAX_PAUSE_MS = 16;
/** Ledgers of accounts that nobody uses disappear after their longest window and this. */
const LINGER_MS = 3_600_000;

/** Holds the server's time at which its present data began. */
const BEGAN = "smartlead-mcp:began";

const MILLISECONDS = `
local function milliseconds()
  local time = redis.call("TIME")
  return time[1] * 1000 + math.floor(time[2] / 1000)
end`;

/** Writes the next ledger only over the one that it was made from: who was too slow has written nothing. */
const REPLACE = `${MILLISECONDS}
if (redis.call("GET", KEYS[1]) or "") ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[1], ARGV[2], "PX", ARGV[3])
redis.call("SET", KEYS[2], milliseconds(), "NX")
return 1`;

/** 1 for the first who comes, 0 for others, and -1 when the data may have begun after the nonce was issued. */
const SPEND = `${MILLISECONDS}
redis.call("SET", KEYS[2], milliseconds(), "NX")
if tonumber(redis.call("GET", KEYS[2])) >= tonumber(ARGV[1]) then return -1 end
return redis.call("SET", KEYS[1], "1", "PX", ARGV[2], "NX") and 1 or 0`;

export class RedisStore implements Store {
  private readonly options: RedisStoreOptions;
  private readonly name: string;
  private connection: Promise<Redis> | undefined;
  /** Why there is no connection, as far as the network has said. */
  private trouble: string | undefined;
  private readonly known = new Map<string, Known>();
  private readonly batches = new Batches<Asked>((key, asked) =>
    this.guarded((redis) => this.replace(redis, key, asked)),
  );

  constructor(options: RedisStoreOptions) {
    this.options = options;
    // The URL may hold a password.
    this.name = new URL(options.url).host;
  }

  async update<Result>(account: string, change: Change<Result>): Promise<Result> {
    const key = `smartlead-mcp:quota:${hash(account)}`;
    return this.batches.add(key, { called: performance.now(), change }) as Promise<Result>;
  }

  async spend(nonce: string, issuedAt: number, expiresAt: number): Promise<boolean> {
    const key = `smartlead-mcp:spent:${hash(nonce)}`;
    const lifetimeMs = Math.max(1, expiresAt - Date.now()) + LINGER_MS;
    return this.guarded(async (redis) => {
      const spent = await redis.eval(SPEND, 2, key, BEGAN, issuedAt, lifetimeMs);
      if (spent === -1) throw new Error("its data was lost, and with it what was confirmed before");
      return spent === 1;
    });
  }

  async close(): Promise<void> {
    await this.batches.idle();
    const redis = await this.connection?.catch(ignore);
    redis?.disconnect();
  }

  private async replace(redis: Redis, key: string, changes: readonly Asked[]): Promise<unknown[]> {
    const begun = performance.now();
    for (let pause = 1; ; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
      const asked = performance.now();
      const [content, time] = await Promise.all([redis.get(key), redis.time()]);
      // Who waits for this has been told that it failed, and must find nothing changed.
      if (performance.now() - begun >= OPERATION_MS) throw new Error("too many processes are changing it");
      const now = milliseconds(time);
      const written = content === null ? undefined : parse(content);
      const before = JSON.stringify(written?.ledger);
      const { origin, version, ledger } = this.restore(key, content, written, now);
      const results = changes.map(({ called, change }) => change(ledger, now, Math.floor(asked - called)));
      const lifetimeMs = lifetime(ledger);
      const next: Written = { at: now, origin, version: version + 1, ledger };
      const changed = JSON.stringify(ledger) !== before;
      const stands =
        !changed || (await redis.eval(REPLACE, 2, key, BEGAN, content ?? "", JSON.stringify(next), lifetimeMs)) === 1;
      if (stands) {
        this.known.set(key, { at: now, origin, version: version + Number(changed), expiresAt: now + lifetimeMs });
        return results;
      }
      await sleep(Math.random() * pause);
    }
  }

  /** What stands in Redis, or what must be assumed when that is not what this process has seen there. */
  private restore(
    key: string,
    content: string | null,
    written: Written | undefined,
    now: number,
  ): Pick<Written, "origin" | "version" | "ledger"> {
    const remembered = this.known.get(key);
    const known = remembered && remembered.expiresAt > now ? remembered : undefined;
    const fresh = { origin: { id: randomBytes(9).toString("base64url"), at: now }, version: 0, ledger: emptyLedger() };
    if (content === null && known === undefined) return fresh;
    // A server's clock that was set back must not let starts of the past look like plans: no time has passed, then.
    const ledger = written && shifted(written.ledger, Math.min(0, now - written.at));
    if (written === undefined || !isLedger(ledger, now)) {
      this.options.onDamage(`the quota's state in Redis at ${this.name} is damaged or gone`);
      return { ...fresh, ledger: { ...emptyLedger(), unknownBefore: now } };
    }
    const begunAnew = known !== undefined && written.origin.id !== known.origin.id;
    const older = known !== undefined && written.version < known.version;
    if (known && (begunAnew || older) && !((ledger.unknownBefore ?? 0) >= known.at)) {
      this.options.onDamage(`Redis at ${this.name} has lost what was written there`);
      ledger.unknownBefore = begunAnew ? Math.min(written.origin.at, now) : now;
    }
    return { origin: written.origin, version: written.version, ledger };
  }

  private async guarded<Result>(act: (redis: Redis) => Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${OPERATION_MS} ms`)), OPERATION_MS);
    });
    try {
      return await Promise.race([this.open().then(act), late]);
    } catch (error) {
      // Without the cause: errors of this library hold the command that failed, which may be the one with the password.
      throw new StoreFailure(`Redis at ${this.name} cannot be used (${this.trouble ?? (error as Error).message})`);
    } finally {
      clearTimeout(timer);
    }
  }

  private open(): Promise<Redis> {
    this.connection ??= connectRedis(this.options.url, (reason) => {
      this.trouble = reason;
    });
    // A server that was not there at first may come later.
    this.connection.catch(() => {
      this.connection = undefined;
    });
    return this.connection;
  }
}

function ignore(): undefined {
  return undefined;
}

/** What TIME answers, in seconds and microseconds. */
function milliseconds([seconds, microseconds]: readonly (number | string)[]): number {
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
}

function lifetime({ lanes }: Ledger): number {
  return Math.max(0, ...Object.values(lanes).map(({ keepMs }) => keepMs)) + LINGER_MS;
}

function parse(content: string): Written | undefined {
  try {
    const { at, origin, version, ledger } = JSON.parse(content) as Written;
    const sound = Number.isFinite(at) && typeof origin.id === "string" && Number.isFinite(origin.at);
    return sound && Number.isInteger(version) && isLedger(ledger, at) ? { at, origin, version, ledger } : undefined;
  } catch {
    return undefined;
  }
}

/** Keys must not tell which account it is. */
function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
