/** One quota for every process: the built program and bare workers, counted where their requests arrive. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildBench } from "../../bench/build.mjs";
import { runFaults } from "../../bench/faults.ts";
import { mostWithin, type Plan, runProcesses } from "../../bench/processes.ts";
import { failures } from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { connect, type TestClient } from "../support/clients.ts";

const WINDOWS = "10/1s";

let folder: string;
let worker: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "smartlead-mcp-test-"));
  worker = `${await buildBench()}/worker.mjs`;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan = (name: string): Plan => ({
  worker,
  processes: 4,
  windows: WINDOWS,
  seconds: 3,
  store: `file:${folder}/${name}`,
});

describe("processes that share a folder", () => {
  it("never exceed the limit together, use it, and get the same each", async () => {
    // What the first window gives is anybody's: who comes first may take it all. Long enough for the line to count for more.
    const { most, refused, used, fairness, stderr } = await runProcesses({ ...plan("shared"), seconds: 5 });
    expect(stderr).toBe("");
    expect(most[0]).toBeLessThanOrEqual(10);
    expect(refused).toBe(0);
    expect(used).toBeGreaterThan(0.9);
    expect(fairness).toBeGreaterThan(0.9);
  });

  it("never exceed the limit where their requests arrive, however long these are held on the way", async () => {
    const { most, refused, arrivals } = await runProcesses({ ...plan("held"), seconds: 5, heldMs: 2500 });
    expect(most[0]).toBeLessThanOrEqual(10);
    expect(refused).toBe(0);
    expect(arrivals.length).toBeGreaterThan(15);
  });

  it("go on when one is killed in the middle of whatever it does", async () => {
    const { most, refused, used } = await runProcesses({
      ...plan("killed"),
      meanwhile: async (children) => {
        await sleep(1200);
        for (const child of children.slice(0, 2)) child.kill("SIGKILL");
      },
    });
    expect(most[0]).toBeLessThanOrEqual(10);
    expect(refused).toBe(0);
    // What the dead had reserved passes unused, and what they had under way counts until they would have given it up.
    expect(used).toBeGreaterThan(0.5);
  });

  it("meet in the temporary files when the folder cannot be used, and say so", async () => {
    const temporary = mkdtempSync(join(folder, "tmp-"));
    const { most, refused, stderr } = await runProcesses({
      ...plan("unused"),
      seconds: 2,
      store: "file:/dev/null/state",
      env: { TMPDIR: temporary },
    });
    expect(most[0]).toBeLessThanOrEqual(10);
    expect(refused).toBe(0);
    expect(stderr).toContain("/dev/null/state cannot be used");
  });
});

describe("the program", () => {
  async function withClients(
    count: number,
    args: string[],
    story: (clients: TestClient[], sandbox: Awaited<ReturnType<typeof startSandbox>>) => Promise<void>,
  ): Promise<void> {
    const sandbox = await startSandbox({ rateLimit: null });
    const state = mkdtempSync(join(folder, "program-"));
    const flags = ["--base-url", sandbox.url, "--state-dir", state, ...args];
    const clients = await Promise.all(
      Array.from({ length: count }, () => connect({ args: flags, env: { SMARTLEAD_API_KEY: sandbox.apiKey } })),
    );
    // The account is opened with the first list or call, which takes longer than what is measured here.
    await Promise.all(clients.map((client) => client.listTools()));
    await story(clients, sandbox);
    await Promise.all(clients.map((client) => client.close()));
    await sandbox.close();
  }

  it("in several processes keeps one limit, and refuses at once what would wait too long", async () => {
    await withClients(2, ["--rate-limit", "3/2s", "--max-wait", "3"], async ([one, other], sandbox) => {
      const first = Array.from({ length: 5 }, () => one?.call("list_campaigns"));
      await sleep(300);
      const asked = performance.now();
      const second = Array.from({ length: 3 }, async () => {
        const result = await other?.call("list_campaigns");
        return { error: result?.structured["error"], after: performance.now() - asked };
      });
      const refused = (await Promise.all(second)).filter(({ error }) => error !== undefined);
      expect(refused).toMatchObject(Array(2).fill({ error: { kind: "rate_limited", retry_after_seconds: 4 } }));
      expect(Math.max(...refused.map(({ after }) => after))).toBeLessThan(1000);
      for (const result of await Promise.all(first)) expect(result?.isError).toBe(false);
      const times = sandbox.arrivals.map(({ time }) => time);
      expect(times).toHaveLength(6);
      expect(mostWithin(times, 2000)).toBeLessThanOrEqual(3);
    });
  });

  it("in one process keeps silent after a 429 that another has met", async () => {
    await withClients(2, ["--max-wait", "1"], async ([one, other], sandbox) => {
      sandbox.faults.add(failures.rateLimitedFor(30));
      const first = await one?.call("list_campaigns");
      const second = await other?.call("list_campaigns");
      for (const result of [first, second]) {
        const error = result?.structured["error"] as { kind: string; retry_after_seconds: number };
        expect(error.kind).toBe("rate_limited");
        expect(error.retry_after_seconds).toBeGreaterThanOrEqual(28);
        expect(error.retry_after_seconds).toBeLessThanOrEqual(30);
      }
      expect(sandbox.arrivals).toHaveLength(1);
    });
  });
});

it("sends no mail twice and reports no success that was none, whatever goes wrong", async () => {
  const { duplicates, falseSuccesses, falseFailures, ended } = await runFaults(300);
  expect({ duplicates, falseSuccesses, falseFailures }).toEqual({ duplicates: 0, falseSuccesses: 0, falseFailures: 0 });
  expect(ended["done"]).toBeGreaterThan(50);
  expect(ended["verified"]).toBeGreaterThan(10);
  expect(ended["outcome_unknown"]).toBeGreaterThan(20);
});
