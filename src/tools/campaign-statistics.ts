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
    asked:
      "totals of one campaign, kpis, how is the campaign doing, performance so far, all time, lifetime numbers, " +
      "open rate of campaign, reply rate of campaign, bounce count, results, how many leads are left, progress, " +
      "campaign stats, overall numbers of a campaign, how many sent, opened, replied in campaign, " +
      "summary of one campaign, total leads completed, blocked, interested count, is this campaign working, " +
      "success of campaign, campaign report, top level, percentages of campaign, how far along, completion, " +
      "unsubscribed count, funnel, lifetime totals, sent opened replied bounced of a campaign, campaign summary, " +
      "key figures for campaign, how many leads remain",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/analytics",
    input: { campaign_id: campaignId },
    returns: { one: "", of: "campaign_statistic" },
    example: { campaign_id: 1_456_022 },
  }),
  tool({
    name: "get_campaign_analytics_by_period",
    title: "Get a campaign's totals for a period",
    about: "Totals of one campaign between two days, with positive replies and what was skipped or failed. Any length.",
    asked:
      "one campaign between two dates, last week, last month, in March, date range, period, positive replies, " +
      "from to, since, numbers of one campaign for a time span, how did one campaign do last month, " +
      "campaign results in a period, campaign stats for Q1, for a given week, time window, yesterday, " +
      "campaign report for a month, since Monday, during, until, first week, dates, between, past 7 days, " +
      "over the weekend, top level numbers by date, figures for a campaign in a given period, " +
      "campaign numbers from date to date, results of campaign this week",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/top-level-analytics-by-date",
    input: { campaign_id: campaignId, start_date: startDate, end_date: endDate },
    returns: { one: "", of: "campaign_statistic" },
    example: { campaign_id: 1_456_022, start_date: "2026-11-01", end_date: "2026-11-20" },
  }),
  tool({
    name: "get_campaign_analytics_by_date",
    title: "Get a campaign's totals (deprecated)",
    about:
      "SmartLead calls this route deprecated and limits it to 30 days; get_campaign_analytics_by_period does the same. " +
      "Only for a time zone of one's own.",
    asked:
      "deprecated, old, legacy, date range numbers of one campaign, 30 days, analytics by date, " +
      "campaign numbers by dates old endpoint, legacy analytics range, deprecated statistics, old endpoint, " +
      "campaign stats by date range deprecated",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/analytics-by-date",
    input: { campaign_id: campaignId, start_date: startDate, end_date: endDate, timezone: timeZone },
    wire: timezoneWire,
    returns: { one: "", of: "campaign_statistic" },
    example: { campaign_id: 1_456_022, start_date: "2026-11-01", end_date: "2026-11-20" },
  }),
  tool({
    name: "list_campaign_statistics",
    title: "List a campaign's sent emails",
    about:
      "One row per email sent, with its opens, clicks, reply and bounce. Rows repeat per lead: count replies by " +
      "reply_time and lead. Filter by email_status or step.",
    asked:
      "log of every email sent in a campaign, who opened, who clicked, who bounced, per email events, " +
      "per lead opens, row for each mail, open count, list of bounced, individual emails with opens and clicks, " +
      "email log, which leads opened, who clicked the link, who replied in campaign, delivery detail, rows, " +
      "who opened more than once, reply time, each sent mail, individual engagement, who has seen the email, " +
      "unopened mails, clicks by person, sent log, exact times, unsubscribed from campaign, by step number, " +
      "list of sent emails with open and reply time, which leads bounced in campaign, per-recipient results, " +
      "email level data, who replied to step",
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
    asked:
      "leads with all messages, complete email history of every lead of a campaign, per lead opens and replies, " +
      "engagement by lead, sync conversations, each lead with its messages, lead statistics, " +
      "complete conversations of the campaign, history of all prospects, changed since, lead level stats, " +
      "all leads with opens clicks and replies, messages per lead, who got what, lead-wise, " +
      "every lead with emails and replies, lead-level engagement with messages, " +
      "all conversations of a campaign in one list",
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
    asked:
      "mailbox results within one campaign, per sender numbers of a campaign, " +
      "which sender performs best in this campaign, which inbox bounces in this campaign, " +
      "which of the campaign's senders, by mailbox inside a campaign, sender comparison in one campaign, " +
      "sent per inbox, by sending address in this campaign, share of each inbox in campaign, " +
      "weakest sender in campaign, sender-wise, compare the campaign's inboxes, " +
      "compare mailboxes within campaign, sender results of one campaign, how each inbox does in campaign",
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
    returns: { rows: "data", of: "statistic" },
    example: { campaign_id: 1_456_022, start_date: "2026-11-01", end_date: "2026-11-20" },
  }),
  tool({
    name: "list_campaign_sequence_analytics",
    title: "Compare a campaign's steps",
    about:
      "Sent, opened, replied, positive and bounced per sequence step in a period: which follow-up works. Step ids are " +
      "in get_campaign_sequences.",
    asked:
      "per step, step performance, which email gets replies, which follow-up works best, " +
      "first mail versus second, opens by step, variant results, A/B result, best step, per email step, " +
      "step by step numbers, email 1 against email 2, which variant wins, funnel, drop-off between steps, " +
      "follow-up stats of a campaign, by email in the sequence, where do people stop, " +
      "is the third follow-up worth it, variant a or b, reply rate by step, sequence report, strongest step, " +
      "reply rate of each step, compare emails of the sequence, results per email, which mail works best",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/sequence-analytics",
    input: { campaign_id: campaignId, start_date: startDate, end_date: endDate, timezone: timeZone },
    wire: timezoneWire,
    returns: { rows: "data", of: "statistic" },
    example: { campaign_id: 1_456_022, start_date: "2026-11-01", end_date: "2026-11-20" },
  }),
]);
