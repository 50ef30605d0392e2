/**
 * What about a campaign a person should look at: rules, each with the figures it rests on. A rule whose figures are
 * missing is silent; what is missing is said elsewhere. All are cautious: a false alarm costs trust in the next one.
 */
import { named as inMarks } from "../core/preview/quote.ts";
import { flag, number, raw, rows, text } from "../core/records/read.ts";
import type { RecordValue } from "../core/records/record.ts";

export interface CampaignFacts {
  campaign: RecordValue;
  /** As get_campaign_analytics gives them. */
  totals: RecordValue | undefined;
  /** As get_campaign_sequences gives them. */
  steps: readonly RecordValue[] | undefined;
  /** As list_campaign_email_accounts gives them. */
  mailboxes: readonly RecordValue[] | undefined;
  unread: { count: number; more: boolean } | undefined;
}

export interface Attention extends RecordValue {
  rule: string;
  says: string;
}

/** With fewer leads mailed, one bounce or reply more moves a rate by over 2 %. */
export const FEWEST_TO_JUDGE = 50;
/** Mailbox providers turn against senders about here: 2 to 5 % is what deliverability guides give, most say 3. */
const MOST_BOUNCES_PERCENT = 3;
/** Replies to cold email lie between 1 and 10 % in most published benchmarks; below, text or audience is at fault. */
const FEWEST_REPLIES_PERCENT = 1;
const FEWEST_TO_MISS_REPLIES = 200;
/** SmartLead's warm-up keeps a sound mailbox near 100 %. */
const LOWEST_REPUTATION_PERCENT = 90;
/** Mailboxes that a sentence names. */
const NAMED = 5;

type Rule = (facts: CampaignFacts) => string | undefined;

const STATES: Readonly<Record<string, string>> = {
  DRAFTED: "The campaign is a draft: nothing is sent until it is started.",
  PAUSED: "The campaign is paused: nothing is sent until it is started again.",
  STOPPED: "The campaign was stopped for good: it sends nothing more.",
  COMPLETED: "The campaign is completed: SmartLead counts all its leads as done and sends nothing.",
};

/** Worst first: what keeps a campaign from sending, what harms its senders, what waits for a person. */
const RULES: readonly (readonly [name: string, rule: Rule])[] = [
  ["not_sending", ({ campaign }) => STATES[String(campaign["status"])]],
  ["no_mailbox", ({ mailboxes }) => (mailboxes?.length === 0 ? "No mailbox sends for this campaign." : undefined)],
  [
    "mailbox_disconnected",
    ({ mailboxes = [] }) => {
      const down = mailboxes.filter(isDisconnected);
      if (down.length === 0) return undefined;
      return `${down.length} of ${mailboxes.length} mailboxes lost their connection (without SMTP nothing is sent, without IMAP no reply is seen): ${named(down)}.`;
    },
  ],
  [
    "no_schedule",
    ({ campaign }) => (isActive(campaign) && !campaign["schedule"] ? "No sending days are set." : undefined),
  ],
  ["no_steps", ({ steps }) => (steps?.length === 0 ? "The sequence has no step." : undefined)],
  [
    "step_without_text",
    ({ steps = [] }) => {
      const empty = steps.filter((step) => !hasText(step)).map((step) => step["seq_number"]);
      return empty.length > 0 ? `The sequence has steps without text: ${empty.join(", ")}.` : undefined;
    },
  ],
  [
    "step_without_subject",
    // A subsequence may go on in the thread that its lead comes from, and so may every later step.
    ({ campaign, steps = [] }) => {
      const first = steps.find((step) => number(step["seq_number"]) === 1);
      if (first === undefined || campaign["parent_campaign_id"] !== undefined || hasSubject(first)) return undefined;
      return "Step 1 opens a thread without a subject.";
    },
  ],
  [
    "bounces",
    ({ totals = {} }) => {
      const bounced = number(totals["bounce_count"]);
      const mailed = number(totals["unique_sent_count"]) ?? 0;
      const share = percent(bounced, mailed);
      if (mailed < FEWEST_TO_JUDGE || share === undefined || share <= MOST_BOUNCES_PERCENT) return undefined;
      return `${bounced} of ${mailed} leads bounced: ${share} %, and more than ${MOST_BOUNCES_PERCENT} % harms the senders' reputation.`;
    },
  ],
  [
    "warm_up_blocked",
    ({ mailboxes = [] }) => {
      const blocked = mailboxes.filter((mailbox) => warmUpBlock(mailbox) !== undefined);
      return blocked.length > 0
        ? `Warm-up is blocked for ${blocked.length} of ${mailboxes.length} mailboxes: ${named(blocked)}.`
        : undefined;
    },
  ],
  [
    "low_reputation",
    ({ mailboxes = [] }) => {
      const low = mailboxes.filter((mailbox) => (reputation(mailbox) ?? 100) < LOWEST_REPUTATION_PERCENT);
      return low.length > 0
        ? `${low.length} of ${mailboxes.length} mailboxes have a warm-up reputation below ${LOWEST_REPUTATION_PERCENT} %: ${named(low)}.`
        : undefined;
    },
  ],
  [
    "at_daily_limit",
    ({ campaign, mailboxes = [] }) => {
      const full = mailboxes.filter(isAtLimit);
      if (!isActive(campaign) || full.length === 0) return undefined;
      return `${full.length} of ${mailboxes.length} mailboxes have sent all they may today, over all campaigns: ${named(full)}.`;
    },
  ],
  [
    "leads_run_out",
    ({ campaign, totals = {} }) => {
      const stats = raw(totals["campaign_lead_stats"]);
      const [total, waiting, underWay] = ["total", "not_started", "inprogress"].map((name) => number(stats[name]));
      if (!isActive(campaign) || total === undefined || waiting !== 0 || underWay === undefined) return undefined;
      if (total === 0) return "The campaign has no leads.";
      return underWay === 0
        ? `None of ${total} leads waits for a mail.`
        : `None of ${total} leads waits for a first mail; ${underWay} still get follow-ups.`;
    },
  ],
  [
    "few_replies",
    ({ totals = {} }) => {
      const replied = number(totals["reply_count"]);
      const mailed = number(totals["unique_sent_count"]) ?? 0;
      const share = percent(replied, mailed);
      if (mailed < FEWEST_TO_MISS_REPLIES || share === undefined || share >= FEWEST_REPLIES_PERCENT) return undefined;
      return `${replied} of ${mailed} leads replied: ${share} %, less than ${FEWEST_REPLIES_PERCENT} %.`;
    },
  ],
  [
    "unread_replies",
    ({ unread }) => {
      if (unread === undefined || unread.count === 0) return undefined;
      return `${unread.count}${unread.more ? " or more" : ""} replies are unread: reply_queue shows them.`;
    },
  ],
];

export function attentionOf(facts: CampaignFacts): Attention[] {
  return RULES.flatMap(([rule, judge]) => {
    const says = judge(facts);
    return says === undefined ? [] : [{ rule, says }];
  });
}

/** Hundredths of `whole` with one decimal; undefined when there is nothing to divide by. */
export function percent(part: number | undefined, whole: number | undefined): number | undefined {
  if (part === undefined || whole === undefined || whole <= 0) return undefined;
  return Math.round((part * 1000) / whole) / 10;
}

/** Mailboxes with trouble first, so that they are on the first page. */
export function troubleFirst(mailboxes: readonly RecordValue[]): RecordValue[] {
  const trouble = (mailbox: RecordValue) => {
    if (isDisconnected(mailbox)) return 0;
    if (warmUpBlock(mailbox) !== undefined) return 1;
    return (reputation(mailbox) ?? 100) < LOWEST_REPUTATION_PERCENT ? 2 : 3;
  };
  return mailboxes.toSorted((a, b) => trouble(a) - trouble(b));
}

export const isDisconnected = (mailbox: RecordValue) =>
  flag(mailbox["is_smtp_success"]) === false || flag(mailbox["is_imap_success"]) === false;

/** Why warm-up is blocked, as far as SmartLead says. */
export function warmUpBlock(mailbox: RecordValue): string | undefined {
  return text(mailbox["warmup_blocked_reason"]) ?? (flag(mailbox["warmup_is_blocked"]) ? "no reason given" : undefined);
}

/** In percent, and only while warm-up runs: that of a mailbox without it is old. */
function reputation(mailbox: RecordValue): number | undefined {
  return mailbox["warmup_status"] === "ACTIVE" ? number(mailbox["warmup_reputation_percent"]) : undefined;
}

function isAtLimit(mailbox: RecordValue): boolean {
  const [sent, limit] = [number(mailbox["daily_sent_count"]), number(mailbox["max_email_per_day"])];
  return sent !== undefined && limit !== undefined && limit > 0 && sent >= limit;
}

const isActive = (campaign: RecordValue) => campaign["status"] === "ACTIVE";

/** With variants a step's own text is not sent. */
const textsOf = (step: RecordValue) => {
  const variants = rows(step["sequence_variants"]);
  return variants.length > 0 ? variants : [step];
};
const hasText = (step: RecordValue) => textsOf(step).every((each) => text(each["email_body"]) !== undefined);
const hasSubject = (step: RecordValue) => textsOf(step).every((each) => text(each["subject"]) !== undefined);

function named(mailboxes: readonly RecordValue[]): string {
  const names = mailboxes
    .slice(0, NAMED)
    .map((mailbox) => inMarks(mailbox["from_email"] ?? mailbox["email_account_id"]));
  const more = mailboxes.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
