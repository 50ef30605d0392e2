import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  hoursSince,
  isAutomatic,
  isUnanswered,
  isWithin,
  longestWaitingFirst,
  markOf,
  readRange,
  writeRange,
} from "../../src/jobs/reply-order.ts";

const nothingScheduled = new Set();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();
const row = (id: number, minute: number, more: object = {}) => ({
  email_lead_map_id: id,
  last_reply_time: at(minute),
  ...more,
});

describe("unanswered is", () => {
  it.each([
    ["a conversation whose newest message is the lead's", { last_message: { type: "REPLY" } }, true],
    ["not one that we wrote last in", { last_message: { type: "SENT" } }, false],
    ["judged by the newest of all messages", { messages: [{ type: "REPLY" }, { type: "SENT" }] }, false],
    ["judged by the newest of all messages", { messages: [{ type: "SENT" }, { type: "REPLY" }] }, true],
    ["judged by times without messages", { last_sent_time: at(1) }, true],
    ["judged by times without messages", { last_sent_time: at(9) }, false],
    ["nothing without a reply", { last_reply_time: undefined, last_sent_time: at(1) }, false],
    ["a reply to nothing of ours", { last_sent_time: undefined }, true],
  ])("%s: %j", (_why, more, expected) => {
    expect(isUnanswered(row(1, 5, more), nothingScheduled)).toBe(expected);
  });

  it("not one for which an answer of ours waits for its time", () => {
    expect(isUnanswered(row(1, 5, { last_message: { type: "REPLY" } }), new Set([1]))).toBe(false);
  });
});

describe("the order", () => {
  it("is longest waiting first, each conversation once, ids deciding within a second", () => {
    const rows = [row(10, 7), row(3, 2), row(9, 2), row(3, 2), row(1, 40)];
    expect(longestWaitingFirst(rows).map(({ email_lead_map_id }) => email_lead_map_id)).toEqual([3, 9, 10, 1]);
  });

  it("lets any cut be continued without loss or doubles", () => {
    const queues = fc.uniqueArray(fc.record({ id: fc.nat(500), minute: fc.nat(5) }), { selector: ({ id }) => id });
    fc.assert(
      fc.property(queues, fc.nat(), (given, cut) => {
        const ordered = longestWaitingFirst(given.map(({ id, minute }) => row(id, minute)));
        if (ordered.length === 0) return;
        const at = ordered[cut % ordered.length] ?? {};
        const range = readRange(writeRange({ after: markOf(at), before: undefined, unseen: markOf(at) }));
        expect(range).toEqual({ after: markOf(at), unseen: markOf(at) });
        const before = ordered.filter((each) => isWithin(each, { before: range?.after }));
        const after = ordered.filter((each) => isWithin(each, { after: range?.after }));
        expect([...before, at, ...after]).toEqual(ordered);
      }),
    );
  });

  it.each([
    "",
    "x",
    "after=2026-11-20T09:00:00Z",
    "after=2026-11-20T09:00:00Z/x",
    "after=soon/1",
    "later=2026-11-20T09:00:00Z/1",
    "after=2026-11-20T09:00:00Z/1/2",
    "after=2026-11-20T09:00:00Z/1&",
  ])("takes no other cursor: %j", (written) => {
    expect(readRange(written)).toBeUndefined();
  });
});

it("waiting is counted in hours", () => {
  const now = new Date("2026-11-21T09:30:00Z");
  expect(hoursSince("2026-11-20T09:00:00Z", now)).toBe(24.5);
  expect(hoursSince("soon", now)).toBeUndefined();
});

it.each([
  ["Out Of Office", true],
  ["OOO", true],
  ["Automatic reply", true],
  ["Auto-Reply", true],
  ["Sender Originated Bounce", true],
  ["Interested", false],
  ["Book a demo", false],
  [undefined, false],
])("%s is written by no person: %s", (category, expected) => {
  expect(isAutomatic(category)).toBe(expected);
});
