import type { Account, EnrolmentRow, MessageRow } from "./account.ts";
import { type Handlers, handle } from "./handler.ts";
import { stepText } from "./inbox-rows.ts";
import { campaignOf, enrolmentInCampaign, isAfter, leadOf, mailboxOf } from "./tables.ts";

interface HistoryQuery {
  event_time_gt?: string;
  show_plain_text_response?: boolean;
}

/** Oldest first. Subject, step and counts come with SENT messages only. */
function history(enrolment: EnrolmentRow, query: HistoryQuery): Record<string, unknown>[] {
  const { event_time_gt: after, show_plain_text_response: plain } = query;
  return enrolment.messages
    .filter(({ time }) => after === undefined || isAfter(time, after))
    .map((message) => historyItem(message, plain ?? false));
}

function historyItem(message: MessageRow, plain: boolean): Record<string, unknown> {
  const { subject, email_seq_number, open_count, click_count, click_details, email_body, ...common } = message;
  const body = plain ? plainText(email_body) : email_body;
  if (message.type === "REPLY") return { ...common, email_body: body };
  const step = stepText(email_seq_number);
  return { ...common, email_body: body, subject, email_seq_number: step, open_count, click_count, click_details };
}

function plainText(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/(p|div|li|tr)>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

function conversation(account: Account, enrolment: EnrolmentRow, query: HistoryQuery): Record<string, unknown> {
  const from = mailboxOf(account, enrolment.mailbox_id).from_email;
  return { history: history(enrolment, query), from, to: leadOf(account, enrolment.lead_id).email };
}

export const messageHistory: Handlers = {
  "GET /campaigns/{campaign_id}/leads/{lead_id}/message-history": handle<{
    params: { campaign_id: number; lead_id: number };
    query: HistoryQuery;
  }>(({ account, params, query }) => {
    const enrolment = enrolmentInCampaign(account, params.campaign_id, params.lead_id);
    return { json: conversation(account, enrolment, query) };
  }),

  // The last segment is a literal part of SmartLead's documented path.
  "POST /campaigns/{campaign_id}/message-history-for-leads/bbfbdsFGHlBr76ruhjvh6fhHL": handle<{
    params: { campaign_id: number };
    query: HistoryQuery;
    body: { lead_ids?: number[] | null };
  }>(({ account, params, query, body }) => {
    const { id } = campaignOf(account, params.campaign_id);
    const wanted = account.enrolments.filter(
      ({ campaign_id, lead_id }) => campaign_id === id && (body.lead_ids?.includes(lead_id) ?? true),
    );
    const byLead = wanted.map((enrolment) => [enrolment.lead_id, { history: history(enrolment, query) }] as const);
    return { json: Object.fromEntries(byLead) };
  }),
};
