/** What an order costs, and what is left to spend. */
import { number, raw, rows, text } from "../records/read.ts";
import type { Teller } from "./fact.ts";
import { notThere } from "./look-ups.ts";
import { named, quoted } from "./quote.ts";

export const order: Teller = {
  what: "The price",
  concerns: ({ tool, args }) => tool.effect === "spends_money" && args["vendor_id"] !== undefined,
  tell: async ({ args, look }) => {
    const { items } = await look.read("list_mailbox_vendors", {});
    const vendor = items.find(({ vendor_id }) => vendor_id === args["vendor_id"]);
    const pricing = raw(vendor?.["pricing"]);
    const perDomain = number(pricing["domain_price"]);
    const perMailbox = number(pricing["mailbox_price"]);
    if (vendor === undefined || perDomain === undefined || perMailbox === undefined) throw notThere();
    const domains = rows(args["domains"]);
    const mailboxes = domains.reduce((count, domain) => count + rows(domain["mailbox_details"]).length, 0);
    const currency = named(text(pricing["currency"]) ?? "USD");
    const money = (amount: number) => `${amount.toFixed(2)} ${currency}`;
    const total = money(domains.length * perDomain + mailboxes * perMailbox);
    return {
      lines: [
        `Vendor ${args["vendor_id"]}: ${quoted(vendor["vendor_name"] ?? "")}.`,
        `Domains: ${domains.length} at ${money(perDomain)}. Mailboxes: ${mailboxes} at ${money(perMailbox)}.`,
        `Total by the vendor's price list: ${total}.`,
      ],
      decisive: { price: total },
    };
  },
};

export const credits: Teller = {
  what: "The credits that are left",
  concerns: ({ tool }) => tool.effect === "spends_money" && tool.host === "prospect",
  tell: async ({ args, look }) => {
    const filter = args["filter_id"] === undefined ? {} : { filter_id: args["filter_id"] };
    const found = await look.one("get_prospect_search_analytics", filter);
    const { available, total } = raw(found["available_credits"]);
    if (number(available) === undefined) throw notThere();
    return { lines: [`Credits left: ${available}${total === undefined ? "" : ` of ${total}`}.`] };
  },
};
