/** Steps and arguments that several guides share. */
import { blank, CHOICES, type ChoiceName, call, type Given, idOf, type Step, type Value } from "./guide.ts";

/** The step that finds what the person gave by name only. The name itself stands once, where the brief quotes it. */
export function find(given: Given, name: ChoiceName): Step[] {
  const choice = given[name];
  if (choice === undefined || choice.id !== undefined) return [];
  return [
    {
      say: `Find the ${name} that the person named`,
      call: call(CHOICES[name].tool),
      after: "No row of exactly that name, or more than one: show what comes near and ask. Do not go on with a guess.",
      otherwise: `Ask the person for the id of the ${name}: the list to find it in is left out here.`,
    },
  ];
}

/** Arguments that narrow a list of conversations to what the person chose. */
export function within({ campaign }: Given): Record<string, Value> {
  return campaign === undefined ? {} : { campaign_id: [idOf(campaign, "campaign")] };
}

const DAY_MS = 86_400_000;

/** The day (UTC) so many days before now, as YYYY-MM-DD. */
export function daysAgo({ now }: Given, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);
}

/** Rows of the inbox that come in one answer. */
const INBOX_PAGE = 20;

/** The first page of so many conversations as the person wants, and how to come by the others. */
export function pageOf({ limit }: Given): { limit: number; more: string } {
  const more = limit > INBOX_PAGE ? `Call again with what next says until you have ${limit} or there are no more.` : "";
  return { limit: Math.min(limit, INBOX_PAGE), more };
}

/** Reads one conversation as a whole. */
export function readConversation(say: string, after: string): Step {
  return {
    say,
    call: call("fetch_message_history", { campaign_id: blank("campaign_id"), lead_id: blank("lead_id") }),
    after,
  };
}

export function setCategory(): Step {
  return {
    say: "Set the category",
    call: call("update_category", {
      email_lead_map_id: blank("email_lead_map_id"),
      category_id: blank("category_id"),
    }),
    otherwise: "Propose the categories in your report: setting them is left out here.",
  };
}

/** Sends what the person agreed to. Between the reading and the yes a colleague may have answered. */
export function sendAgreed(what: "answer" | "mail"): Step {
  return {
    say:
      `Send the agreed ${what} to the newest REPLY of its conversation; when minutes have passed since you read it, read it ` +
      "again first, and if it has a new message, ask the person instead",
    call: call("reply_to_lead", {
      campaign_id: blank("campaign_id"),
      email_stats_id: blank("stats_id"),
      reply_message_id: blank("message_id"),
      reply_email_time: blank("time"),
      email_body: blank(`the agreed ${what} as HTML`),
    }),
    after: "Add to_email only if the person agreed to write to somebody else than the lead. Success means queued.",
    otherwise: `Propose each ${what} in your report, ready to be copied: sending is left out here.`,
  };
}

export function setAgreedReminder(say: string): Step {
  return {
    say,
    call: call("set_reminder", {
      email_lead_map_id: blank("email_lead_map_id"),
      email_stats_id: blank("stats_id"),
      message: blank("what to do then"),
      reminder_time: blank("when, as an ISO date-time"),
    }),
    otherwise: "Propose the reminders in your report: setting them is left out here.",
  };
}
