/** Mail that a person or an agent sends by hand from a conversation. */

import type { Account, AttachmentRow, EnrolmentRow, MessageRow } from "./account.ts";
import { type Handlers, handle, Refusal } from "./handler.ts";
import { nextUuid } from "./new-rows.ts";
import { campaignOf, leadOf, mailboxOf } from "./tables.ts";

interface ReplyBody {
  email_stats_id: string;
  email_body: string;
  to_email?: string;
  cc?: string;
  bcc?: string;
  add_signature?: boolean;
  scheduled_time?: string;
  attachments?: ({ file_url: string } & Partial<AttachmentRow>)[];
}

interface ForwardBody {
  message_id: string;
  stats_id: string;
  to_emails: string;
  forward_email_body?: string;
  forward_email_subject?: string;
}

interface Thread {
  enrolment: EnrolmentRow;
  /** The message that is answered or forwarded. */
  message: MessageRow;
}

function findThread(
  account: Account,
  campaignId: number,
  matches: (message: MessageRow) => boolean,
): Thread | undefined {
  for (const enrolment of account.enrolments) {
    const message = enrolment.campaign_id === campaignId ? enrolment.messages.findLast(matches) : undefined;
    if (message !== undefined) return { enrolment, message };
  }
  return undefined;
}

/** A SENT message in the thread, from the lead's mailbox. Its Message-ID starts with its stats id, as at SmartLead. */
function compose(account: Account, { enrolment, message }: Thread, written: Partial<MessageRow>): MessageRow {
  const mailbox = mailboxOf(account, enrolment.mailbox_id);
  const stats_id = nextUuid(account);
  return {
    type: "SENT",
    stats_id,
    message_id: `<${stats_id}-sl@${mailbox.from_email.split("@")[1]}>`,
    from: mailbox.from_email,
    to: leadOf(account, enrolment.lead_id).email,
    cc: [],
    bcc: [],
    time: "",
    subject: message.subject,
    email_body: "",
    email_seq_number: null,
    open_count: 0,
    click_count: 0,
    click_details: {},
    attachments: [],
    ...written,
  };
}

function prefixed(prefix: "Re" | "Fwd", subject: string): string {
  return subject.startsWith(`${prefix}: `) ? subject : `${prefix}: ${subject}`;
}

function addresses(list: string | undefined): string[] {
  return (list ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
}

export const replies: Handlers = {
  "POST /campaigns/{campaign_id}/reply-email-thread": handle<{ params: { campaign_id: number }; body: ReplyBody }>(
    ({ account, params, body, now }) => {
      const thread = findThread(account, params.campaign_id, ({ stats_id }) => stats_id === body.email_stats_id);
      if (thread === undefined) throw new Refusal(400, { error: "Invalid email_stats_id or campaign_id" });
      const { signature } = mailboxOf(account, thread.enrolment.mailbox_id);
      const message = compose(account, thread, {
        ...(body.to_email !== undefined && { to: body.to_email }),
        cc: addresses(body.cc),
        bcc: addresses(body.bcc),
        time: body.scheduled_time ?? now.toISOString(),
        subject: prefixed("Re", thread.message.subject),
        email_body: body.add_signature ? `${body.email_body}<br/>${signature}` : body.email_body,
        // The size that a caller claims is accepted and forgotten.
        attachments: (body.attachments ?? []).map(({ file_url, file_name = "", file_type = "" }) => ({
          file_url,
          file_name,
          file_type,
          file_size: 0,
        })),
      });
      if (body.scheduled_time === undefined) thread.enrolment.messages.push(message);
      else thread.enrolment.scheduled.push({ scheduled_time: body.scheduled_time, message });
      return { text: "Email added to the queue, will be sent out soon!" };
    },
  ),

  "POST /campaigns/{campaign_id}/forward-email": handle<{ params: { campaign_id: number }; body: ForwardBody }>(
    ({ account, params, body, now }) => {
      campaignOf(account, params.campaign_id);
      const thread = findThread(
        account,
        params.campaign_id,
        ({ stats_id, message_id }) => stats_id === body.stats_id && message_id === body.message_id,
      );
      if (thread === undefined) throw new Refusal(400, { error: "Invalid stats_id or message_id" });
      const message = compose(account, thread, {
        to: body.to_emails,
        time: now.toISOString(),
        subject: body.forward_email_subject ?? prefixed("Fwd", thread.message.subject),
        email_body: `${body.forward_email_body ?? ""}${thread.message.email_body}`,
      });
      thread.enrolment.messages.push(message);
      return { json: { ok: true, messageId: message.message_id, status: "success" } };
    },
  ),

  "GET /master-inbox/reply-status": handle<{ query: { message_id: string } }>(({ account, query }) => {
    for (const { messages, scheduled } of account.enrolments) {
      // A sequence email has a step and is not a reply.
      const sent = messages.find((row) => row.message_id === query.message_id && row.type === "SENT");
      if (sent?.email_seq_number === null) return { json: { ok: true, data: replyStatus(sent, null) } };
      const waiting = scheduled.find(({ message }) => message.message_id === query.message_id);
      if (waiting) return { json: { ok: true, data: replyStatus(waiting.message, waiting.scheduled_time) } };
    }
    throw new Refusal(404, { ok: false, error: "No reply found for the given message_id" });
  }),
};

/** Only COMPLETED is confirmed for a reply that went out; SCHEDULED is the word of an earlier documentation page. */
function replyStatus(message: MessageRow, scheduledTime: string | null): Record<string, unknown> {
  return {
    message_id: message.message_id,
    status: scheduledTime === null ? "COMPLETED" : "SCHEDULED",
    status_message: scheduledTime === null ? "Email sent successfully!" : "Email scheduled",
    event_time: scheduledTime === null ? message.time : null,
    scheduled_time: scheduledTime,
    email_stats_id: message.stats_id,
  };
}
