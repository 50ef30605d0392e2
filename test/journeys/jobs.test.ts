/** The jobs over the real protocol: what they say is what the single tools say, at the price that they name. */
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { jobs } from "../../src/jobs/index.ts";
import type { Account, EnrolmentRow } from "../../src/sandbox/account.ts";
import { failures } from "../../src/sandbox/faults.ts";
import { seedAccount } from "../../src/sandbox/seed.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { connect, type Progress, type TestClient, type ToolResult } from "../support/clients.ts";
import { RawClient } from "../support/raw-client.ts";

type Row = Record<string, unknown>;

const UNLIMITED = ["--rate-limit", "10000/1s", "--heavy-rate-limit", "10000/1s", "--log-level", "error"];

let sandbox: Sandbox;
let client: TestClient;
const account = seedAccount();

beforeAll(async () => {
  sandbox = await startSandbox({ account, rateLimit: null, heavyRateLimit: null });
  client = await start();
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});
beforeEach(() => {
  const seeded = structuredClone(account);
  sandbox.arrivals.length = 0;
  return () => {
    sandbox.faults.clear();
    Object.assign(account, seeded);
  };
});

const extra: TestClient[] = [];
afterEach(async () => {
  await Promise.all(extra.splice(0).map((each) => each.close()));
});

function start(...args: string[]): Promise<TestClient> {
  return connect({
    args: ["--base-url", sandbox.url, ...UNLIMITED, "--confirm", "off", ...args],
    env: { SMARTLEAD_API_KEY: sandbox.apiKey },
  });
}

async function startWith(...args: string[]): Promise<TestClient> {
  const other = await start(...args);
  extra.push(other);
  return other;
}

const items = ({ structured }: ToolResult) => structured["items"] as Row[];
const requests = () => sandbox.arrivals.length;
const tokens = (value: unknown) => encode(JSON.stringify(value)).length;
const costs = (name: string) => jobs.find((job) => job.name === name)?.about;

/** All rows, page after page, with what each page said above them. */
async function toTheEnd(by: TestClient, name: string, args: Row): Promise<{ rows: Row[]; pages: ToolResult[] }> {
  const pages: ToolResult[] = [];
  for (let next: Row | null = args; next !== null; next = pages.at(-1)?.structured["next"] as Row | null) {
    expect(pages.length).toBeLessThan(50);
    pages.push(await by.call(name, next));
    expect(pages.at(-1)?.isError).toBe(false);
  }
  return { rows: pages.flatMap(items), pages };
}

describe("campaign_overview", () => {
  const FAILED = "GET /campaigns/{campaign_id}/sequence-analytics";
  const campaignId = 1_456_022;

  it.each(account.campaigns.map(({ id, name }) => [name, id] as const))(
    "says of %s what the single tools say",
    async (_name, campaign_id) => {
      const overview = (await client.call("campaign_overview", { campaign_id })).structured;
      const one = async (name: string, args: Row = {}) =>
        (await client.call(name, { campaign_id, ...args })).structured;
      const rows = async (name: string, args: Row = {}) => items(await client.call(name, { campaign_id, ...args }));

      const campaign = await one("get_campaign");
      expect(overview["campaign"]).toEqual(campaign);
      const analytics = await one("get_campaign_analytics");
      expect(overview["leads"]).toEqual(analytics["campaign_lead_stats"]);
      const totals = overview["totals"] as Row;
      expect(Object.keys(totals)).toContain("unique_sent_count");
      expect(analytics).toMatchObject(totals);
      const rates = overview["rates"] as Row;
      const mailed = Number(analytics["unique_sent_count"]);
      expect(rates["of"]).toContain(`unique_sent_count: ${mailed}`);
      const rate = (count: unknown) => (mailed === 0 ? undefined : expect.closeTo((Number(count) * 100) / mailed, 1));
      expect(rates["reply"]).toEqual(rate(analytics["reply_count"]));
      expect(rates["bounce"]).toEqual(rate(analytics["bounce_count"]));

      const steps = overview["steps"] as Row[];
      const period = { start_date: String(campaign["created_at"]).slice(0, 10), end_date: today(), timezone: "UTC" };
      const analysed = await rows("list_campaign_sequence_analytics", period);
      expect(steps.map(({ id }) => id)).toEqual((await rows("get_campaign_sequences")).map(({ id }) => id));
      for (const { id, sent_count, reply_count, bounce_count, positive_reply_count } of steps) {
        expect(analysed.find((row) => row["email_campaign_seq_id"] === id)).toMatchObject({
          sent_count,
          reply_count,
          bounce_count,
          positive_reply_count,
        });
      }

      const mailboxes = await rows("list_campaign_email_accounts");
      const performance = await rows("list_campaign_mailbox_statistics");
      const shown = overview["items"] as Row[];
      expect(new Set(shown.map((row) => row["email_account_id"]))).toEqual(
        new Set(mailboxes.map((mailbox) => mailbox["email_account_id"])),
      );
      for (const { email_account_id, max_email_per_day, daily_sent_count, sent_count, bounce_count } of shown) {
        const same = mailboxes.find((mailbox) => mailbox["email_account_id"] === email_account_id);
        expect(same).toMatchObject({ max_email_per_day, daily_sent_count });
        const figures = performance.find((row) => row["email_account_id"] === email_account_id) ?? {};
        expect({ sent_count, bounce_count }).toEqual({
          sent_count: figures["sent_count"],
          bounce_count: figures["bounce_count"],
        });
      }
    },
  );

  it("names trouble, and shows no password", async () => {
    const { structured, text } = await client.call("campaign_overview", { campaign_id: campaignId });
    const rules = (structured["attention"] as Row[]).map(({ rule }) => rule);
    expect(rules).toEqual(["mailbox_disconnected", "low_reputation", "unread_replies"]);
    expect((structured["items"] as Row[])[0]).toMatchObject({ smtp: "ok", imap: expect.stringMatching(/credentials/) });
    const [ours, theirs] = text.split(/<untrusted-\w+>/);
    expect(ours).toContain("rule: mailbox_disconnected");
    expect(theirs).toContain("Trial mails");
    expect(JSON.stringify(structured) + text).not.toMatch(/password|c2FuZGJveC/i);
  });

  it.each(["2025-11-25", "2026-07-28"])("costs what it says, and tells how far it is (%s)", async (era) => {
    // By hand: the SDKs' clients drop what they are told when the answer comes in the same breath.
    const server = { args: ["--base-url", sandbox.url, ...UNLIMITED], env: { SMARTLEAD_API_KEY: sandbox.apiKey } };
    const raw = await RawClient.start(server, era, () => undefined);
    const _meta = { progressToken: "overview" };
    await raw.request("campaign_overview", { campaign_id: campaignId }, { _meta });
    const told = raw.notified.map(({ params }) => params as unknown as Progress);
    await raw.close();
    expect(costs("campaign_overview")).toContain(`Costs ${requests()} requests, a further page 2.`);
    expect(told.map(({ progress }) => progress)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(told.every(({ total, message }) => total === 7 && /^Read .+\.$/.test(message ?? ""))).toBe(true);
  });

  it("answers with what it has when a part fails, and says which and why", async () => {
    sandbox.faults.add({ ...failures.serverError, route: FAILED });
    const { structured } = await client.call("campaign_overview", { campaign_id: campaignId });
    expect(structured["incomplete"]).toEqual([
      { part: "figures of steps", kind: "unavailable", why: "SmartLead has a fault of its own." },
    ]);
    expect(structured["totals"]).toMatchObject({ sent_count: expect.any(Number) });
    const [first] = structured["steps"] as Row[];
    expect(first).toMatchObject({ seq_number: 1, subject: expect.any(String) });
    expect(first).not.toHaveProperty("sent_count");
  });

  it("fails like any read when the campaign itself cannot be read, at the price of one request", async () => {
    const result = await client.call("campaign_overview", { campaign_id: 1 });
    expect(result).toMatchObject({ isError: true, structured: { error: { kind: "not_found" } } });
    expect(requests()).toBe(1);
  });

  it("says what the request limit left out, and when it may be asked for", async () => {
    const limited = await startWith("--rate-limit", "3/60s", "--max-wait", "1");
    const { structured } = await limited.call("campaign_overview", { campaign_id: campaignId });
    const incomplete = structured["incomplete"] as Row[];
    expect(requests()).toBe(3);
    expect(incomplete).toHaveLength(4);
    for (const missing of incomplete) {
      expect(missing).toMatchObject({ kind: "rate_limited", retry_after_seconds: expect.any(Number) });
    }
  });

  it("pages through many mailboxes without loss or doubles, and keeps its size", async () => {
    const [campaign] = account.campaigns;
    const [mailbox] = account.mailboxes;
    if (!campaign || !mailbox) throw new Error("the account is empty");
    const many = Array.from({ length: 45 }, (_, at) => ({
      ...mailbox,
      id: 900_000 + at,
      from_email: `m${at}@x.example`,
    }));
    account.mailboxes = [...account.mailboxes, ...many];
    campaign.mailbox_ids = [...campaign.mailbox_ids, ...many.map(({ id }) => id)];
    const mailed = account.enrolments.filter((row) => row.campaign_id === campaign.id && row.messages.length > 0);
    mailed.forEach((row, at) => {
      row.mailbox_id = many[at % many.length]?.id ?? 0;
    });
    const small = await startWith("--max-result-tokens", "3000");
    sandbox.arrivals.length = 0;
    const { rows, pages } = await toTheEnd(small, "campaign_overview", { campaign_id: campaign.id });
    expect(requests()).toBe(7 + 2 * (pages.length - 1));
    expect(pages[0]?.structured["incomplete"]).toEqual([
      { part: "figures of mailboxes", why: expect.stringContaining("20 of 48") },
    ]);
    expect(pages.length).toBeGreaterThan(1);
    const ids = rows.map((row) => row["email_account_id"]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(new Set(campaign.mailbox_ids));
    expect(pages[0]?.structured).toMatchObject({ totals: expect.any(Object), mailboxes: { total: ids.length } });
    expect(pages[1]?.structured).not.toHaveProperty("totals");
    for (const { structured } of pages) expect(tokens(structured)).toBeLessThanOrEqual(3000);
  });

  it("leaves whole rows out where little fits, and says how many", async () => {
    const tiny = await startWith("--max-result-tokens", "900");
    const { structured } = await tiny.call("campaign_overview", { campaign_id: campaignId });
    const left = (structured["left_out"] as Row)["steps"];
    expect((structured["steps"] as Row[]).length + Number(left)).toBe(4);
    expect(structured["attention"]).toHaveLength(3);
    expect(tokens(structured)).toBeLessThanOrEqual(900);
  });
});

describe("reply_queue", () => {
  /** From the account itself: unread, not put away, the lead's word last, and no answer under way. */
  const waiting = () =>
    account.enrolments
      .filter(
        (row) =>
          row.has_new_unread_email &&
          !row.is_archived &&
          row.messages.at(-1)?.type === "REPLY" &&
          row.scheduled.length === 0,
      )
      .sort((a, b) => lastReply(a) - lastReply(b) || a.map_id - b.map_id)
      .map(({ map_id }) => map_id);
  const lastReply = ({ messages }: EnrolmentRow) =>
    Date.parse(messages.findLast(({ type }) => type === "REPLY")?.time ?? "");
  const mapIds = (rows: Row[]) => rows.map((row) => row["email_lead_map_id"]);
  const rowOf = (map_id: unknown) => {
    const found = account.enrolments.find((row) => row.map_id === map_id);
    if (!found) throw new Error(`no row ${map_id}`);
    return found;
  };

  it("shows all who wait, longest first, page after page", async () => {
    const { rows, pages } = await toTheEnd(client, "reply_queue", { limit: 7 });
    expect(mapIds(rows)).toEqual(waiting());
    expect(pages.length).toBeGreaterThan(2);
    for (const row of rows) {
      expect(row).toMatchObject({ campaign_id: expect.any(Number), lead_id: expect.any(Number), unread: true });
      expect(row["waiting_hours"]).toEqual(expect.any(Number));
    }
    expect(pages[0]?.structured).toMatchObject({ waiting: waiting().length, seen: expect.any(Number) });
  });

  it("costs what it says", async () => {
    const unread = account.enrolments.filter((row) => row.has_new_unread_email && !row.is_archived).length;
    await client.call("reply_queue", { limit: 3 });
    expect(unread).toBeGreaterThan(20);
    expect(requests()).toBe(3 + Math.floor(unread / 20));
    expect(costs("reply_queue")).toContain("Costs 3 requests, and 1 for each further 20 conversations: at most 8.");
  });

  it("can be answered straight from a row, and then that lead waits no more", async () => {
    const first = items(await client.call("reply_queue", { limit: 1 }))[0] as Row;
    const history = await client.call("fetch_message_history", {
      campaign_id: first["campaign_id"],
      lead_id: first["lead_id"],
    });
    const newest = items(history).at(-1) as Row;
    expect(first["answer_with"]).toMatchObject({
      email_stats_id: newest["stats_id"],
      reply_message_id: newest["message_id"],
    });
    const answer = { ...(first["answer_with"] as Row), email_body: "<p>Tuesday?</p>" };
    expect((await client.call("reply_to_lead", answer)).structured).toMatchObject({ done: true });
    expect(rowOf(first["email_lead_map_id"]).messages.at(-1)?.email_body).toContain("Tuesday?");
    const after = await toTheEnd(client, "reply_queue", { limit: 100 });
    expect(after.pages[0]?.structured).toMatchObject({ answered: 1 });
    expect(mapIds(after.rows)).not.toContain(first["email_lead_map_id"]);
  });

  it("leaves out whom a scheduled answer waits for", async () => {
    const [first, second] = items(await client.call("reply_queue", { limit: 2 }));
    const answer = { ...(first?.["answer_with"] as Row), email_body: "Later", scheduled_time: "2099-01-01T09:00:00Z" };
    await client.call("reply_to_lead", answer);
    const [now] = items(await client.call("reply_queue", { limit: 1 }));
    expect(now?.["email_lead_map_id"]).toBe(second?.["email_lead_map_id"]);
  });

  it("goes on behind the last row when others were answered meanwhile", async () => {
    const expected = waiting();
    const page = await client.call("reply_queue", { limit: 4 });
    for (const map_id of mapIds(items(page))) rowOf(map_id).has_new_unread_email = false;
    const next = await client.call("reply_queue", page.structured["next"] as Row);
    expect(mapIds(items(next))).toEqual(expected.slice(4, 8));
  });

  it("says when it did not see those who have waited longest, and shows them last", async () => {
    multiplyUnread(account, 130);
    const { rows, pages } = await toTheEnd(client, "reply_queue", { limit: 100 });
    expect(pages[0]?.structured).toMatchObject({ seen: 100, older: expect.stringContaining("not seen") });
    expect(pages.at(-1)?.structured).not.toHaveProperty("older");
    expect(requests()).toBeLessThanOrEqual(8 * pages.length);
    const expected = waiting();
    expect(mapIds(rows)).toEqual([...expected.slice(-100), ...expected.slice(0, -100)]);
  });

  it("narrows to a campaign, widens to what was read, and marks who is away", async () => {
    const campaign_id = 1_456_022;
    const { rows: narrow } = await toTheEnd(client, "reply_queue", { campaign_id: [campaign_id], limit: 100 });
    expect(mapIds(narrow)).toEqual(waiting().filter((map_id) => rowOf(map_id).campaign_id === campaign_id));
    const away = account.categories.find(({ name }) => name === "Out Of Office");
    rowOf(narrow[0]?.["email_lead_map_id"]).category_id = away?.id ?? null;
    rowOf(narrow[1]?.["email_lead_map_id"]).has_new_unread_email = false;
    const [first, third] = items(await client.call("reply_queue", { campaign_id, limit: 2 }));
    expect(first).toMatchObject({ category: "Out Of Office", automatic: true });
    expect(third?.["email_lead_map_id"]).toBe(narrow[2]?.["email_lead_map_id"]);
    const wide = await toTheEnd(client, "reply_queue", { campaign_id, include_read: true, limit: 100 });
    expect(wide.rows.find((row) => row["email_lead_map_id"] === narrow[1]?.["email_lead_map_id"])).toMatchObject({
      unread: false,
    });
  });

  it("tells when a person waits in two campaigns", async () => {
    const [first] = items(await client.call("reply_queue", { limit: 1 }));
    const row = rowOf(first?.["email_lead_map_id"]);
    const elsewhere = account.campaigns.find(({ id }) => id !== row.campaign_id);
    account.enrolments = [...account.enrolments, { ...row, map_id: 5, campaign_id: elsewhere?.id ?? 0 }];
    const { rows: found } = await toTheEnd(client, "reply_queue", { limit: 100 });
    const [own, other] = [row.map_id, 5].map((id) => found.find((each) => each["email_lead_map_id"] === id));
    expect(own?.["also_waits_in"]).toEqual([elsewhere?.id]);
    expect(other?.["also_waits_in"]).toEqual([row.campaign_id]);
  });

  it("keeps outsiders' words inside the fence, and the hidden ones out", async () => {
    const { text } = await client.call("reply_queue", { limit: 100 });
    const [outside = "", inside = ""] = text.split(/<untrusted-\w+>/);
    expect(outside).toMatch(/^\d+ rows\./);
    expect(inside).toContain("hidden_text_removed: true");
  });

  it("goes on without the names of categories", async () => {
    sandbox.faults.add({ ...failures.serverError, route: "GET /leads/fetch-categories" });
    const { structured } = await client.call("reply_queue", { limit: 1 });
    expect(structured).toMatchObject({ returned: 1, incomplete: [{ part: "category names", kind: "unavailable" }] });
  });

  it("says when it broke off, and shows the rest on later pages", async () => {
    multiplyUnread(account, 50);
    const expected = waiting();
    sandbox.faults.add({ kind: "delay", ms: 0, route: "POST /master-inbox/unread-replies" });
    sandbox.faults.add({ ...failures.serverError, route: "POST /master-inbox/unread-replies" });
    const { rows, pages } = await toTheEnd(client, "reply_queue", { limit: 100 });
    expect(pages[0]?.structured).toMatchObject({ seen: 20, incomplete: [{ part: "replies after the first 20" }] });
    expect(mapIds(rows)).toEqual([...expected.slice(-20), ...expected.slice(0, -20)]);
  });

  it("warns where an answer may be on its way unseen", async () => {
    sandbox.faults.add({ ...failures.serverError, route: "POST /master-inbox/scheduled" });
    const { structured, text } = await client.call("reply_queue", { limit: 1 });
    expect(text.split("<untrusted")[0]).toContain("list_scheduled_messages");
    expect(structured).toMatchObject({
      caution: expect.stringContaining("list_scheduled_messages"),
      incomplete: [{ part: "scheduled replies", kind: "unavailable" }],
    });
    expect((await client.call("reply_queue", { limit: 1 })).structured).not.toHaveProperty("caution");
  });

  it("understands the rows of the newer documentation", async () => {
    const newer = await startSandbox({ account, rateLimit: null, heavyRateLimit: null, generation: "messages" });
    const other = await connect({
      args: ["--base-url", newer.url, ...UNLIMITED],
      env: { SMARTLEAD_API_KEY: newer.apiKey },
    });
    const { rows } = await toTheEnd(other, "reply_queue", { limit: 10 });
    expect(mapIds(rows)).toEqual(waiting());
    await other.close();
    await newer.close();
  });

  it("takes no other cursor than its own", async () => {
    const result = await client.call("reply_queue", { cursor: "yesterday" });
    expect(result.structured).toMatchObject({ error: { kind: "invalid_input" } });
    expect(requests()).toBe(0);
  });
});

describe("lead_dossier", () => {
  /** Somebody who is in more campaigns than anybody else. */
  const busiest = () => {
    const campaigns = (id: number) => account.enrolments.filter(({ lead_id }) => lead_id === id);
    const [lead] = account.leads.toSorted((a, b) => campaigns(b.id).length - campaigns(a.id).length);
    if (!lead) throw new Error("no leads");
    return { lead, rows: campaigns(lead.id) };
  };

  it("gathers what the single tools say, one page of campaigns after the other", async () => {
    const { lead, rows } = busiest();
    expect(rows.length).toBeGreaterThan(1);
    const found = await toTheEnd(client, "lead_dossier", { email: lead.email, limit: 1 });
    expect(new Set(found.rows.map((row) => row["email_lead_map_id"]))).toEqual(
      new Set(rows.map(({ map_id }) => map_id)),
    );
    expect(found.pages).toHaveLength(rows.length);
    const person = (await client.call("find_lead_by_email", { email: lead.email })).structured;
    const { campaigns, ...contact } = person;
    expect(found.pages[0]?.structured).toMatchObject({ lead: contact, campaigns_total: rows.length });
    for (const shown of found.rows) {
      const { campaign_id } = shown;
      const history = await client.call("fetch_message_history", { campaign_id, lead_id: lead.id });
      expect(shown["messages"] ?? []).toEqual(items(history));
      expect(shown).toMatchObject((campaigns as Row[]).find((row) => row["campaign_id"] === campaign_id) ?? {});
      expect(shown["status"]).toBe(rows.find((row) => row.campaign_id === campaign_id)?.status);
    }
    expect(found.pages[1]?.structured).not.toHaveProperty("blocked");
  });

  it.each([
    ["email", 6],
    ["lead_id", 7],
  ])("costs what it says, asked by %s", async (by, base) => {
    const { lead } = busiest();
    await client.call("lead_dossier", { ...(by === "email" ? { email: lead.email } : { lead_id: lead.id }), limit: 2 });
    expect(requests()).toBe(base + 2);
    expect(costs("lead_dossier")).toContain(
      "Costs 6 requests and 1 for each campaign shown (limit), 1 more by lead_id.",
    );
  });

  it("knows notes, tasks, categories and the block list", async () => {
    const row = account.enrolments.find(({ notes, category_id }) => notes.length > 0 && category_id !== null);
    const lead = account.leads.find(({ id }) => id === row?.lead_id);
    if (!row || !lead) throw new Error("nobody has a note");
    const [, domain = ""] = lead.email.split("@");
    const before = await client.call("lead_dossier", { lead_id: lead.id });
    expect(before.structured).toMatchObject({
      blocked: `no entry found for ${domain}`,
      notes: expect.arrayContaining([expect.objectContaining({ note_message: row.notes[0]?.note_message })]),
    });
    const category = account.categories.find(({ id }) => id === row.category_id);
    expect(items(before)).toContainEqual(expect.objectContaining({ category: category?.name }));

    account.blocked_domains = [...account.blocked_domains, { domain, source: "manual", created_at: "2026-11-20" }];
    const after = await client.call("lead_dossier", { email: lead.email });
    expect(after.structured["blocked"]).toBe(`yes: ${domain} (manual)`);
  });

  it("never lends a person the status of another one", async () => {
    const [other] = account.leads;
    const row = { id: String(other?.id), campaigns: [{ campaign_id: 1_456_022, lead_status: "BLOCKED" }] };
    sandbox.faults.add({ kind: "answer", status: 200, body: { data: [row] }, route: "GET /leads/global-leads" });
    const result = await client.call("lead_dossier", { lead_id: 2_327_022_754 });
    expect(result.structured["incomplete"]).toEqual([
      expect.objectContaining({ part: expect.stringMatching(/status/) }),
    ]);
    expect(items(result)).toEqual([expect.not.objectContaining({ status: expect.anything() })]);
  });

  it("answers without what a plan does not offer, and without what the person took out", async () => {
    sandbox.faults.add({ kind: "answer", status: 404, route: "GET /crm/leads/notes/{id}" });
    const without = await startWith("--exclude-tools", "fetch_message_history");
    const { structured } = await without.call("lead_dossier", { email: busiest().lead.email, limit: 1 });
    expect(structured["incomplete"]).toEqual([
      expect.objectContaining({ part: "notes", kind: "not_found" }),
      expect.objectContaining({ part: expect.stringMatching(/^conversation of/), kind: "forbidden" }),
    ]);
    expect((structured["items"] as Row[])[0]).not.toHaveProperty("messages");
  });

  it.each([
    ["nobody", { email: "nobody@nowhere.example" }, "not_found"],
    ["nobody", { lead_id: 1 }, "not_found"],
    ["neither of the two", {}, "invalid_input"],
    ["both", { email: "a@b.example", lead_id: 1 }, "invalid_input"],
  ])("fails for %s: %j", async (_whom, args, kind) => {
    expect((await client.call("lead_dossier", args)).structured).toMatchObject({ error: { kind } });
  });
});

it("jobs are found, run through the reading door and exist in read-only mode", async () => {
  const reading = await startWith("--toolsets", "webhooks", "--read-only");
  expect((await reading.listTools()).map(({ name }) => name)).not.toContain("reply_queue");
  const found = await reading.call("search_tools", { query: "who has waited longest for an answer", limit: 3 });
  expect(items(found).map(({ name }) => name)).toContain("reply_queue");
  const ran = await reading.call("call_read_tool", { name: "reply_queue", arguments: { limit: 1 } });
  expect(ran.structured).toMatchObject({ returned: 1 });
});

const today = () => new Date().toISOString().slice(0, 10);

/** As many unread conversations as asked, copies of the first under other ids and a minute apart. */
function multiplyUnread(into: Account, wanted: number): void {
  const unread = into.enrolments.filter((row) => row.has_new_unread_email && !row.is_archived);
  const [model] = unread;
  if (!model) throw new Error("nobody waits");
  const copies = Array.from({ length: wanted - unread.length }, (_, at) => ({
    ...model,
    map_id: 1000 + at,
    messages: model.messages.map((message) => ({
      ...message,
      time: new Date(Date.parse(message.time) - Math.floor(at / 2) * 60_000).toISOString(),
    })),
  }));
  into.enrolments = [...into.enrolments, ...copies];
}
