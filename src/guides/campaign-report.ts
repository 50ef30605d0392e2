import { call, type Guide, idOf } from "./guide.ts";
import { daysAgo, find } from "./steps.ts";

export const campaignReport: Guide = {
  name: "campaign_report",
  title: "Report on a campaign",
  about:
    "How a campaign is doing: totals and rates, its steps and mailboxes compared, and what needs attention. Changes nothing.",
  arguments: {
    campaign: { about: "The campaign, by name or id.", required: true },
    days: { about: "The days to report on, besides the totals of its whole life.", initial: 30 },
    goal: { about: "What the report is for, or the question it should answer." },
  },
  goal: "the person can decide what to do with this campaign (go on, change a step, rest a mailbox, stop) from numbers they can check.",
  ask: () => undefined,
  steps: (given) => {
    const campaign_id = idOf(given.campaign, "campaign");
    const period = { start_date: daysAgo(given, given.days), end_date: daysAgo(given, 0) };
    return [
      ...find(given, "campaign"),
      {
        say: "Look over the campaign and its whole life",
        call: call("campaign_overview", { campaign_id }),
        after:
          "If its name is not the one the person gave, stop and ask. Call again with what next says until there are no more " +
          "mailboxes. What incomplete names is unknown.",
      },
      {
        say: "Fetch the totals of the period",
        call: call("get_campaign_analytics_by_period", { campaign_id, ...period }),
      },
      {
        say: "Fetch the numbers of each step in the period",
        call: call("list_campaign_sequence_analytics", { campaign_id, ...period }),
        after: "email_campaign_seq_id is the id of a step of the overview.",
      },
      {
        say: "See who replied",
        call: call("fetch_inbox_replies", { campaign_id: [campaign_id], fetch_message_history: true, limit: 20 }),
        after: "For what people object to and ask for; count with the totals, never with these rows.",
        otherwise: "Leave what people wrote out of the report and say so: the replies are left out here.",
      },
    ];
  },
  never: [
    "Change anything, not even to fix what you find: propose it.",
    "Compare rates of fewer than 100 mails each, or call such a difference a result.",
    "Mix the whole life with the period, or mails with people: say which each number counts.",
  ],
  report:
    "one line with the verdict; a table of sent, replied, positive, bounced and unsubscribed for life and period, each rate as count of sent; " +
    "steps and mailboxes compared; what people write, in your words; what needs attention, worst first, each with the number it rests on and what you propose.",
};
