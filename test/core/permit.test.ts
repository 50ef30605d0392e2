import { beforeEach, describe, expect, it } from "vitest";
import { Failure } from "../../src/core/errors.ts";
import { Policy, type PolicyOptions } from "../../src/core/permit.ts";
import type { Look } from "../../src/core/preview/look-ups.ts";
import { Threads } from "../../src/core/preview/threads.ts";
import type { RecordValue } from "../../src/core/records/record.ts";
import { SentMails } from "../../src/core/sent-mails.ts";
import type { Tool } from "../../src/core/tool.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { tools } from "../../src/tools/index.ts";

const changing = tools.filter(({ effect }) => effect !== "read");

const named = (name: string): Tool => {
  const found = tools.find((tool) => tool.name === name);
  if (!found) throw new Error(`no tool ${name}`);
  return found;
};

const parsed = (tool: Tool, args: Record<string, unknown> = tool.example) => tool.schema.parse(args);

/** An account in which everything belongs to one campaign. */
function account(campaignId: number, reads: string[] = []): Look {
  const answers: Record<string, (args: Record<string, unknown>) => RecordValue[]> = {
    get_inbox_lead: ({ email_lead_map_id }) => [{ email_lead_map_id, campaign_id: campaignId, lead_id: 5 }],
    list_lead_campaigns: () => [{ campaign_id: campaignId }],
    get_email_account: ({ email_account_id }) => [{ id: email_account_id, campaign_ids: [campaignId] }],
    get_lead_list: ({ lead_list_id }) => [{ id: lead_list_id, leads_count: 700 }],
    list_campaign_leads: () => [{}],
  };
  const threads = new Threads();
  const read: Look["read"] = async (tool, args) => {
    reads.push(tool);
    const answer = answers[tool];
    if (answer === undefined) throw new Error(`${tool} answers nothing`);
    return { items: answer(args), total: tool === "list_campaign_leads" ? 900 : undefined, about: {} };
  };
  const message = { stats_id: named("reply_to_lead").example["email_stats_id"] };
  threads.learn(
    named("fetch_message_history"),
    { campaign_id: campaignId, lead_id: 5 },
    { status: 200, headers: {}, body: { kind: "json", value: { history: [message] } } },
  );
  return {
    threads,
    sentMails: new SentMails(new MemoryStore(), "account-1"),
    read,
    one: async (tool, args) => (await read(tool, args)).items[0] ?? {},
  };
}

let store = new MemoryStore();
beforeEach(() => {
  store = new MemoryStore();
});

const policy = (options: Partial<PolicyOptions>) =>
  new Policy({
    onlyCampaigns: undefined,
    maxLeadsPerCall: 500,
    maxSendsPerHour: 1000,
    store,
    account: "account-1",
    ...options,
  });

const refusal = async (attempt: Promise<void>) => {
  const thrown = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof Failure ? thrown.details.kind : thrown;
};

describe("only some campaigns", () => {
  const only = (...ids: number[]) => policy({ onlyCampaigns: new Set(ids), maxLeadsPerCall: 10_000 });
  const attempt = (allowed: number[], name: string, args: Record<string, unknown>, look = account(1)) =>
    refusal(only(...allowed).permit(named(name), parsed(named(name), args), look));

  it.each(changing.map((tool) => [tool.name, tool] as const))("%s touches no other campaign", async (_name, tool) => {
    expect(await refusal(only(7).permit(tool, parsed(tool), account(1)))).toBe("forbidden");
  });

  it.each([
    ["named", "pause_lead", { campaign_id: 1, lead_id: 5 }],
    ["as a parent", "create_subsequence", { parent_campaign_id: 1 }],
    ["of a conversation", "create_note", { email_lead_map_id: 9, note_message: "x" }],
    ["of a lead", "unsubscribe_lead_everywhere", { lead_id: 5 }],
    ["of a mailbox", "suspend_email_account", { email_account_id: 3 }],
    [
      "of a conversation given as a list",
      "push_campaign_leads_to_list",
      { campaign_id: 1, lead_list_id: 2, email_lead_map_ids: [9] },
    ],
    [
      "of a webhook",
      "create_webhook",
      { webhook_url: "https://x.example", association_type: "campaign", campaign_id: 1 },
    ],
  ])("a campaign that is allowed may be changed: %s", async (_name, tool, args) => {
    expect(await attempt([1], tool, args)).toBeUndefined();
  });

  it.each([
    [
      "the conversation is another campaign's",
      "resume_inbox_lead",
      { campaign_id: 1, email_lead_map_id: 9 },
      account(2),
    ],
    [
      "the message is another campaign's",
      "reply_to_lead",
      { ...named("reply_to_lead").example, campaign_id: 1 },
      account(2),
    ],
    ["the lead is in another campaign too", "update_lead", { campaign_id: 1, lead_id: 5, email: "a@b.co" }, account(2)],
    ["the lead is in another campaign only", "pause_lead", { campaign_id: 1, lead_id: 5 }, account(2)],
    ["the subsequence is not named", "push_to_subsequence", { email_lead_map_id: 9, sub_sequence_id: 4 }, account(1)],
    [
      "leads are taken out of others",
      "push_leads_to_campaign",
      { campaign_id: 1, action: "move", lead_ids: [5] },
      account(1),
    ],
    [
      "a campaign hides in free-form arguments",
      "push_leads_to_campaign",
      { campaign_id: 1, action: "copy", lead_ids: [5], filters: { deep: [{ campaignId: "2" }] } },
      account(1),
    ],
    [
      "a campaign is given by name",
      "push_leads_to_campaign",
      { campaign_id: 1, campaign_name: "Other", action: "copy", lead_ids: [5] },
      account(1),
    ],
    [
      "the webhook is the whole account's",
      "create_webhook",
      { webhook_url: "https://x.example", association_type: "user", campaign_id: 1 },
      account(1),
    ],
    [
      "the mail belongs to no campaign",
      "send_single_email",
      { to_email: "a@b.co", subject: "s", email_body: "b", email_account_id: 3 },
      account(1),
    ],
    [
      "there are too many conversations to check",
      "push_campaign_leads_to_list",
      { campaign_id: 1, lead_list_id: 2, email_lead_map_ids: Array.from({ length: 11 }, (_, at) => at + 1) },
      account(1),
    ],
  ])("is forbidden when %s", async (_name, tool, args, look) => {
    expect(await attempt([1], tool, args, look)).toBe("forbidden");
  });

  it("is forbidden when SmartLead does not tell", async () => {
    const mute: Look = {
      ...account(1),
      read: () => Promise.reject(new Error("down")),
      one: () => Promise.reject(new Error("down")),
    };
    expect(await attempt([1], "create_note", { email_lead_map_id: 9, note_message: "x" }, mute)).toBe("forbidden");
    const other: Look = { ...account(1), one: async () => ({ email_lead_map_id: 10, campaign_id: 1 }) };
    expect(await attempt([1], "create_note", { email_lead_map_id: 9, note_message: "x" }, other)).toBe("forbidden");
  });

  it("asks SmartLead nothing when the arguments tell", async () => {
    const reads: string[] = [];
    expect(await attempt([1], "set_campaign_status", { campaign_id: 2, status: "PAUSED" }, account(1, reads))).toBe(
      "forbidden",
    );
    expect(await attempt([1], "block_domains", { domains: ["x.example"] }, account(1, reads))).toBe("forbidden");
    expect(reads).toEqual([]);
  });
});

describe("leads per call", () => {
  const attempt = (name: string, args: Record<string, unknown>) =>
    refusal(policy({}).permit(named(name), parsed(named(name), args), account(1)));
  const ids = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

  it("counts those named, whole lists, and all there are", async () => {
    const target = { campaign_id: 1, action: "copy" };
    expect(await attempt("push_leads_to_campaign", { ...target, lead_ids: ids(500) })).toBeUndefined();
    expect(await attempt("push_leads_to_campaign", { ...target, lead_ids: ids(501) })).toBe("forbidden");
    expect(await attempt("push_leads_to_campaign", { ...target, lead_list_id: 3 })).toBe("forbidden");
    expect(await attempt("push_leads_to_campaign", { ...target, lead_list_id: 3, lead_ids: ids(2) })).toBeUndefined();
    expect(await attempt("add_leads_to_campaign", { campaign_id: 1, lead_list: [], lead_list_ids: [3] })).toBe(
      "forbidden",
    );
    expect(await attempt("push_campaign_leads_to_list", { campaign_id: 1, lead_list_id: 3, all_leads: true })).toBe(
      "forbidden",
    );
  });

  it("refuses what cannot be counted", async () => {
    expect(await attempt("push_leads_to_campaign", { campaign_id: 1, action: "copy" })).toBe("forbidden");
    expect(await attempt("push_leads_to_campaign", { campaign_id: 1, action: "copy", all_leads: true })).toBe(
      "forbidden",
    );
    expect(await attempt("push_leads_to_list", { lead_list_id: 3, all_leads: true, campaign_id: 1 })).toBe("forbidden");
  });

  it("is known for every tool that changes leads by the list", () => {
    const lists = ["lead_list", "lead_ids", "email_lead_map_ids", "all_leads"];
    const forgotten = changing.filter(
      ({ leads, schema }) => leads === undefined && lists.some((argument) => argument in schema.shape),
    );
    expect(forgotten.map(({ name }) => name)).toEqual([]);
  });
});

describe("mails per hour", () => {
  const reply = named("reply_to_lead");
  const args = parsed(reply);
  const limited = () => policy({ maxSendsPerHour: 3 });

  it("count over all processes that share the store", async () => {
    await limited().takeMails(reply, args);
    await limited().takeMails(reply, args);
    await limited().permit(reply, args, account(1));
    await limited().takeMails(reply, args);
    expect(await refusal(limited().takeMails(reply, args))).toBe("rate_limited");
    expect(await refusal(limited().permit(reply, args, account(1)))).toBe("rate_limited");
    expect(await refusal(policy({ maxSendsPerHour: 3, account: "account-2" }).takeMails(reply, args))).toBeUndefined();
  });

  it("count each address that a mail goes to, and none when there is no room for all", async () => {
    expect(await refusal(limited().takeMails(reply, { ...args, cc: "a@b.co,c@d.co", bcc: "e@f.co" }))).toBe(
      "rate_limited",
    );
    await limited().takeMails(reply, { ...args, cc: "a@b.co,c@d.co" });
    expect(await refusal(limited().takeMails(reply, args))).toBe("rate_limited");
  });

  it("do not count what mails nobody", async () => {
    const status = named("set_campaign_status");
    for (let call = 0; call < 5; call += 1) {
      await limited().takeMails(status, { campaign_id: 1, status: "PAUSED" });
      await limited().takeMails(named("create_note"), { email_lead_map_id: 1, note_message: "x" });
    }
    await limited().takeMails(status, { campaign_id: 1, status: "START" });
  });
});
