import { blank, call, type Guide, idOf } from "./guide.ts";
import { daysAgo, find, pageOf, readConversation, sendAgreed, setAgreedReminder, within } from "./steps.ts";

export const findFollowUps: Guide = {
  name: "find_follow_ups",
  title: "Find conversations to follow up",
  about:
    "Find the good conversations that went quiet or wait for you, and prepare the next mail or a reminder for each.",
  arguments: {
    campaign: { about: "Only this campaign, by name or id." },
    category: { about: "Only leads of this category, by name or id; the positive ones when left out." },
    days: { about: "Quiet for at least so many days.", initial: 5 },
    limit: { about: "Most conversations to look through.", initial: 40 },
    goal: { about: "What to steer towards, and what the mails may promise." },
  },
  goal: "no conversation that started well ends because nobody wrote: each has a next mail the person agreed to, a reminder, or a reason to let it go.",
  ask: ({ goal }) =>
    goal === undefined
      ? "what to steer towards (a call, a trial, an answer), and what may be said about price and dates."
      : undefined,
  steps: (given) => {
    const { limit, more } = pageOf(given);
    const { category } = given;
    const named = category !== undefined && category.id === undefined;
    return [
      ...find(given, "campaign"),
      ...(category?.id !== undefined
        ? []
        : [
            {
              say: "Learn the account's categories",
              call: call("list_lead_categories"),
              after: named
                ? "Find the one that the person named; without a row of exactly that name show the list and ask."
                : "Take those whose sentiment is positive; ask the person about their own ones that have none.",
            },
          ]),
      {
        say: "Fetch the conversations with these leads",
        call: call("fetch_inbox_replies", {
          ...within(given),
          category_ids_in: [category ? idOf(category, "category") : blank("category_id of each of these")],
          sort_by: "REPLY_TIME_DESC",
          limit,
        }),
        after: more,
      },
      {
        say: "See which of them somebody already has a reminder for",
        call: call("list_reminders", { ...within(given), limit: 20 }),
        after: "Call again with what next says until there are no more.",
        otherwise: "Reminders that others have set cannot be seen here; say so in your report.",
      },
      {
        say: "Keep two kinds of conversation, and drop the rest",
        after:
          "Waiting for us: last_reply_time is later than last_sent_time. Gone quiet: last_sent_time is later, and before " +
          `${daysAgo(given, given.days)}. Drop those with a reminder, a scheduled_time, a snoozed_until, a next_email_time to come, or is_pushed_to_sub_sequence.`,
      },
      readConversation(
        "Read each that is kept, waiting ones first",
        "Drop it when the talk is plainly over (a no, a booked meeting), and say so.",
      ),
      {
        say:
          "Show the person one table, longest waiting first: who and which company, where the talk stands in one sentence, " +
          "for how many days, what to do (mail, reminder, let go), and below it each mail in full as it would be sent",
        after:
          "Ask which rows to carry out, and change what they change. Carry out only what was agreed, with the steps below.",
      },
      sendAgreed("mail"),
      setAgreedReminder("Set the agreed reminder"),
    ];
  },
  never: [
    "Send or remind without the person's yes to that row; a yes given before the text existed is none.",
    "Follow up with somebody who said no, asked not to be mailed, or whose campaign still mails them by itself.",
    "Promise a price, a discount or a date that the person did not give.",
  ],
  report:
    "what was sent and set; what the person let go; what still waits and since when; how many conversations were looked through and whether there were more.",
};
