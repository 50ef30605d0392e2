import * as z from "zod";
import { campaignId, clientId, moment } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const webhookId = z.int().positive().describe("From list_campaign_webhooks.");
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
    asked:
      "hooks of a campaign, callbacks, integrations, which urls get events, notifications set up, " +
      "show webhooks in campaign, list hooks, where are events of the campaign sent, is there a webhook, " +
      "which integrations does the campaign have, endpoints, event subscriptions, list webhooks of a campaign, " +
      "which hooks does a campaign have, campaign callbacks",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/webhooks",
    input: { campaign_id: campaignId },
    returns: { rows: "data", of: "webhook" },
    example: { campaign_id: 1_456_022 },
  }),
  tool({
    name: "save_campaign_webhook",
    title: "Add or change a campaign's webhook",
    about:
      "Without webhook_id adds a webhook to a campaign, with it changes that one. The answer has no id: " +
      "list_campaign_webhooks shows it. From then on lead data goes to that url.",
    asked:
      "add hook to campaign, callback url, notify my server, zapier, make, n8n, " +
      "push replies of a campaign to a url, when a lead replies, slack, edit hook of a campaign, " +
      "subscribe events, create webhook for campaign, set up webhook in campaign, post events to my url, " +
      "change campaign webhook, get notified when someone replies in campaign, send replies to CRM, clicked, " +
      "opened, bounced events, connect campaign to CRM, send campaign events to, hubspot, salesforce, pipedrive, " +
      "subscribe to replies, tell our system when a lead clicks, slack notification, add webhook to campaign, " +
      "notify url on reply, update a campaign's hook, send campaign events to my server",
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
    returns: { made: "webhook_id" },
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
    asked:
      "drop hook from campaign, remove callback, unhook, stop notifications of a campaign, unsubscribe events, " +
      "delete campaign webhook, remove webhook from campaign, stop posting events, disconnect zapier, " +
      "disable webhook of campaign, no more callbacks, cut integration, delete webhook from campaign, " +
      "remove campaign hook",
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
    asked:
      "failed deliveries, how many events were sent, webhook health, success rate, delivery report, " +
      "did our server get the events, webhook stats, webhook stats of a campaign, delivered and failed events, " +
      "webhook summary, did webhooks fail, are events arriving, failed hook calls, are hooks working, " +
      "webhook errors, count of events sent, undelivered, monitor webhooks, delivery statistics, " +
      "how many events failed, delivery report of webhooks, webhook success and failures",
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
    asked:
      "resend, redeliver, replay missed events, retry, our server was down, fire again, push again, " +
      "retry failed webhooks, send failed events again, deliver lost events, rerun webhooks, " +
      "endpoint was offline, catch up on events, our crm missed events, failed hooks again, second attempt, " +
      "re-run, requeue, resend failed events, retry deliveries, replay webhook events",
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
    asked:
      "hook for all campaigns, account-wide callback, global webhook, per client webhook, new hook, " +
      "notify url of every reply, register endpoint, zapier, n8n, subscribe events, everywhere, new webhook, " +
      "webhook for a client, user level webhook, webhook for whole account, notify us about every bounce, " +
      "send all events to url, get notified of replies anywhere, connect everything to CRM, integrate account, " +
      "push all events, listen to events of all campaigns, hubspot, salesforce, slack, hook for one client, " +
      "make.com, create global webhook, hook for the account or client, notify our system about all campaigns, " +
      "register webhook url",
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
    reach: ({ association_type }) => (association_type === "campaign" ? "named" : "account"),
    confirm: ({ webhook_url, association_type, campaign_id, client_id }) => {
      const whose = { user: "the whole account", client: `client ${client_id}`, campaign: `campaign ${campaign_id}` };
      return `Report events of ${whose[association_type]} to ${webhook_url}?`;
    },
    returns: { made: "webhook_id" },
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
    asked:
      "hook config, details of a hook, which url and events, show one callback, show webhook, " +
      "details of webhook, events of a webhook, look up webhook by id, url of a hook, what is hook set to, " +
      "inspect webhook, where does it point, settings of hook, webhook details, show a hook's url and events, " +
      "configuration of a hook",
    effect: "read",
    route: "GET /webhook/{webhook_id}",
    input: { webhook_id: webhookId },
    returns: { one: "data", of: "webhook" },
    example: { webhook_id: 456 },
  }),
  tool({
    name: "update_webhook",
    title: "Change a webhook",
    about: "Changes name, url or events of one webhook by its id. Only what is given changes.",
    asked:
      "change hook url, edit hook, point to a different url, other events, rename hook, modify callback, " +
      "new endpoint, edit webhook, change url of a webhook, add event to webhook, update webhook events, " +
      "move webhook to new server, listen to other events, webhook address changed, switch url, rename webhook, " +
      "update webhook, change url of hook, change hook's events",
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
    returns: { made: "webhook_id" },
    example: { webhook_id: 12_345, name: "CRM", event_types: ["EMAIL_REPLY", "EMAIL_BOUNCE"] },
  }),
  tool({
    name: "delete_webhook",
    title: "Delete a webhook",
    about:
      "Removes a webhook of any level by its id. For one seen in list_campaign_webhooks use delete_campaign_webhook.",
    asked:
      "remove hook, get rid of callback, unhook, stop notifications, delete webhook, remove webhook, " +
      "turn off webhook, disconnect integration, kill webhook, hook no longer needed, stop callbacks, ditch, " +
      "remove a webhook, delete hook",
    effect: "destructive",
    route: "DELETE /webhook/delete",
    input: { webhook_id: webhookId },
    wire: { webhook_id: "body.id" },
    confirm: ({ webhook_id }) => `Delete webhook ${webhook_id}?`,
    returns: "done",
    example: { webhook_id: 456 },
  }),
]);
