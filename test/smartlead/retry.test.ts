/** When a request is repeated, and when it must not be. The network is a list of answers; time is the test's. */
import { beforeEach, describe, expect, it } from "vitest";
import { type ApiAnswer, ConnectionFailure, type SmartleadClient } from "../../src/smartlead/client.ts";
import { Quota } from "../../src/smartlead/quota.ts";
import { Sender } from "../../src/smartlead/retry.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { PostponingStore } from "../../src/store/postponing.ts";
import { FakeClock } from "../support/clock.ts";

type Reply = ApiAnswer | ConnectionFailure;

let clock: FakeClock;
let sent: number[];

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
});

const answer = (status: number, headers: Record<string, string> = {}): ApiAnswer => ({
  status,
  headers,
  body: { kind: "json", value: {} },
});
const lost = new ConnectionFailure("lost", true, "ECONNRESET");
const unreachable = new ConnectionFailure("unreachable", false, "ECONNREFUSED");
const REQUEST = { method: "GET", host: "server", path: "/", query: {}, body: undefined } as const;

/** Sends once through a network that gives these replies in turn, the last of them for ever. */
async function send(
  replies: Reply[],
  { changes = false, withinMs = 50_000, signal = new AbortController().signal, requests = 100 } = {},
): Promise<Reply | Error> {
  const client: Pick<SmartleadClient, "prepare" | "send"> = {
    prepare: async () => undefined,
    send: async () => {
      const reply = replies[Math.min(sent.length, replies.length - 1)];
      sent.push(clock.now());
      if (reply === undefined || reply instanceof Error) throw reply;
      return reply;
    },
  };
  const store = new PostponingStore(new MemoryStore(undefined, () => clock.now()));
  const windows = [{ requests, ms: 60_000 }];
  const limits = { windows, heavyWindows: windows, maxWaitMs: 30_000, answerMs: 25_000 };
  const quota = new Quota({ store, account: "a", ...limits, clock });
  const options = { changes, heavy: false, deadline: Date.now() + withinMs, signal };
  const outcome = new Sender(client as SmartleadClient, quota, clock)
    .send(REQUEST, options)
    .catch((error: Error) => error);
  await clock.pass(120_000);
  return outcome;
}

describe("a read", () => {
  it.each([
    ["a lost connection", lost],
    ["a connection that was never made", unreachable],
    ["a 502", answer(502)],
    ["a 503", answer(503)],
    ["a 504", answer(504)],
    ["a 429", answer(429)],
    ["an answer cut off", { ...answer(200), body: { kind: "broken" } } as ApiAnswer],
  ])("is repeated after %s, later each time, four times at most", async (_what, reply) => {
    expect(await send([reply])).toBe(reply);
    expect(sent).toHaveLength(4);
    const pauses = sent.slice(1).map((at, place) => at - (sent[place] ?? 0));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(await send([reply, answer(200)])).toMatchObject({ status: 200 });
  });

  it.each([400, 401, 404, 500])("is not repeated after a %i", async (status) => {
    expect(await send([answer(status)])).toMatchObject({ status });
    expect(sent).toHaveLength(1);
  });

  it("takes a turn for each attempt", async () => {
    expect(await send([answer(502)], { requests: 2 })).toMatchObject({ status: 502 });
    expect(sent).toHaveLength(2);
  });
});

describe("a change", () => {
  it.each([
    ["a lost connection", lost],
    ["a 502", answer(502)],
    ["an answer cut off", { ...answer(200), body: { kind: "broken" } } as ApiAnswer],
  ])("is never repeated after %s", async (_what, reply) => {
    expect(await send([reply], { changes: true })).toBe(reply);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["a 429", answer(429, { "retry-after": "3" })],
    ["a connection that was never made", unreachable],
  ])("is repeated after %s: nothing had happened", async (_what, reply) => {
    expect(await send([reply, answer(200)], { changes: true })).toMatchObject({ status: 200 });
    expect(sent).toHaveLength(2);
  });

  it("does not start so late that the deadline would cut it off", async () => {
    const outcome = await send([answer(429, { "retry-after": "7" }), answer(200)], { changes: true, withinMs: 8000 });
    expect(outcome).toMatchObject({ name: "QuotaExhausted", retryAfterSeconds: 7 });
    expect(sent).toHaveLength(1);
  });
});

describe("a 429", () => {
  it("holds the next attempt back for as long as it says", async () => {
    await send([answer(429, { "retry-after": "7" }), answer(200)]);
    expect(sent).toEqual([0, 7000]);
  });

  it("that would take longer than the caller has is refused at once, with the true wait", async () => {
    const outcome = await send([answer(429, { "retry-after": "100" }), answer(200)]);
    expect(outcome).toMatchObject({ name: "QuotaExhausted", retryAfterSeconds: 100 });
  });
});

describe("a caller who goes away", () => {
  it("between attempts learns that nothing happened", async () => {
    const caller = new AbortController();
    clock.sleep(100, caller.signal).then(() => caller.abort());
    expect(await send([unreachable], { signal: caller.signal, changes: true })).toMatchObject({
      name: "WaitCancelled",
    });
    expect(sent).toHaveLength(1);
  });

  it("before anything was sent", async () => {
    expect(await send([answer(200)], { signal: AbortSignal.abort() })).toMatchObject({ name: "WaitCancelled" });
    expect(sent).toEqual([]);
  });
});
