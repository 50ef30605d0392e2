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
    asked:
      "ids and names only, dropdown, picker, short list of campaigns, lookup, campaign ids, filter options, " +
      "campaign names for a report, id of campaign, resolve campaign name, plain list of campaigns, select box, " +
      "minimal campaign list, for reporting, campaign lookup, lightweight list of campaigns, " +
      "campaigns of several clients, names with status, campaign selector",
    effect: "read",
    route: "GET /analytics/campaign/list",
    input: clients,
    returns: "campaigns",
    example: { client_ids: [501] },
  }),
  tool({
    name: "list_client_names",
    title: "List client names",
    about: "Id, name and email of all clients, to look up client_ids. Permissions and settings: list_clients.",
    asked:
      "client ids, dropdown, picker, lookup, short list of customers, names only, filter options, " +
      "client names for a report, id of a client, resolve client name, plain list of clients, select box, " +
      "minimal client list, for reporting, client lookup, lightweight list of clients, client ids and emails, " +
      "client selector",
    effect: "read",
    route: "GET /analytics/client/list",
    input: clients,
    returns: { rows: "data.client_list", of: "client" },
    example: { client_ids: [501] },
  }),
  tool({
    name: "list_client_counts_by_month",
    title: "List client counts by month",
    about: "How many clients the agency had in each month, newest first. Months come without a year.",
    asked:
      "monthly growth, new customers each month, signed, agency growth, onboarded, month by month, " +
      "over the year, trend, clients added by month, client growth, number of clients over time, " +
      "when did clients join, clients over time, customer growth, new business per month, " +
      "monthly client numbers, how the agency grows, number of clients per month, client growth chart, " +
      "clients gained",
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
    asked:
      "account-wide totals, whole account, summary, overview, dashboard, everything together, " +
      "all campaigns combined, kpis, this quarter, this month, agency total, how are we doing, headline numbers, " +
      "global open rate, overall reply rate, total emails sent, how many mails went out this month, " +
      "aggregate numbers, summary of the month, agency wide, bounce rate overall, total replies, " +
      "quarterly report, performance of everything, big picture, grand total, company-wide, " +
      "how did we do last month, executive summary, all numbers in one, sum of everything, " +
      "open rate this quarter, how many replies did we get in total, year to date, account totals between dates, " +
      "general statistics, how many opens overall, summary for all campaigns, totals for a client in a period",
    effect: "read",
    route: "GET /analytics/overall-stats-v2",
    input: { ...inPeriod, is_agency: z.boolean().optional(), ...fullData },
    returns: { one: "data.overall_stats", of: "statistic" },
    example: { ...october, timezone: "Europe/Berlin", campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_daily_stats",
    title: "List daily statistics",
    about:
      "Emails sent, opened, replied and bounced per day, each event on the day it happened. To judge what was sent on a day " +
      "use list_daily_stats_by_sent_time. Dates come without a year.",
    asked:
      "day by day, trend, chart, graph, each day, daily volume, how many mails per day, time series, " +
      "sends per day, open rate per day, timeline, sent per day, opens per day, bounces per day, by date, " +
      "daily breakdown, replies each day, activity by day, weekday pattern, last 7 days chart, curve, histogram, " +
      "which day was best, daily report, daily send volume, over time, development, per-day opens, " +
      "stats per day, open rate by day, daily numbers, how many mails went out each day, daily activity",
    effect: "read",
    route: "GET /analytics/day-wise-overall-stats",
    input: inPeriod,
    returns: { rows: "data.day_wise_stats", of: "statistic" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_daily_stats_by_sent_time",
    title: "List daily statistics by sending day",
    about:
      "Like list_daily_stats, but opens, replies and bounces count for the day their email was sent. unique_lead_reached " +
      "must not be added up over days.",
    asked:
      "credited to the send date, cohort, attributed to the day the mail went out, day by day, " +
      "when the email was sent, send day, by date of sending, stats by sent time, grouped by sent date, " +
      "per sending date, sent on that day, results of mails sent on a given day, by send date, " +
      "counted for the day of sending, send cohort, sent-day view, per day by send date, " +
      "daily results attributed to sending, per sent day",
    effect: "read",
    route: "GET /analytics/day-wise-overall-stats-by-sent-time",
    input: bySentTime,
    returns: { rows: "data.day_wise_stats", of: "statistic" },
    example: { ...october, timezone: "Europe/Berlin" },
  }),
  tool({
    name: "list_daily_positive_replies",
    title: "List daily positive replies",
    about:
      "Positive replies per day of the reply; days add up. Later changes of category change the past. By the day of sending: " +
      "list_daily_positive_replies_by_sent_time.",
    asked:
      "interested answers per day, daily hot leads, good responses each day, positive trend, " +
      "how many interested today, wins per day, positive replies by date, interested leads over time, " +
      "daily interested count, hot replies per day, positives over time, good days, interested by day, " +
      "daily positive replies, positive curve, interested per day, positive answers by day, daily leads won",
    effect: "read",
    route: "GET /analytics/day-wise-positive-reply-stats",
    input: inPeriod,
    returns: { rows: "data.day_wise_stats", of: "statistic" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_daily_positive_replies_by_sent_time",
    title: "List positive replies by sending day",
    about:
      "Positive replies per day on which the answered email was sent. By the day of the reply: list_daily_positive_replies.",
    asked:
      "interested answers credited to the send date, cohort, positive responses attributed to send day, " +
      "when the mail went out, which send day brought positive replies, interested by date of sending, " +
      "positive replies by sent date, positives by sending date, " +
      "on which day did we send the mails that got interested answers, positives counted on day of sending, " +
      "positive answers by send day, interested replies per sent date",
    effect: "read",
    route: "GET /analytics/day-wise-positive-reply-stats-by-sent-time",
    input: bySentTime,
    returns: { rows: "data.day_wise_stats", of: "statistic" },
    example: { ...october, timezone: "Europe/Berlin" },
  }),
  tool({
    name: "list_campaign_performance",
    title: "List performance by campaign",
    about:
      "Counts and rates of each campaign in a period, to compare campaigns. Replies count when their email was sent in the " +
      "period. Positive and negative replies apart: list_campaign_responses.",
    asked:
      "best campaign, ranking, compare campaigns, league table, top campaigns, campaign leaderboard, " +
      "side by side, reply rate by campaign, bounce rate per campaign, open rate across campaigns, " +
      "worst campaign, how do campaigns compare, performance of all campaigns, bounce rates by campaign, " +
      "which campaign works best, campaign table, stats per campaign, strongest campaign, weakest campaign, " +
      "winners and losers, campaign overview with rates, sent and replied for every campaign, rank campaigns, " +
      "campaigns side by side, which campaigns perform best, reply rates of all campaigns, " +
      "results by campaign this quarter",
    effect: "read",
    route: "GET /analytics/campaign/overall-stats",
    input: { ...inPeriod, ...page, ...fullData },
    returns: { rows: "data.campaign_wise_performance", of: "campaign_statistic" },
    wide: true,
    example: { ...october, limit: 50 },
  }),
  tool({
    name: "list_client_performance",
    title: "List performance by client",
    about: "Counts and rates of each client in a period, to compare clients; counts are in campaign_stats of each row.",
    asked:
      "per client, compare clients, which customer gets most replies, ranking of clients, " +
      "results by sub-account, client report, open rate of each client, stats per client, reply rate by client, " +
      "how do customers' campaigns perform, best client, numbers for each customer, strongest customer, " +
      "results for every client, agency report by client, per customer numbers, " +
      "who of our clients gets most out, clients side by side, results by client, which clients perform best",
    effect: "read",
    route: "GET /analytics/client/overall-stats",
    input: {
      ...clientsInPeriod,
      ...page,
      ...fullData,
      filter: z.string().optional().describe("Leave out."),
    },
    returns: { rows: "data.client_wise_performance", of: "client_statistic" },
    example: { ...october, client_ids: [501], limit: 50 },
  }),
  tool({
    name: "list_mailbox_performance",
    title: "List performance by mailbox",
    about:
      "Counts and rates of each sending address in a period, to find mailboxes that bounce or get no replies. By from_email, " +
      "without mailbox id. About 10 calls a minute.",
    asked:
      "bounce rate of every inbox, sender health, account health, which mailbox bounces, per sender numbers, " +
      "worst inbox, best sender, by email address, mailbox stats, performance of each sender, " +
      "open rate per inbox, reply rate per mailbox, inbox health, high bounce accounts, " +
      "which email account performs, individual senders' numbers, opens per mailbox, problem inboxes, " +
      "weakest inbox, rank senders, mailbox health report, name wise, mailboxes side by side, " +
      "which inboxes bounce most, results by sender, deliverability of mailboxes by bounce",
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
    returns: { rows: "data.email_health_metrics", of: "statistic" },
    example: { ...october, limit: 50 },
  }),
  tool({
    name: "list_domain_performance",
    title: "List performance by sending domain",
    about:
      "Counts of each sending domain in a period, to find domains that lose reputation. Single addresses: " +
      "list_mailbox_performance. About 10 calls a minute.",
    asked:
      "domain health, by domain, per domain, bounce rate of our domains, domain reputation, worst domain, " +
      "stats per domain, reply rate by domain, burned domain, which domain has most bounces, " +
      "sending domain health, domains ranked, weakest domain, numbers for each domain, healthy domain, " +
      "our domains' results, domain wise, domains side by side, results by domain, which domain bounces most",
    effect: "read",
    heavy: true,
    route: "GET /analytics/mailbox/domain-wise-health-metrics",
    input: { ...inPeriod, ...page, ...fullData },
    returns: { rows: "data.domain_health_metrics", of: "statistic" },
    example: { ...october, limit: 50 },
  }),
  tool({
    name: "get_provider_performance",
    title: "Get performance by mail provider",
    about: "Counts and rates in a period by provider of our mailboxes (Gmail, Outlook), overall and per mailbox tag.",
    asked:
      "gmail versus outlook, google or microsoft, esp, by provider, zoho, smtp, provider comparison, " +
      "provider stats, which provider works better, performance by esp, google workspace against office 365, " +
      "gmail compared to outlook, results by mailbox provider, which email service, hotmail, google results, " +
      "provider wise, providers side by side, do google inboxes beat microsoft ones, results by provider",
    effect: "read",
    route: "GET /analytics/mailbox/provider-wise-overall-performance",
    input: { ...inPeriod, ...fullData },
    returns: { one: "data.email_providers_performance_overview", of: "provider_statistics" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "list_team_performance",
    title: "List performance by team member",
    about:
      "Leads, campaigns, replies and average reply time of each team member in a period; rows carry the member's id.",
    asked:
      "leaderboard, SDR ranking, who on the team performs best, per rep, per user, colleagues, salespeople, BDR, " +
      "teammate numbers, best seller, team stats, performance of my team, who gets most replies, " +
      "numbers per colleague, best rep, activity of sales reps, sales team ranking, top performer, " +
      "how is my team doing, per salesperson, team board, strongest rep, who closed, team members side by side, " +
      "who on my team gets most positive replies, results by rep, team ranking",
    effect: "read",
    route: "GET /analytics/team-board/overall-stats",
    input: { ...inPeriod, ...fullData },
    returns: { rows: "data.team_board_stats", of: "team_member_statistic" },
    example: october,
  }),
  tool({
    name: "get_lead_stats",
    title: "Get new and followed-up leads",
    about: "How many leads were mailed in a period, and how many of them for the first time or as a follow-up.",
    asked:
      "new leads contacted, new versus follow-up, how many prospects reached, unique people contacted, " +
      "fresh contacts, how many leads contacted, first time contacted, total leads reached, " +
      "new contacts this month, followed up, how many prospects were touched, first contact versus follow-up, " +
      "lead volume, reach, number of new people mailed, how many new leads were mailed, " +
      "number of follow-ups sent, people contacted in period",
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
    asked:
      "interested, not interested, out of office, OOO split, breakdown of answers by label, pie chart, " +
      "share of meeting requests, distribution by disposition, replies by category, how many meetings, " +
      "how many not interested, count of interested, category breakdown, how many out of office, reply mix, " +
      "types of replies, how many wrong person, how do replies break down, replies by type, category wise, " +
      "responses by category, number of interested and not interested, distribution of replies",
    effect: "read",
    route: "GET /analytics/lead/category-wise-response",
    input: inPeriod,
    returns: { rows: "data.lead_responses_by_category.leadResponseGrouping", of: "reply_category_statistic" },
    example: { ...october, campaign_ids: [1_456_022] },
  }),
  tool({
    name: "get_leads_per_first_reply",
    title: "Get leads needed per first reply",
    about: "How many leads had to be contacted in a period, on average, for one first reply.",
    asked:
      "how many people per answer, contacts to get one response, ratio of leads to replies, conversion, " +
      "effort per reply, leads per reply, number of prospects until first reply, how hard is it to get a reply, " +
      "effort, how many mails before someone bites, leads needed, odds, leads per first answer, " +
      "how many contacts for one response, outreach efficiency",
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
    asked:
      "do follow-ups work, answered after bump, later touches, second mail, follow-up effectiveness, " +
      "replies to follow-ups, are follow ups worthwhile, percentage of replies from follow-up emails, " +
      "response to reminders, worth following up, share of answers to second mails, success of follow-ups, " +
      "does chasing help, follow-up performance, how often are follow-ups answered, replies from follow-ups, " +
      "follow-up success",
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
    asked:
      "how long until prospects answer, response time, speed of reply, how fast do they respond, delay, hours, " +
      "days, average reply time, median response time, time to first reply, how quickly, how soon, turnaround, " +
      "lag, waiting time until response, after how many days do they answer, average days, latency, " +
      "time until answer, how many hours until leads reply, average time to first response",
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
    asked:
      "sentiment by campaign, good and bad answers per campaign, positive versus negative, mood of replies, " +
      "interested per campaign, positive reply rate by campaign, negative replies per campaign, " +
      "campaign reply quality, positive neutral negative split by campaign, response stats, tone, " +
      "campaigns with most positive answers, quality of replies by campaign, campaign sentiment, angry replies, " +
      "happy replies, response breakdown by campaign, positive and negative answers of campaigns, " +
      "response quality per campaign",
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
    asked:
      "number of running campaigns, how many live, active versus paused, count by state, in draft, finished, " +
      "campaigns by status, how many paused, how many completed campaigns, status breakdown, running count, " +
      "how many campaigns do we have, campaigns in each state, active count, number of campaigns, stopped count, " +
      "number of active campaigns, campaign totals by status, how many drafts",
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
    asked:
      "number of inboxes, how many senders, how many disconnected, how many warming up, total email accounts, " +
      "mailbox overview, count of accounts, inbox counts, how many email accounts do we have, " +
      "connected versus disconnected, in use, mailbox totals, how many mailboxes warm, how many inboxes, " +
      "mailbox summary count, number of senders connected, how many mailboxes are broken, inbox totals, " +
      "count of connected inboxes, how many mailboxes are warming, number of mailboxes in use",
    effect: "read",
    route: "GET /analytics/mailbox/overall-stats",
    input: clients,
    returns: { one: "data.overall_mailbox_stats" },
    example: { client_ids: [501] },
  }),
]);
