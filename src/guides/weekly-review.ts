import { call, type Given, type Guide, idOf, type Value } from "./guide.ts";
import { daysAgo, find } from "./steps.ts";

/** So many days that end today, or that end where those begin. */
function periodOf(given: Given, periodsBack: number): { start_date: string; end_date: string } {
  const last = given.days * periodsBack;
  return { start_date: daysAgo(given, last + given.days - 1), end_date: daysAgo(given, last) };
}

export const weeklyReview: Guide = {
  name: "weekly_review",
  title: "Review the week",
  about:
    "The account over the last days: what was sent, what came back, against the days before, and what waits. Changes nothing.",
  arguments: {
    client: { about: "Only this client of an agency, by name or id." },
    days: { about: "Length of the period that ends today.", initial: 7 },
    goal: { about: "What matters this week, or the question to answer." },
  },
  goal: "the person sees in two minutes what moved since the period before, which campaigns and mailboxes need them, and what is unanswered.",
  ask: () => undefined,
  steps: (given) => {
    const { client } = given;
    const client_id: Value = idOf(client, "client");
    const ofClient: Record<string, Value> = client ? { client_ids: [client_id] } : {};
    const [now, before] = [
      { ...periodOf(given, 0), ...ofClient },
      { ...periodOf(given, 1), ...ofClient },
    ];
    return [
      ...find(given, "client"),
      {
        say: "See which campaigns there are",
        call: call("list_campaigns", client ? { client_id } : {}),
        after: "Note those that are active and those that are paused.",
      },
      { say: "Fetch the totals of the period", call: call("get_overall_stats", now) },
      { say: "Fetch the totals of the period before", call: call("get_overall_stats", before) },
      {
        say: "Compare the campaigns",
        call: call("list_campaign_performance", now),
        after: "An active campaign that sent nothing needs a look, unless its schedule explains it.",
      },
      { say: "See how the replies were sorted", call: call("list_replies_by_category", now) },
      {
        say: "Compare the mailboxes",
        call: call("list_mailbox_performance", now),
        after: "This route has a limit of its own: once is enough.",
        otherwise: "Leave the mailboxes out of the review and say so: their numbers are left out here.",
      },
      {
        say: "See what waits for an answer",
        call: call("reply_queue", { ...(client && { campaign_client_id: [client_id] }), limit: 20 }),
        after: "waiting counts all that were seen; where older stands, say that there are more.",
        otherwise: "Leave the unread replies out of the review and say so: they are left out here.",
      },
    ];
  },
  never: [
    "Change anything, not even to fix what you find: propose it.",
    "Call a difference a trend when either period has fewer than 100 mails.",
    "Add up rates: compute them from the counts.",
  ],
  report:
    "three lines that a busy person reads; a table of sent, replied, positive and bounced for both periods with the difference; " +
    "campaigns and mailboxes that need attention, worst first, each with its number; what waits, oldest first; what you propose for the next days.",
};
