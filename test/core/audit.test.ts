import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AuditEntry, type AuditedCall, type AuditOptions, AuditTrail } from "../../src/core/audit.ts";
import { lastLines } from "../../src/core/audit-file.ts";

let folder = "";
let troubles: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "audit-"));
  troubles = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const trail = (options: Partial<AuditOptions> = {}) =>
  new AuditTrail({
    folder: join(folder, "state"),
    reserveFolder: join(folder, "reserve"),
    apiKey: "key-1",
    account: "account-1",
    onTrouble: (problem) => troubles.push(problem),
    ...options,
  });

const call = (more: Partial<AuditedCall> = {}): AuditedCall => ({
  tool: "reply_to_lead",
  effect: "sends_email",
  args: {
    campaign_id: 7,
    email_stats_id: "s-1",
    email_body: "<p>secret words</p>",
    category_ids: [1, 2],
    note_id: "two words",
  },
  confirmedBy: "person",
  started: Date.now(),
  ...more,
});

const entries = (where = "state") => lastLines(join(folder, where), 1000).map((line) => JSON.parse(line) as AuditEntry);

it("has one line for a call: begun, then completed in place", () => {
  const finish = trail().begin(call());
  expect(entries()).toMatchObject([{ outcome: "begun", duration_ms: null, confirmed_by: "person" }]);
  finish("outcome_unknown");
  expect(entries()).toMatchObject([
    {
      tool: "reply_to_lead",
      effect: "sends_email",
      account: "account-1",
      ids: { campaign_id: 7, email_stats_id: "s-1", category_ids: [1, 2] },
      outcome: "outcome_unknown",
      duration_ms: expect.any(Number),
    },
  ]);
});

it("begins a line of its own behind one that was torn", () => {
  const whole = trail();
  whole.begin(call())("done");
  const path = join(folder, "state", "audit.jsonl");
  writeFileSync(path, `${readFileSync(path, "utf8")}{"time":"2026-01-`);
  trail().begin(call({ tool: "delete_campaign" }))("outcome_unknown");
  whole.note(call(), "not_confirmed");
  const [first, torn, ...later] = lastLines(join(folder, "state"), 10);
  expect(JSON.parse(first ?? "")).toMatchObject({ outcome: "done" });
  expect(torn).toBe('{"time":"2026-01-');
  expect(later.map((line) => JSON.parse(line) as AuditEntry)).toMatchObject([
    { tool: "delete_campaign", outcome: "outcome_unknown" },
    { outcome: "not_confirmed" },
  ]);
});

it("completes the right line when others came in between", () => {
  const [one, two] = [trail(), trail()];
  const first = one.begin(call({ tool: "first" }));
  two.note(call({ tool: "second" }), "not_confirmed");
  const third = two.begin(call({ tool: "third" }));
  first("done");
  third("rejected");
  expect(entries().map(({ tool, outcome }) => [tool, outcome])).toEqual([
    ["first", "done"],
    ["second", "not_confirmed"],
    ["third", "rejected"],
  ]);
});

it("holds no bodies, no key, and a digest that changes with every argument and key", () => {
  trail().note(call(), "done");
  trail().note(call({ args: { ...(call().args as object), email_body: "<p>other words</p>" } }), "done");
  trail({ apiKey: "key-2" }).note(call(), "done");
  const text = readFileSync(join(folder, "state", "audit.jsonl"), "utf8");
  expect(text).not.toMatch(/secret|words|key-1/);
  expect(new Set(entries().map(({ arguments_digest }) => arguments_digest)).size).toBe(3);
});

it.skipIf(process.platform === "win32")("is for nobody else to read", () => {
  trail().note(call(), "done");
  expect(statSync(join(folder, "state")).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "state", "audit.jsonl")).mode & 0o777).toBe(0o600);
});

describe("a file that has grown", () => {
  it("is put aside, with lines that are still to be completed, and none is lost", () => {
    const small = trail({ maxBytes: 1500 });
    const finish = small.begin(call({ tool: "slow" }));
    for (let at = 0; at < 20; at += 1) small.note(call({ tool: `t${at}` }), "done");
    finish("done");
    expect(readdirSync(join(folder, "state")).length).toBeGreaterThan(3);
    const all = entries();
    expect(all).toHaveLength(21);
    expect(all.find(({ tool }) => tool === "slow")).toMatchObject({ outcome: "done" });
    expect(all.at(-1)).toMatchObject({ tool: "t19" });
    expect(lastLines(join(folder, "state"), 3)).toHaveLength(3);
  });
});

describe("a folder that cannot be written", () => {
  beforeEach(() => writeFileSync(join(folder, "state"), "in the way"));

  it("is replaced by the reserve, which is said once", () => {
    const kept = trail();
    kept.begin(call())("done");
    kept.note(call(), "rejected");
    expect(entries("reserve").map(({ outcome }) => outcome)).toEqual(["done", "rejected"]);
    expect(troubles).toHaveLength(1);
  });

  it("and no reserve either: a change is refused, a refusal is not", () => {
    writeFileSync(join(folder, "reserve"), "in the way");
    expect(() => trail().begin(call())).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ kind: "unavailable" }) }),
    );
    expect(() => trail().note(call(), "rejected")).not.toThrow();
    expect(troubles).toHaveLength(2);
  });
});
