/** Every failure that SmartLead's documentation names, and those seen in reality: which kind it is and what to do next. */
import { describe, expect, it } from "vitest";
import { answerFailure } from "../../src/core/failures.ts";
import type { Tool } from "../../src/core/tool.ts";
import { decodeBody } from "../../src/smartlead/decode.ts";
import { tools } from "../../src/tools/index.ts";

const READ = "get_email_account";
const WRITE = "create_note";

function failureOf(name: string, status: number, body: unknown, headers: Record<string, string> = {}) {
  const tool = tools.find((each) => each.name === name) as Tool;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = text.startsWith("<") || typeof body === "string" ? "text/html" : "application/json";
  return answerFailure(tool, { status, headers, body: decodeBody(text, type) })?.details;
}

type Case = [status: number, body: unknown, expected: { kind: string; next?: RegExp; upstream?: string }];

const CASES: Case[] = [
  [
    400,
    { error: "Email account id - 297 not allowed. Permission Error." },
    { kind: "forbidden", next: /another user/ },
  ],
  [400, { error: "Invalid webhook_url - {}" }, { kind: "rejected", upstream: "Invalid webhook_url - {}" }],
  [
    400,
    { ok: false, message: "Account exists", errorCode: "ACCOUNT_ALREADY_EXIST", emailAccountId: 5 },
    { kind: "rejected", upstream: "Account exists" },
  ],
  [400, { success: false, message: "Nope", error: "detail" }, { kind: "rejected", upstream: "Nope" }],
  [400, { message: '"lead_id" is not allowed' }, { kind: "rejected", upstream: '"lead_id" is not allowed' }],
  [
    400,
    { error: { code: "VALIDATION_ERROR", message: "bad", details: { field: "x" } } },
    { kind: "rejected", upstream: "bad" },
  ],
  [400, { message: "Plan expired!" }, { kind: "plan_expired", next: /renew/ }],
  [400, "Plan expired!", { kind: "plan_expired" }],
  [200, "Plan expired!", { kind: "plan_expired" }],
  [401, { message: "Invalid API Key" }, { kind: "unauthorized", next: /SMARTLEAD_API_KEY.*Settings, API keys/ }],
  [
    401,
    { success: false, error: { code: "UNAUTHORIZED", message: "Invalid or missing API key" } },
    { kind: "unauthorized", upstream: "Invalid or missing API key" },
  ],
  [401, { message: "Plan expired!" }, { kind: "plan_expired", next: /renew/ }],
  [401, { ok: false, message: "User authentication required." }, { kind: "unauthorized" }],
  [403, { success: false, message: "User not authenticated" }, { kind: "forbidden" }],
  [404, { error: "Campaign not found - Invalid campaign_id." }, { kind: "not_found", next: /email_lead_map_id/ }],
  [
    404,
    { ok: true, message: "No failed email account found!" },
    { kind: "not_found", upstream: "No failed email account found!" },
  ],
  [404, { message: "Email account not found", status: "error" }, { kind: "not_found" }],
  [
    404,
    "<!DOCTYPE html><html><body><pre>Cannot POST /api/v1/verify-emails</pre></body></html>",
    { kind: "not_found", upstream: "Cannot POST /api/v1/verify-emails" },
  ],
  [
    406,
    { ok: true, message: "Bulk reconnect API cannot be consumed more than 3 times a day" },
    { kind: "rejected", upstream: "Bulk reconnect API cannot be consumed more than 3 times a day" },
  ],
  [
    406,
    { success: false, message: "One or more email accounts do not belong to this user", invalid_emails: [] },
    { kind: "rejected" },
  ],
  [409, "", { kind: "rejected", next: /exists already|correct/i }],
  [
    422,
    { error: "limit must be less than or equal to 100" },
    { kind: "rejected", upstream: "limit must be less than or equal to 100" },
  ],
  [422, { error: '"name" is required' }, { kind: "rejected" }],
  [
    429,
    { error: { code: "RATE_LIMIT_EXCEEDED", message: "Too many requests.", retry_after: 30 } },
    { kind: "rate_limited", next: /retry_after_seconds/ },
  ],
  [429, { message: "Too many requests. Please slow down and retry later." }, { kind: "rate_limited" }],
  [429, "<html><title>Rate limited</title></html>", { kind: "rate_limited" }],
  [500, { error: "Internal server error occurred" }, { kind: "unavailable", next: /again in a minute/ }],
  [
    502,
    "<html><head><title>502 Bad Gateway</title></head></html>",
    { kind: "unavailable", upstream: "502 Bad Gateway" },
  ],
  [503, "", { kind: "unavailable" }],
  [504, "", { kind: "unavailable" }],
  [200, { ok: false, message: "Lead exists" }, { kind: "rejected", upstream: "Lead exists" }],
  [200, { success: false, message: "Not enough credits" }, { kind: "rejected", upstream: "Not enough credits" }],
  [200, "", { kind: "not_found" }],
  [200, "{}", { kind: "not_found" }],
  [200, "<!doctype html><title>Just a moment...</title>", { kind: "unavailable" }],
  [200, '{"id": 5, "na', { kind: "unavailable" }],
];

describe("a documented failure is told as what it is", () => {
  it.each(CASES)("%i %j", (status, body, { next, ...expected }) => {
    const details = failureOf(READ, status, body);
    expect(details).toMatchObject({ ...expected, status });
    expect(details?.next).toMatch(next ?? /.{15}/);
    // Our words only: what SmartLead said may be anybody's.
    if (details?.upstream) expect(details.message + details.next).not.toContain(details.upstream);
  });
});

describe("whether a change happened", () => {
  it.each([500, 502, 503, 504])("%i leaves open", (status) => {
    expect(failureOf(WRITE, status, "")).toMatchObject({ kind: "outcome_unknown" });
  });
  it.each([400, 401, 403, 404, 406, 409, 422, 429])("%i answers with no", (status) => {
    const details = failureOf(WRITE, status, { error: "x" });
    expect(details?.kind).not.toBe("outcome_unknown");
  });
  it("an answer cut off or made by something in between leaves open", () => {
    expect(failureOf(WRITE, 200, '{"ok": tr')).toMatchObject({ kind: "outcome_unknown" });
    expect(failureOf(WRITE, 200, "<html></html>")).toMatchObject({ kind: "outcome_unknown" });
  });
});

describe("how long to wait", () => {
  it.each<[unknown, Record<string, string>, number]>([
    [{}, { "retry-after": "12" }, 12],
    [{ error: { retry_after: 30 } }, {}, 30],
    [{ error: { retry_after: 30 } }, { "retry-after": "3" }, 3],
    ["", {}, 60],
    ["", { "retry-after": "soon" }, 60],
  ])("%j %j", (body, headers, seconds) => {
    expect(failureOf(READ, 429, body, headers)?.retry_after_seconds).toBe(seconds);
  });
});

describe("what SmartLead said", () => {
  it.each([
    ["is one line without control or invisible characters", "a\n\u001b[31mb\u202ec\u{e0041}", "a [31mbc"],
    ["is short", "x".repeat(5000), `${"x".repeat(300)}…`],
    ["has no markup", "<b>No</b>", "No"],
  ])("%s", (_, said, upstream) => {
    expect(failureOf(READ, 400, { message: said })?.upstream).toBe(upstream);
  });
});
