import { describe, expect, it } from "vitest";
import { type Endpoint, endpoints, type Field, routeOf } from "../../src/sandbox/api.ts";
import { openSandbox } from "./client.ts";

/** Values of the tiny account, by the name under which a simulated endpoint asks for them. */
const known: Record<string, unknown> = {
  campaign_id: 10,
  lead_id: 201,
  email_lead_map_id: 101,
  email_stats_id: "stats-ann",
  stats_id: "stats-ann",
  message_id: "<stats-ann-reply@mail.example>",
  category_id: 1,
  team_member_id: 2,
  sub_sequence_id: 11,
  account_id: 50,
  webhook_id: 90,
};

function minimal(fields: readonly Field[]): Record<string, unknown> {
  const required = fields.filter((field) => field.required);
  return Object.fromEntries(required.map((field) => [field.name, known[field.name] ?? sample(field)]));
}

function sample(field: Field): unknown {
  const one = sampleItem(field);
  return field.type.endsWith("[]") && !field.type.includes("|")
    ? Array.from({ length: field.min_items ?? 1 }, () => one)
    : one;
}

function sampleItem(field: Field): unknown {
  if (field.enum) return field.enum[0];
  if (field.type.startsWith("integer") || field.type.startsWith("number")) return field.min ?? 1;
  if (field.type.startsWith("boolean")) return true;
  if (field.type.startsWith("object")) return minimal(field.fields ?? []);
  if (field.format === "date-time") return "2026-01-01T00:00:00.000Z";
  if (field.format === "email") return "someone@company.example";
  if (field.format === "uri") return "https://company.example/hook";
  if (field.pattern?.startsWith("^\\d{4}")) return "2026-01-01";
  if (field.pattern?.startsWith("^\\d{2}")) return "09:00";
  return field.pattern ? "1" : "text";
}

function requestOf(endpoint: Endpoint, blockedId: unknown): { path: string; body: unknown } {
  const params = minimal(endpoint.path_params);
  const query = minimal(endpoint.query);
  const route = routeOf(endpoint);
  if (route === "GET /master-inbox/{id}") params["id"] = known["email_lead_map_id"];
  if (route === "GET /master-inbox/reply-status") query["message_id"] = "<by-hand-sent@mail.example>";
  if (route === "DELETE /leads/delete-domain-block-list") query["id"] = blockedId;
  const path = route.replace(/^\w+ /, "").replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const body = bodyOf(endpoint);
  if (/^DELETE .*webhook/.test(route)) Object.assign(body as object, { id: known["webhook_id"] });
  return { path: `${path}?${search}`, body };
}

function bodyOf(endpoint: Endpoint): unknown {
  if (endpoint.body.length === 0) return undefined;
  const body = minimal(endpoint.body);
  const choice = endpoint.body.find(({ name }) => name === endpoint.exactly_one_of?.[0]);
  if (choice) body[choice.name] = sample(choice);
  return endpoint.body_kind === "array" ? [body] : body;
}

describe("the documented API", () => {
  const required = endpoints.filter((endpoint) => endpoint.required);

  it("has 203 endpoints, each once", () => {
    expect(new Set(required.map(routeOf)).size).toBe(203);
  });

  it("says why an endpoint is left out", () => {
    expect(endpoints.filter(({ required, omit_reason }) => required === (omit_reason !== undefined))).toEqual([]);
  });

  it.each(required.map((endpoint) => [routeOf(endpoint), endpoint] as const))("%s answers", async (_, endpoint) => {
    const { call } = await openSandbox();
    const [blocked] = (await call("GET", "/leads/get-domain-block-list")).json as { id: number }[];
    const { path, body } = requestOf(endpoint, blocked?.id);
    const answer = await call(endpoint.method, path, body);
    expect(answer.status, answer.text).toBe(200);
  });
});
