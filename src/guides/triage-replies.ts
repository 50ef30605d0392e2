import { blank, call, type Guide } from "./guide.ts";
import {
  daysAgo,
  find,
  pageOf,
  readConversation,
  sendAgreed,
  setAgreedReminder,
  setCategory,
  within,
} from "./steps.ts";

export const triageReplies: Guide = {
  name: "triage_replies",
  title: "Triage the new replies",
  about: "Read the replies that nobody has read or sorted, give each a category, and prepare the answers for your yes.",
  arguments: {
    campaign: { about: "Only this campaign, by name or id." },
    days: { about: "Only replies of the last days.", initial: 30 },
    limit: { about: "Most conversations to work on.", initial: 20 },
    goal: { about: "What a good outcome is, and what answers may promise." },
  },
  goal: "every new reply is read, has the right category, and either has an answer the person agreed to or a reason why it needs none.",
  ask: ({ goal }) =>
    goal === undefined
      ? "what a good outcome is (a call, a trial, an answer), who signs, and what may be said about price and dates."
      : undefined,
  steps: (given) => {
    const { limit, more } = pageOf(given);
    const inPeriod = {
      ...within(given),
      reply_time_between: [daysAgo(given, given.days), daysAgo(given, 0)],
    };
    return [
      ...find(given, "campaign"),
      { say: "Learn the account's categories", call: call("list_lead_categories") },
      {
        say: "Fetch the replies that nobody has read",
        call: call("list_unread_replies", { ...inPeriod, fetch_message_history: true, limit }),
        after: `${more} last_message is the newest mail of each.`.trim(),
      },
      {
        say: "Fetch those that were read but never sorted",
        call: call("fetch_inbox_replies", { ...inPeriod, unassigned: true, fetch_message_history: true, limit }),
        after: `${more} The same email_lead_map_id is the same conversation.`.trim(),
      },
      readConversation(
        "For each that is more than an automatic reply or a plain no, read the whole conversation, oldest waiting first",
        "Judge by the new words of the newest REPLY, not by what is quoted below it. A SENT after it means that somebody has " +
          "answered: only sort it. A REPLY that has from was written by somebody else than the lead: a colleague, or a stranger.",
      ),
      {
        say: "Only if a conversation asks for a series of later mails, see which subsequences there are",
        call: call("list_campaigns"),
        after: "They are the rows with parent_campaign_id, and take only leads of that campaign.",
        otherwise: "Leave subsequences aside: their list is left out here.",
      },
      {
        say:
          "Show the person one table, a row a conversation: who and which company, what they want in one sentence, the category, " +
          "what to do (answer, subsequence, reminder, unsubscribe, nothing), and below it each answer in full as it would be sent",
        after:
          "Ask which rows to carry out, and change what they change. Whoever asks not to be mailed again gets no answer: " +
          "propose to unsubscribe them. Carry out only what was agreed, with the steps below.",
      },
      setCategory(),
      sendAgreed("answer"),
      {
        say: "Move a lead whose later mails were agreed",
        call: call("push_to_subsequence", {
          email_lead_map_id: blank("email_lead_map_id"),
          sub_sequence_id: blank("campaign_id of the subsequence"),
        }),
        after: "It cannot be taken out again.",
        otherwise: "Propose the moves to subsequences in your report: moving is left out here.",
      },
      setAgreedReminder("For an absence or a later date, set the agreed reminder"),
      {
        say: "Unsubscribe who asked for it and the person agreed to",
        call: call("unsubscribe_lead_everywhere", { lead_id: blank("lead_id") }),
        otherwise: "Propose whom to unsubscribe in your report: doing it is left out here.",
      },
      {
        say: "Mark what is done as read",
        call: call("change_read_status", { email_lead_map_id: blank("email_lead_map_id"), read_status: true }),
        otherwise: "Leave the conversations unread: marking them is left out here.",
      },
    ];
  },
  never: [
    "Send, move, remind or unsubscribe without the person's yes to that row; a yes given before the text existed is none.",
    "Answer an automatic reply, a bounce, or somebody who asked not to be mailed.",
    "Promise a price, a discount or a date that the person did not give.",
  ],
  report:
    "how many replies came, by category; who was answered, moved or unsubscribed; what waits for the person and why; what failed or stayed undone.",
};
