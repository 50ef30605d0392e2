import * as z from "zod";
import { day, offset, timezone } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

// The routes refuse every other query key: dates where only client_ids is listed, or campaign_id in the singular.
// https://api.smartlead.ai/api-reference/analytics/campaign-list

const idFilter = (max: number) => z.array(z.int().positive()).min(1).max(max).optional();

const clients = { client_ids: idFilter(50) };

const clientsInPeriod = {
  start_date: day(),
  end_date: day(),
  timezone: timezone().optional(),
  ...clients,
};

const inPeriod = { ...clientsInPeriod, campaign_ids: idFilter(100) };

/** By the day of sending SmartLead insists on a time zone. https://api.smartlead.ai/api-reference/analytics/day-wise-sent-time */
const bySentTime = { ...inPeriod, timezone: timezone().default("UTC") };

const fullData = { full_data: z.boolean().optional() };

/** SmartLead states no maximum; 200 is in use. */
const page = { offset, limit: z.int().min(1).default(100) };

const october = { start_date: "2026-10-01", end_date: "2026-10-31" };

export const analytics = group("analytics", "Numbers over campaigns, clients, mailboxes, leads and the team.", [
  tool({
    name: "list_campaign_names",
    title: "List campaign names",
    about:
      "Id, name, status and client of all campaigns, for several clients at once. Settings and schedule: list_campaigns.",
    effect: "read",
    route: "GET /analytics/campaign/list",
    input: clients,
    returns: { rows: "data.campaign_list" },
    example: { client_ids: [501] },
  }),
  tool({
    name: "list_client_names",
    title: "List client names",
    about: "Id, name and email of all clients, to look up client_ids. Permissions and settings: list_clients.",
    effect: "read",
    route: "GET /analytics/client/list",
    input: clients,
    returns: { rows: "data.client_list" },
    example: { client_ids: [501] },
  }),
  tool({
    name: "list_client_counts_by_month",
    title: "List client counts by month",
    about: "How many clients the agency had in each month, newest first. Months come without a year.",
    effect: "read",
    route: "GET /analytics/client/month-wise-count",
    input: clients,
    returns: { rows: "data.monthly_stats" },
    example: {},
  }),
  tool({
    name: "get_overall_stats",
    title: "Get overall statistics",
    about:
      "Totals and rates of everything sent in a period: sent, opened, replied, bounced, positive replies. Per campaign: " +
      "list_campaign_performance; per day: list_daily_stats.",
    effect: "read",
    route: "GET /analytics/overall-stats-v2",
    input: { ...inPeriod, is_agency: z.boolean().optional(), ...fullData },
    returns: { one: "data.overall_stats" },
    example: { ...october, timezone: "Europe/Berlin", campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_daily_stats",
    title: "List daily statistics",
    about:
      "Emails sent, opened, replied and bounced per day, each event on the day it happened. To judge what was sent on a day " +
      "use list_daily_stats_by_sent_time. Dates come without a year.",
    effect: "read",
    route: "GET /analytics/day-wise-overall-stats",
    input: inPeriod,
    returns: { rows: "data.day_wise_stats" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_daily_stats_by_sent_time",
    title: "List daily statistics by sending day",
    about:
      "Like list_daily_stats, but opens, replies and bounces count for the day their email was sent. unique_lead_reached " +
      "must not be added up over days.",
    effect: "read",
    route: "GET /analytics/day-wise-overall-stats-by-sent-time",
    input: bySentTime,
    returns: { rows: "data.day_wise_stats" },
    example: { ...october, timezone: "Europe/Berlin" },
  }),
  tool({
    name: "list_daily_positive_replies",
    title: "List daily positive replies",
    about:
      "Positive replies per day of the reply; days add up. Later changes of category change the past. By the day of sending: " +
      "list_daily_positive_replies_by_sent_time.",
    effect: "read",
    route: "GET /analytics/day-wise-positive-reply-stats",
    input: inPeriod,
    returns: { rows: "data.day_wise_stats" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_daily_positive_replies_by_sent_time",
    title: "List positive replies by sending day",
    about:
      "Positive replies per day on which the answered email was sent. By the day of the reply: list_daily_positive_replies.",
    effect: "read",
    route: "GET /analytics/day-wise-positive-reply-stats-by-sent-time",
    input: bySentTime,
    returns: { rows: "data.day_wise_stats" },
    example: { ...october, timezone: "Europe/Berlin" },
  }),
  tool({
    name: "list_campaign_performance",
    title: "List performance by campaign",
    about:
      "Counts and rates of each campaign in a period, to compare campaigns. Replies count when their email was sent in the " +
      "period. Positive and negative replies apart: list_campaign_responses.",
    effect: "read",
    route: "GET /analytics/campaign/overall-stats",
    input: { ...inPeriod, ...page, ...fullData },
    returns: { rows: "data.campaign_wise_performance" },
    example: { ...october, limit: 50 },
  }),
  tool({
    name: "list_client_performance",
    title: "List performance by client",
    about: "Counts and rates of each client in a period, to compare clients; counts are in campaign_stats of each row.",
    effect: "read",
    route: "GET /analytics/client/overall-stats",
    input: {
      ...clientsInPeriod,
      ...page,
      ...fullData,
      filter: z.string().optional().describe("Leave out."),
    },
    returns: { rows: "data.client_wise_performance" },
    example: { ...october, client_ids: [501], limit: 50 },
  }),
  tool({
    name: "list_mailbox_performance",
    title: "List performance by mailbox",
    about:
      "Counts and rates of each sending address in a period, to find mailboxes that bounce or get no replies. By from_email, " +
      "without mailbox id. About 10 calls a minute.",
    effect: "read",
    heavy: true,
    // The path says name, the rows are per address: https://api.smartlead.ai/api-reference/analytics/email-wise-health
    route: "GET /analytics/mailbox/name-wise-health-metrics",
    input: {
      ...inPeriod,
      ...page,
      ...fullData,
      is_bounced: z.boolean().optional(),
    },
    returns: { rows: "data.email_health_metrics" },
    example: { ...october, limit: 50 },
  }),
  tool({
    name: "list_domain_performance",
    title: "List performance by sending domain",
    about:
      "Counts of each sending domain in a period, to find domains that lose reputation. Single addresses: " +
      "list_mailbox_performance. About 10 calls a minute.",
    effect: "read",
    heavy: true,
    route: "GET /analytics/mailbox/domain-wise-health-metrics",
    input: { ...inPeriod, ...page, ...fullData },
    returns: { rows: "data.domain_health_metrics" },
    example: { ...october, limit: 50 },
  }),
  tool({
    name: "get_provider_performance",
    title: "Get performance by mail provider",
    about: "Counts and rates in a period by provider of our mailboxes (Gmail, Outlook), overall and per mailbox tag.",
    effect: "read",
    route: "GET /analytics/mailbox/provider-wise-overall-performance",
    input: { ...inPeriod, ...fullData },
    returns: { one: "data.email_providers_performance_overview" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_team_performance",
    title: "List performance by team member",
    about:
      "Leads, campaigns, replies and average reply time of each team member in a period; rows carry the member's id.",
    effect: "read",
    route: "GET /analytics/team-board/overall-stats",
    input: { ...inPeriod, ...fullData },
    returns: { rows: "data.team_board_stats" },
    example: october,
  }),
  tool({
    name: "get_lead_stats",
    title: "Get new and followed-up leads",
    about: "How many leads were mailed in a period, and how many of them for the first time or as a follow-up.",
    effect: "read",
    route: "GET /analytics/lead/overall-stats",
    input: inPeriod,
    returns: { one: "data.lead_stats" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_replies_by_category",
    title: "List reply counts by category",
    about:
      "Replies of a period counted by lead category with its sentiment. The conversations themselves: fetch_inbox_replies.",
    effect: "read",
    route: "GET /analytics/lead/category-wise-response",
    input: inPeriod,
    returns: { rows: "data.lead_responses_by_category.leadResponseGrouping" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "get_leads_per_first_reply",
    title: "Get leads needed per first reply",
    about: "How many leads had to be contacted in a period, on average, for one first reply.",
    effect: "read",
    route: "GET /analytics/campaign/leads-take-for-first-reply",
    input: inPeriod,
    returns: { one: "data" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "get_follow_up_reply_rate",
    title: "Get reply rate of follow-ups",
    about: "Share of follow-up emails of a period that were answered: whether later sequence steps are worth sending.",
    effect: "read",
    route: "GET /analytics/campaign/follow-up-reply-rate",
    input: inPeriod,
    returns: { one: "data" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "get_time_to_reply",
    title: "Get time until first reply",
    about: "Average and median time that leads took to answer first, as text such as 2d 0h 50m 41s.",
    effect: "read",
    route: "GET /analytics/campaign/lead-to-reply-time",
    input: inPeriod,
    returns: { one: "data.lead_to_reply_time" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_campaign_responses",
    title: "List responses by campaign",
    about:
      "Positive, negative, neutral and unrecognised replies of each campaign, by day of the reply. leads_contacted is not the " +
      "number of leads mailed: take sent from list_campaign_performance.",
    effect: "read",
    route: "GET /analytics/campaign/response-stats",
    input: { ...inPeriod, ...fullData },
    returns: { rows: "data.campaign_wise_response_stats" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_campaign_counts_by_status",
    title: "List campaign counts by status",
    about: "How many campaigns are active, paused, drafted, completed or stopped now. Which ones: list_campaign_names.",
    effect: "read",
    route: "GET /analytics/campaign/status-stats",
    input: clients,
    returns: { rows: "data.campaign_status_stats" },
    example: { client_ids: [501] },
  }),
  tool({
    name: "get_mailbox_counts",
    title: "Get mailbox counts",
    about:
      "How many mailboxes are connected, in use, disconnected or without warm-up now. Which ones: list_email_accounts.",
    effect: "read",
    route: "GET /analytics/mailbox/overall-stats",
    input: clients,
    returns: { one: "data.overall_mailbox_stats" },
    example: { client_ids: [501] },
  }),
]);
