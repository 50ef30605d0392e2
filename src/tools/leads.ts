import * as z from "zod";
import {
  campaignId,
  clientId,
  day,
  emailAddress,
  emailLeadMapId,
  leadId,
  limit,
  moment,
  offset,
} from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

/** Two lists allow 1000 rows a page; so many fill an agent's context, so they are fetched only when asked for. */
const longPage = limit(1000, 100);

const categoryId = z.int().positive();

/** What SmartLead keeps about a person besides the address. */
const contact = {
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  phone_number: z.string().optional(),
  company_name: z.string().optional(),
  website: z.string().optional(),
  location: z.string().optional(),
  linkedin_profile: z.string().optional().describe("URL."),
  company_url: z.string().optional(),
  // The old reference says 20: https://api.smartlead.ai/api-reference/leads/add-to-campaign
  custom_fields: z
    .record(z.string(), z.string())
    .refine((fields) => Object.keys(fields).length <= 200, { error: "at most 200 custom fields" })
    .optional()
    .describe("Variables of the email texts, by name."),
};

/** One lead in one campaign. */
const inCampaign = { campaign_id: campaignId, lead_id: leadId };

/** "4 leads (7, 8, 9, …)": how many, and the first few of them. */
function leadsNamed(all: readonly (string | number)[]): string {
  const few = all.slice(0, 3).join(", ") + (all.length > 3 ? ", …" : "");
  return `${all.length} lead${all.length === 1 ? "" : "s"}${few && ` (${few})`}`;
}

export const leads = group(
  "leads",
  "People in campaigns: finding, adding, changing, pausing, unsubscribing, deleting.",
  [
    tool({
      name: "list_campaign_leads",
      title: "List a campaign's leads",
      about:
        "A campaign's leads with status and category. There is no text search: find_lead_by_email finds one person. Rows carry " +
        "lead_id and email_lead_map_id.",
      asked:
        "who is in the campaign, prospects of a campaign, recipients, members, people enrolled, contacted, " +
        "not yet contacted, in progress, completed leads, filter by status, blocked leads, show leads, " +
        "recipients of a campaign, people in outreach, all leads in one campaign, who has not answered, " +
        "who is paused, who finished, leads with category interested in campaign, list of prospects, added since, " +
        "whom are we mailing, leads enrolled, show contacts in campaign, check lead status in campaign, " +
        "who is left, who bounced, people in the funnel, interested people in campaign, campaign members, " +
        "prospects enrolled in, show recipients, get leads by status, leads that finished, list people of campaign",
      effect: "read",
      route: "GET /campaigns/{campaign_id}/leads",
      input: {
        campaign_id: campaignId,
        offset,
        limit: limit(100),
        created_at_gt: moment("Added after.").optional(),
        last_sent_time_gt: moment("Last mailed after.").optional(),
        event_time_gt: moment("Any send or reply after.").optional(),
        status: z.enum(["STARTED", "INPROGRESS", "COMPLETED", "PAUSED", "STOPPED"]).optional().describe("Lead status."),
        lead_category_id: categoryId.optional().describe("From list_lead_categories."),
        email_status: z
          .enum([
            "is_opened",
            "is_clicked",
            "is_bounced",
            "is_replied",
            "is_unsubscribed",
            "is_spam",
            "is_accepted",
            "not_replied",
            "is_sender_bounced",
          ])
          .optional()
          .describe("Engagement."),
      },
      wire: { email_status: "query.emailStatus" },
      returns: "leads",
      wide: true,
      example: { campaign_id: 1_456_022, limit: 10, email_status: "is_replied" },
    }),
    tool({
      name: "find_lead_by_email",
      title: "Find a lead by email address",
      about: "One lead by exact address, with every campaign it is in and its category there.",
      asked:
        "look up a person, who is, search by email, exists already, do we have this address, find contact, " +
        "know this email, does this email exist, search person by address, whose address is this, " +
        "lead id of an email, is john in smartlead, get contact by mail, find by mail address, " +
        "check whether we know, lookup, have we contacted, is this person in our system, get lead id, " +
        "contact with this email, look someone up by mail, which lead has this address, search by address",
      effect: "read",
      route: "GET /leads/",
      input: { email: emailAddress("The exact address.") },
      returns: "lead",
      example: { email: "t.lombardi@summitridgecloud.example" },
    }),
    tool({
      name: "get_lead",
      title: "Get a lead",
      about:
        "Contact data and custom fields of one lead by lead_id, without campaigns, status or category (find_lead_by_email has " +
        "those). An unknown id gives no rows.",
      asked:
        "contact card, person details, name and company for a lead id, phone number of a lead, profile, " +
        "custom fields, show lead info, show one lead, details of lead, what do we know about a contact, " +
        "lead information by id, company of a lead, LinkedIn of a lead, pull up a lead, read lead record, " +
        "job title of lead, fields, website of lead, person card, profile of prospect, data of a person by id, " +
        "lead profile, what is the title and company of a lead, lead's custom fields",
      effect: "read",
      route: "GET /leads/{lead_id}",
      input: { lead_id: leadId },
      // A list of one: https://api.smartlead.ai/api-reference/campaigns/get-lead-by-id
      returns: "leads",
      example: { lead_id: 2_327_022_754 },
    }),
    tool({
      name: "list_account_leads",
      title: "List all leads with campaigns",
      about:
        "Leads of the whole account, each with the campaigns it is in. To narrow by status, lead list or client use " +
        "search_leads; within one campaign list_campaign_leads.",
      asked:
        "every contact of the account, all prospects with their campaigns, account-wide, whole database, " +
        "global leads, everybody in smartlead, entire lead database, all contacts and which campaigns they are in, " +
        "total leads, master list of leads, complete lead base, everyone we have, leads across the account, " +
        "entire contact database, all contacts everywhere, everyone with campaign membership, " +
        "list the whole lead base",
      effect: "read",
      route: "GET /leads/global-leads",
      input: {
        offset,
        limit: limit(100),
        created_at_gt: day("Added after this day.").optional(),
        email: emailAddress("Only this address.").optional(),
      },
      returns: "leads",
      example: { limit: 10, created_at_gt: "2026-10-01" },
    }),
    tool({
      name: "search_leads",
      title: "Search all leads",
      about:
        "Leads of the whole account, newest first, narrowed by campaign, status, lead list, client or address. " +
        "The campaigns of each lead: list_account_leads.",
      asked:
        "filter leads account-wide, contact base, leads of a client, by status, all bounced leads, all blocked, " +
        "all unsubscribed people, paginate, leads in a list, who is in a list, browse, newest contacts, " +
        "search contacts, find leads by status, people on a list, contents of a list, unassigned leads, " +
        "filter contacts, all leads newest first, contacts of one list, leads of list, query leads, " +
        "leads matching, leads in all campaigns by status, all contacts of a customer, who did we import last, " +
        "leads that replied anywhere, list members, people inside lead list, browse contacts, " +
        "search the lead database, find contacts by status, all leads with a filter, page through contacts, " +
        "leads by client, unsubscribed leads in the account",
      effect: "read",
      route: "GET /leads/all",
      input: {
        limit: longPage,
        last_seen_lead_id: z.int().positive().optional().describe("lead_id of the last row of the page before."),
        campaign_id: campaignId.optional(),
        status: z.enum(["STARTED", "INPROGRESS", "COMPLETED", "PAUSED", "STOPPED", "BLOCKED"]).optional(),
        email_status: z
          .string()
          .optional()
          .describe("Engagement; values undocumented, list_campaign_leads names some."),
        lead_type: z.enum(["active", "yet_to_use", "previously_active", "archived"]).optional(),
        lead_list_id: z.int().positive().optional().describe("From list_lead_lists."),
        client_id: clientId.optional(),
        lead_email: z.string().min(1).optional().describe("Address to search for."),
      },
      // The only spellings that the route takes; it has no page in the reference.
      wire: {
        last_seen_lead_id: "query.lastSeenLeadId",
        campaign_id: "query.campaignId",
        email_status: "query.emailStatus",
        lead_type: "query.leadType",
        lead_list_id: "query.listId",
        client_id: "query.clientId",
        lead_email: "query.leadEmail",
      },
      cursor: { argument: "last_seen_lead_id", field: "lead_id" },
      returns: "leads",
      wide: true,
      example: { limit: 10, status: "INPROGRESS", lead_type: "active" },
    }),
    tool({
      name: "list_lead_activities",
      title: "List lead activities",
      about:
        "Every email sent to leads over all campaigns, with its opens, clicks and replies: for a full export or sync. " +
        "To read answers use fetch_inbox_replies. About 10 calls a minute.",
      asked:
        "activity feed, event log, all events, opens and clicks and replies everywhere, timeline, recent activity, " +
        "sync to CRM, across campaigns, everything that happened, latest events, engagement history, " +
        "who opened or clicked across the account, stream, incremental export, audit of engagement, " +
        "what happened lately, raw events, data warehouse, who did what, changes since, monitor engagement, " +
        "event stream, who opened recently, all engagement across campaigns, stream of email events, " +
        "account activity since",
      effect: "read",
      heavy: true,
      route: "GET /campaigns/all-leads-activities",
      input: {
        offset,
        limit: longPage,
        event_time_from: moment("First moment.").optional(),
        event_time_to: moment("Last moment; needs event_time_from.").optional(),
      },
      returns: "lead_histories",
      example: { limit: 10, event_time_from: "2026-10-01", event_time_to: "2026-10-31T23:59:59Z" },
    }),
    tool({
      name: "list_lead_categories",
      title: "List lead categories",
      about:
        "The categories that update_category takes: built-in ones and the account's own. Ids differ between accounts: look them up.",
      asked:
        "reply labels, category ids, which dispositions exist, statuses such as interested, OOO, meeting request, " +
        "available sentiments, what categories can I use, category list, possible lead statuses, " +
        "which labels for leads, id of interested, reply categories, possible outcomes, " +
        "options for marking a lead, own categories, custom categories, how can I label replies, category names, " +
        "list of lead categories, ids of the categories, which reply categories exist",
      effect: "read",
      route: "GET /leads/fetch-categories",
      input: {},
      returns: "categories",
      example: {},
    }),
    tool({
      name: "add_leads_to_campaign",
      title: "Add leads to a campaign",
      about:
        "Imports up to 400 people; an active campaign then mails them by itself. A known address gets its data updated. " +
        "Answers with counts of taken and skipped leads. Uses lead credits. Leads already in the account: push_leads_to_campaign.",
      asked:
        "import prospects into campaign, upload contacts, enroll, load people, csv upload, put new people in, " +
        "feed, bulk add, insert leads, put contacts into outreach, add prospects, new recipients, " +
        "add people to a running campaign, import list of emails, push leads from CRM, from a spreadsheet, " +
        "bring in contacts, throw people into campaign, insert prospects, new names, feed leads, " +
        "list of emails to campaign, start contacting these people, ingest, sign up leads, " +
        "add new people to a campaign, upload leads, load contacts into outreach, enroll prospects, " +
        "put emails in campaign",
      effect: "sends_email",
      route: "POST /campaigns/{campaign_id}/leads",
      input: {
        campaign_id: campaignId,
        lead_list: z
          .array(z.strictObject({ email: emailAddress("Address."), ...contact }))
          .max(400, { error: "at most 400 leads; split the call" }),
        lead_list_ids: z.array(z.int().positive()).optional().describe("Lead lists to import as well."),
        type: z.string().optional().describe("Leave out."),
        ignore_global_block_list: z.boolean().optional().describe("true takes blocked leads."),
        ignore_unsubscribe_list: z.boolean().optional().describe("true takes leads who unsubscribed."),
        // true allows such leads in https://api.smartlead.ai/api-reference/leads/add-to-campaign
        // and forbids them in https://api.smartlead.ai/reference/add-leads-to-a-campaign-by-id
        ignore_duplicate_leads_in_other_campaign: z
          .boolean()
          .optional()
          .describe("Meaning of true is disputed: check duplicate_count."),
        ignore_community_bounce_list: z.boolean().optional().describe("true takes addresses that bounced for others."),
        return_lead_ids: z.boolean().optional().describe("Answer with lead ids by address."),
      },
      wire: {
        ignore_global_block_list: "body.settings.ignore_global_block_list",
        ignore_unsubscribe_list: "body.settings.ignore_unsubscribe_list",
        ignore_duplicate_leads_in_other_campaign: "body.settings.ignore_duplicate_leads_in_other_campaign",
        ignore_community_bounce_list: "body.settings.ignore_community_bounce_list",
        return_lead_ids: "body.settings.return_lead_ids",
      },
      leads: { named: "lead_list", moreLists: "lead_list_ids" },
      confirm: ({ campaign_id, lead_list, lead_list_ids, ...settings }) =>
        [
          `Add ${leadsNamed(lead_list.map(({ email }) => email))}`,
          lead_list_ids && ` and lead lists ${lead_list_ids.join(", ")}`,
          ` to campaign ${campaign_id}`,
          settings.ignore_unsubscribe_list && ", even those who unsubscribed",
          settings.ignore_global_block_list && ", even those on the block list",
          "? An active campaign mails them.",
        ]
          .filter(Boolean)
          .join(""),
      returns: { one: "" },
      example: {
        campaign_id: 1_456_022,
        lead_list: [{ email: "ada@example.com", first_name: "Ada", custom_fields: { job_title: "CEO" } }],
        return_lead_ids: true,
      },
    }),
    tool({
      name: "update_lead",
      title: "Change a lead's contact data",
      about:
        "Changes name, company, address or custom fields of a lead, in every campaign although it takes the campaign_id of one. " +
        "Custom fields are merged with the existing ones. Category: update_category.",
      asked:
        "edit prospect, correct first name, fix typo, change phone, job title, set custom field, " +
        "new email address of a lead, update contact details, LinkedIn url, modify, rename a lead, " +
        "new company name, update custom variable, wrong name, change the website, update person, correct data, " +
        "edit contact, spelling mistake in name, new phone number, swap email address, " +
        "lead has moved to another company, set a variable, adjust personal data, maintain contact, " +
        "change a prospect's details, correct company name, set phone number, update lead info, " +
        "update custom fields",
      effect: "write",
      route: "POST /campaigns/{campaign_id}/leads/{lead_id}/",
      input: { ...inCampaign, email: emailAddress("Address, even when unchanged."), ...contact },
      reach: "lead",
      confirm: ({ campaign_id: _, lead_id, email, ...changes }) =>
        `Change lead ${lead_id} (${email}) in every campaign: ${Object.keys(changes).join(", ") || "the address only"}?`,
      returns: "done",
      example: {
        campaign_id: 1_456_022,
        lead_id: 2_327_022_754,
        email: "lead@example.com",
        custom_fields: { job_title: "CEO" },
      },
    }),
    tool({
      name: "set_lead_category",
      title: "Set category by lead id",
      about:
        "Like update_category, but takes campaign_id and lead_id instead of the map id, and can pause the lead in the same step. " +
        "The category holds in this campaign only.",
      asked:
        "mark lead as interested, not interested, meeting booked, do not contact in a campaign, disposition, " +
        "classify lead, label a lead, sentiment, recategorise, set status interested, update lead category, " +
        "tag lead as hot, change category in campaign by lead id, mark as wrong person, mark as out of office, " +
        "lead wants a meeting, sort lead, mark prospect as, outcome of lead, qualify lead, disqualify, by lead id, " +
        "positive, classify a lead in a campaign, set lead status to interested, label prospect, " +
        "put lead in category",
      effect: "write",
      route: "POST /campaigns/{campaign_id}/leads/{lead_id}/category",
      input: {
        ...inCampaign,
        category_id: categoryId.nullable().describe("From list_lead_categories; null clears."),
        pause_lead: z.boolean().optional().describe("Also stop mailing the lead."),
      },
      confirm: ({ campaign_id, lead_id, category_id, pause_lead }) =>
        `${category_id === null ? "Clear the category of" : `Set category ${category_id} on`} lead ${lead_id} ` +
        `in campaign ${campaign_id}${pause_lead ? " and pause the lead" : ""}?`,
      returns: "done",
      example: { campaign_id: 1_456_022, lead_id: 2_327_022_754, category_id: 1, pause_lead: true },
    }),
    tool({
      name: "pause_lead",
      title: "Pause a lead",
      about:
        "Stops a campaign's emails to one lead until resume_lead; other campaigns go on. For good: unsubscribe_lead_from_campaign.",
      asked:
        "hold a prospect, stop sending to one person for now, freeze, halt, suspend lead, " +
        "no more emails for a while, temporarily, put on hold, stop the sequence for a lead, " +
        "don't mail him until further notice, pause prospect, wait with this lead, interrupt, put on ice, " +
        "hold off, break, stop follow-ups to one lead, mute, skip for now, no mails until, " +
        "stop mails to one lead for now, hold one prospect, temporarily stop lead",
      effect: "write",
      route: "POST /campaigns/{campaign_id}/leads/{lead_id}/pause",
      input: inCampaign,
      confirm: ({ campaign_id, lead_id }) => `Pause lead ${lead_id} in campaign ${campaign_id}?`,
      returns: "done",
      example: { campaign_id: 1_456_022, lead_id: 2_327_022_754 },
    }),
    tool({
      name: "resume_lead",
      title: "Resume a lead by lead id",
      about:
        "Lets a campaign mail a paused lead again, by lead_id; with the map id use resume_inbox_lead. The days count from the " +
        "last email that the lead was sent.",
      asked:
        "unpause, continue, restart, reactivate a lead, start mailing again, carry on, after some days, " +
        "take off hold, let campaign write again, resume prospect, pick up the sequence again, undo pause, " +
        "in a week, let him get mails again, back on, go ahead with this lead, re-enable, unfreeze lead, " +
        "after the holidays, continue a paused lead, reactivate one prospect, restart lead with delay",
      effect: "sends_email",
      route: "POST /campaigns/{campaign_id}/leads/{lead_id}/resume",
      input: {
        ...inCampaign,
        // Without it one reference takes the sequence's delay, the other 0: sent always, so that it is the caller's choice.
        // https://api.smartlead.ai/api-reference/leads/resume
        resume_lead_with_delay_days: z.int().min(0).default(0).describe("Days to wait; 0: at once."),
      },
      confirm: ({ campaign_id, lead_id, resume_lead_with_delay_days: days }) =>
        `Resume lead ${lead_id} in campaign ${campaign_id}? Its next email goes out ` +
        `${days === 0 ? "at the next sending window" : `${days} days after the last one`}.`,
      returns: "done",
      example: { campaign_id: 1_456_022, lead_id: 2_327_022_754, resume_lead_with_delay_days: 10 },
    }),
    tool({
      name: "complete_lead",
      title: "Complete a lead's manual step",
      about:
        "Marks the lead's current step as done by hand, for steps that a person does outside SmartLead. Takes the map id, not " +
        "the lead id. Answers with the step that follows, if any.",
      asked:
        "tick off, done manually, LinkedIn step, phone call step, manual task finished, mark step as completed, " +
        "go to next step, finished the call, manual step done, I connected on LinkedIn, close manual task, " +
        "done by hand, complete task step, check off, I sent the WhatsApp, task step finished, offline step, " +
        "cold call done, mark manual action done, finish a manual task step, mark call step done, " +
        "LinkedIn message sent",
      effect: "write",
      route: "POST /campaigns/{campaign_id}/leads/{email_lead_map_id}/manual-complete",
      input: { campaign_id: campaignId, email_lead_map_id: emailLeadMapId },
      confirm: ({ campaign_id, email_lead_map_id }) =>
        `Mark the current step of lead ${email_lead_map_id} in campaign ${campaign_id} as done?`,
      returns: { one: "status" },
      example: { campaign_id: 1_456_022, email_lead_map_id: 1_907_336_085 },
    }),
    tool({
      name: "delete_lead_from_campaign",
      title: "Delete a lead from a campaign",
      about:
        "Removes a lead from a campaign, and from the account when it is in no other. To merely stop its " +
        "emails use pause_lead or unsubscribe_lead_from_campaign.",
      asked:
        "remove prospect, kick out, take out, drop a person from campaign, erase, " +
        "lead should not be in this campaign, delete contact, remove recipient, take prospect off campaign, " +
        "wrong person remove, boot, pull lead out, duplicates out of campaign, added by mistake, ditch a lead, " +
        "erase a person, take one person out, delete prospect from campaign, lead removed from campaign",
      effect: "destructive",
      route: "DELETE /campaigns/{campaign_id}/leads/{lead_id}",
      input: inCampaign,
      confirm: ({ campaign_id, lead_id }) =>
        `Delete lead ${lead_id} from campaign ${campaign_id}, and from the account if it is in no other campaign?`,
      returns: "done",
      example: { campaign_id: 1_456_022, lead_id: 2_327_022_754 },
    }),
    tool({
      name: "unsubscribe_lead_from_campaign",
      title: "Unsubscribe a lead from a campaign",
      about:
        "Ends one campaign's emails to a lead for good; the API cannot undo it. Other campaigns go on: for all of them use " +
        "unsubscribe_lead_everywhere, for a break pause_lead.",
      asked:
        "opt out of one campaign, no more mails from this campaign, opted out, stop this campaign for a lead only, " +
        "does not want mails from this campaign, unsubscribe a prospect, single campaign opt-out, " +
        "unsubscribe here, unsub from this one, off this campaign, block further mails in this campaign, " +
        "not from this campaign, unsubscribe person from one campaign, lead opts out here, " +
        "no more from this campaign",
      effect: "destructive",
      route: "POST /campaigns/{campaign_id}/leads/{lead_id}/unsubscribe",
      input: inCampaign,
      confirm: ({ campaign_id, lead_id }) => `Unsubscribe lead ${lead_id} from campaign ${campaign_id} for good?`,
      returns: "done",
      example: { campaign_id: 1_456_022, lead_id: 2_327_022_754 },
    }),
    tool({
      name: "unsubscribe_lead_everywhere",
      title: "Unsubscribe a lead everywhere",
      about:
        "For someone who asks not to be mailed again: ends all campaigns' emails to the lead and keeps it out of later ones. " +
        "The API cannot undo it. A refusal may mean that it was unsubscribed before.",
      asked:
        "opt out globally, stop mailing this person, remove me, take me off, do not contact, DNC, all campaigns, " +
        "account-wide, GDPR, never mail again, global unsubscribe, unsubscribe from everything, " +
        "asked to be removed, no emails ever again, from all outreach, complete opt-out, privacy request, " +
        "not mailed again, unsub, leave me alone, angry lead, legal request, right to be forgotten, " +
        "off every list, unsubscribe person completely, no contact at all, globally unsubscribe, " +
        "never email this person again, remove a person from all mailings, stop all campaigns for lead",
      effect: "destructive",
      route: "POST /leads/{lead_id}/unsubscribe",
      input: { lead_id: leadId },
      confirm: ({ lead_id }) => `Unsubscribe lead ${lead_id} from all present and later campaigns for good?`,
      returns: "done",
      example: { lead_id: 2_327_022_754 },
    }),
  ],
);
