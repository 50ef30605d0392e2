import { describe, expect, it } from "vitest";
import { openSandbox, type TestSandbox } from "./client.ts";

const history = "/campaigns/10/leads/201/message-history";

interface History {
  history: { type: string; stats_id: string; message_id: string; to: string; subject?: string; email_body: string }[];
}

async function lastMessage({ call }: TestSandbox): Promise<History["history"][number] | undefined> {
  return ((await call("GET", history)).json as History).history.at(-1);
}

describe("replying", () => {
  it("puts the reply into the thread and can be followed by its Message-ID", async () => {
    const sandbox = await openSandbox();
    const answer = await sandbox.call("POST", "/campaigns/10/reply-email-thread", {
      email_stats_id: "stats-ann",
      email_body: "<p>Gladly</p>",
      to_email: "boss@alpha.example",
      cc: "a@alpha.example, b@alpha.example",
      add_signature: true,
    });
    expect(answer.text).toBe("Email added to the queue, will be sent out soon!");
    expect(answer.headers.get("content-type")).toContain("text/html");
    const sent = await lastMessage(sandbox);
    expect(sent).toMatchObject({
      type: "SENT",
      from: "sales@ours.example",
      to: "boss@alpha.example",
      cc: ["a@alpha.example", "b@alpha.example"],
      subject: "Re: A question",
      email_body: "<p>Gladly</p><br/><p>Sal</p>",
      email_seq_number: null,
    });
    expect(sent?.message_id.startsWith(`<${sent.stats_id}`)).toBe(true);
    const status = await sandbox.call(
      "GET",
      `/master-inbox/reply-status?message_id=${encodeURIComponent(sent?.message_id ?? "")}`,
    );
    expect(status.json).toMatchObject({ ok: true, data: { status: "COMPLETED", email_stats_id: sent?.stats_id } });
  });

  it("goes to the lead's own address unless told otherwise", async () => {
    const sandbox = await openSandbox();
    await sandbox.call("POST", "/campaigns/10/reply-email-thread", { email_stats_id: "stats-ann", email_body: "Hi" });
    expect((await lastMessage(sandbox))?.to).toBe("ann@alpha.example");
  });

  it("waits in the scheduled list until its time", async () => {
    const sandbox = await openSandbox({ generation: "messages" });
    const scheduled_time = "2027-01-01T08:00:00.000Z";
    const body = { email_stats_id: "stats-ann", email_body: "Later", scheduled_time };
    await sandbox.call("POST", "/campaigns/10/reply-email-thread", body);
    expect((await lastMessage(sandbox))?.type).toBe("REPLY");
    expect((await sandbox.call("POST", "/master-inbox/scheduled", {})).json).toMatchObject({
      messages: [{ campaign_lead_map_id: "101", scheduled_time }],
    });
  });

  it("refuses a thread of another campaign", async () => {
    const { call } = await openSandbox();
    const answer = await call("POST", "/campaigns/12/reply-email-thread", {
      email_stats_id: "stats-ann",
      email_body: "Hi",
    });
    expect(answer).toMatchObject({ status: 400, json: { error: "Invalid email_stats_id or campaign_id" } });
    const status = await call("GET", "/master-inbox/reply-status?message_id=%3Cnone%3E");
    expect(status).toMatchObject({ status: 404, json: { ok: false } });
  });

  it("forwards a message of the thread", async () => {
    const sandbox = await openSandbox();
    const answer = await sandbox.call("POST", "/campaigns/10/forward-email", {
      message_id: "<stats-ann-reply@mail.example>",
      stats_id: "stats-ann",
      to_emails: "boss@ours.example",
      forward_email_body: "<p>FYI</p>",
    });
    const forwarded = await lastMessage(sandbox);
    expect(answer.json).toEqual({ ok: true, messageId: forwarded?.message_id, status: "success" });
    expect(forwarded).toMatchObject({ to: "boss@ours.example", subject: "Fwd: Re: A question" });
    expect(forwarded?.email_body).toBe("<p>FYI</p><p>REPLY &amp; more</p>");
  });
});

describe("message history", () => {
  it("is oldest first, after a time and as plain text on demand", async () => {
    const { call } = await openSandbox();
    const { json } = await call("GET", `${history}?event_time_gt=2026-01-11T00:00:00Z&show_plain_text_response=true`);
    expect(json).toMatchObject({
      from: "sales@ours.example",
      to: "ann@alpha.example",
      history: [{ type: "REPLY", email_body: "REPLY & more", cc: [], attachments: [] }],
    });
    expect(json).not.toHaveProperty("history[0].subject");
  });

  it("comes for several leads at once, keyed by lead", async () => {
    const { call } = await openSandbox();
    const path = "/campaigns/10/message-history-for-leads/bbfbdsFGHlBr76ruhjvh6fhHL";
    expect(Object.keys((await call("POST", path, { lead_ids: [201, 999] })).json as object)).toEqual(["201"]);
    expect(Object.keys((await call("POST", path, {})).json as object)).toEqual(["201", "203", "204"]);
    expect((await call("POST", path, { lead_ids: null })).status).toBe(200);
  });
});

describe("working on a lead", () => {
  const on = { email_lead_map_id: 101 };

  it.each([
    ["PATCH", "change-read-status", { read_status: true }, { has_new_unread_email: false }],
    ["PATCH", "update-category", { category_id: 3 }, { lead_category_id: 3 }],
    ["PATCH", "update-category", { category_id: null }, { lead_category_id: null }],
    ["PATCH", "update-revenue", { revenue: 1234.5 }, { revenue: "1234.50" }],
    ["POST", "update-team-member", { team_member_id: 2 }, { team_member_id: 2 }],
    [
      "POST",
      "push-to-subsequence",
      { sub_sequence_id: 11, sub_sequence_delay_time: 2 },
      { is_pushed_to_sub_sequence: true, sub_sequence_id: 11 },
    ],
    ["PATCH", "resume-lead", { campaign_id: 10, resume_delay_days: 1 }, { lead_status: "INPROGRESS" }],
  ])("%s %s %j shows on the next read", async (method, action, body, row) => {
    const { call } = await openSandbox();
    const answer = await call(method, `/master-inbox/${action}`, { ...on, ...body });
    expect(answer).toMatchObject({ status: 200, json: { ok: true } });
    expect((await call("GET", "/master-inbox/101")).json).toMatchObject({ data: [row] });
  });

  it("takes a category away from the lists that ask for it", async () => {
    const { call } = await openSandbox();
    await call("PATCH", "/master-inbox/update-category", { ...on, category_id: null });
    const filters = { leadCategories: { categoryIdsIn: [1] } };
    expect((await call("POST", "/master-inbox/inbox-replies", { filters })).json).toMatchObject({ data: [] });
  });

  it("keeps notes, tasks and reminders", async () => {
    const { call } = await openSandbox();
    const note = await call("POST", "/master-inbox/create-note", { ...on, note_message: "Called" });
    expect(note.json).toMatchObject({ data: { note: [{ id: "1000" }] } });
    const task = await call("POST", "/master-inbox/create-task", { ...on, name: "Send offer" });
    expect(task.json).toMatchObject({ data: { task: [{ id: "1001" }] } });
    const reminder = { email_stats_id: "stats-cid", message: "Ring", reminder_time: "2027-01-01T08:00:00Z" };
    const set = await call("POST", "/master-inbox/set-reminder", { email_lead_map_id: 103, ...reminder });
    expect(set.json).toMatchObject({ data: { reminder: { id: "1002" } } });
    expect((await call("GET", "/crm/leads/notes/201")).json).toMatchObject({
      ok: true,
      data: [{ id: 1000, lead_id: 201, note_message: "Called", created_by: "Olga Owner" }],
    });
    expect((await call("GET", "/crm/leads/tasks/201")).json).toMatchObject({
      data: [{ id: 1001, name: "Send offer", priority: "MEDIUM", due_date: null, status: "pending" }],
    });
    const order = { sortBy: "REMINDER_TIME_ASC" };
    expect((await call("POST", "/master-inbox/reminders", order)).json).toMatchObject({
      data: [{ email_lead_map_id: "101" }, { email_lead_map_id: "103" }],
    });
  });

  it("finds pushed leads through the custom view", async () => {
    const { call } = await openSandbox();
    await call("POST", "/master-inbox/push-to-subsequence", { ...on, sub_sequence_id: 11 });
    expect((await call("POST", "/master-inbox/views", { filters: { subSequenceId: 11 } })).json).toMatchObject({
      data: [{ email_lead_map_id: "101" }],
    });
  });

  it.each([
    ["PATCH", "update-category", { email_lead_map_id: 999, category_id: 1 }, 404],
    ["PATCH", "update-category", { ...on, category_id: 77 }, 400],
    ["POST", "update-team-member", { ...on, team_member_id: 77 }, 404],
    ["POST", "push-to-subsequence", { ...on, sub_sequence_id: 99 }, 404],
    ["POST", "push-to-subsequence", { ...on, sub_sequence_id: 12 }, 400],
    ["PATCH", "resume-lead", { email_lead_map_id: 102, campaign_id: 12 }, 400],
    ["PATCH", "resume-lead", { ...on, campaign_id: 12 }, 404],
  ])("%s %s %j is refused", async (method, action, body, status) => {
    const { call } = await openSandbox();
    expect((await call(method, `/master-inbox/${action}`, body)).status).toBe(status);
  });

  it("changes nothing for an unknown conversation's read status, and says so", async () => {
    const { call } = await openSandbox();
    const answer = await call("PATCH", "/master-inbox/change-read-status", {
      email_lead_map_id: 999,
      read_status: true,
    });
    expect(answer).toMatchObject({ status: 200, json: { data: { updated: 0 } } });
  });
});

describe("the block list", () => {
  it("blocks the leads of a domain and lists the entry", async () => {
    const { call } = await openSandbox();
    const answer = await call("POST", "/master-inbox/block-domains", { domains: ["alpha.example", "spam.example"] });
    expect(answer.json).toMatchObject({ ok: true, data: { blocked_domains: 2 } });
    expect((await call("GET", "/master-inbox/101")).json).toMatchObject({ data: [{ lead_status: "BLOCKED" }] });
    const { json } = await call("GET", "/leads/get-domain-block-list?filter_email_or_domain=alpha");
    const [entry] = json as { id: number }[];
    expect(json).toMatchObject([{ email_or_domain: "alpha.example", source: "manual" }]);
    expect((await call("DELETE", `/leads/delete-domain-block-list?id=${entry?.id}`)).status).toBe(200);
    expect((await call("DELETE", `/leads/delete-domain-block-list?id=${entry?.id}`)).status).toBe(404);
  });

  it("takes addresses too", async () => {
    const { call } = await openSandbox();
    const domain_block_list = ["ann@alpha.example", "spam.example"];
    const answer = await call("POST", "/leads/add-domain-block-list", { domain_block_list });
    expect(answer.json).toEqual({ uploadCount: 2, totalDomainAdded: 1 });
  });
});
