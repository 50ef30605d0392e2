import { describe, expect, it } from "vitest";
import { openSandbox, type Result } from "./client.ts";

function mapIds({ json }: Result): string[] {
  return (json as { data: { email_lead_map_id: string }[] }).data.map((row) => row.email_lead_map_id);
}

/** Everything with a message in it, through the filters of the custom view. */
async function view(filters: unknown): Promise<string[]> {
  const { call } = await openSandbox();
  return mapIds(await call("POST", "/master-inbox/views", { filters })).sort();
}

describe("the lists", () => {
  it.each([
    ["inbox-replies", ["101"]],
    ["unread-replies", ["101"]],
    ["sent", ["101", "102", "103", "104"]],
    ["assigned-me", ["101"]],
    ["important", ["101"]],
    ["snoozed", ["103"]],
    ["scheduled", []],
    ["reminders", ["101"]],
    ["archived", ["102"]],
    ["views", ["101", "102", "103", "104"]],
  ])("%s holds what its name says", async (name, ids) => {
    const { call } = await openSandbox();
    expect(mapIds(await call("POST", `/master-inbox/${name}`, {})).sort()).toEqual(ids);
  });

  it("answer flat rows without a total", async () => {
    const { call } = await openSandbox();
    const { json } = await call("POST", "/master-inbox/inbox-replies", {});
    expect(Object.keys(json as object)).toEqual(["ok", "data", "offset", "limit"]);
    expect(json).toMatchObject({
      ok: true,
      offset: 0,
      limit: 20,
      data: [
        {
          lead_category_id: 1,
          last_sent_time: "2026-01-10T09:00:00.000Z",
          last_reply_time: "2026-01-12T09:00:00.000Z",
          revenue: "500.50",
          lead_email: "ann@alpha.example",
          email_lead_id: "201",
          email_lead_map_id: "101",
          email_campaign_id: 10,
          client_id: null,
          belongs_to_sub_sequence: false,
        },
      ],
    });
    expect(json).not.toHaveProperty("data[0].email_history");
  });

  it("add the thread when the query asks for it", async () => {
    const { call } = await openSandbox();
    const { json } = await call("POST", "/master-inbox/inbox-replies?fetch_message_history=true", {});
    expect(json).toMatchObject({
      data: [
        {
          email_history: [
            { type: "SENT", email_seq_number: "1", open_count: 2 },
            { type: "REPLY", cc: [] },
          ],
        },
      ],
    });
    expect(json).not.toHaveProperty("data[0].email_history[1].subject");
    const reminders = await call("POST", "/master-inbox/reminders?fetch_message_history=true", {});
    expect(reminders.json).toMatchObject({ message: '"fetch_message_history" is not allowed' });
  });

  it("sort and page", async () => {
    const { call } = await openSandbox();
    const bySent = { sortBy: "SENT_TIME_DESC" };
    expect(mapIds(await call("POST", "/master-inbox/sent", bySent))).toEqual(["103", "102", "101", "104"]);
    expect(mapIds(await call("POST", "/master-inbox/sent", {}))).toEqual(["102", "101", "104", "103"]);
    const page = { ...bySent, offset: 1, limit: 2 };
    expect(mapIds(await call("POST", "/master-inbox/sent", page))).toEqual(["102", "101"]);
  });
});

describe("the filters", () => {
  it.each([
    [{}, ["101", "102", "103", "104"]],
    [{ search: "ANN" }, ["101"]],
    [{ search: "bob doe" }, ["102"]],
    [{ search: "gamma.example" }, ["103"]],
    [{ campaignId: 12 }, ["102"]],
    [{ emailAccountId: 51 }, ["102"]],
    [{ campaignTeamMemberId: 2 }, ["103"]],
    [{ campaignTagId: 70 }, ["102"]],
    [{ campaignClientId: 7 }, ["102"]],
    [{ emailStatus: "Opened" }, ["101", "103"]],
    [{ emailStatus: "Clicked" }, ["101"]],
    [{ emailStatus: "Replied" }, ["101", "102"]],
    [{ emailStatus: "Unsubscribed" }, ["104"]],
    [{ emailStatus: "Bounced" }, ["104"]],
    [{ emailStatus: "Accepted" }, ["101", "102", "103"]],
    [{ emailStatus: "Not Replied" }, ["103"]],
    [{ leadCategories: { unassigned: true } }, ["103", "104"]],
    [{ leadCategories: { isAssigned: true } }, ["101", "102"]],
    [{ leadCategories: { categoryIdsIn: [1] } }, ["101"]],
    [{ leadCategories: { categoryIdsNotIn: [1] } }, ["102", "103", "104"]],
    [{ leadCategories: { isAssigned: true, categoryIdsIn: [3] } }, ["102"]],
    [{ leadCategories: { unassigned: true, categoryIdsIn: [3] } }, ["102", "103", "104"]],
    [{ leadCategories: { unassigned: false, isAssigned: false } }, ["101", "102", "103", "104"]],
    [{ replyTimeBetween: ["2026-01-13T00:00:00Z", "2026-01-14T00:00:00Z"] }, ["102"]],
    [{ subSequenceId: 11 }, []],
    [{ campaignId: 10, emailStatus: "Replied" }, ["101"]],
  ])("%j", async (filters, ids) => {
    expect(await view(filters)).toEqual(ids);
  });

  it("take lists where the documentation has them", async () => {
    const { call } = await openSandbox();
    const filters = { emailStatus: ["Bounced", "Clicked"], campaignId: [10, 12] };
    expect(mapIds(await call("POST", "/master-inbox/sent", { filters })).sort()).toEqual(["101", "104"]);
    expect((await call("POST", "/master-inbox/views", { filters })).status).toBe(400);
  });
});

describe("the newer generation", () => {
  it("answers nested messages with a total", async () => {
    const { call } = await openSandbox({ generation: "messages" });
    const { json } = await call("POST", "/master-inbox/reminders", { limit: 1 });
    expect(json).toMatchObject({
      total_count: 1,
      offset: 0,
      limit: 1,
      messages: [
        {
          campaign_lead_map_id: "101",
          lead: { email: "ann@alpha.example", first_name: "Ann" },
          campaign: { id: 10, name: "Spring" },
          email_account: { id: 50 },
          last_message: { subject: "Re: A question" },
          category: { id: 1, name: "Interested" },
          assigned_to: { id: 1 },
          email_status: "Replied",
          is_read: false,
          reminder_message: "Call",
        },
      ],
    });
  });

  it("answers one conversation bare", async () => {
    const { call } = await openSandbox({ generation: "messages" });
    expect((await call("GET", "/master-inbox/101")).json).toMatchObject({
      campaign_lead_map_id: "101",
      message_history: [{ direction: "outbound" }, { direction: "inbound" }],
    });
    expect((await call("GET", "/master-inbox/untracked-replies")).json).toMatchObject({ total_count: 2 });
  });
});

describe("one conversation", () => {
  it("comes as a list of one row, by map id", async () => {
    const { call } = await openSandbox();
    expect(mapIds(await call("GET", "/master-inbox/103"))).toEqual(["103"]);
    const unknown = await call("GET", "/master-inbox/203");
    expect(unknown.status).toBe(404);
    expect(unknown.json).toEqual({ error: "Inbox item not found with ID 203" });
  });
});

describe("untracked replies", () => {
  it("are wrapped twice, newest first, with body and files on demand", async () => {
    const { call } = await openSandbox();
    const plain = await call("GET", "/master-inbox/untracked-replies?limit=1");
    expect(plain.json).toMatchObject({
      ok: true,
      data: {
        success: true,
        data: {
          replies: [{ id: "u2" }],
          totalCount: 2,
          pagination: { limit: 1, offset: 0, totalCount: 2, hasMore: true },
        },
      },
    });
    expect(plain.json).not.toHaveProperty("data.data.replies[0].body");
    const full = await call("GET", "/master-inbox/untracked-replies?fetchBody=true&fetchAttachments=true&offset=1");
    expect(full.json).toMatchObject({
      data: { data: { replies: [{ body: { text: "See file" }, attachments: [{ file_name: "a.pdf" }] }] } },
    });
  });

  it.each([
    ["from_email=epsilon", "u1"],
    ["to_email=pat", "u2"],
    ["subject_line=INVOICE", "u1"],
  ])("filter by %s", async (query, id) => {
    const { call } = await openSandbox();
    const { json } = await call("GET", `/master-inbox/untracked-replies?${query}`);
    expect(json).toMatchObject({ data: { data: { replies: [{ id }], totalCount: 1 } } });
  });
});
