/** What a conversation holds: its messages, notes and tasks. */
import * as z from "zod";
import { campaignId, leadId, moment } from "../core/params.ts";
import { type Tool, tool } from "../core/tool.ts";

export const conversations: readonly Tool[] = [
  tool({
    name: "fetch_message_history",
    title: "Read a conversation",
    about:
      "All messages between a campaign and one lead, oldest first, as plain text with the new words of each. " +
      "Takes the lead id, not the map id. Messages carry the stats_id and message_id that reply_to_lead and forward_email need.",
    asked:
      "whole thread, full email exchange with one lead, chat, what did we write, what did they say, " +
      "past messages, previous mails, correspondence, back and forth, see conversation, show email thread, " +
      "what was said so far, all emails with a prospect, open the thread, read the discussion, message log, " +
      "context before answering, email trail, email chain, whole discussion, what was our last message to, " +
      "everything we exchanged, load the conversation, transcript, complete email thread of a lead, " +
      "see all messages to and from, what did he reply, read a lead's thread",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/leads/{lead_id}/message-history",
    input: {
      campaign_id: campaignId,
      lead_id: leadId,
      event_time_gt: moment("Only messages after this time.").optional(),
      show_plain_text_response: z.boolean().optional(),
    },
    returns: "messages",
    example: { campaign_id: 1_456_022, lead_id: 2_327_022_754 },
  }),
  tool({
    name: "fetch_message_histories",
    title: "Read conversations of several leads",
    about:
      "Message histories of several leads of one campaign in one request. Without lead_ids SmartLead returns every lead: large.",
    asked:
      "bulk threads, many conversations at once, batch message history, multiple leads in one call, " +
      "several exchanges together, threads of a bunch of leads, fetch many threads in one request, " +
      "history for list of leads, histories for many, transcripts of several people, email trails, " +
      "conversations in bulk, threads for a list of lead ids, several leads' messages at once, " +
      "bulk fetch conversations",
    effect: "read",
    // The last segment is a literal part of the documented URL.
    route: "POST /campaigns/{campaign_id}/message-history-for-leads/bbfbdsFGHlBr76ruhjvh6fhHL",
    input: {
      campaign_id: campaignId,
      lead_ids: z.array(z.int().positive()).min(1).nullable().optional().describe("Lead ids; null or absent: all."),
      event_time_gt: moment("Only messages after this time.").optional(),
      show_plain_text_response: z.boolean().optional(),
    },
    wire: { event_time_gt: "query.event_time_gt", show_plain_text_response: "query.show_plain_text_response" },
    returns: "histories",
    example: { campaign_id: 1_456_022, lead_ids: [2_327_022_754] },
  }),
  tool({
    name: "list_lead_notes",
    title: "List a lead's notes",
    about: "Internal notes on a lead. Some plans do not offer this route; then the answer is not_found.",
    asked:
      "comments on a lead, what was jotted down, remarks, memos, what colleagues wrote about a lead, view notes, " +
      "read comments, internal notes, what do we know about this lead, note history, what is written down, " +
      "team's remarks, read the notes, call notes, show internal comments for lead, " +
      "our remarks about a prospect, notes written earlier",
    effect: "read",
    route: "GET /crm/leads/notes/{lead_id}",
    input: { lead_id: leadId },
    returns: "notes",
    example: { lead_id: 2_327_022_754 },
  }),
  tool({
    name: "list_lead_tasks",
    title: "List a lead's tasks",
    about: "The team's to-dos about a lead. Some plans do not offer this route; then the answer is not_found.",
    asked:
      "to-dos of a lead, open tasks, action items, what is left to do for a lead, due tasks, view todos, " +
      "pending todos, which tasks are open for this prospect, tasks assigned on the lead, " +
      "what still has to be done for this lead, task list, outstanding, assigned jobs, " +
      "which todos belong to a lead, open jobs for a prospect, tasks due",
    effect: "read",
    route: "GET /crm/leads/tasks/{lead_id}",
    input: { lead_id: leadId },
    returns: "tasks",
    example: { lead_id: 2_327_022_754 },
  }),
];
