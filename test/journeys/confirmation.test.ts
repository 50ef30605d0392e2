/** Asking before harm, with every kind of client that people run: those that answer well, and those that do not. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { CLIENTS, connect, type PersonsAction, type TestClient, type ToolResult } from "../support/clients.ts";
import { RawClient } from "../support/raw-client.ts";

const LEAD = { campaign_id: 1_456_022, lead_id: 2_327_022_754 };
const STATS_ID = "d5854791-9f4a-4690-82f9-18a591965e3b";
const REPLY = { campaign_id: LEAD.campaign_id, email_stats_id: STATS_ID, email_body: "<p>Tuesday at ten?</p>" };

let sandbox: Sandbox;
let stateDir: string;
let open: { close: () => Promise<void> }[] = [];

beforeEach(async () => {
  sandbox = await startSandbox({ rateLimit: null, heavyRateLimit: null });
  stateDir = mkdtempSync(join(tmpdir(), "confirm-"));
});
afterEach(async () => {
  for (const each of open) await each.close();
  open = [];
  await sandbox.close();
  rmSync(stateDir, { recursive: true, force: true });
});

const settings = (args: string[] = [], key = sandbox.apiKey) => ({
  args: [
    "--base-url",
    sandbox.url,
    "--rate-limit",
    "10000/1s",
    "--state-dir",
    stateDir,
    "--log-level",
    "error",
    ...args,
  ],
  env: { SMARTLEAD_API_KEY: key },
});

async function start(args: string[] = [], connectWith = connect, person?: PersonsAction): Promise<TestClient> {
  const client = await connectWith({ ...settings(args), ...(person && { person }) });
  open.push(client);
  return client;
}

/** Requests that would have changed something. */
const changes = () =>
  sandbox.arrivals
    .filter(({ method, path }) => method !== "GET" && !path.endsWith("/inbox-replies"))
    .map(({ path }) => path);

const errorKind = ({ structured }: ToolResult) => (structured["error"] as { kind?: string } | undefined)?.kind;

describe.each(CLIENTS)("the %s", (_name, connectWith) => {
  const ACTIONS: [tool: string, args: Record<string, unknown>, path: string, words: RegExp][] = [
    ["reply_to_lead", REPLY, "/reply-email-thread", /> Tuesday at ten\?/],
    ["delete_lead_from_campaign", LEAD, "/leads/2327022754", /"Summit Ridge Cloud"/],
    ["buy_contacts", { filter_id: 327_105, limit: 10 }, "/fetch-contacts", /about 10 credits/],
  ];

  it.each(ACTIONS)("runs %s when its person accepts, and only then", async (name, args, path, words) => {
    const no = await start(["--toolsets", "all"], connectWith, path.endsWith("thread") ? "cancel" : "decline");
    expect(errorKind(await no.call(name, args))).toBe("not_confirmed");
    expect(no.questions).toHaveLength(1);
    expect(no.questions[0]).toMatch(words);
    expect(changes()).toEqual([]);
    const yes = await start([], connectWith, "accept");
    const result = await yes.call("call_write_tool", { name, arguments: args });
    expect(errorKind(result)).toBeUndefined();
    expect(changes().filter((each) => each.endsWith(path))).toHaveLength(1);
  });

  it.each(ACTIONS)("without elicitation runs %s with the token, once", async (name, args, path, words) => {
    const client = await start(["--toolsets", "all"], connectWith);
    const asked = await client.call(name, args);
    expect(asked).toMatchObject({ isError: false, structured: { status: "confirmation_required", tool: name } });
    expect(asked.structured["summary"]).toMatch(words);
    expect(changes()).toEqual([]);
    const confirm_token = asked.structured["confirm_token"];
    expect(errorKind(await client.call(name, { ...args, confirm_token }))).toBeUndefined();
    expect(errorKind(await client.call(name, { ...args, confirm_token }))).toBe("not_confirmed");
    expect(changes().filter((each) => each.endsWith(path))).toHaveLength(1);
  });

  it("without elicitation is refused in elicit mode", async () => {
    const client = await start(["--confirm", "elicit"], connectWith);
    expect(errorKind(await client.call("reply_to_lead", REPLY))).toBe("not_confirmed");
    expect(changes()).toEqual([]);
  });

  it("pauses unasked and is asked before a start", async () => {
    const client = await start([], connectWith, "decline");
    const { campaign_id } = LEAD;
    expect(errorKind(await client.call("set_campaign_status", { campaign_id, status: "PAUSED" }))).toBeUndefined();
    expect(client.questions).toEqual([]);
    expect(errorKind(await client.call("set_campaign_status", { campaign_id, status: "START" }))).toBe("not_confirmed");
    expect(client.questions[0]).toMatch(/"Trial mails - SaaS, US and UK", PAUSED, \d+ leads/);
    expect(changes()).toHaveLength(1);
  });

  it("is asked about plain changes too when write is among the effects", async () => {
    const client = await start(["--confirm-effects", "write"], connectWith, "decline");
    const read = { email_lead_map_id: 1_907_336_085, read_status: true };
    expect(errorKind(await client.call("change_read_status", read))).toBe("not_confirmed");
    expect(errorKind(await client.call("change_read_status", { ...read, read_status: false }))).toBeUndefined();
    expect(client.questions).toHaveLength(1);
  });
});

const ERAS = ["2025-06-18", "2025-11-25", "2026-07-28"];

describe("a client that declares elicitation", () => {
  const NONSENSE: [how: string, answer: unknown, eras: string[]][] = [
    ["with another word", { action: "yes", content: {} }, ERAS],
    ["with nothing", {}, ERAS],
    ["with consent inside", { content: { action: "accept" } }, ERAS],
    ["with an error", new Error("no"), ERAS],
    // On an older connection these are no answer at all: the question stays open until it expires.
    ["with a list", [], ["2026-07-28"]],
    ["with text", "accept", ["2026-07-28"]],
  ];

  it.each(NONSENSE)("and answers %s gets nothing done", async (_how, nonsense, eras) => {
    for (const era of eras) {
      const client = await RawClient.start(settings(), era, () => nonsense);
      open.push(client);
      const answer = await client.call("reply_to_lead", REPLY);
      expect(JSON.stringify(answer)).toMatch(/not_confirmed|"error"/);
    }
    expect(changes()).toEqual([]);
  });

  it("and says yes before it was asked, or for a question of another call", async () => {
    const client = await RawClient.start(settings(), "2026-07-28", () => ({ action: "accept", content: {} }));
    open.push(client);
    const inputResponses = { confirm: { action: "accept", content: {} } };
    for (const requestState of [undefined, "", "a.b.c.d"]) {
      const answer = await client.request("reply_to_lead", REPLY, {
        inputResponses,
        ...(requestState !== undefined && { requestState }),
      });
      expect(JSON.stringify(answer)).toContain("not_confirmed");
    }
    const asked = (await client.request("reply_to_lead", REPLY)) as { requestState: string };
    expect(asked.requestState).toEqual(expect.any(String));
    const { requestState } = asked;
    const other = { ...REPLY, email_body: "<p>Changed</p>" };
    expect(JSON.stringify(await client.request("reply_to_lead", other, { inputResponses, requestState }))).toContain(
      "not_confirmed",
    );
    expect(JSON.stringify(await client.request("reply_to_lead", { ...REPLY, confirm_token: requestState }))).toContain(
      "requestState",
    );
    expect(changes()).toEqual([]);
    expect(JSON.stringify(await client.request("reply_to_lead", REPLY, { inputResponses, requestState }))).toContain(
      '"done":true',
    );
    expect(JSON.stringify(await client.request("reply_to_lead", REPLY, { inputResponses, requestState }))).toContain(
      "not_confirmed",
    );
    expect(changes()).toHaveLength(1);
  });

  it.each(["2025-11-25", "2026-07-28"])("and goes away instead of answering (%s)", async (era) => {
    const client = await RawClient.start(settings(), era, () => client.close());
    await client.call("reply_to_lead", REPLY).catch(() => undefined);
    await client.close();
    expect(changes()).toEqual([]);
  });
});

describe("the token", () => {
  const asked = async (client: TestClient, name = "reply_to_lead", args: Record<string, unknown> = REPLY) =>
    (await client.call(name, args)).structured["confirm_token"];

  it("holds for these very arguments, at every depth, and this tool", async () => {
    const client = await start(["--toolsets", "all"]);
    const lead = { email: "ada@example.com", custom_fields: { plan: "free" } };
    const args = { campaign_id: 1_456_022, lead_list: [lead] };
    const confirm_token = await asked(client, "add_leads_to_campaign", args);
    const others = [
      { ...args, campaign_id: 1_456_053 },
      { ...args, lead_list: [{ ...lead, custom_fields: { plan: "paid" } }] },
      { ...args, lead_list: [{ ...lead, custom_fields: { plan: "free", more: "x" } }] },
      { ...args, lead_list: [lead, lead] },
      { ...args, ignore_unsubscribe_list: true },
    ];
    for (const other of others) {
      expect(errorKind(await client.call("add_leads_to_campaign", { ...other, confirm_token }))).toBe("not_confirmed");
    }
    expect(
      errorKind(await client.call("set_campaign_status", { campaign_id: 1_456_022, status: "START", confirm_token })),
    ).toBe("not_confirmed");
    expect(changes()).toEqual([]);
  });

  it("survives twenty parallel replays, another process and a restart: one call leaves", async () => {
    const [one, two] = [await start(), await start()];
    const confirm_token = await asked(one);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 ? one : two).call("reply_to_lead", { ...REPLY, confirm_token })),
    );
    expect(results.filter((result) => errorKind(result) === undefined)).toHaveLength(1);
    const later = await start();
    expect(errorKind(await later.call("reply_to_lead", { ...REPLY, confirm_token }))).toBe("not_confirmed");
    expect(changes()).toHaveLength(1);
    const next = await asked(later);
    await later.close();
    expect(errorKind(await (await start()).call("reply_to_lead", { ...REPLY, confirm_token: next }))).toBeUndefined();
    expect(changes()).toHaveLength(2);
  });

  it("of another account is none", async () => {
    const confirm_token = await asked(await start());
    const other = await connect(settings([], "another-key"));
    open.push(other);
    expect(errorKind(await other.call("reply_to_lead", { ...REPLY, confirm_token }))).toBe("not_confirmed");
    expect(changes()).toEqual([]);
  });

  it("does not hold when what was decided on has changed", async () => {
    const client = await start(["--toolsets", "all"]);
    const args = { campaign_id: 1_456_223, lead_list: [{ email: "ada@example.com" }] };
    const answer = await client.call("add_leads_to_campaign", args);
    expect(answer.structured["summary"]).toMatch(/DRAFTED.*\n.*nobody is mailed/);
    // As when somebody else starts the campaign; a call of ours makes what was read before untrusted.
    const campaign = sandbox.account.campaigns.find(({ id }) => id === args.campaign_id);
    if (campaign) campaign.status = "ACTIVE";
    await client.call("create_note", { email_lead_map_id: 1_907_336_085, note_message: "x" });
    const { confirm_token } = answer.structured;
    sandbox.arrivals.length = 0;
    expect(errorKind(await client.call("add_leads_to_campaign", { ...args, confirm_token }))).toBe("not_confirmed");
    expect(changes()).toEqual([]);
    const again = await client.call("add_leads_to_campaign", args);
    expect(again.structured["summary"]).toMatch(/starts by itself/);
  });

  it("is still given when the preview fails, and says so", async () => {
    const client = await start();
    sandbox.faults.add({ kind: "answer", status: 500, body: { error: "down" }, times: 50 });
    const answer = await client.call("reply_to_lead", REPLY);
    expect(answer.structured["summary"]).toMatch(/could NOT be looked up/);
    sandbox.faults.clear();
    const { confirm_token } = answer.structured;
    expect(errorKind(await client.call("reply_to_lead", { ...REPLY, confirm_token }))).toBeUndefined();
  });
});
