import * as z from "zod";
import { campaignId, clientId, day, limit, moment, offset, timezone } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const startDate = day();
const endDate = day();
const timeZone = timezone().optional();
const timezoneWire = { timezone: "query.time_zone" } as const;

export const campaignStatistics = group("statistics", "Numbers of one campaign: totals, per mail, mailbox and step.", [
  tool({
    name: "get_campaign_analytics",
    title: "Get a campaign's totals",
    about:
      "Lifetime totals of one campaign: sent, opened, clicked, replied, bounced, and its leads by state. For a period: " +
      "get_campaign_analytics_by_period; for all campaigns: list_campaign_performance.",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/analytics",
    input: { campaign_id: campaignId },
    returns: { one: "" },
    example: { campaign_id: 1_456_022 },
  }),
  tool({
    name: "get_campaign_analytics_by_period",
    title: "Get a campaign's totals for a period",
    about: "Totals of one campaign between two days, with positive replies and what was skipped or failed. Any length.",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/top-level-analytics-by-date",
    input: { campaign_id: campaignId, start_date: startDate, end_date: endDate },
    returns: { one: "" },
    example: { campaign_id: 1_456_022, start_date: "2026-11-01", end_date: "2026-11-20" },
  }),
  tool({
    name: "get_campaign_analytics_by_date",
    title: "Get a campaign's totals (deprecated)",
    about:
      "SmartLead calls this route deprecated and limits it to 30 days; get_campaign_analytics_by_period does the same. " +
      "Only for a time zone of one's own.",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/analytics-by-date",
    input: { campaign_id: campaignId, start_date: startDate, end_date: endDate, timezone: timeZone },
    wire: timezoneWire,
    returns: { one: "" },
    example: { campaign_id: 1_456_022, start_date: "2026-11-01", end_date: "2026-11-20" },
  }),
  tool({
    name: "list_campaign_statistics",
    title: "List a campaign's sent emails",
    about:
      "One row per email sent, with its opens, clicks, reply and bounce. Rows repeat per lead: count replies by " +
      "reply_time and lead. Filter by email_status or step.",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/statistics",
    input: {
      campaign_id: campaignId,
      offset,
      // Up to 1000, but a row is about 10 KB at SmartLead.
      limit: limit(1000, 50),
      email_sequence_number: z.int().min(1).max(20).optional().describe("Only this step."),
      email_status: z.enum(["opened", "clicked", "replied", "unsubscribed", "bounced"]).optional(),
      sent_time_start_date: moment("Sent after.").optional(),
      sent_time_end_date: moment("Sent before.").optional(),
    },
    returns: "sent_emails",
    example: { campaign_id: 1_456_022, limit: 5, email_status: "replied" },
  }),
  tool({
    name: "list_campaign_lead_statistics",
    title: "List a campaign's leads with histories",
    about:
      "A campaign's leads with their whole message history, in pages. Large, and limited to about 10 requests a minute; " +
      "for few leads use fetch_message_histories.",
    effect: "read",
    heavy: true,
    route: "GET /campaigns/{campaign_id}/leads-statistics",
    input: {
      campaign_id: campaignId,
      offset,
      limit: limit(100, 20),
      event_time_gt: day("Last send or reply after.").optional(),
    },
    returns: "lead_histories",
    example: { campaign_id: 1_456_022, limit: 5 },
  }),
  tool({
    name: "list_campaign_mailbox_statistics",
    title: "Compare a campaign's mailboxes",
    about:
      "Sent, opened, replied and bounced per mailbox of one campaign. Over all campaigns: list_mailbox_performance.",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/mailbox-statistics",
    input: {
      campaign_id: campaignId,
      client_id: clientId.optional(),
      offset,
      limit: limit(20),
      start_date: day("Only with end_date.").optional(),
      end_date: day("Only with start_date.").optional(),
      timezone: timeZone,
      private_api_key: z.string().optional().describe("Leave out."),
    },
    wire: timezoneWire,
    returns: { rows: "data" },
    example: { campaign_id: 1_456_022, start_date: "2026-11-01", end_date: "2026-11-20" },
  }),
  tool({
    name: "list_campaign_sequence_analytics",
    title: "Compare a campaign's steps",
    about:
      "Sent, opened, replied, positive and bounced per sequence step in a period: which follow-up works. Step ids are " +
      "in get_campaign_sequences.",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/sequence-analytics",
    input: { campaign_id: campaignId, start_date: startDate, end_date: endDate, timezone: timeZone },
    wire: timezoneWire,
    returns: { rows: "data" },
    example: { campaign_id: 1_456_022, start_date: "2026-11-01", end_date: "2026-11-20" },
  }),
]);
