/** The audit trail as an operator finds it: after many processes at once, and after one was killed in the middle. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { AuditEntry } from "../../src/core/audit.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { CLIENTS, connect, PROGRAM, type TestClient } from "../support/clients.ts";

let sandbox: Sandbox;
let stateDir: string;
let clients: TestClient[] = [];
beforeEach(async () => {
  sandbox = await startSandbox({ rateLimit: null });
  stateDir = mkdtempSync(join(tmpdir(), "trail-"));
});
afterEach(async () => {
  for (const client of clients) await client.close();
  clients = [];
  await sandbox.close();
  rmSync(stateDir, { recursive: true, force: true });
});

async function start(connectWith = connect, more: { person?: "accept" | "decline" } = {}, args: string[] = []) {
  const client = await connectWith({
    args: [
      "--base-url",
      sandbox.url,
      "--state-dir",
      stateDir,
      "--rate-limit",
      "10000/1s",
      "--log-level",
      "error",
      ...args,
    ],
    env: { SMARTLEAD_API_KEY: sandbox.apiKey },
    ...more,
  });
  clients.push(client);
  return client;
}

const entries = () =>
  readFileSync(join(stateDir, "audit.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as AuditEntry);

const note = { email_lead_map_id: 1_907_336_085, note_message: "a private remark" };
const reply = { campaign_id: 1_456_022, email_stats_id: "d5854791-9f4a-4690-82f9-18a591965e3b", email_body: "private" };

it.each(CLIENTS)("has one line for each call that is not a read (%s)", async (_name, connectWith) => {
  const yes = await start(connectWith, { person: "accept" });
  const no = await start(connectWith, { person: "decline" });
  const none = await start(connectWith);
  await yes.call("list_campaigns");
  await yes.call("create_note", note);
  await yes.call("reply_to_lead", reply);
  await no.call("reply_to_lead", reply);
  const asked = await none.call("reply_to_lead", reply);
  await none.call("reply_to_lead", { ...reply, confirm_token: asked.structured["confirm_token"] });
  await none.call("call_write_tool", { name: "create_note", arguments: {} });
  expect(entries().map(({ tool, effect, confirmed_by, outcome }) => [tool, effect, confirmed_by, outcome])).toEqual([
    ["create_note", "write", "not_needed", "done"],
    ["reply_to_lead", "sends_email", "person", "done"],
    ["reply_to_lead", "sends_email", null, "not_confirmed"],
    ["reply_to_lead", "sends_email", null, "confirmation_required"],
    ["reply_to_lead", "sends_email", "token", "done"],
    ["create_note", "write", null, "invalid_input"],
  ]);
  const text = readFileSync(join(stateDir, "audit.jsonl"), "utf8");
  expect(text).not.toMatch(new RegExp(`private|${sandbox.apiKey}`));
  expect(entries()[1]?.ids).toEqual({ campaign_id: reply.campaign_id, email_stats_id: reply.email_stats_id });
});

it("is whole when several processes write at once", async () => {
  const several = [await start(), await start(), await start(), await start()];
  await Promise.all(several.flatMap((client) => Array.from({ length: 25 }, () => client.call("create_note", note))));
  expect(entries()).toHaveLength(100);
  expect(entries().every(({ outcome }) => outcome === "done")).toBe(true);
  expect(new Set(entries().map(({ id }) => id)).size).toBe(100);
});

it("knows every change that left when the process is killed in the middle", async () => {
  const client = await start();
  await client.call("create_note", note);
  sandbox.faults.add({ kind: "delay", ms: 5000, times: 3 });
  const unanswered = Array.from({ length: 3 }, () => client.call("create_note", note).catch(() => undefined));
  while (sandbox.arrivals.length < 4) await sleep(10);
  process.kill(client.pid() ?? 0, "SIGKILL");
  await Promise.all(unanswered);
  expect(entries().map(({ outcome }) => outcome)).toEqual(["done", "begun", "begun", "begun"]);
  expect(sandbox.arrivals).toHaveLength(4);

  const printed = execFileSync(process.execPath, [PROGRAM, "audit", "--state-dir", stateDir], { encoding: "utf8" });
  expect(printed.match(/create_note/g)).toHaveLength(4);
  expect(printed.match(/begun, no outcome/g)).toHaveLength(3);
  const json = execFileSync(process.execPath, [PROGRAM, "audit", "--json", "--state-dir", stateDir], {
    encoding: "utf8",
  });
  expect(JSON.parse(json)).toEqual(entries());
});

it("is not kept of the embedded pretend account, unless a folder is named", async () => {
  const client = await connect({ args: ["--sandbox", "--state-dir", stateDir], person: "accept" });
  await client.call("create_note", note);
  await client.close();
  expect(entries()).toMatchObject([{ tool: "create_note", outcome: "done" }]);
  const home = mkdtempSync(join(tmpdir(), "home-"));
  const other = await connect({ args: ["--sandbox"], env: { HOME: home }, person: "accept" });
  await other.call("create_note", note);
  await other.close();
  expect(execFileSync("find", [home, "-name", "audit*"], { encoding: "utf8" })).toBe("");
  rmSync(home, { recursive: true, force: true });
});
