/** The mailboxes of the account are the ones that its campaigns send from. */
import { describe, expect, it } from "vitest";
import { openSandbox } from "./client.ts";

type Row = Record<string, unknown>;

describe("mailboxes", () => {
  it("are listed, narrowed and paged", async () => {
    const { call, account } = await openSandbox({ seed: "acme" });
    const ids = async (query: string) =>
      ((await call("GET", `/email-accounts/?${query}`)).json as Row[]).map((row) => row["id"]);
    const all = account.mailboxes.map(({ id }) => id);
    expect(await ids("")).toEqual(all);
    expect(await ids("offset=1&limit=2")).toEqual(all.slice(1, 3));
    const warm = account.mailboxes.filter(({ warmup_details }) => warmup_details?.status === "ACTIVE");
    expect(warm.length).toBeLessThan(all.length);
    expect(await ids("emailWarmupStatus=ACTIVE")).toEqual(warm.map(({ id }) => id));
    const gmail = account.mailboxes.filter(({ type }) => type === "GMAIL");
    expect(await ids("esp=GMAIL")).toEqual(gmail.map(({ id }) => id));
    const [first] = account.mailboxes;
    expect(await ids(`username=${first?.from_email}`)).toEqual([first?.id]);
  });

  it("are found by id, with their campaigns when asked, the same as in the list", async () => {
    const { call, account } = await openSandbox({ seed: "acme" });
    const [mailbox] = account.mailboxes;
    const [listed] = (await call("GET", "/email-accounts/?limit=1")).json as Row[];
    expect((await call("GET", `/email-accounts/${mailbox?.id}/`)).json).toEqual(listed);
    const { json } = await call("GET", `/email-accounts/${mailbox?.id}/?fetch_campaigns=true`);
    const sending = account.campaigns.filter(({ mailbox_ids }) => mailbox_ids.includes(mailbox?.id ?? 0));
    expect(json).toMatchObject({ campaign_ids: sending.map(({ id }) => id) });
    expect(await call("GET", "/email-accounts/1/")).toMatchObject({
      status: 404,
      json: { error: "Email account not found" },
    });
  });
});
