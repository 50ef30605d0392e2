import { describe, expect, it } from "vitest";
import { openSandbox } from "./client.ts";

describe("campaigns", () => {
  it("come as a bare list, by client, with tags on demand", async () => {
    const { call } = await openSandbox();
    expect((await call("GET", "/campaigns/")).json).toHaveLength(3);
    expect((await call("GET", "/campaigns/?client_id=7")).json).toMatchObject([{ id: 12 }]);
    expect((await call("GET", "/campaigns/12")).json).not.toHaveProperty("tags");
    expect((await call("GET", "/campaigns/12?include_tags=true")).json).toMatchObject({ tags: [{ tag_name: "vip" }] });
  });

  it("know the words of an unknown one", async () => {
    const { call } = await openSandbox();
    const answer = await call("GET", "/campaigns/99");
    expect(answer).toMatchObject({ status: 404, json: { error: "Campaign not found - Invalid campaign_id." } });
  });

  it("change status: START reads back as ACTIVE, STOPPED is for good", async () => {
    const { call, account } = await openSandbox();
    const set = (status: string) => call("POST", "/campaigns/10/status", { status });
    for (const [word, read] of [
      ["PAUSED", "PAUSED"],
      ["START", "ACTIVE"],
      ["STOPPED", "STOPPED"],
    ] as const) {
      expect((await set(word)).json).toEqual({ ok: true });
      expect((await call("GET", "/campaigns/10")).json).toMatchObject({ status: read });
    }
    expect((await set("START")).status).toBe(400);
    expect((await set("ACTIVE")).json).toMatchObject({ message: '"status" must be one of [START, PAUSED, STOPPED]' });
    account.campaigns[1]?.steps.splice(0);
    expect((await call("POST", "/campaigns/11/status", { status: "START" })).status).toBe(400);
  });

  it("show their steps with the delay in camel case", async () => {
    const { call } = await openSandbox();
    expect((await call("GET", "/campaigns/10/sequences")).json).toMatchObject([
      { id: 901, seq_number: 1, seq_delay_details: { delayInDays: 0 } },
      { id: 902, seq_number: 2, seq_delay_details: { delayInDays: 3 } },
    ]);
  });
});

describe("a campaign's leads", () => {
  it("come with a total that is text", async () => {
    const { call } = await openSandbox();
    const { json } = await call("GET", "/campaigns/10/leads?offset=1&limit=1");
    expect(json).toMatchObject({
      total_leads: "3",
      offset: 1,
      limit: 1,
      data: [
        { campaign_lead_map_id: 103, lead: { id: 203, email: "cid@gamma.example", custom_fields: { role: "CEO" } } },
      ],
    });
    expect((await call("GET", "/campaigns/10/leads?limit=101")).status).toBe(400);
    expect((await call("GET", "/campaigns/10/leads?search=x")).json).toMatchObject({
      message: '"search" is not allowed',
    });
  });

  it.each([
    ["status=STOPPED", "1"],
    ["lead_category_id=1", "1"],
    ["emailStatus=is_opened", "2"],
    ["emailStatus=is_clicked", "1"],
    ["emailStatus=is_bounced", "1"],
    ["emailStatus=is_replied", "1"],
    ["emailStatus=is_unsubscribed", "1"],
    ["emailStatus=is_accepted", "2"],
    ["emailStatus=not_replied", "1"],
    ["emailStatus=is_spam", "0"],
    ["created_at_gt=2026-01-03T00:00:00Z", "0"],
    ["last_sent_time_gt=2026-01-12T00:00:00Z", "1"],
    ["event_time_gt=2026-01-12T00:00:00Z", "2"],
  ])("filter by %s", async (query, total_leads) => {
    const { call } = await openSandbox();
    expect((await call("GET", `/campaigns/10/leads?${query}`)).json).toMatchObject({ total_leads });
  });
});

describe("leads", () => {
  it("are found by address, and an unknown address is an empty object", async () => {
    const { call } = await openSandbox();
    expect((await call("GET", "/leads/?email=bob@beta.example")).json).toMatchObject({
      id: "202",
      lead_campaign_data: [
        {
          campaign_lead_map_id: 102,
          campaign_name: "Agency",
          client_email: "client@agency.example",
          lead_category_id: 3,
          last_reply_at: "2026-01-13T09:00:00.000Z",
        },
      ],
    });
    expect(await call("GET", "/leads/?email=no@one.example")).toMatchObject({ status: 200, json: {} });
  });

  it("are found by id in a list of one", async () => {
    const { call } = await openSandbox();
    expect((await call("GET", "/leads/201")).json).toMatchObject({ ok: true, data: [{ id: 201 }] });
    expect((await call("GET", "/leads/999")).json).toMatchObject({ ok: true, data: [] });
    expect((await call("GET", "/leads/202/campaigns")).json).toEqual([{ id: 12, status: "ACTIVE", name: "Agency" }]);
    expect((await call("GET", "/leads/fetch-categories")).json).toMatchObject([{ id: 1 }, { id: 3 }]);
  });

  it("are paused, resumed, categorised and updated", async () => {
    const { call, account } = await openSandbox();
    const [ann] = account.enrolments;
    await call("POST", "/campaigns/10/leads/201/pause");
    expect(ann?.status).toBe("PAUSED");
    await call("POST", "/campaigns/10/leads/201/resume", { resume_lead_with_delay_days: 2 });
    expect(ann?.status).toBe("INPROGRESS");
    expect(ann?.next_timestamp_to_send).not.toBeNull();
    await call("POST", "/campaigns/10/leads/201/category", { category_id: 3, pause_lead: true });
    expect(ann).toMatchObject({ category_id: 3, status: "PAUSED" });
    const change = { email: "ann@alpha.example", first_name: "Anna", custom_fields: { city: "Bonn" } };
    await call("POST", "/campaigns/10/leads/201/", change);
    expect((await call("GET", "/leads/201")).json).toMatchObject({
      data: [{ first_name: "Anna", custom_fields: { role: "CEO", city: "Bonn" } }],
    });
  });

  it("are unsubscribed from one campaign or from all, once", async () => {
    const { call, account } = await openSandbox();
    await call("POST", "/campaigns/10/leads/201/unsubscribe");
    expect(account.enrolments[0]).toMatchObject({ is_unsubscribed: true, status: "STOPPED" });
    expect((await call("POST", "/leads/203/unsubscribe")).json).toEqual({ ok: true });
    expect(await call("POST", "/leads/203/unsubscribe")).toMatchObject({ status: 200, json: { ok: false } });
  });

  it("leave the account with their last campaign", async () => {
    const { call } = await openSandbox();
    expect((await call("DELETE", "/campaigns/10/leads/201")).text).toBe("success");
    expect((await call("GET", "/leads/?email=ann@alpha.example")).json).toEqual({});
    expect((await call("DELETE", "/campaigns/10/leads/201")).status).toBe(404);
  });
});
