import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AccountPool } from "../../src/commands/account-pool.ts";
import type { Pipeline } from "../../src/core/call.ts";

let opened: (string | undefined)[] = [];
beforeEach(() => {
  opened = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const pool = (more: { most?: number; idleMs?: number } = {}) =>
  new AccountPool({
    open: (apiKey) => {
      opened.push(apiKey);
      return { apiKey } as unknown as Pipeline;
    },
    ...more,
  });
const nothing = async () => undefined;

it("opens an account once, however many use it", async () => {
  const accounts = pool();
  await Promise.all([accounts.use("a", nothing), accounts.use("a", nothing), accounts.use(undefined, nothing)]);
  await accounts.use("a", nothing);
  expect(opened).toEqual(["a", undefined]);
});

it("lets go of the one used longest ago, and of none in use", async () => {
  const accounts = pool({ most: 2 });
  let finish: () => void = () => undefined;
  const long = accounts.use("busy", () => new Promise<void>((resolve) => (finish = resolve)));
  for (const key of ["a", "b", "c"]) await accounts.use(key, nothing);
  expect(accounts.size).toBe(2);
  await accounts.use("busy", nothing);
  expect(opened).toEqual(["busy", "a", "b", "c"]);
  finish();
  await long;
  await accounts.use("c", nothing);
  await accounts.use("a", nothing);
  expect(opened).toEqual(["busy", "a", "b", "c", "a"]);
});

it("lets go of accounts that nobody uses", async () => {
  const accounts = pool({ idleMs: 1000 });
  await accounts.use("a", nothing);
  vi.advanceTimersByTime(2000);
  await accounts.use("b", nothing);
  expect(accounts.size).toBe(1);
});

it("gives an account back when a job fails", async () => {
  const accounts = pool({ most: 1 });
  const broken = accounts.use("a", async () => {
    throw new Error("broken");
  });
  await expect(broken).rejects.toThrow("broken");
  await accounts.use("b", nothing);
  expect(accounts.size).toBe(1);
});
