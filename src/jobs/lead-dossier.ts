import * as z from "zod";
import { Failure } from "../core/errors.ts";
import { type JobAnswer, job, type Work } from "../core/job.ts";
import { emailAddress, limit, offset } from "../core/params.ts";
import { type Found, notThere } from "../core/preview/look-ups.ts";
import { compact, rows, text } from "../core/records/read.ts";
import type { RecordValue } from "../core/records/record.ts";

/** One page holds every entry of a domain but a provider's. */
const BLOCK_LIST_PAGE = 100;

export const leadDossier = job({
  name: "lead_dossier",
  title: "Gather all about a lead",
  about:
    "One person over all campaigns: contact data, notes, tasks, whether blocked or unsubscribed, and per campaign, latest first, " +
    "status, category, step and the conversation. Give email or lead_id. Costs 6 requests and 1 for each campaign shown (limit), " +
    "1 more by lead_id.",
  asked:
    "everything about a person, full history of a lead, what do we know about, prepare for a call with a lead, lead profile, " +
    "all conversations with one person, complete picture of a prospect, brief me on a lead, background on a contact, " +
    "history across campaigns",
  input: {
    email: emailAddress("The exact address.").optional(),
    lead_id: z.int().positive().optional(),
    offset,
    limit: limit(5, 2),
  },
  example: { email: "t.lombardi@summitridgecloud.example" },
  run: dossier,
});

interface Person {
  email?: string | undefined;
  lead_id?: number | undefined;
  offset?: number | undefined;
  limit: number;
}

async function dossier({ email, lead_id, offset: skip = 0, limit: most }: Person, work: Work): Promise<JobAnswer> {
  if ((email === undefined) === (lead_id === undefined)) throw neitherOrBoth();
  const others = (skip === 0 ? 6 : 3) + (email === undefined ? 1 : 0);
  work.plan(others + most);
  const address = email ?? (await addressOf(lead_id, work));
  const person = await work.one("the lead", "find_lead_by_email", { email: address });
  const lead = { lead_id: person["lead_id"] };
  const [everywhere, categories, about] = await Promise.all([
    work.part(STATUS_PART, "list_account_leads", { email: address, limit: 1 }),
    work.part("category names", "list_lead_categories", {}),
    // Later pages go on with the campaigns.
    skip === 0 ? aboutPerson(person, address, work) : lead,
  ]);
  const names = new Map(categories?.items.map(({ category_id, name }) => [category_id, name]));
  const memberships = latestFirst(joined(person, sameLead(person, everywhere, work)));
  const page = memberships.slice(skip, skip + most);
  work.plan(others + page.length);
  const shown = await Promise.all(page.map((membership) => withConversation(membership, lead, names, work)));
  return {
    own: compact({
      incomplete: work.incomplete,
      campaigns_total: memberships.length,
      items_are: shown.length > 0 ? "campaigns, latest first" : undefined,
    }),
    about: compact(about),
    rows: shown,
    next: (count) =>
      count > 0 && skip + count < memberships.length
        ? { ...(email === undefined ? { lead_id } : { email }), limit: most, offset: skip + count }
        : null,
  };
}

/** What is known about a person apart from the campaigns. */
async function aboutPerson(person: RecordValue, address: string, work: Work): Promise<RecordValue> {
  const { campaigns: _campaigns, ...contact } = person;
  const lead = { lead_id: person["lead_id"] };
  const [notes, tasks, blocked] = await Promise.all([
    work.part("notes", "list_lead_notes", lead),
    work.part("tasks", "list_lead_tasks", lead),
    work.part("block list", "list_blocked_domains", {
      filter_email_or_domain: domainOf(address),
      limit: BLOCK_LIST_PAGE,
    }),
  ]);
  return {
    lead: contact,
    blocked: blocked && blockedBy(blocked.items, address),
    notes: notes?.items,
    tasks: tasks?.items,
  };
}

async function addressOf(lead_id: number | undefined, work: Work): Promise<string> {
  const { email } = await work.one("the lead's address", "get_lead", { lead_id });
  const address = text(email);
  if (address === undefined) throw notThere();
  return address;
}

const STATUS_PART = "status and step in each campaign";

/** Only who is meant: a list that filters otherwise than documented must not lend this person another one's status. */
function sameLead(person: RecordValue, found: Found | undefined, work: Work): RecordValue | undefined {
  const same = found?.items.find(({ lead_id }) => lead_id === person["lead_id"]);
  if (found && !same) work.miss(STATUS_PART, "list_account_leads does not show this lead.");
  return same;
}

/** Two lists know the campaigns of a lead: the one its category, the other its status and step. */
function joined(person: RecordValue, elsewhere: RecordValue | undefined): RecordValue[] {
  const more = rows(elsewhere?.["campaigns"]);
  const known = rows(person["campaigns"]);
  const alone = more.filter((row) => !known.some(({ campaign_id }) => campaign_id === row["campaign_id"]));
  return [...known, ...alone].map((row) => ({
    ...more.find(({ campaign_id }) => campaign_id === row["campaign_id"]),
    ...row,
  }));
}

const latestFirst = (memberships: readonly RecordValue[]) =>
  memberships.toSorted((a, b) => lastActivity(b).localeCompare(lastActivity(a)));

const lastActivity = (membership: RecordValue) =>
  [membership["last_sent_at"], membership["last_reply_at"]].map((time) => text(time) ?? "").sort()[1] ?? "";

/**
 * What the block list says of this address or its whole domain. How SmartLead searches the list is not documented, so that
 * nothing was found is said as just that.
 */
function blockedBy(entries: readonly RecordValue[], address: string): string {
  const [whole, domain] = [address.toLowerCase(), domainOf(address)];
  const hits = entries.filter(({ email_or_domain: entry }) => {
    const listed = text(entry)?.toLowerCase();
    return listed === whole || listed === domain;
  });
  if (hits.length > 0) return `yes: ${hits.map(describeEntry).join("; ")}`;
  const searched = entries.length < BLOCK_LIST_PAGE ? "" : ` among the first ${BLOCK_LIST_PAGE}`;
  return `no entry found for ${domain}${searched}`;
}

function describeEntry({ email_or_domain, client_id, source }: RecordValue): string {
  const client = client_id === undefined ? "" : ` for client ${client_id}`;
  return `${email_or_domain}${client} (${source ?? "source unknown"})`;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

async function withConversation(
  membership: RecordValue,
  lead: { lead_id: unknown },
  names: ReadonlyMap<unknown, unknown>,
  work: Work,
): Promise<RecordValue> {
  const { campaign_id } = membership;
  const history = await work.part(`conversation of campaign ${campaign_id}`, "fetch_message_history", {
    campaign_id,
    ...lead,
  });
  return compact({
    ...membership,
    category: names.get(membership["category_id"]),
    mailbox: history?.about["mailbox"],
    messages: history?.items,
  });
}

function neitherOrBoth(): Failure {
  return new Failure({
    kind: "invalid_input",
    message: "lead_dossier was not called. It takes either email or lead_id.",
    next: "Give one of the two. Nothing was sent to SmartLead.",
  });
}
