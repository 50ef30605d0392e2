/** What Prometheus reads. No keys, no names of people, and no label that a caller can make up. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Effect } from "../../core/effects.ts";

export interface Metrics {
  /** One call that has ended. */
  call(tool: string, outcome: string, seconds: number): void;
  /** How long a request stood in line for quota. */
  waited(seconds: number): void;
  /** How many sessions are open now. */
  sessions(open: number): void;
  /** Requests that an account has left now; `account` is the short hash under which the store knows it. */
  quotaLeft(account: string, left: number): void;
  text(): Promise<{ body: string; contentType: string }>;
}

/** Callers who bring their own keys can bring any number: only those seen last are shown. */
const MOST_ACCOUNTS = 200;

/** Up to the longest deadline that clients wait for, in seconds. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * @param effectOf the effect of a tool, undefined for names that are no tool
 */
export function openMetrics(effectOf: (tool: string) => Effect | undefined): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Counter({
    name: "smartlead_mcp_calls_total",
    help: "Calls that have ended, by tool and outcome: done, dry_run, confirmation_required, asked, or the kind of an error.",
    labelNames: ["tool", "outcome"],
    registers,
  });
  const durations = new Histogram({
    name: "smartlead_mcp_call_seconds",
    help: "How long calls took, waiting for quota included, by the tool's effect.",
    labelNames: ["effect"],
    buckets: BUCKETS,
    registers,
  });
  const waits = new Histogram({
    name: "smartlead_mcp_wait_seconds",
    help: "How long requests to SmartLead stood in line for quota.",
    buckets: BUCKETS,
    registers,
  });
  const open = new Gauge({ name: "smartlead_mcp_sessions", help: "Sessions of 2025 clients open now.", registers });
  const quota = new Gauge({
    name: "smartlead_mcp_quota_left",
    help: "Requests that an account has left in its tightest window, by a hash of its key.",
    labelNames: ["account"],
    registers,
  });
  const accounts = new Set<string>();

  return {
    call(tool, outcome, seconds) {
      const effect = effectOf(tool);
      calls.inc({ tool: effect === undefined ? "unknown" : tool, outcome });
      durations.observe({ effect: effect ?? "unknown" }, seconds);
    },
    waited: (seconds) => waits.observe(seconds),
    sessions: (count) => open.set(count),
    quotaLeft(account, left) {
      quota.set({ account }, left);
      accounts.delete(account);
      accounts.add(account);
      const [oldest] = accounts;
      if (accounts.size <= MOST_ACCOUNTS || oldest === undefined) return;
      accounts.delete(oldest);
      quota.remove({ account: oldest });
    },
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  };
}
