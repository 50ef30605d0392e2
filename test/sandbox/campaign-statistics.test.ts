/** A campaign's figures are counted from its conversations, so that every endpoint tells the same story. */
import { describe, expect, it } from "vitest";
import { openSandbox } from "./client.ts";

type Row = Record<string, unknown>;
const PERIOD = "start_date=2026-01-01&end_date=2026-01-31";

describe("figures of a campaign", () => {
  it("in all: counts are strings, those of leads numbers; mail written by hand does not count", async () => {
    const { call } = await openSandbox();
    expect((await call("GET", "/campaigns/10/analytics")).json).toMatchObject({
      id: 10,
      sent_count: "3",
      unique_sent_count: "3",
      open_count: "2",
      unique_open_count: "2",
      click_count: "1",
      reply_count: "1",
      bounce_count: "1",
      unsubscribed_count: "1",
      total_count: "3",
      campaign_lead_stats: { total: 3, inprogress: 2, stopped: 1, notStarted: 0, interested: 1 },
    });
    expect((await call("GET", "/campaigns/12/analytics")).json).toMatchObject({ sent_count: "1", reply_count: "1" });
  });

  it("by step, within the days that were asked for, in their time zone", async () => {
    const { call } = await openSandbox();
    const steps = async (query: string) =>
      ((await call("GET", `/campaigns/10/sequence-analytics?${query}`)).json as { data: Row[] }).data;
    expect(await steps(PERIOD)).toEqual([
      expect.objectContaining({
        email_campaign_seq_id: 901,
        sent_count: 3,
        reply_count: 1,
        positive_reply_count: 1,
        bounce_count: 1,
      }),
      expect.objectContaining({ email_campaign_seq_id: 902, sent_count: 0 }),
    ]);
    const day = "start_date=2026-01-09&end_date=2026-01-09";
    expect((await steps(day))[0]).toMatchObject({ sent_count: 1 });
    // 9:00 in London is the evening before in Honolulu.
    expect((await steps(`${day}&time_zone=Pacific/Honolulu`))[0]).toMatchObject({ sent_count: 1 });
    expect((await steps("start_date=2026-01-10&end_date=2026-01-10&time_zone=Pacific/Honolulu"))[0]).toMatchObject({
      sent_count: 0,
    });
  });

  it("by mailbox, those that sent", async () => {
    const { call } = await openSandbox();
    const { data } = (await call("GET", "/campaigns/10/mailbox-statistics")).json as { data: Row[] };
    expect(data).toEqual([
      expect.objectContaining({ email_account_id: 50, sent_count: 3, sent_time: "2026-01-14T09:00:00.000Z" }),
    ]);
    expect((await call("GET", "/campaigns/10/mailbox-statistics?limit=21")).status).toBe(400);
  });

  it("add up in the seeded account", async () => {
    const { call, account } = await openSandbox({ seed: "acme" });
    for (const { id } of account.campaigns) {
      const totals = (await call("GET", `/campaigns/${id}/analytics`)).json as Row;
      const lists = await Promise.all(
        [`sequence-analytics?start_date=2026-01-01&end_date=2026-12-31`, "mailbox-statistics"].map(
          async (path) => ((await call("GET", `/campaigns/${id}/${path}`)).json as { data: Row[] }).data,
        ),
      );
      for (const rows of lists) {
        for (const name of ["sent_count", "open_count", "bounce_count", "unsubscribed_count"]) {
          const sum = rows.reduce((total, row) => total + Number(row[name]), 0);
          expect(sum, `${name} of campaign ${id}`).toBe(Number(totals[name]));
        }
      }
    }
  });
});

it("a campaign's mailboxes say whether they are connected", async () => {
  const { call, account } = await openSandbox();
  Object.assign(account.campaigns.find(({ id }) => id === 12) ?? {}, { mailbox_ids: [51] });
  expect((await call("GET", "/campaigns/12/email-accounts")).json).toEqual([
    expect.objectContaining({ id: 51, is_smtp_success: true, is_imap_success: false, warmup_details: null }),
  ]);
  expect((await call("GET", "/campaigns/1/email-accounts")).status).toBe(404);
});

it("the list of all leads knows status and step in each campaign", async () => {
  const { call } = await openSandbox();
  const { data, hasMore } = (await call("GET", "/leads/global-leads?limit=1")).json as {
    data: Row[];
    hasMore: boolean;
  };
  expect(hasMore).toBe(true);
  expect(data).toEqual([
    expect.objectContaining({
      id: "201",
      campaigns: [expect.objectContaining({ campaign_id: 10, lead_status: "INPROGRESS", lead_last_seq_number: 1 })],
    }),
  ]);
});
