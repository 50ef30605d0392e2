/** An account full of attacks: nothing from outside leaves its fence, its quotation marks or the data it is. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tool } from "../../src/core/tool.ts";
import { jobs } from "../../src/jobs/index.ts";
import { tools } from "../../src/tools/index.ts";
import { connect, freshHome, PROGRAM, type TestClient, type ToolResult } from "../support/clients.ts";
import { ATTACK, type HostileAccount, hostileAccount, MARK } from "../support/hostile-account.ts";

let account: HostileAccount;
const UNLIMITED = ["--rate-limit", "10000/1s", "--heavy-rate-limit", "10000/1s", "--log-level", "error"];

const start = (args: string[], person?: "decline") =>
  connect({
    args: ["--base-url", account.url, ...UNLIMITED, "--toolsets", "all", ...args],
    env: { SMARTLEAD_API_KEY: account.sandbox.apiKey },
    ...(person && { person }),
  });

beforeAll(async () => {
  account = await hostileAccount();
});
afterAll(() => account.close());

/** What no reader sees or what moves a terminal; line breaks and tabs are neither. */
const UNSEEN =
  /(?![\t\n])[\p{Cc}\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;

const FENCED = /<untrusted-([0-9a-f]{12})>\n([\s\S]*?)\n<\/untrusted-\1>/g;

function everyString(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...everyString(inner)]);
}

function expectSafe({ text, structured, meta }: ToolResult): void {
  for (const said of [text, ...everyString(structured)]) expect(said).not.toMatch(UNSEEN);
  expect(JSON.stringify([text, structured])).not.toContain(`${MARK}-HIDDEN`);
  expect(JSON.stringify(meta)).not.toContain(MARK);
  const outside = text.replace(FENCED, (_, name: string, inside: string) => {
    expect(inside).not.toContain(name);
    expect(inside).not.toMatch(/<\s*\/?\s*untrusted/i);
    return "";
  });
  // What the server says of its own accord may name something, in quotation marks.
  expect(unquoted(outside)).not.toContain(MARK);
  expect(outside).not.toMatch(/untrusted-[0-9a-f]{12}/);
}

/** What stands in no quotation: neither between marks nor behind `>`. */
function unquoted(question: string): string {
  return question
    .split("\n")
    .filter((line) => !line.startsWith("> "))
    .join("\n")
    .replace(/"[^"\n]*"/g, '""');
}

const reads = tools.filter((tool) => tool.effect === "read" && !tool.sensitive);
const changes = tools.filter((tool) => !reads.includes(tool));

describe("what is read", () => {
  let client: TestClient;
  const names = new Set<string>();
  beforeAll(async () => {
    client = await start([]);
  });
  afterAll(() => client.close());

  const named = (list: readonly Tool[]) => list.map((tool) => [tool.name, tool] as const);

  it.each(named(reads))("%s keeps it inside", async (name, tool) => {
    for (const detail of ["concise", "full"]) {
      const result = await client.call(name, tool.returns === "done" ? tool.example : { ...tool.example, detail });
      expectSafe(result);
      for (const [, fence = ""] of result.text.matchAll(FENCED)) {
        expect(names.has(fence)).toBe(false);
        names.add(fence);
      }
    }
  });

  it.each(jobs.map((job) => [job.name, job] as const))("the job %s keeps it inside", async (name, job) => {
    expectSafe(await client.call(name, { ...job.example }));
  });

  it("met the attacks at all", () => {
    expect(names.size).toBeGreaterThan(reads.length);
  });

  it.each(named(tools.filter((_, at) => at % 5 === 0)))("%s says nothing of them in an error", async (name, tool) => {
    account.refusing = true;
    try {
      const result = await client.call(name, tool.example);
      expectSafe(result);
      const { message, next } = (result.structured["error"] ?? {}) as { message?: string; next?: string };
      expect(`${message}${next}`).not.toContain(MARK);
    } finally {
      account.refusing = false;
    }
  });
});

describe("what a person is asked", () => {
  it("quotes it, for the token and for the person", async () => {
    const token = await start(["--confirm-effects", "write,destructive,sends_email,spends_money"]);
    for (const tool of changes) {
      const result = await token.call(tool.name, tool.example);
      expectSafe(result);
      const { status, summary } = result.structured;
      if (status === "confirmation_required") expect(unquoted(String(summary)), tool.name).not.toContain(MARK);
      else expect(result.isError || result.structured["done"], tool.name).toBeTruthy();
    }
    await token.close();

    const asked = await start(["--confirm-effects", "write,destructive,sends_email,spends_money"], "decline");
    for (const tool of changes) expectSafe(await asked.call(tool.name, tool.example));
    expect(asked.questions.length).toBeGreaterThan(40);
    for (const question of asked.questions) {
      expect(question).not.toMatch(UNSEEN);
      expect(unquoted(question)).not.toContain(MARK);
    }
    expect(asked.questions.join()).toContain(MARK);
    await asked.close();
  });

  it("quotes what an agent that was talked over writes", async () => {
    const client = await start([]);
    const args = { campaign_id: 1_456_022, email_stats_id: "x", email_body: `<p>${ATTACK}</p>`, cc: "a@b.co" };
    const result = await client.call("reply_to_lead", args);
    expect(result.structured["status"]).toBe("confirmation_required");
    expectSafe(result);
    expect(unquoted(String(result.structured["summary"]))).not.toContain(MARK);
    await client.close();
  });
});

it("a terminal shows it, and obeys nothing", async () => {
  const run = async (words: string[]) => {
    const options = {
      env: { PATH: process.env["PATH"] ?? "", HOME: freshHome(), SMARTLEAD_API_KEY: account.sandbox.apiKey },
    };
    const args = [PROGRAM, "--base-url", account.url, ...UNLIMITED, ...words];
    return promisify(execFile)(process.execPath, args, options).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
  };
  const outputs = [
    await run(["call", "list_campaigns"]),
    await run(["call", "fetch_inbox_replies", '{"fetch_message_history":true}']),
    await run(["call", "reply_to_lead", '{"campaign_id":1456022,"email_stats_id":"x","email_body":"hello"}']),
    await run(["audit"]),
  ];
  for (const { stdout, stderr } of outputs) expect(stdout + stderr).not.toMatch(UNSEEN);
  expect(outputs[0]?.stdout).toContain(MARK);
});
