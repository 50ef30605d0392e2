/** What every tool makes of the documented answers: one spelling of names, ids, numbers, moments and texts. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainKinds } from "../../src/core/records/kinds.ts";
import type { PlainKind } from "../../src/core/records/plain.ts";
import { toRequest } from "../../src/core/request.ts";
import { shape } from "../../src/core/shape.ts";
import type { Tool } from "../../src/core/tool.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { type AnswerBody, decodeBody } from "../../src/smartlead/decode.ts";
import { tools } from "../../src/tools/index.ts";
import { endpointOf } from "../support/documentation.ts";

type Leaf = { path: string; name: string; value: unknown };

/** Every value inside, empty lists and objects too, with the key it stands under. */
function leaves(value: unknown, path = "", name = ""): Leaf[] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (inner.length === 0) return [{ path, name, value }];
  return inner.flatMap(([key, child]) => leaves(child, `${path}.${key}`, Array.isArray(value) ? name : key));
}

function keys(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keys);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...(key === "custom_fields" ? [] : keys(inner))]);
}

/** Answers of a tool: as the pretend account gives it, and as either generation of the documentation prints it. */
const answers = new Map<string, AnswerBody[]>();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: null, heavyRateLimit: null });
  for (const tool of tools) answers.set(tool.name, [await fetched(tool), ...documented(tool)]);
}, 20_000);
afterAll(() => sandbox.close());

async function fetched(tool: Tool): Promise<AnswerBody> {
  const { path, query, body } = toRequest(tool, tool.schema.parse(tool.example));
  const parameters = new URLSearchParams({ api_key: sandbox.apiKey });
  for (const [name, value] of Object.entries(query)) parameters.append(name, String(value));
  const response = await fetch(`${sandbox.url}/api/v1${path}?${parameters}`, {
    method: tool.method,
    headers: { "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return decodeBody(await response.text(), response.headers.get("content-type") ?? "");
}

function documented(tool: Tool): AnswerBody[] {
  const endpoint = endpointOf(tool);
  if (endpoint === undefined) return [];
  const { answer, answer_alternative } = endpoint;
  const first: AnswerBody[] =
    answer.type === "json"
      ? [{ kind: "json", value: answer.value }]
      : answer.type === "empty"
        ? []
        : [{ kind: answer.type, value: answer.value }];
  return answer_alternative === undefined ? first : [...first, { kind: "json", value: answer_alternative }];
}

const shaped = (tool: Tool, body: AnswerBody, detail: "concise" | "full") => {
  const { next: _, ...result } = shape(
    tool,
    tool.example,
    { detail, skip: 0, maxTokens: 1_000_000 },
    { status: 200, headers: {}, body },
  );
  return result;
};
const each = (tool: Tool, detail: "concise" | "full") =>
  (answers.get(tool.name) ?? []).map((body) => ({ body, result: shaped(tool, body, detail) }));

/** The name under which a declaration says that SmartLead's `id` stands. */
function idOf({ returns }: Tool): string | undefined {
  if (typeof returns === "string") return undefined;
  if ("made" in returns) return returns.made;
  const kind: PlainKind = returns.of === undefined ? {} : plainKinds[returns.of];
  return returns.id ?? kind.id;
}

const everyTool = tools.map((tool) => [tool.name, tool] as const);

/** Names under which a value of digits is no number. */
const NO_NUMBERS =
  /phone|otp|order_id|stats_id|message_id|history_id|thread_id|track_id|custom_fields|email_body|^text$/;

/** One id, one name: what SmartLead calls it elsewhere, and `id`, which could be anything's. */
const OTHER_NAMES = [
  "id",
  "account_id",
  "email_campaign_id",
  "campaign_lead_map_id",
  "email_lead_id",
  "new_campaign_id",
  "spam_test",
];
/** save_campaign_sequences takes the steps as they are given here. */
const KEEPS_ID = ["get_campaign_sequences"];

describe("concise results", () => {
  it.each(everyTool)("%s: names, numbers, moments and empties", (name, tool) => {
    for (const { result } of each(tool, "concise")) {
      const faults = leaves("items" in result ? result["items"] : result).filter(({ name, value, path }) => {
        if (path === "") return false;
        if (value === null || value === "" || value === undefined) return true;
        if (typeof value === "object") return true;
        if (typeof value === "number") return /(^|_)(at|time|timestamp|date)$/.test(name) && value > 1e9;
        if (typeof value !== "string") return false;
        if (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(value)) return !NO_NUMBERS.test(path);
        if (/^\s*[+-]?\d+(\.\d+)?\s*%$/.test(value)) return true;
        if (/^(true|false)$/.test(value)) return true;
        return /^\d{4}-\d\d-\d\d[ T]\d\d:|\d\d:\d\d:\d\d (GMT|[+-]\d{4})$/.test(value)
          ? !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z?$/.test(value)
          : false;
      });
      expect(faults).toEqual([]);
      expect(keys(result).filter((key) => /^[a-z]+[a-z0-9]*[A-Z]/.test(key))).toEqual([]);
      const forbidden = KEEPS_ID.includes(name) ? OTHER_NAMES.slice(1) : OTHER_NAMES;
      expect(keys(result).filter((key) => forbidden.includes(key))).toEqual([]);
    }
  });

  it.each(everyTool)("%s: no secrets, in full neither", (_name, tool) => {
    if (tool.sensitive) return;
    for (const detail of ["concise", "full"] as const) {
      for (const { body, result } of each(tool, detail)) {
        const secrets = leaves("value" in body ? body.value : undefined).filter(
          ({ name, value }) => /password|api_key|secret|token/i.test(name) && !/_id$/.test(name) && value,
        );
        const said = JSON.stringify(result);
        expect(secrets.filter(({ value }) => said.includes(JSON.stringify(value)))).toEqual([]);
      }
    }
  });

  it.each(everyTool)("%s: the id of its kind stands first", (_name, tool) => {
    const id = idOf(tool);
    if (id === undefined || "made" in Object(tool.returns)) return;
    for (const { result } of each(tool, "concise")) {
      for (const record of (result["items"] ?? [result]) as object[]) {
        const names = Object.keys(record);
        if (names.some((name) => name === id)) expect(names[0]).toBe(id);
      }
    }
  });
});

/** Ids of what nothing can be asked about. */
const NO_TOOL_TAKES = [
  ...["city_id", "state_id", "country_id", "department_id", "level_id", "head_count_id", "revenue_id"],
  ...["sub_industry_id", "domain_id", "sender_account_id", "test_mailbox_id", "contact_id", "note_id", "task_id"],
  "reminder_id",
];

it("ids have the names of the arguments that take them", () => {
  const taken = new Set(tools.flatMap(({ schema }) => Object.keys(schema.shape)));
  const given = tools.flatMap((tool) => idOf(tool) ?? []);
  expect(given.length).toBeGreaterThan(40);
  expect(new Set(given.filter((id) => !taken.has(id) && !NO_TOOL_TAKES.includes(id)))).toEqual(new Set());
  // contact_ids, and the list in which several go.
  expect(taken).toContain("contact_ids");
});

/** How an answer is carried, said by `returned`, `total` and `next`; or the same once more beside it, such as a message's `type`. */
const CARRIED =
  /^(ok|success|message|limit|offset|skip|hasMore|page|count|total|totalCount|total_count|total_leads|total_stats|timestamp|direction|visual_\w+|filterId|search)$/;

const squeezed = (text: string) => text.replace(/[\s>*]/g, "");

/** As it is, as a moment, or (a mail) every longer word of it. */
function isSaid(value: string, text: string): boolean {
  const date = new Date(value);
  const moment = Number.isNaN(date.getTime()) ? value : date.toISOString().replace(".000Z", "Z");
  if (text.includes(squeezed(value)) || text.includes(moment)) return true;
  if (!value.includes("<")) return false;
  const visible = value.replace(/<[^>]*>|https?:\S+/g, " ");
  const words = visible.match(/\p{L}{4,}/gu) ?? [squeezed(visible)];
  return words.every((word) => text.includes(word));
}

describe("full results give all that SmartLead gave", () => {
  const reading = tools.filter(({ effect, sensitive }) => effect === "read" && !sensitive);
  it.each(reading.map((tool) => [tool.name, tool] as const))("%s", (name, tool) => {
    // The steps are given as they are sent back, and when they were made cannot be.
    if (name === "get_campaign_sequences") return;
    for (const { body, result } of each(tool, "full")) {
      if (body.kind !== "json") continue;
      const found = leaves(result).map(({ value }) => value);
      const said = new Set(found);
      const text = squeezed(found.map(String).join(" "));
      const missing = leaves(body.value).filter(({ path, name, value }) => {
        if (value === null || value === "" || typeof value === "boolean" || typeof value === "object") return false;
        if (CARRIED.test(name) || path === ".status" || /password|api_key|secret|token/i.test(name)) return false;
        return !said.has(value) && !said.has(Number.parseFloat(String(value))) && !isSaid(String(value), text);
      });
      expect(missing).toEqual([]);
    }
  });
});

describe("a conversation", () => {
  const sent = {
    type: "SENT",
    stats_id: "s-1",
    message_id: "<sent-1@us.example>",
    from: "mara@us.example",
    to: "ann@lead.example",
    time: "2026-11-16T15:41:43.638Z",
    subject: "Trial",
    email_body: "<p>Hello Ann</p>",
    email_seq_number: "1",
    click_details: { "https://us.example/report": 2 },
  };
  const reply = {
    ...sent,
    type: "REPLY",
    message_id: "<reply-1@lead.example>",
    from: "ann@lead.example",
    to: "mara@us.example",
    time: "2026-11-17T08:00:00.000Z",
    subject: "RE: Re: Trial",
    email_body: "<p>How much?</p>",
  };
  const followUp = { ...sent, stats_id: "s-2", time: "2026-11-18T09:00:00.000Z", subject: "Another thing" };
  const history = tools.find(({ name }) => name === "fetch_message_history") as Tool;
  const given: AnswerBody = { kind: "json", value: { history: [reply, followUp, sent] } };

  it("says what does not change once, and ids where something is answered", () => {
    expect(shaped(history, given, "concise")).toMatchObject({
      mailbox: "mara@us.example",
      lead_email: "ann@lead.example",
      items: [
        { type: "SENT", time: "2026-11-16T15:41:43Z", subject: "Trial", sequence_step: 1, text: "Hello Ann" },
        {
          type: "REPLY",
          time: "2026-11-17T08:00:00Z",
          stats_id: "s-1",
          message_id: "<reply-1@lead.example>",
          text: "How much?",
        },
        { type: "SENT", stats_id: "s-2", subject: "Another thing" },
      ],
    });
    const [first, second] = shaped(history, given, "concise")["items"] as Record<string, unknown>[];
    expect(first).not.toHaveProperty("stats_id");
    expect(second).not.toHaveProperty("subject");
    expect(second).not.toHaveProperty("from");
  });

  it("names whoever is not one of its two ends", () => {
    const colleague = { ...reply, from: "bob@lead.example" };
    const { items } = shaped(history, { kind: "json", value: { history: [sent, colleague] } }, "concise");
    expect((items as object[])[1]).toMatchObject({ type: "REPLY", from: "bob@lead.example" });
  });

  it("is whole in full", () => {
    const [first] = shaped(history, given, "full")["items"] as Record<string, unknown>[];
    expect(first).toMatchObject({
      stats_id: "s-1",
      message_id: "<sent-1@us.example>",
      from: "mara@us.example",
      time: "2026-11-16T15:41:43.638Z",
      click_details: { "https://us.example/report": 2 },
    });
  });
});

describe("numbers and moments", () => {
  const overall = tools.find(({ name }) => name === "get_overall_stats") as Tool;
  const read = (value: object) =>
    shaped(overall, { kind: "json", value: { data: { overall_stats: value } } }, "concise");

  it.each([
    [{ reply_rate: "5.03%" }, { reply_rate_percent: 5.03 }],
    [{ percentage: "87.71%" }, { percentage: 87.71 }],
    [{ sent: "0" }, { sent_count: 0 }],
    [{ replyRate: 0.05 }, { reply_rate: 0.05 }],
    [{ company_name: "1984" }, { company_name: "1984" }],
    [{ total_messages: "12" }, { total_messages: 12 }],
    [{ lead_id: "90071992547409931" }, { lead_id: "90071992547409931" }],
    [{ order_id: "757915" }, { order_id: "757915" }],
    [{ zip: "01067" }, { zip: "01067" }],
    [{ when: "2025-01-15 10:30:00+02:00" }, { when: "2025-01-15T08:30:00Z" }],
    [{ when: "2025-01-15 10:30:00" }, { when: "2025-01-15T10:30:00" }],
    [{ date: "2025-01-15" }, { date: "2025-01-15" }],
    [{ date: "18 Jun" }, { date: "18 Jun" }],
    [{ timestamp: 1_763_630_000_000 }, { timestamp: "2025-11-20T09:13:20Z" }],
    [{ sent_at: "Thu, 20 Nov 2025 10:30:00 +0100" }, { sent_at: "2025-11-20T09:30:00Z" }],
    [
      { imap_password: "hunter22hunter22", accessToken: "abc" },
      { imap_password: "…", access_token: "…" },
    ],
  ])("%j is read as %j", (given, expected) => {
    expect(read(given)).toEqual(expected);
  });
});
