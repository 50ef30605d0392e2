/** The catalogue: every area of the API in the order in which clients see its tools, and the toolsets made of them. */
import type { Tool, ToolGroup } from "../core/tool.ts";
import { analytics } from "./analytics.ts";
import { campaignStatistics } from "./campaign-statistics.ts";
import { campaigns } from "./campaigns.ts";
import { clients } from "./clients.ts";
import { emailAccounts } from "./email-accounts.ts";
import { leadLists } from "./lead-lists.ts";
import { leads } from "./leads.ts";
import { masterInbox } from "./master-inbox.ts";
import { sequences } from "./sequences.ts";
import { smartDelivery } from "./smart-delivery.ts";
import { smartProspect } from "./smart-prospect.ts";
import { smartSenders } from "./smart-senders.ts";
import { tags } from "./tags.ts";
import { utilities } from "./utilities.ts";
import { webhooks } from "./webhooks.ts";

export const groups: readonly ToolGroup[] = [
  masterInbox,
  campaigns,
  sequences,
  campaignStatistics,
  leads,
  leadLists,
  emailAccounts,
  tags,
  analytics,
  clients,
  smartDelivery,
  smartSenders,
  smartProspect,
  webhooks,
  utilities,
];

export const tools: readonly Tool[] = groups.flatMap((group) => group.tools);

export interface Toolset {
  id: string;
  about: string;
  tools: readonly string[];
}

/** The jobs, and what a triage, a qualification and a question about a campaign need besides; listed unless the settings say otherwise. */
const core: Toolset = {
  id: "core",
  about: "Triage of replies, qualification of leads, questions about campaigns. The default.",
  tools: [
    "campaign_overview",
    "reply_queue",
    "lead_dossier",
    "fetch_inbox_replies",
    "list_unread_replies",
    "fetch_message_history",
    "get_inbox_lead",
    "reply_to_lead",
    "update_category",
    "push_to_subsequence",
    "change_read_status",
    "create_note",
    "set_reminder",
    "list_lead_categories",
    "find_lead_by_email",
    "list_campaigns",
    "get_campaign",
    "list_campaign_leads",
    "get_campaign_sequences",
    "get_campaign_analytics",
    "list_campaign_sequence_analytics",
    "set_campaign_status",
  ],
};

export const toolsets: readonly Toolset[] = [
  core,
  ...groups.map(({ id, about, tools: own }) => ({ id, about, tools: own.map(({ name }) => name) })),
];
