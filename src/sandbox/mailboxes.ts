/** The connected mailboxes: their connection, warm-up and what they sent today. */
import type { Account, MailboxRow } from "./account.ts";
import { type Handlers, handle } from "./handler.ts";
import { campaignOf, mailboxOf, sentOf } from "./tables.ts";

const HOSTS = {
  GMAIL: { smtp: "smtp.gmail.com", imap: "imap.gmail.com" },
  OUTLOOK: { smtp: "smtp.office365.com", imap: "outlook.office365.com" },
  SMTP: { smtp: "mail.host.example", imap: "mail.host.example" },
};

/** As SmartLead documents it, passwords included: whoever passes it on has to leave them out. */
function mailboxJson(account: Account, mailbox: MailboxRow, now: Date): Record<string, unknown> {
  const { id, from_name, from_email, signature, type, message_per_day, warmup_details } = mailbox;
  const campaigns = account.campaigns.filter(({ mailbox_ids }) => mailbox_ids.includes(id));
  return {
    id,
    created_at: "2026-09-15T10:30:00.000Z",
    updated_at: "2026-11-20T08:00:00.000Z",
    user_id: account.owner_id,
    from_name,
    from_email,
    username: from_email,
    password: "c2FuZGJveC1zbXRwLXBhc3N3b3Jk",
    smtp_host: HOSTS[type].smtp,
    smtp_port: 587,
    smtp_port_type: "TLS",
    message_per_day,
    minTimeToWaitInMins: 10,
    different_reply_to_address: null,
    is_different_imap_account: false,
    imap_username: from_email,
    imap_password: "c2FuZGJveC1pbWFwLXBhc3N3b3Jk",
    imap_host: HOSTS[type].imap,
    imap_port: 993,
    imap_port_type: "SSL",
    signature,
    custom_tracking_domain: null,
    bcc_email: null,
    is_smtp_success: mailbox.smtp_failure_error === null,
    is_imap_success: mailbox.imap_failure_error === null,
    smtp_failure_error: mailbox.smtp_failure_error,
    imap_failure_error: mailbox.imap_failure_error,
    type,
    daily_sent_count: sentOn(account, mailbox, now.toISOString().slice(0, 10)),
    client_id: null,
    campaign_count: campaigns.length,
    tags: [],
    warmup_details: warmup_details && { ...warmup_details, warmup_created_at: "2026-09-15T10:30:00.000Z" },
  };
}

/** Mails of all campaigns that left a mailbox on a day (UTC). */
function sentOn({ enrolments }: Account, { id }: MailboxRow, day: string): number {
  return enrolments
    .filter(({ mailbox_id }) => mailbox_id === id)
    .flatMap(sentOf)
    .filter(({ time }) => time.startsWith(day)).length;
}

interface MailboxQuery {
  offset?: number;
  limit?: number;
  isInUse?: "true" | "false";
  emailWarmupStatus?: "ACTIVE" | "INACTIVE";
  isSmtpSuccess?: "true" | "false";
  esp?: MailboxRow["type"];
  username?: string;
  fetch_campaigns?: "true" | "false";
}

const PAGE = 100;

/** Each filter that is given must hold. */
function isWanted(account: Account, mailbox: MailboxRow, query: MailboxQuery): boolean {
  const used = campaignIdsOf(account, mailbox).length > 0;
  return (
    (query.isInUse === undefined || used === (query.isInUse === "true")) &&
    (query.emailWarmupStatus === undefined || mailbox.warmup_details?.status === query.emailWarmupStatus) &&
    (query.isSmtpSuccess === undefined || (mailbox.smtp_failure_error === null) === (query.isSmtpSuccess === "true")) &&
    (query.esp === undefined || mailbox.type === query.esp) &&
    (query.username === undefined || mailbox.from_email.includes(query.username))
  );
}

function campaignIdsOf({ campaigns }: Account, { id }: MailboxRow): number[] {
  return campaigns.filter(({ mailbox_ids }) => mailbox_ids.includes(id)).map((campaign) => campaign.id);
}

export const mailboxes: Handlers = {
  "GET /email-accounts/": handle<{ query: MailboxQuery }>(({ account, query, now }) => {
    const { offset = 0, limit = PAGE, fetch_campaigns } = query;
    const wanted = account.mailboxes.filter((mailbox) => isWanted(account, mailbox, query));
    return {
      json: wanted.slice(offset, offset + limit).map((mailbox) => ({
        ...mailboxJson(account, mailbox, now),
        ...(fetch_campaigns === "true" && { campaign_ids: campaignIdsOf(account, mailbox) }),
      })),
    };
  }),

  "GET /email-accounts/{account_id}/": handle<{
    params: { account_id: number };
    query: { fetch_campaigns?: boolean };
  }>(({ account, params, query, now }) => {
    const mailbox = mailboxOf(account, params.account_id);
    const campaigns = query.fetch_campaigns ? { campaign_ids: campaignIdsOf(account, mailbox) } : {};
    return { json: { ...mailboxJson(account, mailbox, now), ...campaigns } };
  }),

  "GET /campaigns/{campaign_id}/email-accounts": handle<{ params: { campaign_id: number } }>(
    ({ account, params, now }) => {
      const { mailbox_ids } = campaignOf(account, params.campaign_id);
      return { json: mailbox_ids.map((id) => mailboxJson(account, mailboxOf(account, id), now)) };
    },
  ),
};
