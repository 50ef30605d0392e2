import type { Account, CampaignRow, EnrolmentRow, LeadRow } from "./account.ts";
import { engagements } from "./engagement.ts";
import { type Handlers, handle } from "./handler.ts";
import { resume, unsubscribe } from "./sequence.ts";
import { campaignOf, categoryOf, enrolmentInCampaign, isAfter, lastTime, leadOf, repliesOf, sentOf } from "./tables.ts";

interface OfCampaign {
  campaign_id: number;
  lead_id: number;
}

interface LeadsQuery {
  offset?: number;
  limit?: number;
  created_at_gt?: string;
  last_sent_time_gt?: string;
  event_time_gt?: string;
  status?: EnrolmentRow["status"];
  lead_category_id?: number;
  emailStatus?: EmailStatus;
}

interface GlobalQuery {
  offset?: number;
  limit?: number;
  created_at_gt?: string;
  email?: string;
}

type LeadUpdate = Partial<Omit<LeadRow, "id" | "created_at" | "is_unsubscribed">>;

/** What a campaign's lead list calls the engagements. Nothing in this account went to spam or bounced at the sender. */
const emailStatuses = {
  is_opened: engagements.Opened,
  is_clicked: engagements.Clicked,
  is_bounced: engagements.Bounced,
  is_replied: engagements.Replied,
  is_unsubscribed: engagements.Unsubscribed,
  is_accepted: engagements.Accepted,
  not_replied: engagements["Not Replied"],
  is_spam: () => false,
  is_sender_bounced: () => false,
} as const satisfies Record<string, (row: EnrolmentRow) => boolean>;

type EmailStatus = keyof typeof emailStatuses;

function passes(row: EnrolmentRow, query: LeadsQuery): boolean {
  const { created_at_gt, last_sent_time_gt, event_time_gt, status, lead_category_id, emailStatus } = query;
  return (
    (created_at_gt === undefined || isAfter(row.created_at, created_at_gt)) &&
    (last_sent_time_gt === undefined || isAfter(lastTime(sentOf(row)), last_sent_time_gt)) &&
    (event_time_gt === undefined || isAfter(lastTime(row.messages), event_time_gt)) &&
    (status === undefined || row.status === status) &&
    (lead_category_id === undefined || row.category_id === lead_category_id) &&
    (emailStatus === undefined || emailStatuses[emailStatus](row))
  );
}

/** A lead inside a campaign's list. */
function nestedLead({ created_at, ...lead }: LeadRow): Record<string, unknown> {
  return { ...lead, unsubscribed_client_id_map: null };
}

function campaignData(account: Account, row: EnrolmentRow): Record<string, unknown> {
  const campaign = campaignOf(account, row.campaign_id);
  return {
    campaign_lead_map_id: row.map_id,
    campaign_id: row.campaign_id,
    campaign_name: campaign.name,
    client_id: campaign.client_id,
    client_email: account.clients.find(({ id }) => id === campaign.client_id)?.email ?? null,
    lead_category_id: row.category_id,
    last_sent_at: lastTime(sentOf(row)),
    last_reply_at: lastTime(repliesOf(row)),
    last_activity_at: lastTime(row.messages),
  };
}

/** A lead's place in a campaign as the list of all leads shows it. */
function membership(campaign: CampaignRow, row: EnrolmentRow): Record<string, unknown> {
  return {
    campaign_id: campaign.id,
    lead_status: row.status,
    campaign_name: campaign.name,
    lead_added_at: row.created_at,
    campaign_status: campaign.status,
    email_lead_map_id: row.map_id,
    lead_last_seq_number: sentOf(row).length === 0 ? null : row.current_sequence_number,
    latest_sent_time: lastTime(sentOf(row)),
  };
}

export const leads: Handlers = {
  "GET /campaigns/{campaign_id}/leads": handle<{ params: { campaign_id: number }; query: LeadsQuery }>(
    ({ account, params, query }) => {
      const campaign = campaignOf(account, params.campaign_id);
      const { offset = 0, limit = 100 } = query;
      const rows = account.enrolments.filter((row) => row.campaign_id === campaign.id && passes(row, query));
      const data = rows.slice(offset, offset + limit).map((row) => ({
        campaign_lead_map_id: row.map_id,
        lead_category_id: row.category_id,
        status: row.status,
        created_at: row.created_at,
        lead: nestedLead(leadOf(account, row.lead_id)),
      }));
      // The total is a string.
      return { json: { total_leads: String(rows.length), offset, limit, data } };
    },
  ),

  "GET /leads/": handle<{ query: { email: string } }>(({ account, query }) => {
    const lead = account.leads.find(({ email }) => email === query.email);
    if (lead === undefined) return { json: {} };
    const lead_campaign_data = account.enrolments
      .filter(({ lead_id }) => lead_id === lead.id)
      .map((row) => campaignData(account, row));
    return { json: { ...lead, id: String(lead.id), unsubscribed_client_id_map: null, lead_campaign_data } };
  }),

  "GET /leads/global-leads": handle<{ query: GlobalQuery }>(({ account, query }) => {
    const { offset = 0, limit = 100, created_at_gt, email } = query;
    const found = account.leads.filter(
      (lead) =>
        (email === undefined || lead.email === email) &&
        (created_at_gt === undefined || isAfter(lead.created_at, created_at_gt)),
    );
    const data = found.slice(offset, offset + limit).map(({ is_unsubscribed, ...lead }) => ({
      ...lead,
      id: String(lead.id),
      user_id: account.owner_id,
      campaigns: account.enrolments
        .filter(({ lead_id }) => lead_id === lead.id)
        .map((row) => membership(campaignOf(account, row.campaign_id), row)),
    }));
    return { json: { data, skip: offset, limit, hasMore: offset + limit < found.length } };
  }),

  "GET /leads/{lead_id}": handle<{ params: { lead_id: number } }>(({ account, params }) => {
    const found = account.leads.filter(({ id }) => id === params.lead_id);
    const data = found.map((lead) => ({
      ...lead,
      email_domain: lead.email.split("@")[1] ?? null,
      user_id: account.owner_id,
      unsubscribed_client_id_map: null,
    }));
    return { json: { ok: true, message: "Lead details fetched successfully", data } };
  }),

  "GET /leads/fetch-categories": handle(({ account }) => ({ json: account.categories })),

  "POST /campaigns/{campaign_id}/leads/{lead_id}/": handle<{ params: OfCampaign; body: LeadUpdate }>(
    ({ account, params, body }) => {
      const enrolment = enrolmentInCampaign(account, params.campaign_id, params.lead_id);
      const lead = leadOf(account, enrolment.lead_id);
      const { custom_fields, ...contact } = body;
      Object.assign(lead, contact);
      Object.assign(lead.custom_fields, custom_fields);
      return { json: { ok: true } };
    },
  ),

  "POST /campaigns/{campaign_id}/leads/{lead_id}/category": handle<{
    params: OfCampaign;
    body: { category_id: number | null; pause_lead?: boolean };
  }>(({ account, params, body }) => {
    const enrolment = enrolmentInCampaign(account, params.campaign_id, params.lead_id);
    enrolment.category_id = body.category_id === null ? null : categoryOf(account, body.category_id).id;
    if (body.pause_lead) enrolment.status = "PAUSED";
    return { json: { ok: true } };
  }),

  "POST /campaigns/{campaign_id}/leads/{lead_id}/pause": handle<{ params: OfCampaign }>(({ account, params }) => {
    enrolmentInCampaign(account, params.campaign_id, params.lead_id).status = "PAUSED";
    return { json: { ok: true, data: "success" } };
  }),

  "POST /campaigns/{campaign_id}/leads/{lead_id}/resume": handle<{
    params: OfCampaign;
    body: { resume_lead_with_delay_days?: number | null };
  }>(({ account, params, body, now }) => {
    const enrolment = enrolmentInCampaign(account, params.campaign_id, params.lead_id);
    resume(enrolment, now, body.resume_lead_with_delay_days ?? 0);
    return { json: { ok: true, data: "success" } };
  }),

  "DELETE /campaigns/{campaign_id}/leads/{lead_id}": handle<{ params: OfCampaign }>(({ account, params }) => {
    const enrolment = enrolmentInCampaign(account, params.campaign_id, params.lead_id);
    account.enrolments.splice(account.enrolments.indexOf(enrolment), 1);
    // A lead that no campaign holds any more leaves the account.
    const isLeft = account.enrolments.some(({ lead_id }) => lead_id === params.lead_id);
    if (!isLeft) account.leads = account.leads.filter(({ id }) => id !== params.lead_id);
    return { text: "success" };
  }),

  "POST /campaigns/{campaign_id}/leads/{lead_id}/unsubscribe": handle<{ params: OfCampaign }>(({ account, params }) => {
    const enrolment = enrolmentInCampaign(account, params.campaign_id, params.lead_id);
    Object.assign(enrolment, { is_unsubscribed: true, status: "STOPPED", next_timestamp_to_send: null });
    return { json: { ok: true } };
  }),

  "POST /leads/{lead_id}/unsubscribe": handle<{ params: { lead_id: number } }>(({ account, params }) => {
    const lead = leadOf(account, params.lead_id);
    // Nothing to change is answered with ok: false and status 200.
    if (lead.is_unsubscribed) return { json: { ok: false } };
    lead.is_unsubscribed = true;
    account.enrolments.filter(({ lead_id }) => lead_id === lead.id).forEach(unsubscribe);
    return { json: { ok: true } };
  }),
};
