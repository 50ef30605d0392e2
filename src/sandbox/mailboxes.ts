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

export const mailboxes: Handlers = {
  "GET /campaigns/{campaign_id}/email-accounts": handle<{ params: { campaign_id: number } }>(
    ({ account, params, now }) => {
      const { mailbox_ids } = campaignOf(account, params.campaign_id);
      return { json: mailbox_ids.map((id) => mailboxJson(account, mailboxOf(account, id), now)) };
    },
  ),
};
