import type { CampaignRow, MessageRow } from "../account.ts";
import { daysFrom, SEEDED_AT } from "./clock.ts";
import { type Enrolment, importedBefore, untouched } from "./enrolment.ts";
import { audienceOf, type CampaignKey, type Organisation, silentLeadsOf } from "./organisation.ts";
import { type Correspondence, sequenceMail } from "./outreach.ts";
import type { Company, Person, PersonWish } from "./people.ts";
import type { Random } from "./random.ts";

/** When the first lead of a campaign was started, and how many days later the last one. */
const STARTED: Record<CampaignKey, { from: string; days: number }> = {
  onboarding: { from: "2026-10-05T08:00:00.000Z", days: 50 },
  placement: { from: "2026-10-05T08:00:00.000Z", days: 50 },
  pricing: { from: "2026-11-02T08:00:00.000Z", days: 16 },
  reengage: { from: "2026-11-09T08:00:00.000Z", days: 9 },
  care: { from: "2026-10-01T08:00:00.000Z", days: 7 },
  dashboards: { from: "2026-11-18T08:00:00.000Z", days: 1 },
};

/** How many of the earliest leads who went through a campaign are enrolled in another one as well. */
const ALSO_IN: readonly { from: CampaignKey; into: CampaignKey; leads: number }[] = [
  { from: "onboarding", into: "pricing", leads: 9 },
  { from: "placement", into: "reengage", leads: 7 },
  { from: "placement", into: "onboarding", leads: 14 },
];

/** Everybody who never answered: mailed as far as the calendar has got, some bounced, unsubscribed or paused. */
export function silentLeads(
  organisation: Organisation,
  draw: (wish: PersonWish) => Person,
  random: Random,
): Enrolment[] {
  const enrolments: Enrolment[] = [];

  function enrol(key: CampaignKey, leads: readonly Person[]): void {
    const { from, days } = STARTED[key];
    const schedule = organisation.campaigns[key].scheduler_cron_value;
    for (const [index, lead] of leads.entries()) {
      const start = daysFrom(from, (days * index) / leads.length, schedule, random);
      enrolments.push({ lead, row: silentRow(key, organisation, lead, start, random) });
    }
  }

  for (const key of Object.keys(STARTED) as CampaignKey[]) {
    enrol(key, audience(key, draw, random));
  }
  for (const { from, into, leads } of ALSO_IN) {
    const { id } = organisation.campaigns[from];
    const shared = enrolments.filter(({ row }) => row.campaign_id === id && row.status === "COMPLETED").slice(0, leads);
    const campaign = organisation.campaigns[into];
    if (campaign.parent_campaign_id === id) for (const { row } of shared) markPushed(row, campaign);
    enrol(
      into,
      shared.map(({ lead }) => lead),
    );
  }
  return enrolments;
}

/** The row of a lead who has not answered in this campaign, started at `start`. */
export function silentRow(
  key: CampaignKey,
  organisation: Organisation,
  lead: Person,
  start: string,
  random: Random,
): Enrolment["row"] {
  const campaign = organisation.campaigns[key];
  const mailboxId = random.pick(campaign.mailbox_ids);
  const mailbox = Object.values(organisation.mailboxes).find(({ id }) => id === mailboxId);
  if (mailbox === undefined) throw new Error(`Campaign ${campaign.name} has an unknown mailbox.`);
  const correspondence = { campaign, mailbox, lead };
  const created_at = importedBefore(start, campaign, random);
  const isSending = campaign.status === "ACTIVE" || campaign.status === "COMPLETED";
  if (!isSending) return untouched(correspondence, [], created_at);

  const fate = drawFate(campaign, random);
  const { messages, next } = mailsUntilNow(correspondence, start, fate.lastStep, random);
  const row = untouched(correspondence, messages, created_at);
  if (messages.length === 0) return { ...row, next_timestamp_to_send: next };
  if (fate.name !== "carries_on" && messages.length === fate.lastStep) return { ...row, ...ENDED[fate.name] };
  if (next === null) return { ...row, status: "COMPLETED" };
  return { ...row, status: "INPROGRESS", next_timestamp_to_send: next };
}

function markPushed(row: Enrolment["row"], subsequence: CampaignRow): void {
  row.is_pushed_to_sub_sequence = true;
  row.sub_sequence_id = subsequence.id;
}

const ENDED = {
  bounced: { status: "BLOCKED", is_bounced: true },
  unsubscribed: { status: "STOPPED", is_unsubscribed: true },
  paused: { status: "PAUSED" },
} as const satisfies Record<string, Partial<Enrolment["row"]>>;

interface Fate {
  name: keyof typeof ENDED | "carries_on";
  /** No mail goes out after this step. */
  lastStep: number;
}

function drawFate(campaign: CampaignRow, random: Random): Fate {
  const roll = random.int(1, 100);
  const steps = campaign.steps.length;
  const isFirstContact = campaign.parent_campaign_id === null;
  if (roll <= 5 && isFirstContact) return { name: "bounced", lastStep: 1 };
  if (roll <= 8) return { name: "unsubscribed", lastStep: random.int(1, steps) };
  if (roll <= 12 && campaign.status === "ACTIVE") return { name: "paused", lastStep: random.int(1, steps - 1) };
  return { name: "carries_on", lastStep: steps };
}

function mailsUntilNow(
  correspondence: Correspondence,
  start: string,
  lastStep: number,
  random: Random,
): { messages: MessageRow[]; next: string | null } {
  const messages: MessageRow[] = [];
  let time = start;
  const { steps, scheduler_cron_value: schedule } = correspondence.campaign;
  for (const { seq_number, delay_in_days } of steps) {
    if (seq_number > 1) time = daysFrom(time, delay_in_days, schedule, random);
    if (time > SEEDED_AT) return { messages, next: time };
    if (seq_number <= lastStep) messages.push(sequenceMail(correspondence, seq_number, time, random));
  }
  return { messages, next: null };
}

/** The people of a campaign; every fourth shares the company of one before. */
function audience(key: CampaignKey, draw: (wish: PersonWish) => Person, random: Random): Person[] {
  const { locales, industries, job_titles } = audienceOf(key);
  const companies: { locale: PersonWish["locale"]; company: Company }[] = [];
  return Array.from({ length: silentLeadsOf(key) }, () => {
    const known = companies.length > 0 && random.chance(0.25) ? random.pick(companies) : null;
    const locale = known?.locale ?? random.pick(locales);
    const person = draw({
      locale,
      industries,
      job_title: random.pick(job_titles),
      ...(known && { company: known.company }),
    });
    if (known === null) companies.push({ locale, company: person.company });
    return person;
  });
}
