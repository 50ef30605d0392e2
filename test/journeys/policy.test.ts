/** What no confirmation allows: settings that hold for every tool that changes something, whoever agrees. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { tools } from "../../src/tools/index.ts";
import { connect, freshHome, type TestClient } from "../support/clients.ts";

const changing = tools.filter(({ effect }) => effect !== "read");
const UNLIMITED = ["--rate-limit", "10000/1s", "--heavy-rate-limit", "10000/1s", "--log-level", "error"];
const READS_BY_POST = ["/inbox-replies"];

let sandbox: Sandbox;
let stateDir: string;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: null, heavyRateLimit: null });
  stateDir = mkdtempSync(join(tmpdir(), "policy-"));
});
afterAll(async () => {
  await sandbox.close();
  rmSync(stateDir, { recursive: true, force: true });
});
beforeEach(() => {
  sandbox.arrivals.length = 0;
});

const start = (args: string[]) =>
  connect({
    args: ["--base-url", sandbox.url, "--state-dir", stateDir, ...UNLIMITED, ...args],
    env: { SMARTLEAD_API_KEY: sandbox.apiKey },
    person: "accept",
  });

const changes = () =>
  sandbox.arrivals.filter(({ method, path }) => method !== "GET" && !READS_BY_POST.some((end) => path.endsWith(end)));

/** One server for all tests of a group. */
function serving(args: string[]): () => TestClient {
  let client: TestClient;
  beforeAll(async () => {
    client = await start(args);
  });
  afterAll(() => client.close());
  return () => client;
}

describe("--dry-run", () => {
  const client = serving(["--dry-run", "--toolsets", "all"]);

  it.each(changing.map((tool) => [tool.name, tool] as const))(
    "sends nothing of %s, and says what",
    async (name, tool) => {
      const { structured, isError } = await client().call(name, tool.example);
      expect(isError).toBe(false);
      expect(structured).toMatchObject({
        dry_run: true,
        tool: name,
        effect: tool.effect,
        summary: expect.any(String),
        would_send: { method: tool.method, path: expect.stringMatching(/^\/api\/v1\//), query: expect.any(Object) },
      });
      expect(changes()).toEqual([]);
      expect(client().questions).toEqual([]);
    },
  );

  it("still refuses wrong arguments, still reads, and says so at the start", async () => {
    expect((await client().call("create_note", {})).structured).toMatchObject({ error: { kind: "invalid_input" } });
    expect((await client().call("list_campaigns")).structured).toMatchObject({ returned: 6 });
    expect(client().instructions()).toContain("DRY RUN");
  });

  it("shows what really leaves otherwise", async () => {
    const args = { email_lead_map_id: 1_907_336_085, note_message: "hello" };
    const { would_send } = (await client().call("create_note", args)).structured;
    const real = await start(["--toolsets", "all"]);
    sandbox.arrivals.length = 0;
    await real.call("create_note", args);
    await real.close();
    const [{ method, path, body }] = sandbox.arrivals as [(typeof sandbox.arrivals)[number]];
    expect(would_send).toMatchObject({ method, path, body });
  });
});

describe("--only-campaigns", () => {
  const foreign = serving(["--only-campaigns", "999", "--toolsets", "all"]);
  const own = serving(["--only-campaigns", "1456022, 1456072"]);

  it.each(changing.map((tool) => [tool.name, tool] as const))("forbids %s for any other", async (name, tool) => {
    const { structured } = await foreign().call(name, tool.example);
    expect(structured).toMatchObject({ error: { kind: "forbidden", next: expect.any(String) } });
    expect(changes()).toEqual([]);
    expect(foreign().questions).toEqual([]);
  });

  it.each([
    "reply_to_lead",
    "forward_email",
    "create_note",
    "push_to_subsequence",
    "pause_lead",
    "set_campaign_status",
    "set_campaign_schedule",
  ])("lets %s through for one that is named", async (name) => {
    const tool = tools.find((each) => each.name === name);
    const { structured } = await own().call("call_write_tool", { name, arguments: tool?.example });
    expect(structured["error"]).toBeUndefined();
    expect(changes()).toHaveLength(1);
  });

  it("traces a conversation, a message and a lead to where they belong", async () => {
    const campaign_id = 1_456_022;
    const other = sandbox.account.enrolments.find(
      (row) => row.campaign_id !== campaign_id && row.messages.some(({ type }) => type === "REPLY"),
    );
    const stats_id = other?.messages.find(({ type }) => type === "REPLY")?.stats_id;
    const attempts: [string, Record<string, unknown>][] = [
      ["resume_inbox_lead", { campaign_id, email_lead_map_id: other?.map_id }],
      ["push_to_subsequence", { email_lead_map_id: other?.map_id, sub_sequence_id: 1_456_072 }],
      ["reply_to_lead", { campaign_id, email_stats_id: stats_id, email_body: "x" }],
      ["pause_lead", { campaign_id, lead_id: other?.lead_id }],
    ];
    for (const [name, args] of attempts) {
      const { structured } = await own().call("call_write_tool", { name, arguments: args });
      expect(structured).toMatchObject({ error: { kind: "forbidden" } });
    }
    expect(changes()).toEqual([]);
  });
});

describe("ceilings", () => {
  let clients: TestClient[] = [];
  afterEach(async () => {
    for (const client of clients) await client.close();
    clients = [];
  });
  const open = async (args: string[]) => {
    const client = await start(args);
    clients.push(client);
    return client;
  };

  it("on mails hold for several processes together, and a confirmed call does not pass them", async () => {
    const args = ["--max-sends-per-hour", "2", "--state-dir", freshHome()];
    const [one, two] = [await open(args), await open([...args, "--confirm", "off"])];
    const reply = tools.find(({ name }) => name === "reply_to_lead")?.example;
    const results = await Promise.all(
      [one, two, one, two, one].map((client, at) =>
        client.call("reply_to_lead", { ...reply, email_body: `<p>The words of mail ${at}.</p>` }),
      ),
    );
    const refused = results.filter(({ structured }) => "error" in structured);
    expect(refused).toHaveLength(3);
    for (const { structured } of refused) {
      expect(structured).toMatchObject({ error: { kind: "rate_limited", retry_after_seconds: expect.any(Number) } });
    }
    expect(changes()).toHaveLength(2);
  });

  it("on leads hold whoever agrees", async () => {
    const client = await open(["--max-leads-per-call", "2"]);
    const lead_list = ["a", "b", "c"].map((name) => ({ email: `${name}@b.example` }));
    const args = { campaign_id: 1_456_022, lead_list };
    const { structured } = await client.call("call_write_tool", { name: "add_leads_to_campaign", arguments: args });
    expect(structured).toMatchObject({ error: { kind: "forbidden" } });
    expect(client.questions).toEqual([]);
    expect(sandbox.arrivals).toEqual([]);
  });
});
