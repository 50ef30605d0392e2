import { describe, expect, it } from "vitest";
import { openSandbox } from "./client.ts";

type Row = Record<string, unknown>;

describe("webhooks", () => {
  it("of a campaign are listed, written and deleted", async () => {
    const { call } = await openSandbox();
    const list = async () => (await call("GET", "/campaigns/10/webhooks")).json as Row[];
    expect(await list()).toMatchObject([{ id: 90, email_campaign_id: 10, event_types: ["EMAIL_REPLY"] }]);

    const made = {
      name: "CRM",
      webhook_url: "https://ours.example/crm",
      event_types: ["EMAIL_BOUNCE"],
      categories: [],
    };
    expect((await call("POST", "/campaigns/10/webhooks", made)).json).toEqual({
      ok: true,
      email_campaign_id: 10,
      ...made,
    });
    const [, added] = await list();
    expect(added).toMatchObject(made);

    await call("POST", "/campaigns/10/webhooks", { ...made, id: 90 });
    expect((await list())[0]).toMatchObject({ id: 90, name: "CRM" });

    expect(await call("DELETE", "/campaigns/12/webhooks", { id: 90 })).toMatchObject({ status: 404 });
    expect(await call("DELETE", "/campaigns/10/webhooks", { id: 90 })).toMatchObject({ status: 200 });
    expect((await list()).map(({ id }) => id)).toEqual([added?.["id"]]);
  });

  it("are found and deleted by id alone", async () => {
    const { call } = await openSandbox();
    expect((await call("GET", "/webhook/90")).json).toMatchObject({
      ok: true,
      data: { id: 90, email_campaign_id: 10, event_type_map: { EMAIL_REPLY: true } },
    });
    expect(await call("GET", "/webhook/1")).toMatchObject({ status: 404, json: { error: "Resource not found" } });
    expect((await call("DELETE", "/webhook/delete", { id: 90 })).json).toEqual({ ok: true });
    expect(await call("DELETE", "/webhook/delete", { id: 90 })).toMatchObject({ status: 404 });
  });
});
