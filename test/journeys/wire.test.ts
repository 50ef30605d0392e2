/** What leaves the process: every inbox filter in its documented place, the key in the query only, and nothing for bad input. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { connect, type TestClient } from "../support/clients.ts";

let sandbox: Sandbox;
let client: TestClient;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: null });
  client = await connect({
    args: ["--base-url", sandbox.url, "--rate-limit", "1000/1s", "--log-level", "debug"],
    env: { SMARTLEAD_API_KEY: sandbox.apiKey },
  });
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});
beforeEach(() => {
  sandbox.arrivals.length = 0;
});

const shared = {
  search: "ann",
  unassigned: true,
  is_assigned: false,
  category_ids_in: [1, 2],
  category_ids_not_in: [3],
  reply_time_between: ["2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z"],
};
const sharedOnWire = {
  search: "ann",
  leadCategories: { unassigned: true, isAssigned: false, categoryIdsIn: [1, 2], categoryIdsNotIn: [3] },
  replyTimeBetween: ["2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z"],
};
const many = {
  ...shared,
  email_status: ["Opened", "Not Replied"],
  campaign_id: [11, 12],
  email_account_id: [21, 22],
  campaign_team_member_id: [31],
  campaign_tag_id: [41, 42],
  campaign_client_id: [51],
};
const manyOnWire = {
  ...sharedOnWire,
  emailStatus: ["Opened", "Not Replied"],
  campaignId: [11, 12],
  emailAccountId: [21, 22],
  campaignTeamMemberId: [31],
  campaignTagId: [41, 42],
  campaignClientId: [51],
};
const single = {
  ...shared,
  email_status: "Bounced",
  campaign_id: 11,
  email_account_id: 21,
  campaign_team_member_id: 31,
  campaign_tag_id: 41,
  campaign_client_id: 51,
};
const singleOnWire = {
  ...sharedOnWire,
  emailStatus: "Bounced",
  campaignId: 11,
  emailAccountId: 21,
  campaignTeamMemberId: 31,
  campaignTagId: 41,
  campaignClientId: 51,
};

type Fields = Record<string, unknown>;
const LISTS: [tool: string, route: string, filters: Fields, onWire: Fields, sort: string][] = [
  ["fetch_inbox_replies", "inbox-replies", many, manyOnWire, "SENT_TIME_DESC"],
  ["list_sent_emails", "sent", many, manyOnWire, "SENT_TIME_DESC"],
  ["list_assigned_to_me", "assigned-me", single, singleOnWire, "REPLY_TIME_DESC"],
  ["list_unread_replies", "unread-replies", many, manyOnWire, "REPLY_TIME_DESC"],
  ["list_important_messages", "important", many, manyOnWire, "REPLY_TIME_DESC"],
  ["list_snoozed_messages", "snoozed", many, manyOnWire, "REPLY_TIME_DESC"],
  ["list_scheduled_messages", "scheduled", many, manyOnWire, "SCHEDULED_TIME_ASC"],
  ["list_reminders", "reminders", many, manyOnWire, "REMINDER_TIME_ASC"],
  ["list_archived_messages", "archived", many, manyOnWire, "REPLY_TIME_DESC"],
  [
    "list_view_messages",
    "views",
    { ...single, sub_sequence_id: 61 },
    { ...singleOnWire, subSequenceId: 61 },
    "REPLY_TIME_DESC",
  ],
];

describe("inbox filters", () => {
  it.each(LISTS)("of %s reach POST /master-inbox/%s as documented", async (tool, route, filters, onWire, sort) => {
    const history = tool === "list_reminders" ? {} : { fetch_message_history: true };
    const result = await client.call(tool, { offset: 5, limit: 7, sort_by: sort, ...history, ...filters });
    expect(result.isError).toBe(false);
    expect(sandbox.arrivals).toHaveLength(1);
    expect(sandbox.arrivals[0]).toMatchObject({ method: "POST", path: `/api/v1/master-inbox/${route}`, status: 200 });
    expect(sandbox.arrivals[0]?.body).toEqual({ offset: 5, limit: 7, sortBy: sort, filters: onWire });
    expect(sandbox.arrivals[0]?.query).toEqual(tool === "list_reminders" ? {} : { fetch_message_history: "true" });
  });

  it("travel only when given", async () => {
    await client.call("fetch_inbox_replies", { search: "ann" });
    expect(sandbox.arrivals[0]?.body).toEqual({ limit: 20, filters: { search: "ann" } });
  });

  it("of a campaign's leads go to the query", async () => {
    await client.call("list_campaign_leads", {
      campaign_id: sandbox.account.campaigns[0]?.id,
      limit: 3,
      status: "PAUSED",
      lead_category_id: 2,
      email_status: "is_replied",
      created_at_gt: "2024-01-01",
      last_sent_time_gt: "2024-01-01T10:00:00Z",
      event_time_gt: "2024-01-02",
    });
    expect(sandbox.arrivals[0]?.query).toEqual({
      limit: "3",
      status: "PAUSED",
      lead_category_id: "2",
      emailStatus: "is_replied",
      created_at_gt: "2024-01-01T00:00:00.000Z",
      last_sent_time_gt: "2024-01-01T10:00:00Z",
      event_time_gt: "2024-01-02T00:00:00.000Z",
    });
  });

  it("that are wrong never leave the process", async () => {
    const wrong = [
      { campaign_id: [1, 2, 3, 4, 5, 6] },
      { search: "x".repeat(31) },
      { reply_time_between: ["2024-01-01"] },
      { email_status: ["replied"] },
      { limit: 0 },
      { message_id: "x" },
    ];
    for (const args of wrong) {
      const result = await client.call("fetch_inbox_replies", args);
      expect(result.structured).toMatchObject({
        error: { kind: "invalid_input", next: expect.stringContaining("Nothing was sent") },
      });
    }
    expect(sandbox.arrivals).toEqual([]);
  });
});

describe("the API key", () => {
  it("is in the query and nowhere else", async () => {
    const key = sandbox.apiKey;
    let raw = "";
    await client.call("create_note", {
      email_lead_map_id: sandbox.account.enrolments[0]?.map_id,
      note_message: "hello",
    });
    sandbox.faults.add({ kind: "answer", status: 400, body: { error: `bad url ?api_key=${key}` } });
    raw += JSON.stringify(await client.call("list_campaigns"));
    sandbox.faults.add({ kind: "drop" });
    raw += JSON.stringify(await client.call("list_campaigns"));
    for (const { rawBody, headers } of sandbox.arrivals) raw += rawBody + JSON.stringify(headers);
    expect(raw + client.stderr()).not.toContain(key);
  });

  it("survives characters that mean something in a URL", async () => {
    const odd = await startSandbox({ apiKey: "a&b=c+d %/#?ü", rateLimit: null }).catch(() => undefined);
    expect(odd).toBeDefined();
    if (!odd) return;
    const other = await connect({ args: ["--base-url", odd.url], env: { SMARTLEAD_API_KEY: "a&b=c+d%/#?ü" } });
    const refused = await other.call("list_campaigns");
    expect(refused.structured).toMatchObject({ error: { kind: "unauthorized" } });
    await other.close();
    await odd.close();
  });
});
