import * as z from "zod";
import { campaignId } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const includeTags = z.boolean().optional().describe("Add each campaign's tags.");

export const campaigns = group("campaigns", "Campaigns, their settings and their status.", [
  tool({
    name: "list_campaigns",
    title: "List campaigns",
    about:
      "All campaigns with status, newest first as SmartLead gives them, without paging. Subsequences are among them, with " +
      "parent_campaign_id set.",
    effect: "read",
    route: "GET /campaigns/",
    input: {
      client_id: z.int().positive().optional().describe("Only this client's campaigns."),
      include_tags: includeTags,
    },
    returns: "campaigns",
    example: { include_tags: true },
  }),
  tool({
    name: "get_campaign",
    title: "Get a campaign",
    about: "One campaign: status, schedule, limits, tracking.",
    effect: "read",
    route: "GET /campaigns/{campaign_id}",
    input: { campaign_id: campaignId, include_tags: includeTags },
    returns: "campaign",
    example: { campaign_id: 1_456_277 },
  }),
]);
