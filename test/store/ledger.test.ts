import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  announce,
  begin,
  emptyLedger,
  forecast,
  type Ledger,
  noteVersion,
  observe,
  release,
  reserve,
  settle,
  shifted,
  silence,
  takeOver,
  withdraw,
  without,
} from "../../src/store/ledger.ts";
import { isLedger } from "../../src/store/ledger-check.ts";

const common = { lane: "common", windows: [{ requests: 3, ms: 100 }] };
const heavy = { lane: "heavy", windows: [{ requests: 1, ms: 500 }] };
const PATIENT = 1_000_000;

/** Takes a start at this instant, which must be free. */
function take(ledger: Ledger, now: number, lanes = [common]): number {
  const outcome = reserve(ledger, now, lanes, PATIENT);
  if (!("at" in outcome)) throw new Error("refused");
  return outcome.at;
}

function full(now = 0): Ledger {
  const ledger = emptyLedger();
  for (let taken = 0; taken < 3; taken += 1) take(ledger, now);
  return ledger;
}

describe("a reservation", () => {
  it("is refused beyond the patience, with the true wait, and leaves nothing behind", () => {
    const ledger = full();
    expect(reserve(ledger, 10, [common], 50)).toEqual({ freeIn: 90 });
    expect(reserve(ledger, 10, [common], 90)).toEqual({ at: 100, wait: 90, ahead: 0 });
  });

  it("that is given back is free for the next", () => {
    const ledger = full();
    const at = take(ledger, 0);
    expect(at).toBe(100);
    release(ledger, [common], at);
    expect(take(ledger, 0)).toBe(100);
  });

  it("made good late counts from the late start", () => {
    const ledger = full();
    const at = take(ledger, 0);
    expect(reserve(ledger, 130, [common], PATIENT, at)).toMatchObject({ at: 130, wait: 0 });
    expect(ledger.lanes["common"]?.starts).toEqual([130]);
  });

  it("keeps its place before those that came later", () => {
    const ledger = emptyLedger();
    const one = { lane: "common", windows: [{ requests: 1, ms: 100 }] };
    const [, second, third] = [take(ledger, 0, [one]), take(ledger, 0, [one]), take(ledger, 0, [one])];
    expect([second, third]).toEqual([100, 200]);
    expect(reserve(ledger, 120, [one], PATIENT, second)).toMatchObject({ wait: 0 });
    // The third was planned for 200, but the second has started late.
    expect(reserve(ledger, 200, [one], PATIENT, third)).toMatchObject({ at: 220, wait: 20 });
  });

  it("in two lanes waits for the narrower one without closing the other", () => {
    const ledger = emptyLedger();
    take(ledger, 0, [common, heavy]);
    expect(take(ledger, 0, [common, heavy])).toBe(500);
    expect([take(ledger, 0), take(ledger, 0), take(ledger, 0)]).toEqual([0, 0, 100]);
  });

  it("keeps what a process with longer windows still needs", () => {
    const ledger = emptyLedger();
    const hourly = { lane: "common", windows: [{ requests: 1, ms: 3_600_000 }] };
    take(ledger, 0, [hourly]);
    take(ledger, 5000);
    expect(reserve(ledger, 5000, [hourly], 0)).toMatchObject({ freeIn: 3_600_000 });
  });
});

describe("a request under way", () => {
  const underWay = (ledger: Ledger) => {
    const at = take(ledger, 0);
    begin(ledger, [common], "mine", at, 5000);
    return ledger;
  };

  it("counts as arriving now until it is answered, and from then on as over", () => {
    const ledger = underWay(emptyLedger());
    take(ledger, 0);
    take(ledger, 0);
    expect(reserve(ledger, 99, [common], 0)).toEqual({ freeIn: 1 });
    expect(reserve(ledger, 100, [common], 0)).toMatchObject({ wait: 0 });
    expect(reserve(ledger, 101, [common], 0)).toMatchObject({ wait: 0 });
    expect(reserve(ledger, 150, [common], 0)).toEqual({ freeIn: 50 });
    settle(ledger, [common], "mine", 160);
    expect(reserve(ledger, 190, [common], 0)).toEqual({ freeIn: 10 });
    expect(ledger.lanes["common"]).toMatchObject({ starts: [100, 101, 160], underWay: {} });
  });

  it("is over when nobody waits for its answer any more", () => {
    const one = { lane: "common", windows: [{ requests: 1, ms: 100 }] };
    const ledger = underWay(emptyLedger());
    expect(reserve(ledger, 4999, [one], 0)).toEqual({ freeIn: 100 });
    expect(reserve(ledger, 5001, [one], 0)).toEqual({ freeIn: 99 });
    expect(reserve(ledger, 5100, [one], 0)).toMatchObject({ wait: 0 });
  });

  it("that never left is free for the next, once", () => {
    const ledger = underWay(emptyLedger());
    expect([withdraw(ledger, "mine"), withdraw(ledger, "mine")]).toEqual([true, false]);
    expect(ledger.lanes["common"]).toMatchObject({ starts: [], underWay: {} });
  });

  it("keeps its start from those that planned to come before and are late", () => {
    const one = { lane: "common", windows: [{ requests: 1, ms: 100 }] };
    const ledger = emptyLedger();
    const [, second, third] = [take(ledger, 0, [one]), take(ledger, 0, [one]), take(ledger, 0, [one])];
    begin(ledger, [one], "third", third, 5000);
    expect(reserve(ledger, 150, [one], PATIENT, second)).toMatchObject({ at: 300 });
  });
});

describe("what answers teach", () => {
  it("silence holds everyone back, those that had a reservation too", () => {
    const ledger = full();
    const mine = take(ledger, 0);
    silence(ledger, 0, "common", 5000);
    expect(take(ledger, 10)).toBe(5000);
    expect(reserve(ledger, 100, [common], PATIENT, mine)).toMatchObject({ at: 5000 });
    expect(reserve(ledger, 100, [common], 1000, mine)).toMatchObject({ freeIn: 4900 });
  });

  it("fewer requests left than believed: someone else uses the key, and it counts from now", () => {
    const ledger = emptyLedger();
    take(ledger, 0);
    observe(ledger, 10, "common", { requests: 3, ms: 100 }, 0);
    expect(reserve(ledger, 10, [common], PATIENT)).toMatchObject({ at: 100 });
    expect(ledger.lanes["common"]?.starts).toEqual([0, 10, 10, 100]);
  });

  it("as many left as believed, or more, changes nothing", () => {
    const ledger = full();
    const before = JSON.stringify(ledger);
    observe(ledger, 10, "common", { requests: 3, ms: 100 }, 0);
    observe(ledger, 10, "common", { requests: 3, ms: 100 }, 2);
    expect(JSON.stringify(ledger)).toBe(before);
  });
});

describe("a forecast", () => {
  const one = { lane: "common", windows: [{ requests: 1, ms: 100 }] };

  it("gives each waiting process its turn before the next of one's own", () => {
    const ledger = emptyLedger();
    for (let taken = 0; taken < 3; taken += 1) take(ledger, 0, [one]);
    const mine = { name: "mine", calls: 3, holds: true };
    announce(ledger, 0, [one], mine);
    announce(ledger, 0, [one], { name: "theirs", calls: 9, holds: true });
    // 100 and 200 are reserved, one for each; then they take turns.
    expect(forecast(ledger, 0, [one], 2, mine)).toBe(400);
    expect(forecast(ledger, 0, [one], 3, mine)).toBe(600);
  });

  it("reckons no more calls of another process than wait there, and none of one that has fallen silent", () => {
    const ledger = emptyLedger();
    for (let taken = 0; taken < 3; taken += 1) take(ledger, 0, [one]);
    const mine = { name: "mine", calls: 3, holds: true };
    announce(ledger, 0, [one], { name: "theirs", calls: 1, holds: true });
    expect(forecast(ledger, 0, [one], 3, mine)).toBe(400);
    announce(ledger, 7000, [one], mine);
    expect(Object.keys(ledger.lanes["common"]?.lines ?? {})).toEqual(["mine"]);
    announce(ledger, 7000, [one], { name: "mine", calls: 0, holds: false });
    expect(ledger.lanes["common"]?.lines).toEqual({});
  });
});

describe("a ledger that is not whole", () => {
  it("counts as used up from the moment at which knowledge begins", () => {
    const ledger = { ...emptyLedger(), unknownBefore: 1000 };
    expect(reserve(ledger, 1010, [common], 0)).toEqual({ freeIn: 90 });
    expect(reserve(ledger, 1100, [common], 0)).toMatchObject({ wait: 0 });
  });

  it("of one process among several that know nothing of each other grants a fraction", () => {
    const ledger: Ledger = { ...emptyLedger(), sharedBy: 3 };
    expect([take(ledger, 0), take(ledger, 0)]).toEqual([0, 100]);
  });

  it("takes over what another knows, each start once", () => {
    const [here, there] = [full(), full()];
    take(there, 0);
    silence(there, 0, "common", 300);
    takeOver(here, there);
    expect(here.lanes["common"]).toMatchObject({ starts: [0, 0, 0, 100], quietUntil: 300 });
  });

  it("is recognised by content that no process would have written", () => {
    const sound = full();
    expect(isLedger(JSON.parse(JSON.stringify(sound)), 0)).toBe(true);
    const lane = { starts: [0], underWay: {}, quietUntil: 0, keepMs: 100, lines: {} };
    for (const broken of [
      null,
      [],
      {},
      { lanes: [] },
      { lanes: { common: { ...lane, underWay: undefined } } },
      { lanes: { common: { ...lane, underWay: { mine: { at: 1e15, until: 1e15 } } } } },
      { lanes: { common: { ...lane, starts: ["0"] } } },
      { lanes: { common: { ...lane, starts: [5, 1] } } },
      { lanes: { common: { ...lane, quietUntil: 1e15 } } },
      { lanes: { common: { ...lane, starts: [1e15] } } },
      { lanes: { common: { ...lane, lines: { mine: 3 } } } },
    ]) {
      expect(isLedger(broken, 0)).toBe(false);
    }
  });

  it("less another is what only it knows", () => {
    const [here, there] = [full(), full()];
    take(here, 0);
    begin(here, [common], "mine", 100, 5000);
    begin(there, [common], "theirs", 0, 5000);
    takeOver(here, there);
    expect(without(here, there).lanes["common"]).toMatchObject({ starts: [0], underWay: { mine: { at: 100 } } });
  });

  it("moves to another clock as a whole", () => {
    const ledger = { ...full(), unknownBefore: 7 };
    begin(ledger, [common], "mine", 0, 50);
    expect(shifted(ledger, 10)).toMatchObject({
      lanes: { common: { starts: [10, 10], underWay: { mine: { at: 10, until: 60 } }, keepMs: 100 } },
      unknownBefore: 17,
    });
  });
});

describe("processes that wake late, cancel, meet refusals and wait for answers", () => {
  const windows = [
    { requests: 2, ms: 50 },
    { requests: 5, ms: 200 },
  ];
  const lanes = [{ lane: "common", windows }];
  /** So long before its start a process makes its reservation good. */
  const LEAD = 20;

  interface Step {
    late: number;
    overtaken: boolean;
    cancel: boolean;
    silence: number;
    /** From the start to the answer. */
    answer: number;
    /** Which part of that time passes before the request arrives. */
    way: number;
  }

  /** Lets processes take turns for a while. Returns when their requests arrive. */
  function run(processes: number, steps: readonly Step[]): number[] {
    const ledger = emptyLedger();
    const arrivals: number[] = [];
    const queue = Array.from({ length: processes }, (_, id) => ({
      id: `${id}`,
      /** When it does something next. */
      at: 0,
      mine: undefined as number | undefined,
      underWay: false,
    }));
    let now = 0;
    for (const { late, overtaken, cancel, silence: quiet, answer, way } of steps) {
      queue.sort((a, b) => a.at - b.at);
      const next = queue[overtaken ? 1 : 0] ?? queue[0];
      if (next === undefined) break;
      now = Math.max(now, next.at + late);
      if (next.underWay) {
        // The answer came when it came; writing it down may have taken longer.
        settle(ledger, lanes, next.id, next.at);
        next.underWay = false;
        next.at = now;
        continue;
      }
      if (quiet > 0) silence(ledger, now, "common", quiet);
      if (cancel && next.mine !== undefined) {
        release(ledger, lanes, next.mine);
        next.mine = undefined;
      }
      const outcome = reserve(ledger, now, lanes, PATIENT, next.mine);
      if (!("at" in outcome)) throw new Error("refused");
      next.underWay = outcome.wait <= LEAD;
      if (next.underWay) {
        begin(ledger, lanes, next.id, outcome.at, outcome.at + PATIENT);
        arrivals.push(outcome.at + Math.floor(answer * way));
        next.mine = undefined;
        next.at = outcome.at + answer;
      } else {
        next.mine = outcome.at;
        next.at = outcome.at - LEAD;
      }
    }
    return arrivals;
  }

  const step: fc.Arbitrary<Step> = fc.record({
    late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 })),
    overtaken: fc.integer({ min: 0, max: 9 }).map((die) => die > 1),
    cancel: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
    silence: fc.integer({ min: 0, max: 30 }).map((die) => (die === 0 ? 70 : 0)),
    answer: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 })),
    way: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it("never exceed any window together, as the receiver counts", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(step, { maxLength: 150, size: "max" }),
        (processes, steps) => {
          const arrivals = run(processes, steps).sort((a, b) => a - b);
          return windows.every(({ requests, ms }) =>
            arrivals.every((time, place) => place < requests || time - (arrivals[place - requests] ?? 0) >= ms),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it("use what is allowed when nothing disturbs them", () => {
    const undisturbed = { late: 0, overtaken: false, cancel: false, silence: 0, answer: 0, way: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (processes) => {
        const arrivals = run(processes, Array(300).fill(undisturbed));
        const span = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
        return arrivals.length >= (span / 200) * 5;
      }),
    );
  });
});

describe("versions of the program", () => {
  it("are known while they are used, also on another clock, and forgotten after", () => {
    const ledger = emptyLedger();
    noteVersion(ledger, 1000, "1.0.0");
    noteVersion(ledger, 2000, "1.1.0");
    expect(shifted(ledger, 500).versions).toEqual({ "1.0.0": 1500, "1.1.0": 2500 });
    noteVersion(ledger, 901_500, "1.1.0");
    expect(ledger.versions).toEqual({ "1.1.0": 901_500 });
  });

  it("are said again once a minute, not with each request", () => {
    const ledger = emptyLedger();
    for (const now of [1000, 30_000, 60_000]) noteVersion(ledger, now, "1.0.0");
    expect(ledger.versions).toEqual({ "1.0.0": 1000 });
    noteVersion(ledger, 61_000, "1.0.0");
    expect(ledger.versions).toEqual({ "1.0.0": 61_000 });
  });

  it("of the future are damage", () => {
    const ledger = emptyLedger();
    noteVersion(ledger, 100 * 3_600_000, "1.0.0");
    expect(isLedger(ledger, 0)).toBe(false);
    expect(isLedger(ledger, 100 * 3_600_000)).toBe(true);
  });
});
