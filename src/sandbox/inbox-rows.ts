/**
 * A conversation as the inbox shows it, in both generations of SmartLead's documentation. The flat rows are what
 * working clients receive; the nested messages are printed in the newer documentation only.
 */

import type { Account, EnrolmentRow, MessageRow } from "./account.ts";
import { strongestEngagement } from "./engagement.ts";
import { campaignOf, lastTime, leadOf, mailboxOf, repliesOf, sentOf } from "./tables.ts";

/** The row of the older generation. Ids of leads and revenue are strings in it, other ids numbers. */
export function flatRow(account: Account, row: EnrolmentRow, withHistory: boolean): Record<string, unknown> {
  const campaign = campaignOf(account, row.campaign_id);
  const lead = leadOf(account, row.lead_id);
  const step = campaign.steps.find(({ seq_number }) => seq_number === row.current_sequence_number);
  const { tz, days, endHour, startHour } = campaign.scheduler_cron_value;
  return {
    lead_category_id: row.category_id,
    last_sent_time: lastTime(sentOf(row)),
    last_reply_time: lastTime(repliesOf(row)),
    has_new_unread_email: row.has_new_unread_email,
    email_account_id: row.mailbox_id,
    revenue: row.revenue.toFixed(2),
    is_pushed_to_sub_sequence: row.is_pushed_to_sub_sequence,
    lead_first_name: lead.first_name,
    lead_last_name: lead.last_name,
    lead_email: lead.email,
    email_lead_id: String(row.lead_id),
    email_lead_map_id: String(row.map_id),
    lead_status: row.status,
    current_sequence_number: row.current_sequence_number,
    sub_sequence_id: row.sub_sequence_id,
    old_replaced_lead_data: null,
    lead_next_timestamp_to_send: row.next_timestamp_to_send,
    email_campaign_seq_id: row.next_timestamp_to_send === null ? null : (step?.id ?? null),
    is_important: row.is_important,
    is_archived: row.is_archived,
    is_snoozed: row.snoozed_until !== null,
    team_member_id: row.team_member_id,
    is_ooo_automated_push_lead: row.is_ooo_automated_push_lead,
    email_campaign_id: row.campaign_id,
    email_campaign_name: campaign.name,
    client_id: campaign.client_id,
    belongs_to_sub_sequence: campaign.parent_campaign_id !== null,
    campaign_sending_schedule: { tz, days, endHour, startHour },
    ...(withHistory && { email_history: row.messages.map((message) => historyItem(row, message)) }),
  };
}

/** In the inbox a REPLY has no subject and repeats the step of the email that it answers. */
function historyItem(row: EnrolmentRow, message: MessageRow): Record<string, unknown> {
  const { stats_id, from, to, type, message_id, time, email_body } = message;
  const common = { stats_id, from, to, type, message_id, time, email_body };
  if (type === "REPLY") {
    const answered = sentOf(row).find((sent) => sent.stats_id === stats_id);
    return { ...common, email_seq_number: stepText(answered?.email_seq_number ?? null), cc: message.cc };
  }
  const { subject, email_seq_number, open_count, click_count, click_details } = message;
  return {
    ...common,
    subject,
    email_seq_number: stepText(email_seq_number),
    open_count,
    click_count,
    click_details,
  };
}

/** Sequence steps travel as strings. */
export function stepText(step: number | null): string | null {
  return step === null ? null : String(step);
}

/** The row of the newer generation. */
export function nestedMessage(account: Account, row: EnrolmentRow, withHistory: boolean): Record<string, unknown> {
  const campaign = campaignOf(account, row.campaign_id);
  const lead = leadOf(account, row.lead_id);
  const mailbox = mailboxOf(account, row.mailbox_id);
  const category = account.categories.find(({ id }) => id === row.category_id);
  const assignee = account.team.find(({ id }) => id === row.team_member_id);
  const subsequence = account.campaigns.find(({ id }) => id === row.sub_sequence_id);
  const last = row.messages.at(-1);
  const sent = sentOf(row);
  return {
    id: `msg_${row.map_id}`,
    campaign_lead_map_id: String(row.map_id),
    lead: {
      email: lead.email,
      first_name: lead.first_name,
      last_name: lead.last_name,
      company: lead.company_name,
      phone: lead.phone_number,
    },
    campaign: { id: campaign.id, name: campaign.name },
    email_account: { id: mailbox.id, email: mailbox.from_email, name: mailbox.from_name },
    ...(subsequence && { subsequence: { id: subsequence.id, name: subsequence.name } }),
    last_message: last === undefined ? null : lastMessage(last),
    ...(withHistory && { message_history: row.messages.map(nestedHistoryItem) }),
    email_status: strongestEngagement(row),
    category: category === undefined ? null : { id: category.id, name: category.name },
    assigned_to: assignee ?? null,
    stats: {
      total_sent: sent.length,
      total_opened: sent.filter(({ open_count }) => open_count > 0).length,
      total_clicked: sent.filter(({ click_count }) => click_count > 0).length,
      total_replied: repliesOf(row).length,
      last_activity: lastTime(row.messages),
    },
    is_read: !row.has_new_unread_email,
    is_important: row.is_important,
    is_archived: row.is_archived,
    tags: campaign.tags.map(({ tag_name }) => tag_name),
  };
}

function lastMessage(message: MessageRow): Record<string, unknown> {
  return {
    id: message.message_id,
    subject: message.subject,
    body: message.email_body,
    [message.type === "SENT" ? "sent_at" : "received_at"]: message.time,
    sent_from: message.from,
    sent_to: message.to,
  };
}

function nestedHistoryItem(message: MessageRow): Record<string, unknown> {
  const { message_id: id, subject, email_body: body, time } = message;
  return message.type === "SENT"
    ? { id, subject, body, direction: "outbound", sent_at: time }
    : { id, subject, body, direction: "inbound", received_at: time };
}
