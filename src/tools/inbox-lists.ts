/** Conversations, a list for each place that the inbox keeps them in. */
import * as z from "zod";
import { emailLeadMapId, ids, limit, offset, oneOrMany, period } from "../core/params.ts";
import { type Tool, tool, type WirePlace } from "../core/tool.ts";

const emailStatus = z.enum(["Opened", "Clicked", "Replied", "Unsubscribed", "Bounced", "Accepted", "Not Replied"]);

const page = { offset, limit: limit(20) };

/** Filters that every inbox list understands the same way. */
const sharedFilters = {
  search: z.string().min(1).max(30).optional(),
  unassigned: z.boolean().optional(),
  is_assigned: z.boolean().optional(),
  category_ids_in: ids(10).optional(),
  category_ids_not_in: ids(10).optional(),
  reply_time_between: period.optional(),
};

/**
 * Filters that take several ids, each list with its own ceilings. Team members, tags and clients: at most 10 everywhere;
 * the page of the sent list states none, but the vendor's shared schema says 10 for all lists, so 10 is what is safe.
 * https://api.smartlead.ai/api-reference/inbox/get-sent
 */
const manyFilters = (most: { campaigns: number; mailboxes: number }) => ({
  ...sharedFilters,
  email_status: oneOrMany(z.array(emailStatus).min(1)).optional(),
  campaign_id: oneOrMany(ids(most.campaigns)).optional(),
  email_account_id: oneOrMany(ids(most.mailboxes)).optional(),
  campaign_team_member_id: oneOrMany(ids(10)).optional(),
  campaign_tag_id: oneOrMany(ids(10)).optional(),
  campaign_client_id: oneOrMany(ids(10)).optional(),
});

/** The two lists whose pages document single values only. https://api.smartlead.ai/api-reference/inbox/get-assigned */
const singleFilters = {
  ...sharedFilters,
  email_status: emailStatus.optional(),
  campaign_id: z.int().positive().optional(),
  email_account_id: z.int().positive().optional(),
  campaign_team_member_id: z.int().positive().optional(),
  campaign_tag_id: z.int().positive().optional(),
  campaign_client_id: z.int().positive().optional(),
};

const sortBy = z.enum(["REPLY_TIME_DESC", "SENT_TIME_DESC"]).optional();

/** SmartLead nests the filters and writes them in camelCase; tools are flat and in snake_case. */
const filterWire = {
  search: "body.filters.search",
  unassigned: "body.filters.leadCategories.unassigned",
  is_assigned: "body.filters.leadCategories.isAssigned",
  category_ids_in: "body.filters.leadCategories.categoryIdsIn",
  category_ids_not_in: "body.filters.leadCategories.categoryIdsNotIn",
  reply_time_between: "body.filters.replyTimeBetween",
  email_status: "body.filters.emailStatus",
  campaign_id: "body.filters.campaignId",
  email_account_id: "body.filters.emailAccountId",
  campaign_team_member_id: "body.filters.campaignTeamMemberId",
  campaign_tag_id: "body.filters.campaignTagId",
  campaign_client_id: "body.filters.campaignClientId",
  sort_by: "body.sortBy",
} as const satisfies Record<string, WirePlace>;

const listWire = { ...filterWire, fetch_message_history: "query.fetch_message_history" } as const;

/** What most lists take, each with its own ceilings. */
const filtered = (most: { campaigns: number; mailboxes: number }) => ({
  ...page,
  fetch_message_history: z.boolean().optional(),
  ...manyFilters(most),
});

const inboxRows = { effect: "read", returns: "conversations" } as const;

/** A list that is like the others. */
const usualList = {
  ...inboxRows,
  input: { ...filtered({ campaigns: 5, mailboxes: 10 }), sort_by: sortBy },
  wire: listWire,
};

export const inboxLists: readonly Tool[] = [
  tool({
    name: "fetch_inbox_replies",
    title: "Fetch inbox replies",
    about:
      "Leads that replied, over all campaigns, newest first: the start of a triage. Set fetch_message_history to read what " +
      "they wrote. Rows carry email_lead_map_id (for the inbox actions), lead_id and campaign_id.",
    asked:
      "who wrote back, who answered, responses that came in, incoming answers of all campaigns, unibox, " +
      "triage inbox, latest hot leads to work, interested responders, everyone who replied this week, inbound, " +
      "check my inbox, what came back today, any answers yet, people who responded, " +
      "latest responses across campaigns, read the unibox, show master inbox, replies from last week, " +
      "OOO replies, who got back to us, hear back, feedback from prospects, what did people say, " +
      "new leads that responded, anyone bite, positive replies to work through, go through replies, " +
      "filter inbox by category, incoming responses, hot replies needing an answer, read the answers, " +
      "interested leads' messages, newest responses of campaign, unified inbox, replies received by a mailbox, " +
      "replies with attachments",
    ...inboxRows,
    route: "POST /master-inbox/inbox-replies",
    input: {
      ...filtered({ campaigns: 5, mailboxes: 20 }),
      sort_by: sortBy,
    },
    wire: listWire,
    wide: true,
    example: { limit: 5, fetch_message_history: true, email_status: ["Replied"], unassigned: true },
  }),
  tool({
    name: "list_sent_emails",
    title: "List sent emails",
    about:
      "Leads that were mailed, over all campaigns, whether or not they answered. Filter by email_status to see who opened.",
    asked:
      "sent folder, outbox, outgoing mail, outbound history in the unibox, what went out, mails we sent, " +
      "emails we have sent out, outbound mails, sent items, mails already delivered to leads, " +
      "history of outgoing emails, mails we fired off, what have we sent so far, delivered mails, " +
      "conversations where we wrote last, messages that left, who did we email",
    ...inboxRows,
    route: "POST /master-inbox/sent",
    input: {
      ...filtered({ campaigns: 15, mailboxes: 20 }),
      sort_by: sortBy,
    },
    wire: listWire,
    example: { limit: 5, email_status: ["Opened"], sort_by: "SENT_TIME_DESC" },
  }),
  tool({
    name: "list_assigned_to_me",
    title: "List conversations assigned to me",
    about: "Conversations assigned to the owner of the API key. Filters take single values here.",
    asked:
      "my threads, my own inbox, mine to handle, given to me, my queue, my leads, " +
      "conversations I am responsible for, my workload, what is on my plate, threads I own, " +
      "what do I need to answer, stuff on my desk, what am I supposed to handle, my share of the inbox, " +
      "threads under my name, leads allotted to me, my tasks in the inbox",
    ...inboxRows,
    route: "POST /master-inbox/assigned-me",
    input: { ...page, fetch_message_history: z.boolean().optional(), ...singleFilters, sort_by: sortBy },
    wire: listWire,
    example: { limit: 5 },
  }),
  tool({
    name: "list_unread_replies",
    title: "List unread replies",
    about:
      "Conversations with a reply that nobody has read. Reading them here does not mark them read: change_read_status does.",
    asked:
      "unseen, unopened answers, not looked at yet, new messages waiting for attention, fresh responses, " +
      "unanswered, anything new in the inbox, still to be read, what have we missed, unopened mail in the inbox, " +
      "pending replies, fresh mail, untouched, not read yet, unread count, new incoming, still unopened",
    ...usualList,
    route: "POST /master-inbox/unread-replies",
    example: { limit: 5, fetch_message_history: true },
  }),
  tool({
    name: "list_important_messages",
    title: "List important conversations",
    about: "Conversations that someone marked important.",
    asked:
      "starred, flagged, priority, favourite, pinned threads, marked with a star, VIP, high priority, " +
      "highlighted, things we marked as must-see, key conversations, bookmarked threads, important mails, " +
      "star list, prioritised",
    ...usualList,
    route: "POST /master-inbox/important",
    example: { limit: 5 },
  }),
  tool({
    name: "list_snoozed_messages",
    title: "List snoozed conversations",
    about: "Conversations hidden until a later date.",
    asked:
      "asleep, postponed, put off, sleeping threads, hidden for now, come back later, deferred, " +
      "threads that wake up later, parked conversations, delayed threads, dormant, snooze list, " +
      "conversations that return later",
    ...usualList,
    route: "POST /master-inbox/snoozed",
    example: { limit: 5 },
  }),
  tool({
    name: "list_scheduled_messages",
    title: "List scheduled replies",
    about:
      "Conversations with a reply of ours that waits for its time. Look here before answering, so that nobody is mailed twice.",
    asked:
      "queued replies, outgoing later, send later queue, pending messages not yet sent, planned mails, " +
      "timed to leave, mails waiting to go out, what will be sent tomorrow, upcoming messages, future sends, " +
      "messages set to go out at a later time, what is lined up, outbox queue, replies that go out tomorrow, " +
      "delayed replies, waiting messages, not sent yet",
    ...inboxRows,
    route: "POST /master-inbox/scheduled",
    input: {
      ...filtered({ campaigns: 5, mailboxes: 10 }),
      sort_by: z.enum(["SCHEDULED_TIME_DESC", "SCHEDULED_TIME_ASC"]).optional(),
    },
    wire: listWire,
    example: { limit: 5, sort_by: "SCHEDULED_TIME_ASC" },
  }),
  tool({
    name: "list_reminders",
    title: "List conversations with reminders",
    about: "Conversations on which someone set a reminder (set_reminder).",
    asked:
      "who to get back to, follow-up reminders due, nudges, reminded about, pending reminders, " +
      "conversations I must chase, upcoming reminders, callbacks due today, whom should I chase, " +
      "follow up today, conversations with an alarm, follow-ups on my calendar, who do I need to call back, " +
      "reminder list, conversations to follow up on, set reminders",
    ...inboxRows,
    route: "POST /master-inbox/reminders",
    input: {
      ...page,
      ...manyFilters({ campaigns: 5, mailboxes: 10 }),
      sort_by: z.enum(["REMINDER_TIME_DESC", "REMINDER_TIME_ASC"]).optional(),
    },
    wire: filterWire,
    example: { limit: 5, sort_by: "REMINDER_TIME_ASC" },
  }),
  tool({
    name: "list_archived_messages",
    title: "List archived conversations",
    about: "Conversations that were put away.",
    asked:
      "archive folder, filed away, closed, done, old threads out of the inbox, archived threads, " +
      "old conversations, cleared from inbox, conversations we are done with, hidden threads, finished, " +
      "archived mails, inbox archive, cleaned up conversations",
    ...usualList,
    route: "POST /master-inbox/archived",
    example: { limit: 5 },
  }),
  tool({
    name: "list_view_messages",
    title: "List conversations of a custom view",
    about:
      "Conversations by the filters of a custom inbox view, the only list that filters by subsequence. Single values only.",
    asked:
      "saved inbox view, custom folder, filtered unibox, smart view, threads of a subsequence, " +
      "custom inbox view, view by id, replies of a subsequence, view in the master inbox, inbox by subsequence, " +
      "team inbox view, custom view of the inbox, filter inbox by subsequence",
    ...inboxRows,
    route: "POST /master-inbox/views",
    input: {
      ...page,
      fetch_message_history: z.boolean().optional(),
      ...singleFilters,
      sub_sequence_id: z.int().positive().optional().describe("Only leads in this subsequence."),
      sort_by: sortBy,
    },
    wire: { ...listWire, sub_sequence_id: "body.filters.subSequenceId" },
    example: { limit: 5 },
  }),
  tool({
    name: "get_inbox_lead",
    title: "Get one inbox conversation",
    about:
      "The current inbox row of one lead in one campaign: category, read state, owner, revenue, subsequence. No messages: fetch_message_history has them.",
    asked:
      "open one unibox item by map id, single inbox entry, inbox record, details of a thread, " +
      "who owns this conversation, load a conversation card, look at a single inbox lead, " +
      "category and owner of a thread, one thread in the master inbox, specific conversation, " +
      "current state of a conversation, pull up inbox lead, inbox details for a map id, " +
      "show one conversation's metadata, single lead in the inbox",
    effect: "read",
    route: "GET /master-inbox/{email_lead_map_id}",
    input: { email_lead_map_id: emailLeadMapId },
    returns: "conversation",
    example: { email_lead_map_id: 1_907_336_085 },
  }),
  tool({
    name: "list_untracked_replies",
    title: "List untracked replies",
    about:
      "Mail in the connected mailboxes that belongs to no lead: answers from private addresses, reports, newsletters.",
    asked:
      "unmatched, unknown senders, stray mails, orphan replies, not linked to a lead, not tied to a campaign, " +
      "answers from another address, lost replies, unattributed, replies from unknown people, " +
      "mails that match nobody, someone answered from a different address, not in any campaign, " +
      "bounces and newsletters, strangers, random emails in our mailboxes, " +
      "responses from people we never contacted, mails outside of campaigns, unassigned mail, " +
      "replies without campaign, replies not assigned to any campaign, mail from people who are not leads, " +
      "stray answers, untracked emails",
    effect: "read",
    route: "GET /master-inbox/untracked-replies",
    input: {
      offset,
      limit: limit(100),
      fetch_body: z.boolean().optional().describe("Add the text of each mail."),
      fetch_attachments: z.boolean().optional().describe("Add the attachments."),
      from_email: z.string().optional().describe("Sender's address."),
      to_email: z.string().optional().describe("Our mailbox's address."),
      subject_line: z.string().optional().describe("Part of the subject."),
    },
    wire: { fetch_body: "query.fetchBody", fetch_attachments: "query.fetchAttachments" },
    returns: "untracked_replies",
    example: { limit: 5, fetch_body: true },
  }),
];
