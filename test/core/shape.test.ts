/** Lists: which rows, which fields of them, and how to go on. */
import { describe, expect, it } from "vitest";
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
    const result = shaped("list_email_accounts", [mailbox(1)], { fields: ["smtp_host", "warmup"] });
    expect(result["items"]).toEqual([
      {
        email_account_id: 1,
        smtp_host: "smtp.example.com",
        warmup: { status: "ACTIVE", warmup_reputation_percent: 97 },
      },
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
