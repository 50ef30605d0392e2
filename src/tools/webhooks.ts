import * as z from "zod";
import { campaignId, clientId, moment } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const webhookId = z.int().positive().describe("Webhook id, from list_campaign_webhooks.");
const webhookUrl = z.url().describe("Receives the events.");

/**
 * What SmartLead posts. Its pages also print LEAD_REPLIED, EMAIL_REPLIED and their like, which no delivery carries.
 * https://api.smartlead.ai/api-reference/webhooks/create
 */
const EVENTS = [
  "EMAIL_SENT",
  "EMAIL_OPEN",
  "EMAIL_LINK_CLICK",
  "EMAIL_REPLY",
  "LEAD_UNSUBSCRIBED",
  "LEAD_CATEGORY_UPDATED",
  "FIRST_EMAIL_SENT",
  "EMAIL_BOUNCE",
  "CAMPAIGN_STATUS_CHANGED",
  "UNTRACKED_REPLIES",
  "MANUAL_STEP_REACHED",
] as const;
const event = z.enum(EVENTS);

/** `{"EMAIL_REPLY": true}` is what SmartLead takes; a list of names says the same, and is what is advertised. */
const switches = (list: z.ZodArray<z.ZodType<string | number>>) =>
  z
    .union([list, z.record(z.string(), z.boolean())])
    .transform((on) => (Array.isArray(on) ? Object.fromEntries(on.map((name) => [name, true])) : on))
    .meta({ advertise: "first" });

const window = { from_time: moment("Start."), to_time: moment("End.") };

export const webhooks = group("webhooks", "Where SmartLead reports events to: per campaign, client or account.", [
  tool({
    name: "list_campaign_webhooks",
    title: "List a campaign's webhooks",
    about: "The webhooks of one campaign with url, events and category names. The account-wide ones cannot be listed.",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/webhooks",
    input: { campaign_id: campaignId },
    returns: { rows: "data" },
    example: { campaign_id: 1_456_022 },
  }),
  tool({
    name: "save_campaign_webhook",
    title: "Add or change a campaign's webhook",
    about:
      "Without webhook_id adds a webhook to a campaign, with it changes that one. The answer has no id: " +
      "list_campaign_webhooks shows it. From then on lead data goes to that url.",
    effect: "write",
    route: "POST /campaigns/{campaign_id}/webhooks",
    input: {
      campaign_id: campaignId,
      webhook_id: webhookId.nullable().optional(),
      name: z.string().min(1),
      webhook_url: webhookUrl,
      event_types: z.array(event).min(1),
      categories: z.array(z.string()).optional().describe("Category names, for LEAD_CATEGORY_UPDATED."),
    },
    wire: { webhook_id: "body.id" },
    confirm: ({ campaign_id, webhook_url, event_types }) =>
      `Report ${event_types.length} kinds of events of campaign ${campaign_id} to ${webhook_url}?`,
    returns: "done",
    example: {
      campaign_id: 1_456_022,
      name: "CRM",
      webhook_url: "https://crm.brightloop.example/hook",
      event_types: ["EMAIL_REPLY"],
    },
  }),
  tool({
    name: "delete_campaign_webhook",
    title: "Delete a campaign's webhook",
    about: "Removes one webhook from a campaign; whatever listens there gets nothing more.",
    effect: "destructive",
    route: "DELETE /campaigns/{campaign_id}/webhooks",
    input: { campaign_id: campaignId, webhook_id: webhookId },
    wire: { webhook_id: "body.id" },
    confirm: ({ campaign_id, webhook_id }) => `Delete webhook ${webhook_id} of campaign ${campaign_id}?`,
    returns: "done",
    example: { campaign_id: 1_456_022, webhook_id: 217 },
  }),
  tool({
    name: "get_webhook_summary",
    title: "Count webhook deliveries",
    about:
      "How many webhook deliveries of a campaign succeeded or failed in a period. Private beta: some accounts lack it.",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/webhooks/summary",
    input: { campaign_id: campaignId, ...window },
    wire: { from_time: "query.fromTime", to_time: "query.toTime" },
    returns: { one: "data" },
    example: { campaign_id: 1_456_022, from_time: "2026-11-01", to_time: "2026-11-20" },
  }),
  tool({
    name: "retrigger_failed_webhooks",
    title: "Deliver failed webhook events again",
    about: "Queues every failed webhook event of a campaign in a period once more. Follow it with get_webhook_summary.",
    effect: "write",
    route: "POST /campaigns/{campaign_id}/webhooks/retrigger-failed-events",
    input: { campaign_id: campaignId, ...window },
    wire: { from_time: "body.fromTime", to_time: "body.toTime" },
    confirm: ({ campaign_id, from_time, to_time }) =>
      `Deliver the failed webhook events of campaign ${campaign_id} from ${from_time} to ${to_time} again?`,
    returns: "done",
    example: { campaign_id: 1_456_022, from_time: "2026-11-01", to_time: "2026-11-20" },
  }),
  tool({
    name: "create_webhook",
    title: "Create a webhook for account, client or campaign",
    about:
      "Creates a webhook for the whole account (user), a client or a campaign. For one campaign save_campaign_webhook " +
      "is better known to work. Lead data goes to that url.",
    effect: "write",
    route: "POST /webhook/create",
    input: {
      webhook_url: webhookUrl,
      association_type: z.enum(["user", "client", "campaign"]),
      campaign_id: campaignId.optional().describe("For a campaign."),
      client_id: clientId.optional().describe("For a client."),
      name: z.string().optional(),
      event_type_map: switches(z.array(event)).optional().describe("Events to report."),
      category_id_map: switches(z.array(z.int().positive()))
        .optional()
        .describe("Category ids, for LEAD_CATEGORY_UPDATED."),
      event_type: event.optional(),
      category_id: z.int().positive().optional(),
      webhook_type: z.string().optional(),
      force_create: z.boolean().optional().describe("Although a similar one exists."),
    },
    wire: { campaign_id: "body.email_campaign_id" },
    confirm: ({ webhook_url, association_type, campaign_id, client_id }) => {
      const whose = { user: "the whole account", client: `client ${client_id}`, campaign: `campaign ${campaign_id}` };
      return `Report events of ${whose[association_type]} to ${webhook_url}?`;
    },
    returns: "done",
    example: {
      webhook_url: "https://crm.brightloop.example/hook",
      association_type: "campaign",
      campaign_id: 1_456_022,
      event_type_map: ["EMAIL_REPLY"],
    },
  }),
  tool({
    name: "get_webhook",
    title: "Get a webhook",
    about: "Url, events and category filter of one webhook by its id.",
    effect: "read",
    route: "GET /webhook/{webhook_id}",
    input: { webhook_id: webhookId },
    returns: { one: "data" },
    example: { webhook_id: 456 },
  }),
  tool({
    name: "update_webhook",
    title: "Change a webhook",
    about: "Changes name, url or events of one webhook by its id. Only what is given changes.",
    effect: "write",
    route: "PUT /webhook/update/{webhook_id}",
    input: {
      webhook_id: webhookId,
      name: z.string().optional(),
      webhook_url: webhookUrl.optional(),
      event_types: z.array(event).optional(),
      categories: z.array(z.string()).optional(),
      // Whether this route wants the list or the map is undecided: give what get_webhook returned.
      event_type_map: switches(z.array(event)).optional(),
    },
    confirm: ({ webhook_id, webhook_url }) =>
      `Change webhook ${webhook_id}${webhook_url ? ` to report to ${webhook_url}` : ""}?`,
    returns: "done",
    example: { webhook_id: 12_345, name: "CRM", event_types: ["EMAIL_REPLY", "EMAIL_BOUNCE"] },
  }),
  tool({
    name: "delete_webhook",
    title: "Delete a webhook",
    about:
      "Removes a webhook of any level by its id. For one seen in list_campaign_webhooks use delete_campaign_webhook.",
    effect: "destructive",
    route: "DELETE /webhook/delete",
    input: { webhook_id: webhookId },
    wire: { webhook_id: "body.id" },
    confirm: ({ webhook_id }) => `Delete webhook ${webhook_id}?`,
    returns: "done",
    example: { webhook_id: 12_345 },
  }),
]);
