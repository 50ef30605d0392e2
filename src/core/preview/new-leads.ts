/** People who are to be added to a campaign: how many, and how many of them are new. */
import { Failure } from "../errors.ts";
import { rows } from "../records/read.ts";
import type { Subject, Teller } from "./fact.ts";
import type { Found } from "./look-ups.ts";

/** So few are looked up one by one, which also tells who is in the account and who unsubscribed. */
const FEW = 4;
/** A campaign of so many pages is compared page by page; a larger one by SmartLead's export, a single large answer. */
const PAGES = 3;
const PAGE = 100;

const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);

export const newLeads: Teller = {
  what: "How many of these people are new",
  concerns: ({ args }) => args["campaign_id"] !== undefined && rows(args["lead_list"]).length > 0,
  tell: async (subject) => {
    const given = rows(subject.args["lead_list"]).map(({ email }) => String(email).toLowerCase());
    const addresses = [...new Set(given)];
    const repeated = given.length - addresses.length;
    const found = await (addresses.length <= FEW ? oneByOne(addresses, subject) : compared(addresses, subject));
    return { lines: [...found, ...(repeated > 0 ? [`${repeated} of the ${given.length} are repetitions.`] : [])] };
  },
};

async function oneByOne(addresses: readonly string[], { args, look }: Subject): Promise<string[]> {
  const found = await Promise.all(addresses.map((email) => look.one("find_lead_by_email", { email }).catch(unknown)));
  const known = found.filter((row) => row !== undefined);
  const here = known.filter((row) =>
    rows(row["campaigns"]).some((each) => each["campaign_id"] === args["campaign_id"]),
  );
  const unsubscribed = known.filter(({ is_unsubscribed }) => is_unsubscribed === true).length;
  return [
    `${people(addresses.length)}: ${addresses.length - known.length} new, ${known.length} known to the account, ` +
      `${here.length} of these in this campaign already.`,
    ...(unsubscribed > 0 ? [`${unsubscribed} of them UNSUBSCRIBED.`] : []),
  ];
}

/** An address that SmartLead does not know is an answer, not a failure. */
function unknown(error: unknown): undefined {
  if (error instanceof Failure && error.details.kind === "not_found") return undefined;
  throw error;
}

async function compared(addresses: readonly string[], subject: Subject): Promise<string[]> {
  const present = await addressesIn(subject);
  const here = addresses.filter((email) => present.has(email)).length;
  return [`${people(addresses.length)}: ${addresses.length - here} new to this campaign, ${here} in it already.`];
}

async function addressesIn({ args: { campaign_id }, look }: Subject): Promise<Set<string>> {
  const page = (offset: number) => look.read("list_campaign_leads", { campaign_id, limit: PAGE, offset });
  const first = await page(0);
  const { total = Number.POSITIVE_INFINITY } = first;
  if (total > PAGES * PAGE) return emails([await look.read("export_campaign_leads", { campaign_id })]);
  const offsets = Array.from({ length: Math.max(0, Math.ceil(total / PAGE) - 1) }, (_, at) => (at + 1) * PAGE);
  return emails([first, ...(await Promise.all(offsets.map(page)))]);
}

const emails = (pages: readonly Found[]) =>
  new Set(
    pages
      .flatMap(({ items }) => items)
      .flatMap(({ email }) => (typeof email === "string" ? [email.toLowerCase()] : [])),
  );
