import type { Account, BlockedDomainRow, EnrolmentRow, LeadRow, WebhookRow } from "./account.ts";
import { daysFrom, SEEDED_AT } from "./seed/clock.ts";
import { answeredRow, type Enrolment } from "./seed/enrolment.ts";
import { type CampaignKey, campaignKeys, foundOrganisation, type Organisation } from "./seed/organisation.ts";
import { leadRow } from "./seed/outreach.ts";
import { type Person, type PersonWish, population } from "./seed/people.ts";
import { type Random, randomFrom } from "./seed/random.ts";
import { type ConversationScript, conversationScripts } from "./seed/scripts.ts";
import { silentLeads, silentRow } from "./seed/silent-leads.ts";
import { playScript } from "./seed/thread.ts";
import { untrackedReplies } from "./seed/untracked.ts";

/**
 * A pretend account in full work, on 20 November 2026: campaigns under way, leads who are silent, leads who wrote.
 * The same `seed` gives the same account byte for byte; another one casts other people in the same conversations.
 */
export function seedAccount(seed = "acme"): Account {
  const stream = (part: string) => randomFrom(`${seed}/${part}`);
  const organisation = foundOrganisation(stream("organisation"));
  const draw = population(stream("people"));
  const nextId = counter(640_000 + stream("counter").int(0, 9_999));

  const blocked_domains = [...organisation.blocked_domains];
  const enrolments = conversationScripts.flatMap((script, index) => {
    const random = stream(`conversation ${index}`);
    const { lead, other } = castScript(script, draw);
    const mailbox = mailboxFor(script, organisation, random);
    const correspondence = { campaign: organisation.campaigns[script.campaign], mailbox, lead };
    const played = playScript(script, { ...correspondence, other }, random);
    const row = answeredRow(script, correspondence, played, organisation, nextId, random);
    const lastMail = played.messages.at(-1)?.time ?? SEEDED_AT;
    if (script.state.blocked) blocked_domains.push(blockedBy(lead, lastMail));
    return [{ lead, row }, ...subsequenceRows(script, row, lead, lastMail, organisation, random)];
  });
  enrolments.push(...silentLeads(organisation, draw, stream("silent leads")));

  const numbered = numberRows(enrolments, stream("ids"));
  return {
    seeded_at: SEEDED_AT,
    owner_id: organisation.team.mara.id,
    campaigns: Object.values(organisation.campaigns),
    mailboxes: Object.values(organisation.mailboxes),
    team: Object.values(organisation.team),
    clients: organisation.clients,
    categories: organisation.categories,
    ...numbered,
    untracked: untrackedReplies(organisation, stream("untracked")),
    blocked_domains,
    webhooks: webhookRows(Object.values(organisation.campaigns)[0]?.id ?? 0),
    // Above every id in the account, so that whatever a write creates is unique whichever table it lands in.
    next_id: Math.max(...numbered.leads.map(({ id }) => id)) + 1,
  };
}

/** What a team usually connects: its chat to the replies, its customer records to the categories. */
function webhookRows(email_campaign_id: number): WebhookRow[] {
  const since = { email_campaign_id, created_at: "2026-09-24T09:00:00.000Z", updated_at: "2026-09-24T09:00:00.000Z" };
  return [
    {
      id: 217,
      name: "Replies to the sales channel",
      webhook_url: "https://hooks.brightloop.example/replies",
      event_types: ["EMAIL_REPLY"],
      categories: [],
      ...since,
    },
    {
      id: 456,
      name: "Interested leads to the CRM",
      webhook_url: "https://crm.brightloop.example/smartlead",
      event_types: ["LEAD_CATEGORY_UPDATED", "EMAIL_BOUNCE"],
      categories: ["Interested", "Meeting Request"],
      ...since,
    },
  ];
}

function counter(start: number): () => number {
  let id = start;
  return () => id++;
}

function castScript(script: ConversationScript, draw: (wish: PersonWish) => Person): { lead: Person; other: Person } {
  const { locale, industry, job_title, gender, other_company } = script;
  const lead = draw({ locale, industries: [industry], job_title, ...(gender && { gender }) });
  const other = draw({
    locale,
    industries: [industry],
    job_title: "Colleague",
    ...(!other_company && { company: lead.company }),
  });
  return { lead, other };
}

function mailboxFor(script: ConversationScript, { campaigns, mailboxes }: Organisation, random: Random) {
  if (script.mailbox) return mailboxes[script.mailbox];
  const { mailbox_ids } = campaigns[script.campaign];
  return random.pick(Object.values(mailboxes).filter(({ id }) => mailbox_ids.includes(id)));
}

/** A lead who was pushed to a subsequence has a second row there. */
function subsequenceRows(
  script: ConversationScript,
  row: Enrolment["row"],
  lead: Person,
  pushedAt: string,
  organisation: Organisation,
  random: Random,
): Enrolment[] {
  const key = campaignKeys.find((name: CampaignKey) => organisation.campaigns[name].id === row.sub_sequence_id);
  if (!script.state.pushed || key === undefined) return [];
  const { steps, scheduler_cron_value: schedule } = organisation.campaigns[key];
  const start = daysFrom(pushedAt, (steps[0]?.delay_in_days ?? 0) + 1, schedule, random);
  return [{ lead, row: silentRow(key, organisation, lead, start, random) }];
}

function blockedBy(lead: Person, created_at: string): BlockedDomainRow {
  return { domain: lead.company.domain, source: "Manual", created_at };
}

/** Gives leads and rows their ids in the order in which they came into the account. */
function numberRows(enrolments: Enrolment[], random: Random): { leads: LeadRow[]; enrolments: EnrolmentRow[] } {
  const leads = new Map<Person, LeadRow>();
  let leadId = 2_326_000_000 + random.int(0, 900_000);
  let mapId = 1_906_000_000 + random.int(0, 900_000);
  const rows = enrolments
    .toSorted((one, other) => Date.parse(one.row.created_at) - Date.parse(other.row.created_at))
    .map(({ lead, row }) => {
      leadId += random.int(1, 4_000);
      mapId += random.int(1, 4_000);
      const known = leads.get(lead) ?? leadRow(leadId, lead, row.created_at, random);
      known.is_unsubscribed ||= row.is_unsubscribed;
      leads.set(lead, known);
      return { map_id: mapId, lead_id: known.id, ...row };
    });
  return { leads: [...leads.values()], enrolments: rows };
}
