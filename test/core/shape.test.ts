/** Lists: which rows, which fields of them, and how to go on. */
import { describe, expect, it } from "vitest";
import { Catalogue } from "../../src/core/catalogue.ts";
import { check } from "../../src/core/check.ts";
import { isJob } from "../../src/core/job.ts";
import { kindOf } from "../../src/core/records/index.ts";
import { type Extent, shape } from "../../src/core/shape.ts";
import { tools } from "../../src/tools/index.ts";

function shaped(name: string, value: unknown, { args = {}, ...extent }: Partial<Extent> & { args?: object } = {}) {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) throw new Error(name);
  const given = { detail: "concise" as const, skip: 0, maxTokens: 8000, ...extent };
  return shape(tool, { ...args }, given, { status: 200, headers: {}, body: { kind: "json", value } });
}

const mailbox = (id: number) => ({
  id,
  from_email: `m${id}@example.com`,
  daily_sent_count: 7,
  smtp_host: "smtp.example.com",
  warmup_details: { status: "ACTIVE", warmup_reputation: "97%" },
});

describe("fields", () => {
  it("are all that a row has, behind its ids", () => {
    const result = shaped("list_email_accounts", [mailbox(1)], { fields: ["daily_sent_count"] });
    expect(result["items"]).toEqual([{ email_account_id: 1, daily_sent_count: 7 }]);
    expect(result).not.toHaveProperty("fields_unknown");
  });

  it("may be such that only full rows have", () => {
    const result = shaped("list_email_accounts", [mailbox(1)], { fields: ["smtp_host", "warmup_reputation_percent"] });
    expect(result["items"]).toEqual([
      { email_account_id: 1, smtp_host: "smtp.example.com", warmup_reputation_percent: 97 },
    ]);
  });

  it("that no row has are named, with those there are", () => {
    const result = shaped("list_email_accounts", [mailbox(1)], { fields: ["sent_today", "from_email"] });
    expect(result["items"]).toEqual([{ email_account_id: 1, from_email: "m1@example.com" }]);
    expect(result["fields_unknown"]).toEqual(["sent_today"]);
    expect(result["fields_known"]).toEqual(expect.arrayContaining(["daily_sent_count", "smtp_host"]));
  });

  it("are asked for again on the next page", () => {
    const rows = Array.from({ length: 5 }, (_, at) => mailbox(at + 1));
    const result = shaped("list_email_accounts", rows, { fields: ["type"], args: { limit: 5 } });
    expect(result["next"]).toEqual({ limit: 5, offset: 5, fields: ["type"] });
  });
});

describe("pages", () => {
  const contacts = (count: number) => ({
    data: {
      list: Array.from({ length: count }, (_, at) => ({ id: `c${at}`, fullName: "word ".repeat(40) })),
      scroll_id: "next-place",
      filter_id: 7,
      total_count: 900,
    },
  });
  const args = { title: ["CEO"], limit: 20 };

  it("of a search go on where the answer says", () => {
    const result = shaped("search_contacts", contacts(20), { args });
    expect(result).toMatchObject({ filter_id: 7, returned: 20, total: 900 });
    expect(result["next"]).toEqual({ ...args, scroll_id: "next-place" });
    expect(shaped("search_contacts", contacts(3), { args })["next"]).toBeNull();
  });

  it("cut here go on in the same place, so that no row is passed over", () => {
    const result = shaped("search_contacts", contacts(20), { args, maxTokens: 400 });
    const returned = Number(result["returned"]);
    expect(returned).toBeLessThan(20);
    expect(result["next"]).toEqual({ ...args, offset: returned });
    expect(shaped("search_contacts", contacts(20), { args, skip: returned })).toMatchObject({
      returned: 20 - returned,
      next: { scroll_id: "next-place" },
    });
  });

  it("end when the answer says that there are no more", () => {
    const leads = { data: [{ id: 1, email: "a@example.com" }], hasMore: false };
    expect(shaped("list_account_leads", leads, { args: { limit: 1 } })["next"]).toBeNull();
    expect(shaped("list_account_leads", { ...leads, hasMore: true }, { args: { limit: 100 } })["next"]).toMatchObject({
      offset: 1,
    });
  });

  it("of a purchase do not exist: fetching the next would buy again", () => {
    const result = shaped("buy_contacts", contacts(20), { args: { filter_id: 7, limit: 20 }, maxTokens: 400 });
    expect(result["next"]).toBeNull();
    expect(Number(result["left_out"]) + Number(result["returned"])).toBe(20);
  });
});

describe("reports by days", () => {
  const days = (...dates: string[]) => ({ data: { day_wise_stats: dates.map((date) => ({ date, sent: 1 })) } });
  const dates = (args: object, ...given: string[]) =>
    (shaped("list_daily_stats", days(...given), { args })["items"] as { date: string }[]).map(({ date }) => date);

  it("have the year of the period that was asked for", () => {
    const period = { start_date: "2025-12-20", end_date: "2026-01-10" };
    expect(dates(period, "31 Dec", "1 Jan")).toEqual(["2025-12-31", "2026-01-01"]);
  });

  it("stay as they came where no year fits, or two do", () => {
    expect(dates({ start_date: "2025-12-20", end_date: "2026-01-10" }, "5 May")).toEqual(["5 May"]);
    expect(dates({ start_date: "2024-05-01", end_date: "2025-05-10" }, "5 May")).toEqual(["5 May"]);
  });
});

it("a rate has one name, with and without something to count", () => {
  const team = (reply_rate: unknown) =>
    shaped("list_team_performance", { data: { team_board_stats: [{ id: 7, reply_rate }] } })["items"];
  expect(team("12%")).toEqual([{ team_member_id: 7, reply_rate_percent: 12 }]);
  expect(team(0)).toEqual([{ team_member_id: 7, reply_rate_percent: 0 }]);
  expect(team(null)).toEqual([{ team_member_id: 7 }]);
  // In which unit another number is, nobody says.
  expect(team(0.12)).toEqual([{ team_member_id: 7, reply_rate: 0.12 }]);
});

describe("the argument fields", () => {
  const catalogue = new Catalogue(tools, { readOnly: false, confirmEffects: [] });
  const fieldsOf = (name: string, fields: unknown) => {
    const { example } = catalogue.find(name).tool;
    return check(catalogue.find(name), { ...example, fields }).fields;
  };

  it("is taken by every list that reads, and never sent to SmartLead", () => {
    const lists = catalogue
      .reachable()
      .filter(({ tool }) => !isJob(tool) && tool.effect === "read" && kindOf(tool.returns).list);
    expect(lists.length).toBeGreaterThan(70);
    for (const entry of lists) {
      const checked = check(entry, { ...entry.tool.example, fields: ["name"] });
      expect(checked.fields).toEqual(["name"]);
      expect(checked.args).not.toHaveProperty("fields");
    }
  });

  it("may be one text", () => {
    expect(fieldsOf("list_email_accounts", "from_email, daily_sent_count")).toEqual(["from_email", "daily_sent_count"]);
    expect(fieldsOf("list_tags", '["name"]')).toEqual(["name"]);
  });

  it("is advertised where rows are wide", () => {
    const advertised = catalogue.list().filter(({ inputSchema }) => "fields" in inputSchema.properties);
    expect(advertised.map(({ name }) => name)).toEqual(tools.filter(({ wide }) => wide).map(({ name }) => name));
  });

  it("is unknown where no rows are read", () => {
    expect(() => fieldsOf("get_campaign", ["name"])).toThrow();
    expect(() => fieldsOf("buy_contact_emails", ["email"])).toThrow();
  });
});

it("a row that names its id itself is not taken for the one that its plain id names", () => {
  const row = { id: 46_417, email_account_id: 2907, from_email: "a@example.com" };
  expect(shaped("list_campaign_email_accounts", { data: [row] })["items"]).toEqual([
    { email_account_id: 2907, from_email: "a@example.com", row_id: 46_417 },
  ]);
});

it("rows without their documented wrapping are found, and said once", () => {
  const lists = [{ id: 500, list_name: "Prospects" }];
  expect(shaped("list_lead_lists", { lists })).toEqual({
    items: [{ lead_list_id: 500, list_name: "Prospects" }],
    returned: 1,
    next: null,
  });
});
