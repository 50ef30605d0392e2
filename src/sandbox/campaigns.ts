import type { Account, CampaignRow } from "./account.ts";
import { type Handlers, handle, Refusal } from "./handler.ts";
import { campaignOf, leadOf } from "./tables.ts";

interface InCampaign {
  campaign_id: number;
}

type StatusWord = "START" | "PAUSED" | "STOPPED";

function campaignJson(account: Account, campaign: CampaignRow, withTags = false): Record<string, unknown> {
  const { tags, mailbox_ids, steps, ...shown } = campaign;
  return { ...shown, user_id: account.owner_id, schedule_start_time: null, ...(withTags && { tags }) };
}

/** START reads back as ACTIVE. SmartLead documents the conditions, not the words in which it refuses. */
function changeStatus(campaign: CampaignRow, word: StatusWord): void {
  if (word === "START" && (campaign.steps.length === 0 || campaign.mailbox_ids.length === 0)) {
    throw new Refusal(400, { error: "Campaign needs a sequence and an email account before it can start." });
  }
  if (campaign.status === "STOPPED" && word !== "STOPPED") {
    throw new Refusal(400, { error: "A stopped campaign cannot be changed." });
  }
  campaign.status = word === "START" ? "ACTIVE" : word;
}

export const campaigns: Handlers = {
  "GET /campaigns/": handle<{ query: { client_id?: number; include_tags?: boolean } }>(({ account, query }) => {
    const { client_id, include_tags } = query;
    const rows = account.campaigns.filter((row) => client_id === undefined || row.client_id === client_id);
    return { json: rows.map((row) => campaignJson(account, row, include_tags)) };
  }),

  "GET /campaigns/{campaign_id}": handle<{ params: InCampaign; query: { include_tags?: boolean } }>(
    ({ account, params, query }) => ({
      json: campaignJson(account, campaignOf(account, params.campaign_id), query.include_tags),
    }),
  ),

  "POST /campaigns/{campaign_id}/status": handle<{ params: InCampaign; body: { status: StatusWord } }>(
    ({ account, params, body, now }) => {
      const campaign = campaignOf(account, params.campaign_id);
      changeStatus(campaign, body.status);
      campaign.updated_at = now.toISOString();
      return { json: { ok: true } };
    },
  ),

  "GET /campaigns/{campaign_id}/sequences": handle<{ params: InCampaign }>(({ account, params }) => {
    const { id, created_at, updated_at, steps } = campaignOf(account, params.campaign_id);
    const rows = steps.map(({ delay_in_days, ...step }) => ({
      ...step,
      created_at,
      updated_at,
      email_campaign_id: id,
      // Camel case on reading, snake case when saving.
      seq_delay_details: { delayInDays: delay_in_days },
      sequence_variants: null,
    }));
    return { json: rows };
  }),

  "GET /leads/{lead_id}/campaigns": handle<{ params: { lead_id: number } }>(({ account, params }) => {
    const lead = leadOf(account, params.lead_id);
    const enrolments = account.enrolments.filter(({ lead_id }) => lead_id === lead.id);
    const rows = enrolments.map(({ campaign_id }) => campaignOf(account, campaign_id));
    return { json: rows.map(({ id, status, name }) => ({ id, status, name })) };
  }),
};
