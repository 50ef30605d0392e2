import { type JobAnswer, job, type Work } from "../core/job.ts";
import { campaignId, offset } from "../core/params.ts";
import type { Found } from "../core/preview/look-ups.ts";
import { compact, flag, number, type Raw, raw, rows, text } from "../core/records/read.ts";
import type { Detail, RecordValue } from "../core/records/record.ts";
import {
  type Attention,
  attentionOf,
  FEWEST_TO_JUDGE,
  isDisconnected,
  percent,
  troubleFirst,
  warmUpBlock,
} from "./campaign-attention.ts";

/** The largest page of mailbox statistics and of unread replies. */
const PAGE = 20;

export const campaignOverview = job({
  name: "campaign_overview",
  title: "Look over a campaign",
  about:
    "One campaign at a glance: settings, totals and rates in percent, steps compared, mailboxes' health, what needs attention. " +
    "Figures are get_campaign_analytics' and list_campaign_sequence_analytics'. Costs 7 requests, a further page 2.",
  asked:
    "how is the campaign doing, campaign health, summary of a campaign, full report on one campaign, campaign dashboard, " +
    "what is wrong with the campaign, why is it not sending, campaign check-up, audit a campaign, campaign at a glance, " +
    "which step works best, diagnose a campaign",
  needs: ["campaign_id"],
  input: { campaign_id: campaignId, offset },
  example: { campaign_id: 1_456_022 },
  run: ({ campaign_id, offset: skip = 0 }, work) =>
    skip === 0 ? firstPage(campaign_id, work) : moreMailboxes(campaign_id, skip, work),
});

async function firstPage(campaign_id: number, work: Work): Promise<JobAnswer> {
  work.plan(7);
  const campaign = await work.one("the campaign", "get_campaign", { campaign_id });
  const period = periodOf(campaign, work.now);
  const [totals, sequence, perStep, unread, accounts, perMailbox] = await Promise.all([
    work.part("totals", "get_campaign_analytics", { campaign_id }),
    work.part("sequence", "get_campaign_sequences", { campaign_id }),
    work.part("figures of steps", "list_campaign_sequence_analytics", { campaign_id, ...period }),
    work.part("unread replies", "list_unread_replies", { campaign_id, limit: PAGE }),
    ...mailboxParts(campaign_id, work),
  ]);
  const figures = totals?.items[0];
  const facts = {
    campaign,
    totals: figures,
    steps: sequence?.items,
    mailboxes: accounts?.items,
    unread: unread && { count: unread.total ?? unread.items.length, more: isFull(unread) },
  };
  const about = compact({
    campaign,
    totals: figures && totalsOf(figures),
    rates: figures && ratesOf(figures, campaign),
    leads: figures && raw(figures["campaign_lead_stats"]),
    unread_replies: facts.unread && `${facts.unread.count}${facts.unread.more ? " or more" : ""}`,
    steps_sent:
      (sequence || perStep) && `${period.start_date} to ${period.end_date} (UTC); rates of the step's sent_count`,
    steps: (sequence || perStep) && stepsOf(sequence?.items ?? [], perStep?.items, campaign, work.detail),
    mailboxes: accounts && mailboxTotals(accounts.items),
  });
  const attention = attentionOf(facts);
  return mailboxPage(campaign_id, { attention, about, skip: 0 }, { accounts, perMailbox }, work);
}

async function moreMailboxes(campaign_id: number, skip: number, work: Work): Promise<JobAnswer> {
  work.plan(2);
  const [accounts, perMailbox] = await Promise.all([
    work.read("the mailboxes", "list_campaign_email_accounts", { campaign_id }),
    work.part("figures of mailboxes", "list_campaign_mailbox_statistics", { campaign_id, limit: PAGE }),
  ]);
  return mailboxPage(campaign_id, { attention: [], about: { campaign_id }, skip }, { accounts, perMailbox }, work);
}

function mailboxParts(campaign_id: number, work: Work) {
  return [
    work.part("mailboxes", "list_campaign_email_accounts", { campaign_id }),
    work.part("figures of mailboxes", "list_campaign_mailbox_statistics", { campaign_id, limit: PAGE }),
  ] as const;
}

/** SmartLead wants both days; from the campaign's first to today nothing is left out. */
function periodOf(campaign: RecordValue, now: Date): { start_date: string; end_date: string; timezone: string } {
  const today = now.toISOString().slice(0, 10);
  // SmartLead's first campaigns are of 2022.
  return { start_date: text(campaign["created_at"])?.slice(0, 10) ?? "2022-01-01", end_date: today, timezone: "UTC" };
}

const COUNTS = [
  "sent_count",
  "unique_sent_count",
  "open_count",
  "unique_open_count",
  "click_count",
  "unique_click_count",
  "reply_count",
  "bounce_count",
  "unsubscribed_count",
  "block_count",
  "total_count",
];

const totalsOf = (figures: Raw) => pick(figures, COUNTS);

/** Out of the leads that were mailed, as SmartLead's own reports divide; opens and clicks only where they are tracked. */
function ratesOf(figures: Raw, campaign: RecordValue): RecordValue {
  const mailed = number(figures["unique_sent_count"]) ?? 0;
  const rate = (name: string) => percent(number(figures[name]), mailed);
  return compact({
    of: `unique_sent_count: ${mailed} leads mailed${mailed < FEWEST_TO_JUDGE ? `, too few to judge (below ${FEWEST_TO_JUDGE})` : ""}`,
    open: tracks(campaign, "EMAIL_OPEN") ? rate("unique_open_count") : "not tracked",
    click: tracks(campaign, "LINK_CLICK") ? rate("unique_click_count") : "not tracked",
    reply: rate("reply_count"),
    bounce: rate("bounce_count"),
    unsubscribed: rate("unsubscribed_count"),
  });
}

function tracks(campaign: RecordValue, what: string): boolean {
  const off = campaign["track_settings"];
  return !(Array.isArray(off) && off.some((word) => String(word).endsWith(what)));
}

const STEP_COUNTS = [
  "sent_count",
  "open_count",
  "click_count",
  "reply_count",
  "positive_reply_count",
  "bounce_count",
  "unsubscribed_count",
];

/** Figures of a step that the sequence no longer has stand last: its mails were sent all the same. */
function stepsOf(
  sequence: readonly RecordValue[],
  figures: readonly RecordValue[] | undefined,
  campaign: RecordValue,
  detail: Detail,
): RecordValue[] {
  const figuresOf = (id: unknown) => figures?.find((row) => row["email_campaign_seq_id"] === id) ?? {};
  const gone = (figures ?? []).filter((row) => !sequence.some(({ id }) => id === row["email_campaign_seq_id"]));
  return [
    ...sequence.map((step) => ({ ...describeStep(step, detail), ...measuredStep(figuresOf(step["id"]), campaign) })),
    ...gone.map((row) => ({ id: row["email_campaign_seq_id"], ...measuredStep(row, campaign) })),
  ];
}

function describeStep(step: RecordValue, detail: Detail): RecordValue {
  const variants = rows(step["sequence_variants"]);
  const words = (of: Raw) => ({ subject: of["subject"], email_body: detail === "full" ? of["email_body"] : undefined });
  return compact({
    seq_number: step["seq_number"],
    id: step["id"],
    delay_in_days: step["delay_in_days"],
    // With variants a step's own words are not sent. SmartLead's API gives no figures by variant.
    ...(variants.length === 0 && words(step)),
    variants: variants.map((variant) =>
      compact({
        variant_label: variant["variant_label"],
        variant_distribution_percentage: variant["variant_distribution_percentage"],
        ...words(variant),
      }),
    ),
  });
}

function measuredStep(figures: Raw, campaign: RecordValue): RecordValue {
  const sent = number(figures["sent_count"]);
  const rate = (name: string) => percent(number(figures[name]), sent);
  return compact({
    ...pick(figures, STEP_COUNTS),
    open_rate: tracks(campaign, "EMAIL_OPEN") ? rate("open_count") : undefined,
    reply_rate: rate("reply_count"),
    bounce_rate: rate("bounce_count"),
  });
}

function mailboxTotals(mailboxes: readonly RecordValue[]): RecordValue {
  const sum = (name: string) => mailboxes.reduce((total, mailbox) => total + (number(mailbox[name]) ?? 0), 0);
  return {
    total: mailboxes.length,
    disconnected: mailboxes.filter(isDisconnected).length,
    warming_up: mailboxes.filter((mailbox) => mailbox["warmup_status"] === "ACTIVE").length,
    max_email_per_day: sum("max_email_per_day"),
    // SmartLead counts what a mailbox sent for all its campaigns.
    daily_sent_count: sum("daily_sent_count"),
  };
}

interface MailboxReads {
  accounts: Found | undefined;
  perMailbox: Found | undefined;
}

function mailboxPage(
  campaign_id: number,
  { attention, about, skip }: { attention: Attention[]; about: RecordValue; skip: number },
  { accounts, perMailbox }: MailboxReads,
  work: Work,
): JobAnswer {
  const all = troubleFirst(accounts?.items ?? []);
  if (perMailbox && isFull(perMailbox) && all.length > PAGE) {
    work.miss(
      "figures of mailboxes",
      `Only those of ${PAGE} of ${all.length} mailboxes were read; list_campaign_mailbox_statistics has the others from offset ${PAGE}.`,
    );
  }
  const figuresOf = (id: unknown) => perMailbox?.items.find((row) => row["email_account_id"] === id) ?? {};
  const mailboxes = all.slice(skip).map((mailbox) => mailboxRow(mailbox, figuresOf(mailbox["email_account_id"])));
  return {
    own: compact({ incomplete: work.incomplete, attention, items_are: all.length > 0 ? "mailboxes" : undefined }),
    about,
    rows: mailboxes,
    next: (shown) => (shown < mailboxes.length ? { campaign_id, offset: skip + shown } : null),
  };
}

const MAILBOX_COUNTS = ["sent_count", "reply_count", "bounce_count", "sender_bounce_count"];

function mailboxRow(mailbox: RecordValue, figures: Raw): RecordValue {
  return compact({
    email_account_id: mailbox["email_account_id"],
    from_email: mailbox["from_email"],
    type: mailbox["type"],
    smtp: connection(mailbox, "smtp"),
    imap: connection(mailbox, "imap"),
    max_email_per_day: number(mailbox["max_email_per_day"]),
    daily_sent_count: number(mailbox["daily_sent_count"]),
    warmup_status: text(mailbox["warmup_status"]) ?? "never set up",
    warmup_reputation_percent: mailbox["warmup_reputation_percent"],
    warmup_blocked: warmUpBlock(mailbox),
    ...pick(figures, MAILBOX_COUNTS),
    bounce_rate: percent(number(figures["bounce_count"]), number(figures["sent_count"])),
  });
}

/** "ok", what SmartLead says is wrong, or undefined where it says nothing. */
function connection(mailbox: RecordValue, kind: "smtp" | "imap"): string | undefined {
  const works = flag(mailbox[`is_${kind}_success`]);
  if (works === undefined) return undefined;
  return works ? "ok" : (text(mailbox[`${kind}_failure_error`]) ?? "failed");
}

const pick = (record: Raw, names: readonly string[]): RecordValue =>
  compact(Object.fromEntries(names.map((name) => [name, number(record[name])])));

/** More than a page may exist; where SmartLead gives a total, its count is exact. */
const isFull = ({ items, total }: Found) => total === undefined && items.length >= PAGE;
