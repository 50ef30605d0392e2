/** The accounts that callers work at the same time, each opened once and kept while it is wanted. */
import type { Pipeline } from "../core/call.ts";

export interface PoolOptions {
  /** Without a key: the account that the settings name. */
  open: (apiKey?: string) => Pipeline;
  /** Accounts that are kept; more stay open only while calls are under way in them. */
  most?: number;
  /** An account that nobody has used for so many milliseconds is not kept. */
  idleMs?: number;
}

interface Kept {
  pipeline: Pipeline;
  jobs: number;
  lastUsed: number;
}

const MOST = 200;
const IDLE_MS = 30 * 60_000;

export class AccountPool {
  private readonly options: Required<PoolOptions>;
  /** Those used longest ago come first. */
  private readonly kept = new Map<string | undefined, Kept>();

  constructor(options: PoolOptions) {
    this.options = { most: MOST, idleMs: IDLE_MS, ...options };
  }

  /** How many accounts are open. */
  get size(): number {
    return this.kept.size;
  }

  /** Lends the pipeline of an account for as long as a job takes. */
  async use<Result>(apiKey: string | undefined, job: (pipeline: Pipeline) => Promise<Result>): Promise<Result> {
    const account = this.kept.get(apiKey) ?? { pipeline: this.options.open(apiKey), jobs: 0, lastUsed: 0 };
    account.jobs += 1;
    this.touch(apiKey, account);
    try {
      return await job(account.pipeline);
    } finally {
      account.jobs -= 1;
      this.touch(apiKey, account);
      this.tidy();
    }
  }

  private touch(apiKey: string | undefined, account: Kept): void {
    account.lastUsed = Date.now();
    // Its own place is the last one already.
    if (this.kept.size === 1 && this.kept.has(apiKey)) return;
    this.kept.delete(apiKey);
    this.kept.set(apiKey, account);
  }

  private tidy(): void {
    const now = Date.now();
    for (const [apiKey, { jobs, lastUsed }] of this.kept) {
      const wanted = this.kept.size <= this.options.most && now - lastUsed < this.options.idleMs;
      if (jobs === 0 && !wanted) this.kept.delete(apiKey);
    }
  }
}
