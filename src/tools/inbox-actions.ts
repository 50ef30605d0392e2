/** What is done to a conversation: answers, categories, owners, notes, reminders. */
import * as z from "zod";
import { campaignId, emailAddress, emailAddresses, emailLeadMapId, moment, statsId } from "../core/params.ts";
import { type Tool, tool } from "../core/tool.ts";

export const inboxActions: readonly Tool[] = [
  tool({
    name: "reply_to_lead",
    title: "Reply to a lead",
    about:
      "Sends a real email in an existing thread, now or at scheduled_time. Take campaign_id and the message from " +
      "fetch_message_history; answering the newest REPLY with its stats_id, message_id, time and body keeps the thread. " +
      "SmartLead queues the mail: success means queued.",
    asked:
      "answer a prospect, respond, write back, send a response in the thread, email back, reply to email, " +
      "send my answer, schedule an answer, tell the prospect, react to a message, reply yes, thank the lead, " +
      "send him our calendar link, send pricing, continue the conversation, draft and send response, " +
      "get back to this person, message the lead, type a response, let him know, confirm a meeting by mail, " +
      "reply in thread, send our reply, respond to the last email, answer an interested lead, " +
      "book a meeting with the lead",
    effect: "sends_email",
    route: "POST /campaigns/{campaign_id}/reply-email-thread",
    input: {
      campaign_id: campaignId,
      email_stats_id: statsId,
      email_body: z.string().min(1).describe("The reply as HTML; plain line breaks collapse, use <br> or <p>."),
      reply_message_id: z.string().optional().describe("message_id of the message answered."),
      reply_email_time: moment("time of the message answered.").optional(),
      reply_email_body: z.string().optional().describe("Its body, to be quoted below."),
      to_email: emailAddress(
        "Default: the lead's address. When a colleague answered, give from of that reply.",
      ).optional(),
      to_first_name: z.string().optional(),
      to_last_name: z.string().optional(),
      cc: emailAddresses("Addresses, comma-separated.").optional(),
      bcc: emailAddresses("Addresses, comma-separated.").optional(),
      add_signature: z.boolean().optional().describe("Append the mailbox's signature."),
      scheduled_time: moment("Send then instead of now.").optional(),
      schedule_condition: z.string().optional().describe("Leave out."),
      seq_type: z.string().optional().describe("Leave out."),
      attachments: z
        .array(
          z.strictObject({
            file_url: z.url().describe("Public URL; SmartLead downloads it."),
            file_name: z.string().optional(),
            file_type: z.string().optional().describe("MIME type."),
            file_size: z.int().min(0).optional().describe("Bytes."),
          }),
        )
        .optional(),
    },
    mail: ["email_body", "reply_email_body"],
    message: "email_stats_id",
    confirm: ({ campaign_id, to_email, cc, bcc, scheduled_time, attachments }) =>
      [
        `Send this reply${scheduled_time ? ` at ${scheduled_time}` : " now"}`,
        `to ${to_email ?? "the lead of the thread"}`,
        cc && `cc ${cc}`,
        bcc && `bcc ${bcc}`,
        attachments && `with ${attachments.length} attachment${attachments.length === 1 ? "" : "s"}`,
        `from campaign ${campaign_id}?`,
      ]
        .filter(Boolean)
        .join(", "),
    returns: "done",
    example: {
      campaign_id: 1_456_022,
      email_stats_id: "d5854791-9f4a-4690-82f9-18a591965e3b",
      email_body: "<p>Thanks, Tuesday at 10:00 suits me well.</p>",
    },
  }),
  tool({
    name: "forward_email",
    title: "Forward a message",
    about:
      "Sends a message of a thread to other people by email. message_id and stats_id come from fetch_message_history.",
    asked:
      "pass on, share a message with a colleague, fwd, relay, send a copy to someone else, loop in, " +
      "hand an email to my boss, send this thread to another address, let sales see this reply, send on, " +
      "redirect the reply to, share email, bring accounting into the picture, " +
      "pass the thread to a teammate by mail, forward response to sales, hand the email over",
    effect: "sends_email",
    route: "POST /campaigns/{campaign_id}/forward-email",
    input: {
      campaign_id: campaignId,
      message_id: z.string().min(1).describe("message_id of the message to forward."),
      stats_id: statsId,
      to_emails: emailAddresses("Recipients, comma-separated."),
      forward_email_body: z.string().optional().describe("HTML put above the forwarded thread."),
      forward_email_subject: z.string().optional().describe("Replaces the subject."),
    },
    mail: ["forward_email_body"],
    message: "stats_id",
    confirm: ({ campaign_id, to_emails }) => `Forward a message of campaign ${campaign_id} to ${to_emails}?`,
    returns: "done",
    example: {
      campaign_id: 1_456_022,
      message_id: "<CAaRhe1FxyAj-BPOadSQ4Q7thvA+Qtc+uSsQ40-1RoCh9a@mail.gmail.com>",
      stats_id: "d5854791-9f4a-4690-82f9-18a591965e3b",
      to_emails: "colleague@brightloop.example",
    },
  }),
  tool({
    name: "get_reply_status",
    title: "Get the status of a sent reply",
    about: "Whether a reply sent from the inbox has left, by its message_id (angle brackets included).",
    asked:
      "did my answer go out, was my response sent, delivered or still queued, has it left, failed to send, " +
      "delivery state, check whether the reply got delivered, sending state of a message, " +
      "did the response arrive, is my message stuck, did it send, is the answer out yet, " +
      "message delivery status, confirm that reply was sent, status of our response, " +
      "was the scheduled reply sent, reply pending or sent",
    effect: "read",
    route: "GET /master-inbox/reply-status",
    input: { message_id: z.string().min(1).describe("message_id of the sent reply, with angle brackets.") },
    returns: { one: "data" },
    example: { message_id: "<e62da151-b085-sl71-4433-8828-133268f518fd@harbourandpine.example>" },
  }),
  tool({
    name: "change_read_status",
    title: "Mark a conversation read or unread",
    about: "Marks a lead's conversation read (true) or unread (false). Mails nobody.",
    asked:
      "seen, unseen, mark as read, mark unread, opened, clear the unread flag, toggle, I have seen this, " +
      "flag as unread again, unread again, mark thread, set as unread, already read, dealt with, flag as read, " +
      "set read state, mark lead's messages as seen",
    effect: "write",
    route: "PATCH /master-inbox/change-read-status",
    input: { email_lead_map_id: emailLeadMapId, read_status: z.boolean().describe("true: read, false: unread.") },
    confirm: ({ email_lead_map_id, read_status }) =>
      read_status ? `Mark conversation ${email_lead_map_id} read?` : null,
    returns: "done",
    example: { email_lead_map_id: 1_907_336_085, read_status: true },
  }),
  tool({
    name: "update_category",
    title: "Set a lead's category",
    about:
      "Sorts a lead in one campaign: category_id from list_lead_categories, or null to clear it. Automations of the account may " +
      "react to the category.",
    asked:
      "label a conversation, interested, not interested, meeting booked, out of office, OOO, wrong person, " +
      "do not contact, disposition, classify, qualify a reply, sentiment, change lead status in the inbox, " +
      "mark as, recategorise, set lead to booked, tag reply as OOO, categorise reply, information request, " +
      "put into category, clear category, change the label of a reply, sort replies, bucket, meeting request, " +
      "this one wants a demo, mark conversation as won, change label, move to category, mark as lost, " +
      "mark inbox lead as interested, change category of a conversation, tag a reply as not interested, " +
      "set to do not contact, remove the category",
    effect: "write",
    route: "PATCH /master-inbox/update-category",
    input: {
      email_lead_map_id: emailLeadMapId,
      category_id: z.int().positive().nullable().describe("From list_lead_categories; null clears."),
    },
    confirm: ({ email_lead_map_id, category_id }) =>
      category_id === null
        ? `Clear the category of lead ${email_lead_map_id}?`
        : `Set category ${category_id} on lead ${email_lead_map_id}?`,
    returns: "done",
    example: { email_lead_map_id: 1_907_336_085, category_id: 1 },
  }),
  tool({
    name: "update_revenue",
    title: "Set a lead's deal value",
    about: "Sets what a lead is worth, in the account's currency.",
    asked:
      "deal size, amount, money, opportunity worth, pipeline value, euros, dollars, record revenue, won, " +
      "contract value, how much the opportunity is worth, closed deal, set value, potential, " +
      "how big is the deal, expected revenue, price tag, estimate, log the sale, won amount, " +
      "put a price on the lead, money expected from a lead, deal closed for",
    effect: "write",
    route: "PATCH /master-inbox/update-revenue",
    input: { email_lead_map_id: emailLeadMapId, revenue: z.number().min(0).describe("Amount, decimals allowed.") },
    confirm: ({ email_lead_map_id, revenue }) => `Set the revenue of lead ${email_lead_map_id} to ${revenue}?`,
    returns: "done",
    example: { email_lead_map_id: 1_907_336_085, revenue: 500.5 },
  }),
  tool({
    name: "update_lead_owner",
    title: "Assign a lead to a team member",
    about: "Makes a team member responsible for a lead's conversation. SmartLead documents no way to unassign.",
    asked:
      "hand over a conversation, reassign lead, owner, give thread to colleague, delegate, allocate to SDR, rep, " +
      "who handles, route a reply to, pass lead to a rep, assign conversation, make someone owner of the thread, " +
      "transfer lead to colleague, take over, let a colleague take over this conversation, hand off, " +
      "this lead belongs to, pass to account executive, change owner, change the owner of a lead, " +
      "assign reply to teammate, give the lead to a salesperson",
    effect: "write",
    route: "POST /master-inbox/update-team-member",
    input: { email_lead_map_id: emailLeadMapId, team_member_id: z.int().positive().describe("Id of the team member.") },
    confirm: ({ email_lead_map_id, team_member_id }) =>
      `Assign lead ${email_lead_map_id} to team member ${team_member_id}?`,
    returns: "done",
    example: { email_lead_map_id: 1_907_336_085, team_member_id: 41_265 },
  }),
  tool({
    name: "create_note",
    title: "Add a note to a lead",
    about:
      "Writes an internal note on a lead; the lead does not see it. Notes cannot be changed or deleted through the API.",
    asked:
      "comment, jot down, remark, memo, write down, log what was said, annotate, internal comment, " +
      "record call summary, leave a comment, keep in mind about this lead, new note, internal remark, " +
      "save a remark, document a phone call, internal info, put a note on, attach a note, private remark, " +
      "add info for colleagues, write that the lead said",
    effect: "write",
    route: "POST /master-inbox/create-note",
    input: { email_lead_map_id: emailLeadMapId, note_message: z.string().min(1).describe("The note.") },
    confirm: ({ email_lead_map_id, note_message }) => `Add the note ${note_message} to lead ${email_lead_map_id}?`,
    returns: { made: "note_id" },
    example: { email_lead_map_id: 1_907_336_085, note_message: "Asked for the price list on the phone." },
  }),
  tool({
    name: "create_task",
    title: "Add a task to a lead",
    about: "Creates a to-do for the team about a lead. Tasks cannot be changed or deleted through the API.",
    asked:
      "to-do, todo, call task, assign work, action item, follow-up task, due date, schedule a call, new task, " +
      "make someone call, remember to do something, plan a call with the lead, give somebody a job, chore, " +
      "homework, prepare an offer for this lead, set a deadline, give the team a to-do, " +
      "task for a lead with a due date, prepare proposal until Monday",
    effect: "write",
    route: "POST /master-inbox/create-task",
    input: {
      email_lead_map_id: emailLeadMapId,
      name: z.string().min(1).describe("What is to be done."),
      description: z.string().optional(),
      priority: z.enum(["LOW", "MEDIUM", "HIGH"]).optional().describe("Default MEDIUM."),
      due_date: moment("When it is due.").optional(),
    },
    confirm: ({ email_lead_map_id, name }) => `Create the task ${name} for lead ${email_lead_map_id}?`,
    returns: { made: "task_id" },
    example: {
      email_lead_map_id: 1_907_336_085,
      name: "Send the price list",
      priority: "HIGH",
      due_date: "2026-12-01",
    },
  }),
  tool({
    name: "set_reminder",
    title: "Set a reminder on a conversation",
    about:
      "Reminds the team of a conversation at a time, for example after an out-of-office date. Mails nobody outside.",
    asked:
      "remind me, nudge, ping me later, alert, follow up later, come back in a week, get back to, chase, tickle, " +
      "bring back a conversation, check back next month, wake me, remind team, poke me, don't let me forget, " +
      "alarm, in three days, notify the team later, revisit, follow up on a conversation next week, " +
      "remind at a time, reminder for lead",
    effect: "write",
    route: "POST /master-inbox/set-reminder",
    input: {
      email_lead_map_id: emailLeadMapId,
      email_stats_id: statsId,
      message: z.string().min(1).describe("Text of the reminder."),
      reminder_time: moment("When to remind."),
    },
    confirm: ({ email_lead_map_id, message, reminder_time }) =>
      `Set the reminder ${message} for lead ${email_lead_map_id} at ${reminder_time}?`,
    returns: { made: "reminder_id" },
    example: {
      email_lead_map_id: 1_907_336_085,
      email_stats_id: "d5854791-9f4a-4690-82f9-18a591965e3b",
      message: "Back from holiday",
      reminder_time: "2026-12-01T09:00:00Z",
    },
  }),
  tool({
    name: "push_to_subsequence",
    title: "Push a lead into a subsequence",
    about:
      "Moves a lead into a subsequence (a child campaign) of its campaign: its emails then go out by themselves. The API cannot " +
      "take a lead out again. Subsequences are the campaigns with parent_campaign_id in list_campaigns.",
    asked:
      "nurture, put into subsequence, enrol, enter child campaign, drip, start the follow-up flow, branch, " +
      "trigger subsequence, move to follow-up campaign, send lead down another sequence, enrol replied lead, " +
      "add to nurture, start drip for interested lead, continue with other emails, " +
      "put him on the nurturing track, route to another sequence, drop lead into, add lead to follow-up series, " +
      "re-engage, assign lead to subsequence, put a lead in another flow, trigger follow-up sequence for one lead",
    effect: "sends_email",
    route: "POST /master-inbox/push-to-subsequence",
    input: {
      email_lead_map_id: emailLeadMapId,
      sub_sequence_id: z.int().positive().describe("Id of the subsequence (itself a campaign)."),
      // One reference counts seconds (172800), the other days and echoes `delay_days`; days fit the rest of the API.
      // The ceiling catches a caller who thinks in seconds: https://api.smartlead.ai/api-reference/inbox/push-to-subsequence
      sub_sequence_delay_time: z
        .int()
        .min(0)
        .max(365, { error: "counts days, at most 365" })
        .optional()
        .describe("Days to wait before the first email, 0-365."),
      stop_lead_on_parent_campaign_reply: z
        .boolean()
        .optional()
        .describe("Stop when the lead answers the parent campaign."),
    },
    confirm: ({ email_lead_map_id, sub_sequence_id, sub_sequence_delay_time = 0 }) =>
      `Push lead ${email_lead_map_id} into subsequence ${sub_sequence_id}? Its emails start ` +
      `${sub_sequence_delay_time === 0 ? "at the next sending window" : `after ${sub_sequence_delay_time} days`}.`,
    returns: "done",
    example: { email_lead_map_id: 1_907_336_085, sub_sequence_id: 1_456_072, sub_sequence_delay_time: 3 },
  }),
  tool({
    name: "resume_inbox_lead",
    title: "Resume a paused lead",
    about:
      "Lets the campaign mail a paused lead again, by email_lead_map_id. Give resume_delay_days: SmartLead's default is unclear.",
    asked:
      "continue sequence from the inbox, unpause replied lead, restart after out of office, " +
      "keep mailing this conversation, carry on, map id, resume after reply, lead came back from vacation, " +
      "resume in inbox, keep the sequence going for the replied prospect, " +
      "get the emails going again for this conversation, reactivate conversation, proceed, " +
      "lead paused by a reply, let the sequence continue after a reply, unpause inbox lead, " +
      "restart conversation's campaign",
    effect: "sends_email",
    route: "PATCH /master-inbox/resume-lead",
    input: {
      campaign_id: campaignId,
      email_lead_map_id: emailLeadMapId,
      // Default 1 in one reference, immediately in the other: sent always, so that it is the caller's choice.
      resume_delay_days: z.int().min(0).default(0).describe("Days to wait; 0: at once."),
    },
    confirm: ({ campaign_id, email_lead_map_id, resume_delay_days }) =>
      `Resume lead ${email_lead_map_id} in campaign ${campaign_id}? Its next email goes out ` +
      `${resume_delay_days === 0 ? "at the next sending window" : `after ${resume_delay_days} days`}.`,
    returns: "done",
    example: { campaign_id: 1_456_053, email_lead_map_id: 1_906_917_731, resume_delay_days: 1 },
  }),
  tool({
    name: "block_domains",
    title: "Block domains everywhere",
    about:
      "Adds whole domains to the account's block list: no campaign mails anyone there any more. Undone only through the block list.",
    asked:
      "never contact a company again, ban, blacklist domain from the inbox, stop mailing anyone at, " +
      "exclude a whole company, do not contact, block a company, stop everything to a domain, " +
      "blocklist several domains, whole organisation asked not to be mailed, competitor domains, " +
      "make a company off limits, no one at this firm, domain ban, blocking, " +
      "no campaign may mail a company any more, put domains on the blocklist from the inbox, block whole firms",
    effect: "write",
    route: "POST /master-inbox/block-domains",
    input: {
      domains: z.array(z.string().min(3)).min(1).describe("Domain names, such as example.com."),
      // Optional in the newer reference, required in the older one: sent always.
      source: z.enum(["manual", "bounce", "complaint", "invalid"]).default("manual").describe("Why."),
    },
    confirm: ({ domains }) => `Never mail anyone at ${domains.join(", ")} again, from any campaign?`,
    returns: "done",
    example: { domains: ["unwanted.example"], source: "manual" },
  }),
];
