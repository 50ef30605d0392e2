/** The main job as a stranger's agent does it: read the replies, open one, sort it, answer it, move it on. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { CLIENTS, HTTP_CLIENTS, type PersonsAction, type TestClient } from "../support/clients.ts";

type Row = Record<string, unknown>;
const items = (structured: Row): Row[] => structured["items"] as Row[];

const REPLY_ROUTE = "reply-email-thread";

describe.each([...CLIENTS, ...HTTP_CLIENTS])("triage with the %s", (_name, connect) => {
  let sandbox: Sandbox;
  let client: TestClient;
  const start = async (person?: PersonsAction) => {
    client = await connect({
      args: ["--base-url", sandbox.url, "--rate-limit", "1000/1s"],
      env: { SMARTLEAD_API_KEY: sandbox.apiKey },
      ...(person && { person }),
    });
  };
  const stop = () => client.close();
  const sent = () => sandbox.arrivals.filter(({ path }) => path.includes(REPLY_ROUTE)).length;

  beforeEach(async () => {
    sandbox = await startSandbox({ rateLimit: null });
    return () => sandbox.close();
  });

  it("goes from the unsorted replies to an answered, sorted and moved lead", async () => {
    await start("accept");
    const inbox = await client.call("fetch_inbox_replies", {
      limit: 20,
      fetch_message_history: true,
      unassigned: true,
    });
    expect(inbox.isError).toBe(false);
    const subsequences = items((await client.call("list_campaigns")).structured).filter(
      (row) => row["parent_campaign_id"],
    );
    const lead = items(inbox.structured).find((row) =>
      subsequences.some((sub) => sub["parent_campaign_id"] === row["campaign_id"]),
    );
    expect(lead).toMatchObject({ email_lead_map_id: expect.any(Number), lead_id: expect.any(Number) });
    const { email_lead_map_id, lead_id, campaign_id } = lead as Row;

    const before = items((await client.call("fetch_message_history", { campaign_id, lead_id })).structured);
    const question = before.filter((message) => message["type"] === "REPLY").at(-1) as Row;
    expect(question["stats_id"]).toEqual(expect.any(String));

    const category = items((await client.call("list_lead_categories")).structured).find(
      (row) => row["name"] === "Interested",
    ) as Row;
    const sorted = await client.call("update_category", { email_lead_map_id, category_id: category["category_id"] });
    expect(sorted.isError).toBe(false);

    const answer = await client.call("reply_to_lead", {
      campaign_id,
      email_stats_id: question["stats_id"],
      email_body: "<p>Tuesday at ten?</p>",
    });
    expect(answer).toMatchObject({ isError: false, structured: { done: true } });
    expect(client.questions).toHaveLength(1);
    expect(client.questions[0]).toContain("> Tuesday at ten?");
    expect(sent()).toBe(1);

    const subsequence = subsequences.find((row) => row["parent_campaign_id"] === campaign_id) as Row;
    const pushed = await client.call("push_to_subsequence", {
      email_lead_map_id,
      sub_sequence_id: subsequence["campaign_id"],
      sub_sequence_delay_time: 3,
    });
    expect(pushed.isError).toBe(false);

    const after = items((await client.call("fetch_message_history", { campaign_id, lead_id })).structured);
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({ type: "SENT", text: "Tuesday at ten?", stats_id: expect.any(String) });
    const row = (await client.call("get_inbox_lead", { email_lead_map_id })).structured;
    expect(row).toMatchObject({ category_id: category["category_id"], is_pushed_to_sub_sequence: true });
    await stop();
  });

  it.each(["decline", "cancel"] as const)("sends nothing when the person answers %s", async (person) => {
    await start(person);
    const { campaign_id, email_stats_id } = await someMessage(client);
    const answer = await client.call("reply_to_lead", { campaign_id, email_stats_id, email_body: "Hi" });
    expect(answer).toMatchObject({ isError: true, structured: { error: { kind: "not_confirmed" } } });
    expect(sent()).toBe(0);
    await stop();
  });

  it("asks a client that cannot ask by a token that works once", async () => {
    await start();
    const { campaign_id, email_stats_id } = await someMessage(client);
    const args = { campaign_id, email_stats_id, email_body: "<p>Hello</p>" };
    const asked = await client.call("reply_to_lead", args);
    expect(asked).toMatchObject({
      isError: false,
      structured: { status: "confirmation_required", tool: "reply_to_lead", effect: "sends_email" },
    });
    expect(sent()).toBe(0);
    const confirm_token = asked.structured["confirm_token"];

    const other = await client.call("reply_to_lead", { ...args, email_body: "<p>Changed</p>", confirm_token });
    expect(other.structured).toMatchObject({ error: { kind: "not_confirmed" } });
    const confirmed = await client.call("reply_to_lead", { ...args, confirm_token });
    expect(confirmed.structured).toMatchObject({ done: true });
    const again = await client.call("reply_to_lead", { ...args, confirm_token });
    expect(again.structured).toMatchObject({ error: { kind: "not_confirmed" } });
    expect(sent()).toBe(1);
    await stop();
  });
});

async function someMessage(client: TestClient): Promise<{ campaign_id: unknown; email_stats_id: unknown }> {
  const inbox = await client.call("fetch_inbox_replies", { limit: 1, fetch_message_history: true });
  const row = items(inbox.structured)[0] as Row;
  return { campaign_id: row["campaign_id"], email_stats_id: (row["last_message"] as Row)["stats_id"] };
}

describe("the pretend account embedded in the server", () => {
  let client: TestClient;
  beforeAll(async () => {
    const [, connect] = CLIENTS[0] ?? [];
    client = await (connect as NonNullable<typeof connect>)({ args: ["--sandbox"] });
  });
  afterAll(() => client.close());

  it("says so in its instructions and in every result", async () => {
    expect(client.instructions()).toContain("SANDBOX");
    expect((await client.call("list_campaigns")).meta).toEqual(expect.objectContaining({ sandbox: true }));
    expect((await client.call("get_campaign", { campaign_id: 1 })).meta).toEqual(
      expect.objectContaining({ sandbox: true }),
    );
  });

  it("holds six campaigns", async () => {
    expect((await client.call("list_campaigns")).structured).toMatchObject({ returned: 6, next: null });
  });
});
