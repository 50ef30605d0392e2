/** What a campaign's mails came to, counted from its conversations: in all, by step and by mailbox. */
import type { Account, CampaignRow, EnrolmentRow, MessageRow } from "./account.ts";
import { type Handlers, handle } from "./handler.ts";
import { campaignOf, mailboxOf, repliesOf, sentOf } from "./tables.ts";

interface InCampaign {
  campaign_id: number;
}

interface Period {
  /** First and last day, both included; one alone counts for nothing, and a time of day behind them is ignored. */
  start_date?: string;
  end_date?: string;
  time_zone?: string;
}

/** A mail of the sequence with the lead it went to. Mail written by hand is no part of a campaign's figures. */
interface Sent {
  row: EnrolmentRow;
  mail: MessageRow;
}

function sentMails(account: Account, campaign: CampaignRow, period: Period = {}): Sent[] {
  const isWithin = within(period);
  return enrolmentsOf(account, campaign)
    .flatMap((row) => sentOf(row).map((mail) => ({ row, mail })))
    .filter(({ mail }) => mail.email_seq_number !== null && isWithin(mail.time));
}

const enrolmentsOf = ({ enrolments }: Account, { id }: CampaignRow) =>
  enrolments.filter(({ campaign_id }) => campaign_id === id);

function within({ start_date, end_date, time_zone = "UTC" }: Period): (time: string) => boolean {
  if (start_date === undefined || end_date === undefined) return () => true;
  const days = new Intl.DateTimeFormat("en-CA", { timeZone: time_zone, dateStyle: "short" });
  return (time) => {
    const day = days.format(new Date(time));
    return day >= start_date.slice(0, 10) && day <= end_date.slice(0, 10);
  };
}

const leadsOf = (sent: readonly Sent[]) => [...new Set(sent.map(({ row }) => row))];

const isOpened = ({ mail }: Sent) => mail.open_count > 0;
const isClicked = ({ mail }: Sent) => mail.click_count > 0;
const isAnswered = ({ row, mail }: Sent) => repliesOf(row).some(({ stats_id }) => stats_id === mail.stats_id);
/** A bounce and an unsubscription end a sequence, so its last mail is the one that caused them. */
const isLast = ({ row, mail }: Sent) =>
  sentOf(row).findLast(({ email_seq_number }) => email_seq_number !== null) === mail;
const isBounced = (sent: Sent) => sent.row.is_bounced && isLast(sent);
const isUnsubscribed = (sent: Sent) => sent.row.is_unsubscribed && isLast(sent);

/** Opens and clicks count mails; replies, bounces and unsubscriptions count leads. */
function countsOf(sent: readonly Sent[]) {
  return {
    sent_count: sent.length,
    open_count: sent.filter(isOpened).length,
    click_count: sent.filter(isClicked).length,
    reply_count: leadsOf(sent.filter(isAnswered)).length,
    bounce_count: sent.filter(isBounced).length,
    unsubscribed_count: sent.filter(isUnsubscribed).length,
  };
}

function isPositive({ categories }: Account, { category_id }: EnrolmentRow): boolean {
  return categories.find(({ id }) => id === category_id)?.sentiment_type === "positive";
}

/** Every count at the top level travels as a string; those of the leads are numbers. */
function totals(account: Account, campaign: CampaignRow): Record<string, unknown> {
  const rows = enrolmentsOf(account, campaign);
  const sent = sentMails(account, campaign);
  const client = account.clients.find(({ id }) => id === campaign.client_id);
  const withStatus = (status: EnrolmentRow["status"]) => rows.filter((row) => row.status === status).length;
  const counts = {
    ...countsOf(sent),
    unique_sent_count: leadsOf(sent).length,
    unique_open_count: leadsOf(sent.filter(isOpened)).length,
    unique_click_count: leadsOf(sent.filter(isClicked)).length,
    block_count: withStatus("BLOCKED"),
    total_count: rows.length,
    sequence_count: campaign.steps.length,
    drafted_count: 0,
  };
  return {
    id: campaign.id,
    user_id: account.owner_id,
    created_at: campaign.created_at,
    status: campaign.status,
    name: campaign.name,
    ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])),
    tags: campaign.tags.map(({ tag_id, tag_name, tag_color }) => ({ id: tag_id, name: tag_name, color: tag_color })),
    client_id: campaign.client_id,
    parent_campaign_id: campaign.parent_campaign_id,
    team_member_id: null,
    send_as_plain_text: campaign.send_as_plain_text,
    client_name: client?.name ?? null,
    client_email: client?.email ?? null,
    client_company_name: null,
    campaign_lead_stats: {
      total: rows.length,
      paused: withStatus("PAUSED"),
      blocked: withStatus("BLOCKED"),
      revenue: rows.reduce((sum, { revenue }) => sum + revenue, 0),
      stopped: withStatus("STOPPED"),
      completed: withStatus("COMPLETED"),
      inprogress: withStatus("INPROGRESS"),
      interested: rows.filter((row) => isPositive(account, row)).length,
      notStarted: withStatus("STARTED"),
    },
  };
}

export const campaignStatistics: Handlers = {
  "GET /campaigns/{campaign_id}/analytics": handle<{ params: InCampaign }>(({ account, params }) => ({
    json: totals(account, campaignOf(account, params.campaign_id)),
  })),

  "GET /campaigns/{campaign_id}/sequence-analytics": handle<{ params: InCampaign; query: Period }>(
    ({ account, params, query }) => {
      const campaign = campaignOf(account, params.campaign_id);
      const sent = sentMails(account, campaign, query);
      const data = campaign.steps.map(({ id, seq_number }) => {
        const own = sent.filter(({ mail }) => mail.email_seq_number === seq_number);
        return {
          email_campaign_seq_id: id,
          ...countsOf(own),
          skipped_count: 0,
          failed_count: 0,
          stopped_count: 0,
          ln_connection_req_pending_count: 0,
          ln_connection_req_accepted_count: 0,
          ln_connection_req_skipped_sent_msg_count: 0,
          positive_reply_count: leadsOf(own.filter(isAnswered)).filter((row) => isPositive(account, row)).length,
        };
      });
      return { json: { ok: true, data } };
    },
  ),

  "GET /campaigns/{campaign_id}/mailbox-statistics": handle<{
    params: InCampaign;
    query: Period & { offset?: number; limit?: number };
  }>(({ account, params, query }) => {
    const campaign = campaignOf(account, params.campaign_id);
    const { offset = 0, limit = 20 } = query;
    const sent = sentMails(account, campaign, query);
    const data = campaign.mailbox_ids
      .map((id) => ({ mailbox: mailboxOf(account, id), own: sent.filter(({ row }) => row.mailbox_id === id) }))
      .filter(({ own }) => own.length > 0)
      .slice(offset, offset + limit)
      .map(({ mailbox, own }) => ({
        email_account_id: mailbox.id,
        from_email: mailbox.from_email,
        ...countsOf(own),
        sender_bounce_count: 0,
        sent_time: own
          .map(({ mail }) => mail.time)
          .sort()
          .at(-1),
      }));
    return { json: { ok: true, data } };
  }),
};
