import { describe, expect, it } from "vitest";
import { openSandbox } from "./client.ts";

describe("the key", () => {
  it("is asked for in the query, nowhere else", async () => {
    const { url, apiKey } = await openSandbox();
    const missing = await fetch(`${url}/api/v1/campaigns/`, { headers: { authorization: `Bearer ${apiKey}` } });
    expect(missing.status).toBe(401);
    expect(await missing.json()).toEqual({ message: "API key is required." });
    const wrong = await fetch(`${url}/api/v1/campaigns/?api_key=other`);
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({ message: "Invalid API Key" });
  });

  it("does not appear among the arrivals", async () => {
    const { call, arrivals, apiKey } = await openSandbox();
    await call("GET", "/campaigns/?include_tags=true");
    expect(arrivals).toMatchObject([
      {
        method: "GET",
        path: "/api/v1/campaigns/",
        route: "GET /campaigns/",
        query: { include_tags: "true" },
        status: 200,
      },
    ]);
    expect(JSON.stringify(arrivals)).not.toContain(apiKey);
  });
});

describe("routes", () => {
  it("answers an unknown one with Express's page", async () => {
    const { call } = await openSandbox();
    const answer = await call("PATCH", "/campaigns/10/status", { status: "START" });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.text).toContain("<pre>Cannot PATCH /api/v1/campaigns/10/status</pre>");
  });

  it("does not serve the doubtful ones", async () => {
    const { call } = await openSandbox();
    expect((await call("GET", "/webhooks")).status).toBe(404);
    expect((await call("GET", "/subscription/credits-stats")).status).toBe(404);
  });

  it("takes a path with and without its trailing slash", async () => {
    const { call } = await openSandbox();
    expect((await call("GET", "/campaigns")).json).toEqual((await call("GET", "/campaigns/")).json);
    expect((await call("GET", "/campaigns/10/")).status).toBe(200);
  });

  it("prefers a literal segment to a parameter, and falls through to the parameter", async () => {
    const { call } = await openSandbox();
    expect((await call("GET", "/master-inbox/untracked-replies")).json).toHaveProperty("data.data.replies");
    const search = await call("GET", "/leads/search");
    expect(search.status).toBe(400);
    expect(search.json).toMatchObject({ message: '"lead_id" must be a number', validation: { source: "params" } });
  });

  it("reads reply-email-thread below /leads as a lead id", async () => {
    const { call } = await openSandbox();
    const answer = await call("POST", "/campaigns/10/leads/reply-email-thread", { email: "a@b.example" });
    expect(answer.json).toMatchObject({ statusCode: 400, message: '"lead_id" must be a number' });
  });
});

describe("bodies", () => {
  it("refuses malformed JSON", async () => {
    const { url, apiKey } = await openSandbox();
    const answer = await fetch(`${url}/api/v1/master-inbox/inbox-replies?api_key=${apiKey}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"limit":',
    });
    expect(answer.status).toBe(400);
  });

  it("overlooks a body that does not say it is JSON, as Express does", async () => {
    const { url, apiKey } = await openSandbox();
    const answer = await fetch(`${url}/api/v1/campaigns/10/status?api_key=${apiKey}`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: '{"status":"START"}',
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ message: '"status" is required' });
  });

  it("keeps the text and the parsed body of each arrival", async () => {
    const { call, arrivals } = await openSandbox();
    await call("DELETE", "/webhook/delete", { id: 5 });
    expect(arrivals[0]).toMatchObject({ body: { id: 5 }, rawBody: '{"id":5}' });
  });

  it("sends plain text as text/html and CSV as text/csv", async () => {
    const { call } = await openSandbox();
    const deleted = await call("DELETE", "/campaigns/10/leads/204");
    expect(deleted.headers.get("content-type")).toContain("text/html");
    expect(deleted.text).toBe("success");
    const exported = await call("GET", "/campaigns/10/leads-export");
    expect(exported.headers.get("content-type")).toBe("text/csv");
    expect(exported.text).toMatch(/^id,campaign_lead_map_id,/);
  });
});

describe("the seeded account", () => {
  it("is the same for the same seed", async () => {
    const [one, two] = [await openSandbox({ seed: "a" }), await openSandbox({ seed: "a" })];
    expect(one.account).toEqual(two.account);
  });
});
