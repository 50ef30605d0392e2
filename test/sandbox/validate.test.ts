import { describe, expect, it } from "vitest";
import { type Endpoint, endpoints, routeOf } from "../../src/sandbox/api.ts";
import { Refusal } from "../../src/sandbox/handler.ts";
import { validateRequest } from "../../src/sandbox/validate.ts";

function endpointOf(route: string): Endpoint {
  const endpoint = endpoints.find((candidate) => routeOf(candidate) === route);
  if (endpoint === undefined) throw new Error(`${route} is not documented`);
  return endpoint;
}

/** The converted request, or the words of the refusal. */
function check(route: string, request: { params?: unknown; query?: unknown; body?: unknown }): unknown {
  try {
    return validateRequest(endpointOf(route), { params: {}, query: {}, body: undefined, ...request });
  } catch (error) {
    if (error instanceof Refusal && "json" in error.answer) return error.answer.json;
    throw error;
  }
}

const inbox = "POST /master-inbox/inbox-replies";
const words = (message: string) => ({ statusCode: 400, error: "Bad Request", message });

describe("validation", () => {
  it("answers in celebrate's shape", () => {
    expect(check(inbox, { body: { filters: { campaignId: "x" } } })).toEqual({
      statusCode: 400,
      error: "Bad Request",
      message: '"filters.campaignId" must be a number',
      validation: {
        source: "body",
        keys: ["filters.campaignId"],
        message: '"filters.campaignId" must be a number',
      },
    });
  });

  it.each([
    [{ limit: 21 }, '"limit" must be less than or equal to 20'],
    [{ limit: 0 }, '"limit" must be greater than or equal to 1'],
    [{ limit: 1.5 }, '"limit" must be an integer'],
    [{ limit: null }, '"limit" must be a number'],
    [{ messageId: "x" }, '"messageId" is not allowed'],
    [{ filters: { colour: "red" } }, '"filters.colour" is not allowed'],
    [{ filters: [] }, '"filters" must be of type object'],
    [
      { filters: { search: "x".repeat(31) } },
      '"filters.search" length must be less than or equal to 30 characters long',
    ],
    [{ filters: { search: 5 } }, '"filters.search" must be a string'],
    [
      { filters: { campaignId: [1, 2, 3, 4, 5, 6] } },
      '"filters.campaignId" must contain less than or equal to 5 items',
    ],
    [{ filters: { campaignId: [1, "x"] } }, '"filters.campaignId[1]" must be a number'],
    [{ filters: { campaignId: {} } }, '"filters.campaignId" must be one of [number, array]'],
    [{ filters: { replyTimeBetween: ["2026-01-01"] } }, '"filters.replyTimeBetween" must contain 2 items'],
    [{ filters: { leadCategories: { isAssigned: 1 } } }, '"filters.leadCategories.isAssigned" must be a boolean'],
    [
      { filters: { emailStatus: "replied" } },
      '"filters.emailStatus" must be one of [Opened, Clicked, Replied, Unsubscribed, Bounced, Accepted, Not Replied]',
    ],
    [{ sortBy: "REPLY_TIME_ASC" }, '"sortBy" must be one of [REPLY_TIME_DESC, SENT_TIME_DESC]'],
  ])("refuses %j", (body, message) => {
    expect(check(inbox, { body })).toMatchObject(words(message));
  });

  it("lets null pass where it is documented", () => {
    expect(check(inbox, { body: { filters: { search: null, campaignId: null }, sortBy: null } })).toMatchObject({
      body: { filters: { search: null, campaignId: null }, sortBy: null },
    });
  });

  it("converts numbers and booleans that come as text", () => {
    const checked = check(inbox, {
      query: { fetch_message_history: "true" },
      body: { limit: "5", filters: { campaignId: "7" } },
    });
    expect(checked).toMatchObject({
      query: { fetch_message_history: true },
      body: { limit: 5, filters: { campaignId: 7 } },
    });
  });

  it("takes a repeated query key for a list", () => {
    expect(check("GET /leads/", { query: { email: ["a@b.example", "c@d.example"] } })).toMatchObject(
      words('"email" must be a string'),
    );
  });

  it("knows what is required and what may not be empty", () => {
    const route = "POST /campaigns/{campaign_id}/reply-email-thread";
    const params = { campaign_id: "10" };
    expect(check(route, { params, body: { email_body: "x" } })).toMatchObject(words('"email_stats_id" is required'));
    expect(check(route, { params, body: { email_stats_id: "", email_body: "x" } })).toMatchObject(
      words('"email_stats_id" is not allowed to be empty'),
    );
    expect(check(route, { params, body: { email_stats_id: "s", email_body: "x", lead_id: 1 } })).toMatchObject(
      words('"lead_id" is not allowed'),
    );
    expect(check(route, { params, body: { email_stats_id: "s", email_body: "x", attachments: [{}] } })).toMatchObject(
      words('"attachments[0].file_url" is required'),
    );
  });

  it("checks the path before the query and the query before the body", () => {
    const route = "POST /campaigns/{campaign_id}/message-history-for-leads/bbfbdsFGHlBr76ruhjvh6fhHL";
    const wrong = { params: { campaign_id: "x" }, query: { nonsense: "1" }, body: { nonsense: 1 } };
    expect(check(route, wrong)).toMatchObject({ validation: { source: "params" } });
    expect(check(route, { ...wrong, params: { campaign_id: "1" } })).toMatchObject({ validation: { source: "query" } });
  });

  it("checks dates, addresses, links and patterns", () => {
    expect(
      check("POST /master-inbox/set-reminder", {
        body: { email_lead_map_id: 1, email_stats_id: "s", message: "m", reminder_time: "tomorrow" },
      }),
    ).toMatchObject(words('"reminder_time" must be in ISO 8601 date format'));
    expect(check("GET /smart-senders/auth-secret", { query: { email_account: "nobody" } })).toMatchObject(
      words('"email_account" must be a valid email'),
    );
    expect(check("POST /webhook/create", { body: { webhook_url: "here", association_type: "user" } })).toMatchObject(
      words('"webhook_url" must be a valid uri'),
    );
    expect(check("POST /client/api-key", { body: { clientId: 1, keyName: "a/b" } })).toMatchObject({
      message: expect.stringContaining("fails to match the required pattern"),
    });
    expect(check("GET /search-email-leads/cities", { query: { limit: "101" } })).toMatchObject({ statusCode: 400 });
  });

  it("takes a bare array where the documentation has one", () => {
    const route = "POST /email-accounts/multi/fetch-messages";
    expect(check(route, { body: { account_id: 1 } })).toMatchObject(words('"value" must be an array'));
    expect(check(route, { body: [] })).toMatchObject(words('"value" must contain at least 1 items'));
    expect(check(route, { body: [{ limit: 5 }] })).toMatchObject(words('"[0].account_id" is required'));
    expect(check(route, { body: [{ account_id: "3" }] })).toMatchObject({ body: [{ account_id: 3 }] });
  });

  it("lets the caller send one of two keys that exclude each other", () => {
    const route = "POST /search-email-leads/get-contacts";
    expect(check(route, { body: {} })).toMatchObject(words('"value" must contain at least one of [id, filter_id]'));
    expect(check(route, { body: { id: ["a"], filter_id: 1 } })).toMatchObject(
      words('"value" contains a conflict between exclusive peers [id, filter_id]'),
    );
  });

  it("counts the entries of a comma-separated list", () => {
    const client_ids = Array.from({ length: 51 }, (_, index) => index).join(",");
    expect(check("GET /analytics/campaign/list", { query: { client_ids } })).toMatchObject({ statusCode: 400 });
  });
});
