import { describe, expect, it } from "vitest";
import type { Step } from "../../src/core/delivery.ts";
import { Failure } from "../../src/core/errors.ts";
import { Work } from "../../src/core/job.ts";

const found = { items: [{ id: 1 }], total: undefined, about: {} };
const limited = new Failure({ kind: "rate_limited", message: "Too many.", next: "Wait.", retry_after_seconds: 7 });

/** Work whose reads answer, or fail with the given error. */
function working(error?: unknown, signal = new AbortController().signal) {
  const told: Step[] = [];
  const read = async () => {
    if (error !== undefined) throw error;
    return found;
  };
  const report = (step: Step) => told.push(step);
  return { work: new Work({ read, report, signal, detail: "concise", now: new Date() }), told };
}

describe("a part", () => {
  it("that cannot be read is noted with why and when to ask again, and the job goes on", async () => {
    const { work } = working(limited);
    expect(await work.part("totals", "get_campaign_analytics", {})).toBeUndefined();
    expect(work.incomplete).toEqual([
      { part: "totals", why: "Too many.", kind: "rate_limited", retry_after_seconds: 7 },
    ]);
  });

  it("that our own fault broke ends the job: a gap would hide it", async () => {
    const { work } = working(new TypeError("x is undefined"));
    await expect(work.part("totals", "get_campaign_analytics", {})).rejects.toThrow(TypeError);
    expect(work.incomplete).toEqual([]);
  });

  it("of a call that was cancelled ends the job", async () => {
    const { work } = working(limited, AbortSignal.abort());
    await expect(work.part("totals", "get_campaign_analytics", {})).rejects.toBe(limited);
  });
});

it("what a job cannot do without fails it", async () => {
  const { work } = working(limited);
  await expect(work.one("the campaign", "get_campaign", {})).rejects.toBe(limited);
  const nothing = new Work({
    read: async () => ({ ...found, items: [] }),
    report: undefined,
    signal: new AbortController().signal,
    detail: "concise",
    now: new Date(),
  });
  await expect(nothing.one("the campaign", "get_campaign", {})).rejects.toMatchObject({
    details: { kind: "not_found" },
  });
});

it("each read is told with its place among all", async () => {
  const { work, told } = working();
  work.plan(2);
  await work.read("the campaign", "get_campaign", {});
  await work.part("totals", "get_campaign_analytics", {});
  expect(told).toEqual([
    { message: "Read the campaign.", done: 1, total: 2 },
    { message: "Read totals.", done: 2, total: 2 },
  ]);
});
