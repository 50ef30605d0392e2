import * as z from "zod";
import { campaignId, clientId, emailAccountId, emailAddress, hour, leadId, moment, timezone } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const includeTags = z.boolean().optional();

/**
 * Read back as DONT_EMAIL_OPEN, written as DONT_TRACK_EMAIL_OPEN: both are taken, the long one is sent.
 * https://api.smartlead.ai/api-reference/campaigns/update-settings
 */
const trackSettings = z
  .array(
    z
      .enum([
        "DONT_EMAIL_OPEN",
        "DONT_LINK_CLICK",
        "DONT_REPLY_TO_AN_EMAIL",
        "DONT_TRACK_EMAIL_OPEN",
        "DONT_TRACK_LINK_CLICK",
        "DONT_TRACK_REPLY_TO_AN_EMAIL",
      ])
      .transform((word) => word.replace(/^DONT_(?!TRACK_)/, "DONT_TRACK_")),
  )
  .describe("What is not tracked; [] tracks all.");

export const campaigns = group("campaigns", "Campaigns, their settings, schedule and status, and exports.", [
  tool({
    name: "list_campaigns",
    title: "List campaigns",
    about:
      "All campaigns with status, without paging. Subsequences are among them, with parent_campaign_id set. The place to turn a " +
      "name into a campaign_id.",
    asked:
      "all campaigns, overview of outreach, which campaigns do we run, active campaigns, my sequences, " +
      "every campaign of a client, get campaigns, overview, paused campaigns, drafts, what campaigns exist, " +
      "find campaign by name, running, list of outreach, what are we running, currently active, " +
      "look up campaigns by client, including tags, every campaign with settings, list all outreach, " +
      "campaigns of one client, campaigns with tags",
    effect: "read",
    route: "GET /campaigns/",
    input: { client_id: clientId.optional(), include_tags: includeTags },
    returns: "campaigns",
    wide: true,
    example: { include_tags: true },
  }),
  tool({
    name: "get_campaign",
    title: "Get a campaign",
    about: "One campaign: status, schedule, limits, tracking. Numbers are in get_campaign_analytics.",
    asked:
      "campaign details, configuration, info about a campaign, its current status, sending window, " +
      "tracking settings, is it running, when does it send, look up a campaign, show settings of a campaign, " +
      "max leads per day, how is it configured, which tracking, stop rule, schedule of a campaign, " +
      "is it paused or active, tell me about campaign, one campaign, time zone, campaign limits, metadata, " +
      "is it still on, status of campaign, info on one campaign, show campaign configuration, " +
      "what is the daily limit of the campaign, read campaign settings, which time zone",
    effect: "read",
    route: "GET /campaigns/{campaign_id}",
    input: { campaign_id: campaignId, include_tags: includeTags },
    returns: "campaign",
    example: { campaign_id: 1_456_022 },
  }),
  tool({
    name: "create_campaign",
    title: "Create a campaign",
    about:
      "Creates an empty draft; nothing is sent. Then save_campaign_sequences, set_campaign_schedule, add_campaign_email_accounts, " +
      "add_leads_to_campaign, and set_campaign_status last.",
    asked:
      "new campaign, launch outreach, set up, kick off, begin, make an empty draft campaign, " +
      "add a campaign for a client, start from scratch, fresh campaign, open a campaign, new outbound, " +
      "add campaign, spin up, draft campaign, blank, initiate, establish, create an outreach, " +
      "new empty campaign for a client, open new campaign",
    effect: "write",
    route: "POST /campaigns/create",
    input: { name: z.string().min(1).optional(), client_id: clientId.nullable().optional() },
    confirm: ({ name = '"Untitled Campaign"' }) => `Create the draft campaign ${name}?`,
    returns: "campaign",
    example: { name: "Spring outreach" },
  }),
  tool({
    name: "set_campaign_status",
    title: "Start, pause or stop a campaign",
    about:
      "START begins sending real email and needs a schedule, a sequence step and a mailbox. PAUSED can be started again. STOPPED " +
      "cannot be undone. Also for subsequences.",
    asked:
      "start, launch, go live, activate, pause, halt, stop, resume, unpause, freeze, turn on, turn off, " +
      "switch on, end, kill, restart, run, put on hold a campaign, set live, begin sending, cease, " +
      "suspend campaign, take offline, pause everything, reactivate campaign, shut down, mark completed, " +
      "fire up, push live, hit go, take a break, on ice, cancel, deactivate, finish, " +
      "stop all sending of a campaign, unfreeze, activate a draft, stop campaign immediately, halt outreach, " +
      "resume paused campaign, switch campaign off, let it run",
    effect: "sends_email",
    route: "POST /campaigns/{campaign_id}/status",
    input: { campaign_id: campaignId, status: z.enum(["START", "PAUSED", "STOPPED"]) },
    confirm: ({ campaign_id, status }) => {
      const questions = {
        START: `Start campaign ${campaign_id}? It begins to send real email to its leads.`,
        STOPPED: `Stop campaign ${campaign_id} for good? It can never be started again; pausing can be undone.`,
        PAUSED: null,
      };
      return questions[status];
    },
    returns: "done",
    example: { campaign_id: 1_456_022, status: "PAUSED" },
  }),
  tool({
    name: "update_campaign_settings",
    title: "Change a campaign's settings",
    about:
      "Name, tracking, stop rule, unsubscribe text, out-of-office handling. Only what is given changes. Sending hours and daily " +
      "limits: set_campaign_schedule.",
    asked:
      "open tracking, click tracking, track opens, plain text, stop on reply, unsubscribe text, " +
      "unsubscribe link, rename campaign, follow-up priority, prioritise new leads, bounce auto pause, " +
      "ESP matching, AI categorisation, move campaign to a client, out of office detection, configure, " +
      "disable tracking, send text only, change name of campaign, stop mailing after reply, " +
      "stop when someone replies, unsubscribe footer, auto pause company, bounce threshold, " +
      "follow-up percentage, ratio of follow-ups, options, preferences, turn on AI, do not track, " +
      "no tracking pixel, opt-out line, send as plain text, stop on click, stop on open, " +
      "reassign campaign to client, general options, share of new leads versus follow-ups, auto-reply handling, " +
      "domain rate limit, title of campaign, turn off tracking, change unsubscribe message, stop leads on reply, " +
      "enable plain text, update campaign name, assign campaign to client, auto-pause on bounces, " +
      "change options of campaign",
    effect: "write",
    route: "POST /campaigns/{campaign_id}/settings",
    input: {
      campaign_id: campaignId,
      name: z.string().min(1).optional(),
      track_settings: trackSettings.optional(),
      stop_lead_settings: z.enum(["REPLY_TO_AN_EMAIL", "CLICK_ON_A_LINK", "OPEN_AN_EMAIL"]).optional(),
      unsubscribe_text: z.string().optional(),
      send_as_plain_text: z.boolean().optional(),
      force_plain_text: z.boolean().optional(),
      follow_up_percentage: z.int().min(0).max(100).optional(),
      // null is documented and troublesome in practice: leave it out rather than clear it.
      client_id: clientId.nullable().optional(),
      enable_ai_esp_matching: z.boolean().optional().describe("Match mailboxes to the leads' providers."),
      auto_pause_domain_leads_on_reply: z.boolean().optional().describe("Pause colleagues of who replied."),
      ignore_ss_mailbox_sending_limit: z.boolean().optional(),
      bounce_autopause_threshold: z
        .number()
        .min(0)
        .max(100)
        .transform(String)
        .optional()
        .describe("Percent of bounces that pauses the campaign."),
      domain_level_rate_limit: z.boolean().optional(),
      ignore_ooo_as_reply: z.boolean().optional(),
      auto_reactivate_ooo: z.boolean().optional(),
      reactivate_ooo_with_delay: z.int().min(0).nullable().optional().describe("Days."),
      auto_categorize_ooo: z.boolean().optional(),
      add_unsubscribe_tag: z.boolean().optional(),
      ai_categorisation_options: z.array(z.int().positive()).optional().describe("Category ids the AI may set."),
    },
    wire: {
      ignore_ooo_as_reply: "body.out_of_office_detection_settings.ignoreOOOasReply",
      auto_reactivate_ooo: "body.out_of_office_detection_settings.autoReactivateOOO",
      reactivate_ooo_with_delay: "body.out_of_office_detection_settings.reactivateOOOwithDelay",
      auto_categorize_ooo: "body.out_of_office_detection_settings.autoCategorizeOOO",
    },
    confirm: ({ campaign_id, ...changes }) =>
      `Change ${Object.keys(changes).join(", ") || "nothing"} of campaign ${campaign_id}?`,
    returns: "done",
    example: { campaign_id: 1_456_022, track_settings: ["DONT_EMAIL_OPEN"], follow_up_percentage: 60 },
  }),
  tool({
    name: "set_campaign_schedule",
    title: "Set a campaign's sending hours",
    about:
      "Sending window, weekdays, gap between mails and new leads per day. Replaces the schedule: give all of it. Read it with " +
      "get_campaign.",
    asked:
      "sending hours, business hours, weekdays, working days, time zone, sending window, max new leads per day, " +
      "daily limit of a campaign, gap between emails, minutes between mails, when it sends, start date, " +
      "throttle, send only on weekdays, mornings, not on weekends, between 9 and 17, office hours, " +
      "per day cap on new leads, pause between mails, from Monday to Friday, when to send, timing, hours, " +
      "time slot, calendar, run only on, early morning, hourly, Tuesday to Thursday, local time, " +
      "spacing between emails, pace, speed of sending, volume of new leads, slow down, earliest start, " +
      "change sending days, set working hours, sending time frame, how many new leads per day, " +
      "interval between mails, no sending on weekends, set start date and time",
    effect: "write",
    route: "POST /campaigns/{campaign_id}/schedule",
    input: {
      campaign_id: campaignId,
      timezone: timezone(),
      days_of_the_week: z.array(z.int().min(0).max(6)).min(1).describe("0 Sunday to 6 Saturday."),
      start_hour: hour("HH:MM."),
      end_hour: hour("HH:MM, later than start_hour."),
      min_time_btw_emails: z.int().min(3).optional().describe("Minutes."),
      max_new_leads_per_day: z.int().min(0).optional(),
      schedule_start_time: moment("Not before this time; null: at once.").nullable().optional(),
    },
    confirm: ({ campaign_id, start_hour, end_hour, timezone: zone, days_of_the_week }) =>
      `Let campaign ${campaign_id} send from ${start_hour} to ${end_hour} (${zone}) on ${days_of_the_week.length} days a week?`,
    returns: "done",
    example: {
      campaign_id: 1_456_022,
      timezone: "America/New_York",
      days_of_the_week: [1, 2, 3, 4, 5],
      start_hour: "09:00",
      end_hour: "17:00",
      min_time_btw_emails: 10,
      max_new_leads_per_day: 20,
    },
  }),
  tool({
    name: "create_subsequence",
    title: "Create a subsequence",
    about:
      "Creates a child campaign for leads of a parent; push_to_subsequence moves leads into it. SmartLead documents its conditions " +
      "poorly: leave condition_events out.",
    asked:
      "child campaign, sub campaign, branch, follow-up flow triggered by open, click, reply category, " +
      "conditional sequence, automation on condition, follow-up path when lead replies, if opened then, " +
      "automatic reaction, nurture flow, trigger, new sub-sequence, " +
      "automated follow-up when someone is interested, separate track, trigger emails after category, " +
      "rule-based, add subsequence to campaign, new subsequence on positive reply, " +
      "automatic follow-up for link clicks, create child sequence with condition",
    effect: "write",
    route: "POST /campaigns/create-subsequence",
    input: {
      parent_campaign_id: z.int().positive(),
      subsequence_name: z.string().min(1).optional(),
      condition_events: z.array(z.looseObject({})).optional(),
    },
    confirm: ({ parent_campaign_id, subsequence_name = '""' }) =>
      `Create the subsequence ${subsequence_name} under campaign ${parent_campaign_id}?`,
    returns: { made: "sub_sequence_id" },
    example: { parent_campaign_id: 1_456_022, subsequence_name: "Price list sent" },
  }),
  tool({
    name: "duplicate_campaign",
    title: "Copy a campaign",
    about: "Copies sequences, settings, schedule and mailboxes into a new draft, without leads and numbers.",
    asked:
      "clone, copy, replicate, same campaign again, use as template, make a copy, same settings again, " +
      "second copy, reuse, clone with subsequences, fork, mirror, same structure, based on an existing campaign, " +
      "second version, copy campaign, make another like, clone including settings",
    effect: "write",
    route: "POST /campaigns/{campaign_id}/duplicate",
    input: {
      campaign_id: campaignId,
      duplicate_sub_sequence: z.boolean().optional(),
      duplicate_client_label: z.boolean().optional().describe("Keep the client."),
    },
    confirm: ({ campaign_id }) => `Copy campaign ${campaign_id} into a new draft?`,
    returns: "done",
    example: { campaign_id: 1_456_022, duplicate_sub_sequence: true },
  }),
  tool({
    name: "delete_campaign",
    title: "Delete a campaign",
    about:
      "Deletes a campaign for good, with its sequences, statistics, webhooks and conversations. To end sending, set_campaign_status " +
      "is enough. An active campaign is refused.",
    asked:
      "remove campaign, get rid of, wipe, throw away, erase, delete for good, permanently remove campaign, " +
      "destroy, not needed any more, nuke, axe, kill for good, trash, old campaign, clean up, " +
      "delete an old campaign, remove campaign forever, campaign is no longer needed",
    effect: "destructive",
    route: "DELETE /campaigns/{campaign_id}",
    input: { campaign_id: campaignId },
    confirm: ({ campaign_id }) =>
      `Delete campaign ${campaign_id} for good, with its sequences, statistics, webhooks and conversations?`,
    returns: "done",
    example: { campaign_id: 1_456_223 },
  }),
  tool({
    name: "export_campaign_leads",
    title: "Export a campaign's leads",
    about:
      "SmartLead's CSV export as rows: every lead with open, click and reply counts. The whole file is fetched each time; " +
      "list_campaign_leads filters and is cheaper.",
    asked:
      "download csv, spreadsheet, excel, dump, all leads of a campaign as a file, backup, csv of leads, " +
      "get a file with all recipients, save leads to disk, extract, export leads, get as file, google sheets, " +
      "xlsx, table of recipients, save as csv, leads to csv, full lead file, campaign contacts as download, " +
      "export contacts of campaign",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/leads-export",
    input: { campaign_id: campaignId },
    returns: "csv",
    example: { campaign_id: 1_456_022 },
  }),
  tool({
    name: "list_lead_campaigns",
    title: "List the campaigns of a lead",
    about: "Id, name and status of each campaign that a lead is in. With category and dates too: find_lead_by_email.",
    asked:
      "which campaigns is a lead in, campaigns of a prospect, memberships, where is this contact enrolled, " +
      "is the person in several campaigns, which outreach did this person get, " +
      "every campaign that contains the lead, where else is this prospect, part of, " +
      "has this lead been in other campaigns, list campaigns for lead, involvement, " +
      "what are we sending to this person, every campaign of a person, where is this lead active, " +
      "campaigns a contact is part of",
    effect: "read",
    route: "GET /leads/{lead_id}/campaigns",
    input: { lead_id: leadId },
    returns: "campaigns",
    example: { lead_id: 2_327_022_754 },
  }),
  tool({
    name: "send_test_email",
    title: "Send a test email",
    about: "Sends one step of a campaign, filled with a lead's data, to an address of your own: the lead gets nothing.",
    asked:
      "preview, try out, mail a step to myself, check the copy before launch, sample email, dry run, proof, " +
      "see how the mail looks, send me a sample, test the sequence email, check rendering, " +
      "deliver step to my address, trial mail, test send, dummy mail, mock, let me see it in my own inbox, " +
      "check personalisation, spot check, send test mail, try the sequence on my inbox, test how step two looks, " +
      "trial send",
    effect: "sends_email",
    route: "POST /campaigns/{campaign_id}/send-test-email",
    input: {
      campaign_id: campaignId,
      lead_id: leadId,
      sequence_number: z.int().min(1).describe("Step."),
      email_account_id: emailAccountId.optional(),
      // Optional at SmartLead, whose page suggests that without it the mail goes to the lead itself.
      // https://api.smartlead.ai/api-reference/campaigns/send-test-email
      to_email: emailAddress("Who gets the test; not the lead."),
    },
    wire: {
      lead_id: "body.leadId",
      sequence_number: "body.sequenceNumber",
      email_account_id: "body.selectedEmailAccountId",
      to_email: "body.customEmailAddress",
    },
    confirm: ({ campaign_id, lead_id, sequence_number, to_email }) =>
      `Send step ${sequence_number} of campaign ${campaign_id}, filled with the data of lead ${lead_id}, to ${to_email}?`,
    returns: "done",
    example: {
      campaign_id: 1_456_022,
      lead_id: 2_327_022_754,
      sequence_number: 1,
      to_email: "mara@brightloop.example",
    },
  }),
]);
