/** Redis or Valkey as the store: shared by every machine that reaches it. Instants are on the server's clock. */
import { createHash } from "node:crypto";
import type { Redis } from "ioredis";
import { emptyLedger, isLedger, type Ledger, shifted } from "./ledger.ts";
import { type Store, StoreFailure } from "./store.ts";

interface Written {
  /** The server's time when it was written. */
  at: number;
  ledger: Ledger;
}

export interface RedisStoreOptions {
  /** `redis://` or `rediss://` */
  url: string;
  onDamage: (what: string) => void;
}

/** For one operation, connecting included: a call must not hang on a server that has gone. */
const ANSWER_MS = 2500;
const MAX_TRIES = 100;
/** Ledgers of accounts that nobody uses disappear after their longest window and this. */
const LINGER_MS = 3_600_000;

/** What stands there now, and the server's time in seconds and microseconds. */
type View = [content: string, seconds: number | string, microseconds: number | string];

/** Writes the next ledger only over the one that it was made from; otherwise shows what stands there instead. */
const REPLACE = `
local held = redis.call("GET", KEYS[1]) or ""
if held == ARGV[1] then
  redis.call("SET", KEYS[1], ARGV[2], "PX", ARGV[3])
  return nil
end
local time = redis.call("TIME")
return {held, time[1], time[2]}`;

export class RedisStore implements Store {
  private readonly options: RedisStoreOptions;
  private readonly name: string;
  private connection: Promise<Redis> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(options: RedisStoreOptions) {
    this.options = options;
    // The URL may hold a password.
    this.name = new URL(options.url).host;
  }

  async update<Result>(account: string, change: (ledger: Ledger, now: number) => Result): Promise<Result> {
    const key = `smartlead-mcp:quota:${hash(account)}`;
    return this.guarded((redis) => {
      // Calls of one process would only get in each other's way.
      const turn = this.last.then(() => this.change(redis, key, change));
      this.last = turn.catch(() => undefined);
      return turn;
    });
  }

  private async change<Result>(
    redis: Redis,
    key: string,
    change: (ledger: Ledger, now: number) => Result,
  ): Promise<Result> {
    const [held, [seconds = 0, microseconds = 0]] = await Promise.all([redis.get(key), redis.time()]);
    let view: View = [held ?? "", seconds, microseconds];
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const [content] = view;
      const now = Number(view[1]) * 1000 + Math.floor(Number(view[2]) / 1000);
      const written = content === "" ? undefined : parse(content);
      const before = JSON.stringify(written?.ledger);
      const ledger = content === "" ? emptyLedger() : this.restore(written, now);
      const result = change(ledger, now);
      if (JSON.stringify(ledger) === before) return result;
      const next = JSON.stringify({ at: now, ledger } satisfies Written);
      const newer = (await redis.eval(REPLACE, 1, key, content, next, lifetime(ledger))) as View | null;
      if (newer === null) return result;
      view = newer;
    }
    throw new Error("too many processes are changing it");
  }

  async spend(nonce: string, expiresAt: number): Promise<boolean> {
    const lifetimeMs = Math.max(1, expiresAt - Date.now()) + LINGER_MS;
    return this.guarded(async (redis) => {
      const set = await redis.set(`smartlead-mcp:spent:${hash(nonce)}`, "1", "PX", lifetimeMs, "NX");
      return set === "OK";
    });
  }

  async close(): Promise<void> {
    const redis = await this.connection?.catch(() => undefined);
    redis?.disconnect();
  }

  /** A server's clock that was set back must not let starts of the past look like plans: no time has passed, then. */
  private restore(written: Written | undefined, now: number): Ledger {
    const ledger = written && shifted(written.ledger, Math.min(0, now - written.at));
    if (isLedger(ledger, now)) return ledger;
    this.options.onDamage(`the quota's state in Redis at ${this.name} is damaged`);
    return { ...emptyLedger(), unknownBefore: now };
  }

  private async guarded<Result>(act: (redis: Redis) => Promise<Result>): Promise<Result> {
    // Most runs share a folder and never need this library.
    const { Redis } = await import("./ioredis.ts");
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS} ms`)), ANSWER_MS);
    });
    try {
      return await Promise.race([this.open(Redis).then(act), late]);
    } catch (error) {
      throw new StoreFailure(`Redis at ${this.name} cannot be used (${(error as Error).message})`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  private open(client: typeof Redis): Promise<Redis> {
    this.connection ??= connect(client, this.options.url);
    // A server that was not there at first may come later.
    this.connection.catch(() => {
      this.connection = undefined;
    });
    return this.connection;
  }
}

async function connect(client: typeof Redis, url: string): Promise<Redis> {
  const redis = new client(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    commandTimeout: ANSWER_MS,
    // A command that could not be sent is a failure at once, not a promise for later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => Math.min(tries * 200, 5000),
  });
  // Every command reports its own failure; without a listener the library prints these as well.
  redis.on("error", () => undefined);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  return redis;
}

function lifetime({ lanes }: Ledger): number {
  return Math.max(0, ...Object.values(lanes).map(({ keepMs }) => keepMs)) + LINGER_MS;
}

function parse(content: string): Written | undefined {
  try {
    const { at, ledger } = JSON.parse(content) as Written;
    return Number.isFinite(at) && isLedger(ledger, at) ? { at, ledger } : undefined;
  } catch {
    return undefined;
  }
}

/** Keys must not tell which account it is. */
function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
