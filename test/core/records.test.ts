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
