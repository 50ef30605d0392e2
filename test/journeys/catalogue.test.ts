/** Every tool once, over the real protocol, with its example; and the front door to those that are not listed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { jobs } from "../../src/jobs/index.ts";
import { routeOf } from "../../src/sandbox/api.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { tools } from "../../src/tools/index.ts";
import { connect, type PersonsAction, type TestClient } from "../support/clients.ts";
import { endpointOf } from "../support/documentation.ts";

let sandbox: Sandbox;
let seeded: Sandbox["account"];
const UNLIMITED = ["--rate-limit", "10000/1s", "--heavy-rate-limit", "10000/1s"];
const start = (args: string[], person?: PersonsAction) =>
  connect({
    args: ["--base-url", sandbox.url, ...UNLIMITED, ...args],
    env: { SMARTLEAD_API_KEY: sandbox.apiKey },
    ...(person && { person }),
  });

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: null, heavyRateLimit: null });
  seeded = structuredClone(sandbox.account);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.arrivals.length = 0;
});

describe("with --toolsets all", () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await start(["--toolsets", "all", "--confirm", "off", "--log-level", "error"]);
  });
  afterAll(() => client.close());

  it.each(tools.map((tool) => [tool.name, tool] as const))(
    "%s reaches its endpoint once and is answered",
    async (name, tool) => {
      const result = await client.call(name, tool.example);
      expect(result.structured["error"]).toBeUndefined();
      const endpoint = endpointOf(tool);
      expect(sandbox.arrivals.map(({ route }) => route)).toEqual([endpoint && routeOf(endpoint)]);
      // What one tool changed must not decide how the next one fares.
      if (tool.effect !== "read") Object.assign(sandbox.account, structuredClone(seeded));
    },
  );

  it("needs no front door", async () => {
    const names = (await client.listTools()).map(({ name }) => name);
    expect(names).toEqual([...jobs, ...tools].map(({ name }) => name));
    expect((await client.call("search_tools", { query: "webhook" })).structured).toMatchObject({
      error: { kind: "unknown_tool" },
    });
  });
});

describe("the front door", () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await start(["--log-level", "error"]);
  });
  afterAll(() => client.close());

  it("finds a tool and says what is needed to call it", async () => {
    const { structured, text } = await client.call("search_tools", { query: "which domains are blocked", limit: 3 });
    const items = structured["items"] as { name: string; effect: string; input_schema: object }[];
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({ effect: expect.any(String), input_schema: { properties: expect.any(Object) } });
    expect(text).toContain(items[0]?.name);
    expect(sandbox.arrivals).toEqual([]);
  });

  it("runs a tool that is not listed, with the same checks", async () => {
    const listed = (await client.listTools()).map(({ name }) => name);
    expect(listed).not.toContain("list_lead_tasks");
    const ran = await client.call("call_read_tool", { name: "list_lead_tasks", arguments: { lead_id: 2_327_022_754 } });
    expect(ran.structured).toMatchObject({ returned: expect.any(Number) });
    const wrong = await client.call("call_read_tool", { name: "list_lead_tasks", arguments: { lead: 1 } });
    expect(wrong.structured).toMatchObject({
      error: { kind: "invalid_input", message: expect.stringContaining("lead_id") },
    });
  });

  it("keeps changes away from the reading door, and asks before harm at the other", async () => {
    const note = { email_lead_map_id: 1_907_336_085, note_message: "hello" };
    const refused = await client.call("call_read_tool", { name: "create_note", arguments: note });
    expect(refused.structured).toMatchObject({ error: { kind: "invalid_input" } });
    expect(sandbox.arrivals).toEqual([]);
    expect((await client.call("call_write_tool", { name: "create_note", arguments: note })).structured).toMatchObject({
      done: true,
    });

    const reply = {
      name: "forward_email",
      arguments: {
        campaign_id: 1_456_022,
        message_id: "<CAaRhe1FxyAj-BPOadSQ4Q7thvA+Qtc+uSsQ40-1RoCh9a@mail.gmail.com>",
        stats_id: "d5854791-9f4a-4690-82f9-18a591965e3b",
        to_emails: "jonas@brightloop.example",
      },
    };
    sandbox.arrivals.length = 0;
    const asked = await client.call("call_write_tool", reply);
    expect(asked.structured).toMatchObject({ status: "confirmation_required", tool: "forward_email" });
    const sent = () => sandbox.arrivals.filter(({ path }) => path.endsWith("/forward-email")).length;
    expect(sent()).toBe(0);
    const confirm_token = asked.structured["confirm_token"];
    expect((await client.call("call_write_tool", { ...reply, confirm_token })).structured).toMatchObject({
      done: true,
    });
    expect((await client.call("call_write_tool", { ...reply, confirm_token })).structured).toMatchObject({
      error: { kind: "not_confirmed" },
    });
    expect(sent()).toBe(1);
  });

  it("knows no tool that does not exist", async () => {
    for (const door of ["call_read_tool", "call_write_tool"]) {
      const result = await client.call(door, { name: "list_campaign", arguments: {} });
      expect(result.structured).toMatchObject({
        error: { kind: "unknown_tool", next: expect.stringContaining("list_campaigns") },
      });
    }
  });
});

it("a person who can be asked is asked at the front door too", async () => {
  const client = await start(["--log-level", "error"], "decline");
  const result = await client.call("call_write_tool", {
    name: "resume_inbox_lead",
    arguments: { campaign_id: 1_456_053, email_lead_map_id: 1_906_917_731, resume_delay_days: 1 },
  });
  expect(result.structured).toMatchObject({ error: { kind: "not_confirmed" } });
  expect(client.questions).toHaveLength(1);
  await client.close();
});

it("in read-only mode nothing that changes can be reached", async () => {
  const client = await start(["--read-only", "--log-level", "error"]);
  expect((await client.listTools()).map(({ name }) => name)).not.toContain("call_write_tool");
  for (const name of ["reply_to_lead", "update_category", "get_mailbox_otp"]) {
    expect((await client.call(name, {})).structured).toMatchObject({ error: { kind: "read_only" } });
    const through = await client.call("call_read_tool", { name, arguments: {} });
    expect(through.structured).toMatchObject({ error: { kind: "read_only" } });
  }
  expect(sandbox.arrivals).toEqual([]);
  await client.close();
});
