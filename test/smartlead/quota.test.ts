/** Waiting for one's turn, on a clock that the test moves. Each Quota stands for one process. */
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { ApiAnswer } from "../../src/smartlead/client.ts";
import { Quota, QuotaExhausted, type Turn, WaitCancelled, type Waiting } from "../../src/smartlead/quota.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { PostponingStore } from "../../src/store/postponing.ts";
import type { RateWindow } from "../../src/store/windows.ts";
import { FakeClock, settled } from "../support/clock.ts";

let clock: FakeClock;
let store: PostponingStore;

beforeEach(() => {
  clock = new FakeClock();
  store = new PostponingStore(new MemoryStore(undefined, () => clock.now()));
});

const WINDOWS = [{ requests: 2, ms: 1000 }];
const NEVER = Number.POSITIVE_INFINITY;
/** What two starts of a full window are really kept apart. */
const PERIOD = 1010;

function process(options: { windows?: RateWindow[]; heavyWindows?: RateWindow[]; maxWaitMs?: number } = {}): Quota {
  const { windows = WINDOWS, heavyWindows = [{ requests: 1, ms: 5000 }], maxWaitMs = 30_000 } = options;
  return new Quota({ store, account: "account", windows, heavyWindows, maxWaitMs, answerMs: 25_000, clock });
}

/** Calls whose turns are written down as they come. */
class Calls {
  readonly begun: { name: string; at: number; turn: Turn }[] = [];
  readonly failed: { name: string; at: number; error: unknown }[] = [];

  start(
    name: string,
    quota: Quota,
    options: { heavy?: boolean; withinMs?: number; signal?: AbortSignal; answerAfter?: number } = {},
  ) {
    const { heavy = false, withinMs = 50_000, signal = new AbortController().signal, answerAfter = 0 } = options;
    const told: Waiting[] = [];
    quota.turn({ heavy, purpose: "read", withinMs, signal, onWait: (waiting) => told.push(waiting) }).then(
      async (turn) => {
        this.begun.push({ name, at: clock.now(), turn });
        if (answerAfter > 0 && answerAfter < NEVER) await clock.sleep(answerAfter, signal);
        if (answerAfter < NEVER) await quota.learn(turn, undefined);
      },
      (error: unknown) => this.failed.push({ name, at: clock.now(), error }),
    );
    return told;
  }

  times(): string[] {
    return this.begun.map(({ name, at }) => `${name} ${at}`);
  }
}

function answer(status: number, headers: Record<string, string> = {}, value: unknown = {}): ApiAnswer {
  return { status, headers, body: { kind: "json", value } };
}

describe("turns", () => {
  it("come in the order in which they were asked for, as fast as the windows allow", async () => {
    const [quota, calls] = [process(), new Calls()];
    for (const name of ["a", "b", "c", "d", "e"]) calls.start(name, quota);
    await clock.pass(3000);
    expect(calls.times()).toEqual(["a 0", "b 0", `c ${PERIOD}`, `d ${PERIOD}`, `e ${2 * PERIOD}`]);
  });

  it("are shared evenly between processes, however many calls each has", async () => {
    const [one, other, calls] = [process(), process(), new Calls()];
    for (let call = 0; call < 20; call += 1) calls.start("one", one);
    await settled();
    for (let call = 0; call < 5; call += 1) calls.start("other", other);
    await clock.pass(5 * PERIOD);
    const names = calls.begun.slice(2).map(({ name }) => name);
    expect(names.filter((name) => name === "other")).toHaveLength(5);
    expect(names.slice(0, 10).filter((name) => name === "one")).toHaveLength(5);
  });

  it("are reported to those who wait: place and seconds, at once and every few seconds", async () => {
    const slow = [{ requests: 1, ms: 5000 }];
    const [quota, calls] = [process({ windows: slow }), new Calls()];
    calls.start("a", quota);
    await settled();
    const next = calls.start("b", quota);
    const last = calls.start("c", quota);
    await settled();
    expect([next[0], last[0]]).toEqual([
      { place: 1, seconds: 6 },
      { place: 2, seconds: 11 },
    ]);
    await clock.pass(11_000);
    expect(next.map(({ seconds }) => seconds)).toEqual([6, 4, 2]);
    expect(last.length).toBeGreaterThanOrEqual(5);
    expect(calls.times()).toEqual(["a 0", "b 5010", "c 10020"]);
  });

  it("of calls that did not wait report nothing", async () => {
    const told = new Calls().start("a", process());
    await settled();
    expect(told).toEqual([]);
  });
});

describe("a call that would wait too long", () => {
  it("is refused at once, with the seconds after which it would have gone", async () => {
    const [quota, calls] = [process({ maxWaitMs: 2000 }), new Calls()];
    for (let call = 0; call < 8; call += 1) calls.start(`${call}`, quota);
    await settled();
    expect(calls.failed.map(({ name, at }) => [name, at])).toEqual([
      ["4", 0],
      ["5", 0],
      ["6", 0],
      ["7", 0],
    ]);
    expect(calls.failed[0]?.error).toBeInstanceOf(QuotaExhausted);
    expect(calls.failed[0]?.error).toMatchObject({ retryAfterSeconds: 3 });
    await clock.pass(3000);
    calls.start("again", quota);
    await settled();
    expect(calls.times()).toContain("again 3000");
  });

  it("is refused by what is left of its caller's time as well", async () => {
    const [quota, calls] = [process(), new Calls()];
    calls.start("a", quota);
    calls.start("b", quota);
    calls.start("c", quota, { withinMs: 500 });
    await settled();
    expect(calls.failed).toMatchObject([{ name: "c", error: { retryAfterSeconds: 2 } }]);
  });

  it("is told of a silence that began while it waited", async () => {
    const [quota, other, calls] = [process(), process(), new Calls()];
    calls.start("a", other);
    calls.start("b", quota);
    calls.start("c", quota);
    await settled();
    const [first] = calls.begun;
    if (first) await other.learn(first.turn, answer(429, { "retry-after": "40" }));
    await clock.pass(2000);
    expect(calls.failed).toMatchObject([{ name: "c", error: { retryAfterSeconds: 40 } }]);
  });
});

describe("a call that is cancelled while it waits", () => {
  it("gives its place back to the next", async () => {
    const [quota, calls, cancel] = [process(), new Calls(), new AbortController()];
    for (const name of ["a", "b"]) calls.start(name, quota);
    calls.start("c", quota, { signal: cancel.signal });
    for (const name of ["d", "e"]) calls.start(name, quota);
    await clock.pass(500);
    cancel.abort();
    await clock.pass(1000);
    expect(calls.failed).toMatchObject([{ name: "c", at: 500, error: expect.any(WaitCancelled) }]);
    expect(calls.times()).toEqual(["a 0", "b 0", `d ${PERIOD}`, `e ${PERIOD}`]);
  });

  it("wherever in the line it stands", async () => {
    const [quota, calls, cancel] = [process(), new Calls(), new AbortController()];
    for (const name of ["a", "b", "c"]) calls.start(name, quota);
    calls.start("d", quota, { signal: cancel.signal });
    calls.start("e", quota);
    await settled();
    cancel.abort();
    await clock.pass(PERIOD);
    expect(calls.times()).toEqual(["a 0", "b 0", `c ${PERIOD}`, `e ${PERIOD}`]);
  });
});

describe("a request that is not answered yet", () => {
  it("may arrive at any moment, and counts until it is answered", async () => {
    const [quota, calls] = [process(), new Calls()];
    for (const name of ["a", "b"]) calls.start(name, quota, { answerAfter: 5000 });
    for (const name of ["c", "d"]) calls.start(name, quota);
    await clock.pass(10_000);
    expect(calls.times()).toEqual(["a 0", "b 0", `c ${5000 + PERIOD}`, `d ${5000 + PERIOD}`]);
  });

  it("of a process that has crashed counts until its answer would have been given up", async () => {
    const [crashed, quota, calls] = [process(), process(), new Calls()];
    for (const name of ["a", "b"]) calls.start(name, crashed, { answerAfter: NEVER });
    await settled();
    calls.start("c", quota);
    await clock.pass(30_000);
    expect(calls.times()).toEqual(["a 0", "b 0", `c ${26_000 + PERIOD}`]);
  });

  it("has not begun yet when its process was suspended until its turn was over", async () => {
    const suspended = {
      now: () => clock.now(),
      sleep: (_ms: number, signal: AbortSignal) => clock.sleep(60_000, signal),
    };
    const limits = { windows: WINDOWS, heavyWindows: WINDOWS, maxWaitMs: 30_000, answerMs: 25_000 };
    const [quota, calls] = [new Quota({ store, account: "account", ...limits, clock: suspended }), new Calls()];
    for (const name of ["a", "b"]) calls.start(name, process());
    await settled();
    await clock.pass(PERIOD - 50);
    calls.start("late", quota);
    await clock.pass(30_000);
    for (const name of ["c", "d"]) calls.start(name, process(), { answerAfter: NEVER });
    await clock.pass(40_000);
    const late = calls.begun.find(({ name }) => name === "late");
    expect(late?.at).toBeGreaterThanOrEqual(60_000);
    expect(late?.turn.id).toMatch(/:2$/);
  });

  it("costs nothing where it is answered within the window", async () => {
    const [quota, calls] = [process(), new Calls()];
    for (const name of ["a", "b", "c"]) calls.start(name, quota, { answerAfter: 300 });
    await clock.pass(3000);
    expect(calls.times()).toEqual(["a 0", "b 0", `c ${300 + PERIOD}`]);
  });
});

describe("heavy routes", () => {
  it("have windows on top, and hold nobody else back while they wait", async () => {
    const [quota, calls] = [process(), new Calls()];
    calls.start("heavy 1", quota, { heavy: true });
    calls.start("heavy 2", quota, { heavy: true });
    await settled();
    calls.start("light 1", quota);
    calls.start("light 2", quota);
    await clock.pass(6000);
    expect(calls.times()).toEqual(["heavy 1 0", "light 1 0", `light 2 ${PERIOD}`, "heavy 2 5010"]);
  });

  it("keep both windows as they are counted at the start, not at the reservation", async () => {
    const [quota, calls] = [process({ heavyWindows: [{ requests: 2, ms: 3000 }] }), new Calls()];
    for (let call = 0; call < 4; call += 1) calls.start("light", quota);
    for (let call = 0; call < 4; call += 1) calls.start("heavy", quota, { heavy: true });
    await clock.pass(12_000);
    const heavy = calls.begun.filter(({ name }) => name === "heavy").map(({ at }) => at);
    expect(heavy).toHaveLength(4);
    expect((heavy[2] ?? 0) - (heavy[0] ?? 0)).toBeGreaterThanOrEqual(3000);
    expect((heavy[3] ?? 0) - (heavy[1] ?? 0)).toBeGreaterThanOrEqual(3000);
  });
});

describe("what answers teach every process", () => {
  async function begin(quota = process()): Promise<Turn> {
    const calls = new Calls();
    calls.start("first", quota, { answerAfter: NEVER });
    await settled();
    const [first] = calls.begun;
    if (first === undefined) throw new Error("no turn");
    return first.turn;
  }

  /** When another process may start next. */
  async function nextStart(windows = WINDOWS): Promise<number | undefined> {
    const calls = new Calls();
    calls.start("next", process({ windows, maxWaitMs: 3_600_000 }), { withinMs: 3_600_000 });
    await clock.pass(120_000);
    return calls.begun[0]?.at;
  }

  it.each([
    ["a header in seconds", answer(429, { "retry-after": "7" }), 7000],
    ["a field of the body", answer(429, {}, { error: { retry_after: 9 } }), 9000],
    [
      "the time at which the window opens",
      answer(429, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "12" }),
      12_000,
    ],
    ["nothing", answer(429), 2000],
  ])("a 429 with %s silences them", async (_how, refusal, at) => {
    const quota = process();
    await quota.learn(await begin(quota), refusal);
    expect(await nextStart()).toBe(at);
  });

  it("429s that name nothing silence them for longer each time, and together count as one", async () => {
    const quota = process();
    const turn = await begin(quota);
    await Promise.all([quota.learn(turn, answer(429)), quota.learn(turn, answer(429))]);
    await clock.pass(2000);
    await quota.learn(turn, answer(429));
    expect(await nextStart()).toBe(6000);
  });

  it("a 429 of the heavy window alone silences heavy routes only", async () => {
    const quota = process();
    const turn = { ...(await begin(quota)), heavy: true };
    await quota.learn(turn, answer(429, { "retry-after": "7", "x-ratelimit-remaining": "30" }));
    expect(await nextStart()).toBe(0);
  });

  it("fewer requests left than believed slow them", async () => {
    const quota = process();
    await quota.learn(await begin(quota), answer(200, { "x-ratelimit-limit": "2", "x-ratelimit-remaining": "0" }));
    expect(await nextStart()).toBe(PERIOD);
  });

  it.each([
    ["as many as believed", { "x-ratelimit-limit": "2", "x-ratelimit-remaining": "1" }],
    ["of a window that is not ours", { "x-ratelimit-limit": "500", "x-ratelimit-remaining": "0" }],
    ["that make no sense", { "x-ratelimit-limit": "2", "x-ratelimit-remaining": "none" }],
    ["that are not there", {}],
  ])("requests left %s change nothing", async (_what, headers) => {
    const quota = process();
    await quota.learn(await begin(quota), answer(200, headers));
    expect(await nextStart()).toBe(0);
  });

  it("a request that took long may have arrived late, and counts from then", async () => {
    const windows = [{ requests: 1, ms: 1000 }];
    const quota = process({ windows });
    const turn = await begin(quota);
    await clock.pass(400);
    await quota.learn(turn, answer(200));
    expect(await nextStart(windows)).toBe(400 + PERIOD);
  });

  it("a turn that led to no request is free again", async () => {
    const quota = process();
    await quota.giveBack(await begin(quota));
    await begin(quota);
    expect(await nextStart()).toBe(0);
  });
});

describe("any crowd of calls", () => {
  const call = fc.record({
    after: fc.integer({ min: 0, max: 400 }),
    process: fc.integer({ min: 0, max: 3 }),
    heavy: fc.boolean(),
    answerAfter: fc.constantFrom(0, 30, 2000),
    cancelAfter: fc.option(fc.integer({ min: 1, max: 3000 })),
  });

  it("keeps all windows, and each call begins, is refused or is cancelled", async () => {
    const windows = [
      { requests: 2, ms: 300 },
      { requests: 5, ms: 2000 },
    ];
    const heavyWindows = [{ requests: 2, ms: 3000 }];
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 40, size: "max" }), async (wishes) => {
        clock = new FakeClock();
        store = new PostponingStore(new MemoryStore(undefined, () => clock.now()));
        const processes = Array.from({ length: 4 }, () => process({ windows, heavyWindows, maxWaitMs: 6000 }));
        const calls = new Calls();
        for (const { after, process: which, heavy, answerAfter, cancelAfter } of wishes) {
          const cancel = new AbortController();
          const quota = processes[which];
          if (quota) calls.start(heavy ? "heavy" : "light", quota, { heavy, answerAfter, signal: cancel.signal });
          if (cancelAfter !== null) clock.sleep(cancelAfter, cancel.signal).then(() => cancel.abort());
          await clock.pass(after);
        }
        await clock.pass(60_000);
        expect(calls.begun.length + calls.failed.length).toBe(wishes.length);
        const all = calls.begun.map(({ at }) => at);
        const heavy = calls.begun.filter(({ name }) => name === "heavy").map(({ at }) => at);
        for (const [starts, limits] of [
          [all, windows],
          [heavy, heavyWindows],
        ] as const) {
          for (const { requests, ms } of limits) {
            for (const [place, at] of starts.entries()) {
              const before = starts[place - requests];
              if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(ms);
            }
          }
        }
        for (const { error } of calls.failed) {
          expect(error instanceof QuotaExhausted || error instanceof WaitCancelled).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
