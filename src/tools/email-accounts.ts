import * as z from "zod";
import { campaignId, emailAccountId, emailAddress, leadId, limit, moment, offset } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const includeCampaigns = z.boolean().optional().describe("Add campaign_ids.");
const savedMailboxId = z.int().positive().optional().describe("Mailbox to update. Left out: a new one.");
const clientOfMailbox = z.int().positive();
const campaignMailboxIds = z.array(z.int().positive()).min(1).describe("From list_email_accounts.");
const tokenExpiry = z.int().describe("Milliseconds since 1970.");

/** What all three tools that write a mailbox can set. SmartLead's answers have other names for the first three. */
const mailboxSettings = {
  max_email_per_day: z.int().optional().describe("Warm-up included."),
  custom_tracking_url: z.string().optional(),
  bcc: z.string().optional(),
  signature: z.string().optional().describe("HTML."),
};

/**
 * Which messages of a mailbox. Left out means SmartLead's default.
 * https://api.smartlead.ai/reference/post_email-accounts-account-id-fetch-messages
 */
const messageWindow = {
  limit: z.int().min(1).max(500).optional().describe("Default 100."),
  folder: z.string().optional().describe("Folder or Gmail label. Default: all."),
  include_body: z.boolean().optional(),
  from: moment("Default: 24 hours ago.").optional(),
  to: moment("Default: now.").optional(),
};

/** Settings as a person reads them in a question; long texts are shown elsewhere. */
const inWords = (settings: Readonly<Record<string, unknown>>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name} ${name === "signature" ? "as below" : value}`)
    .join(", ");

export const emailAccounts = group("email_accounts", "Mailboxes and their warm-up.", [
  tool({
    name: "list_email_accounts",
    title: "List mailboxes",
    about:
      "All sending mailboxes with daily cap, sent today, connection and warm-up state. Filter is_smtp_success false for broken " +
      "ones. For one campaign: list_campaign_email_accounts.",
    asked:
      "connected senders, sender accounts, all inboxes, my email addresses, disconnected, broken smtp, " +
      "which accounts fail, sending accounts, daily cap of each, warm-up state of all, all my senders, " +
      "show email accounts, which inboxes failed, mailboxes with warm-up off, gmail accounts, sending capacity, " +
      "list inboxes, mailboxes of a client, overview of senders, addresses we send with, broken accounts, " +
      "which accounts are down, how much can each inbox send, warm-up blocked, inbox overview, " +
      "list connected mailboxes, all email accounts, disconnected inboxes, my sending mailboxes, " +
      "inboxes with warmup",
    effect: "read",
    route: "GET /email-accounts/",
    input: {
      offset,
      limit: limit(100),
      is_in_use: z.boolean().optional().describe("In a campaign."),
      email_warmup_status: z.enum(["ACTIVE", "INACTIVE"]).optional(),
      is_smtp_success: z.boolean().optional().describe("Connection works."),
      is_warmup_blocked: z.boolean().optional(),
      esp: z.enum(["GMAIL", "OUTLOOK", "SMTP"]).optional().describe("Provider."),
      username: z.string().optional().describe("Part of the user name."),
      client_id: z.int().positive().optional().describe("Only this client's."),
      fetch_campaigns: includeCampaigns,
    },
    wire: {
      is_in_use: "query.isInUse",
      email_warmup_status: "query.emailWarmupStatus",
      is_smtp_success: "query.isSmtpSuccess",
      is_warmup_blocked: "query.isWarmupBlocked",
    },
    returns: { rows: "", of: "mailbox" },
    wide: true,
    example: { limit: 20, is_smtp_success: false },
  }),
  tool({
    name: "get_email_account",
    title: "Get a mailbox",
    about:
      "One mailbox by id: limits, signature, connection errors, warm-up reputation, never its passwords. Warm-up by day: " +
      "get_warmup_stats.",
    asked:
      "mailbox details, one sender, configuration, is it connected, why is it disconnected, " +
      "how many can it send a day, info about an email account, look up mailbox, signature of an inbox, " +
      "settings of a sender, inbox info, status of an email account, show one inbox, " +
      "daily sending limit of an inbox, one account, what is set for inbox, look at an email account, " +
      "smtp settings of a mailbox, from name, reputation of mailbox, health, details of an inbox, " +
      "mailbox configuration, is mailbox connected, one email account's settings",
    effect: "read",
    route: "GET /email-accounts/{email_account_id}/",
    input: {
      email_account_id: emailAccountId,
      fetch_campaigns: includeCampaigns,
      fetch_tags: z.boolean().optional().describe("Add tags."),
    },
    returns: { one: "", of: "mailbox" },
    example: { email_account_id: 5_352_076, fetch_campaigns: true },
  }),
  tool({
    name: "save_email_account",
    title: "Connect an SMTP mailbox",
    about:
      "Connects a mailbox by SMTP and IMAP or, with email_account_id, replaces its login. SmartLead tests the connection: slow. " +
      "After an error look in list_email_accounts before trying again. Limits and signature alone: update_email_account.",
    asked:
      "add inbox, new sender, custom mail server, host and port, app password, hook up, change smtp password, " +
      "credentials, add email account, set up smtp imap, connect mailbox with password, new sending account, " +
      "custom domain mailbox, integrate, smtp login, imap server, integrate mailbox, mailbox by password, " +
      "update mail server of inbox, zoho, own server, register an email account, connect an inbox by smtp, " +
      "add a new mailbox, smtp and imap details, update password",
    effect: "write",
    route: "POST /email-accounts/save",
    input: {
      email_account_id: savedMailboxId,
      from_name: z.string(),
      from_email: emailAddress("Address of the mailbox."),
      user_name: z.string().describe("SMTP user name."),
      password: z.string().describe("SMTP or app password."),
      smtp_host: z.string(),
      smtp_port: z.int().positive(),
      imap_host: z.string(),
      imap_port: z.int().positive(),
      imap_user_name: z.string().optional().describe("If not user_name."),
      imap_password: z.string().optional().describe("If not password."),
      warmup_enabled: z.boolean(),
      type: z.enum(["GMAIL", "OUTLOOK", "SMTP"]).optional(),
      ...mailboxSettings,
      total_warmup_per_day: z.int().optional(),
      daily_rampup: z.int().optional().describe("A value turns ramp-up on."),
      reply_rate_percentage: z.int().optional(),
      client_id: clientOfMailbox.nullable().optional(),
      time_to_wait_in_mins: z.int().optional().describe("Between two mails."),
      different_reply_to_address: z.string().optional(),
      is_suspended: z.boolean().optional(),
      token: z
        .strictObject({
          scope: z.string(),
          access_token: z.string().optional(),
          refresh_token: z.string().optional(),
          id_token: z.string().optional(),
          expiry_date: tokenExpiry,
        })
        .optional()
        .describe("OAuth token, for GMAIL and OUTLOOK."),
    },
    wire: { email_account_id: "body.id" },
    mail: ["signature"],
    confirm: ({ email_account_id, from_email, smtp_host, warmup_enabled }) =>
      `${email_account_id === undefined ? "Connect" : `Replace login and settings of mailbox ${email_account_id},`} ` +
      `${from_email} at ${smtp_host}, with warm-up ${warmup_enabled ? "on" : "off"}?`,
    returns: "done",
    example: {
      from_name: "Mara Lindqvist",
      from_email: "mara@hellobrightloop.example",
      user_name: "mara@hellobrightloop.example",
      password: "app-password",
      smtp_host: "smtp.hellobrightloop.example",
      smtp_port: 465,
      imap_host: "imap.hellobrightloop.example",
      imap_port: 993,
      warmup_enabled: true,
      max_email_per_day: 40,
    },
  }),
  tool({
    name: "save_oauth_email_account",
    title: "Connect a Gmail or Outlook mailbox",
    about:
      "Connects a Gmail or Outlook mailbox from OAuth tokens you already hold or, with email_account_id, updates it. " +
      "For user name and password: save_email_account.",
    asked:
      "google workspace, gmail, office 365, microsoft, refresh token, sign in with, oauth2, add google account, " +
      "link gmail, connect outlook account, add google inbox, microsoft 365 mailbox, access token, " +
      "log in with google, microsoft login, gmail api, token based, authorise, workspace account, " +
      "connect google mailbox, connect outlook by token, oauth inbox",
    effect: "write",
    route: "POST /email-accounts/save-oauth",
    input: {
      email_account_id: savedMailboxId,
      from_name: z.string(),
      from_email: emailAddress("Must match the OAuth identity."),
      username: z.string(),
      type: z.enum(["GMAIL", "OUTLOOK"]),
      token: z.strictObject({
        scope: z.string(),
        token_type: z.enum(["Bearer"]),
        access_token: z.string().optional(),
        refresh_token: z.string().optional(),
        expiry_date: tokenExpiry,
        id_token: z.string().optional(),
        expiry: z.string().optional(),
        expires_in: z.int().optional(),
        ext_expires_in: z.int().optional(),
      }),
      warmup_enabled: z.boolean(),
      use_whitelabel_credentials: z.boolean().describe("The white-label OAuth app issued the token."),
      ...mailboxSettings,
      time_to_wait_in_mins: z.int().optional().describe("Between two mails."),
      total_warmup_per_day: z.int().optional(),
      daily_rampup: z.int().optional(),
      reply_rate_percentage: z.int().optional(),
      client_id: clientOfMailbox.optional(),
    },
    wire: { email_account_id: "body.id" },
    mail: ["signature"],
    confirm: ({ email_account_id, from_email, type, warmup_enabled }) =>
      `${email_account_id === undefined ? "Connect" : `Replace tokens and settings of mailbox ${email_account_id},`} ` +
      `${from_email} (${type}), with warm-up ${warmup_enabled ? "on" : "off"}?`,
    returns: { made: "email_account_id" },
    example: {
      from_name: "Mara Lindqvist",
      from_email: "mara@hellobrightloop.example",
      username: "mara@hellobrightloop.example",
      type: "GMAIL",
      token: {
        scope: "https://mail.google.com/",
        token_type: "Bearer",
        access_token: "access-token",
        refresh_token: "refresh-token",
        expiry_date: 1_795_000_000_000,
      },
      warmup_enabled: true,
      use_whitelabel_credentials: false,
      max_email_per_day: 40,
    },
  }),
  tool({
    name: "update_email_account",
    title: "Change a mailbox's settings",
    about: "Changes only what is given. Login: save_email_account. Warm-up: set_warmup.",
    asked:
      "edit signature, daily limit, sending limit, max emails per day, sender name, display name, bcc, " +
      "tracking domain, reply to, min time between emails, modify inbox, assign to client, raise the daily cap, " +
      "limit to mails a day, change footer, update from name, change email account, waiting time between mails, " +
      "new signature, custom domain tracking, lower volume, throttle inbox, cap on mails, sender display, " +
      "reduce sending, change the reply-to, volume, adjust mailbox, more mails per day, html signature, " +
      "set tracking domain, change mailbox limit, update signature, set sender name, change bcc, " +
      "edit inbox settings, max per day",
    effect: "write",
    route: "POST /email-accounts/{email_account_id}",
    input: {
      email_account_id: emailAccountId,
      from_name: z.string().optional(),
      ...mailboxSettings,
      client_id: clientOfMailbox.nullable().optional(),
      time_to_wait_in_mins: z.int().nullable().optional().describe("Between two mails."),
      is_suspended: z.boolean().optional(),
    },
    mail: ["signature"],
    confirm: ({ email_account_id, ...settings }) => `Change mailbox ${email_account_id}: ${inWords(settings)}?`,
    returns: "done",
    example: { email_account_id: 5_352_076, max_email_per_day: 60, time_to_wait_in_mins: 12 },
  }),
  tool({
    name: "delete_email_account",
    title: "Delete a mailbox",
    about:
      "Removes a mailbox from SmartLead and from all campaigns and ends its warm-up. Not undoable; suspend_email_account is.",
    asked:
      "remove inbox, disconnect sender, get rid of a mailbox, erase, throw away, delete email account, " +
      "remove sender completely, no longer need the inbox, ditch inbox, cancel mailbox, get rid of sender, " +
      "burned inbox, kill, remove mailbox for good, delete inbox, drop a sending account",
    effect: "destructive",
    route: "DELETE /email-accounts/{email_account_id}",
    input: { email_account_id: emailAccountId },
    confirm: ({ email_account_id }) =>
      `Delete mailbox ${email_account_id}? It leaves every campaign and its warm-up ends; this cannot be undone.`,
    returns: "done",
    example: { email_account_id: 5_352_343 },
  }),
  tool({
    name: "suspend_email_account",
    title: "Suspend a mailbox",
    about: "Stops all sending and warm-up of a mailbox; it stays in its campaigns. unsuspend_email_account undoes it.",
    asked:
      "freeze, pause inbox, stop sending from a mailbox, block sender, turn off, deactivate, disable, " +
      "put on hold, temporarily stop an inbox, pause sender, take inbox out of service, rest a mailbox, halt, " +
      "no mails from this inbox any more, put inbox on ice, hold inbox, cool down, quarantine, mute sender, " +
      "stop inbox sending, suspend sender, pause a mailbox everywhere",
    effect: "write",
    route: "PUT /email-accounts/suspend/{email_account_id}",
    input: { email_account_id: emailAccountId },
    confirm: ({ email_account_id }) => `Stop sending and warm-up of mailbox ${email_account_id}?`,
    returns: "done",
    example: { email_account_id: 5_352_343 },
  }),
  tool({
    name: "unsuspend_email_account",
    title: "Reactivate a suspended mailbox",
    about: "Lets a suspended mailbox send again: active campaigns that use it go on.",
    asked:
      "unfreeze, unblock, let it send again, turn back on, enable, resume inbox, reinstate, lift suspension, " +
      "unpause inbox, put mailbox back into service, reactivate sender, bring back, wake up inbox, " +
      "undo suspension, back in business, let inbox work again, allow mailbox to send, release, restart inbox, " +
      "unsuspend, reactivate inbox, let mailbox send again, resume sending of an inbox",
    effect: "write",
    // The method deletes the suspension, not the mailbox: https://api.smartlead.ai/api-reference/email-accounts/unsuspend
    route: "DELETE /email-accounts/unsuspend/{email_account_id}",
    input: { email_account_id: emailAccountId },
    confirm: ({ email_account_id }) => `Let mailbox ${email_account_id} send again, in its campaigns and its warm-up?`,
    returns: "done",
    example: { email_account_id: 5_352_343 },
  }),
  tool({
    name: "set_warmup",
    title: "Set a mailbox's warm-up",
    about: "Turns the warm-up of a mailbox on or off and sets its pace. What it achieved: get_warmup_stats.",
    asked:
      "warm up, warming, enable, disable, ramp up, mails per day, switch on, switch off, start, stop, " +
      "reply rate, configure warm-up, activate warm up, turn warmup off, warm inbox slowly, " +
      "increase warm-up volume, rampup, warm-up settings, limit warm-up mails, heat up, slow start, " +
      "prepare new inbox, begin warming, end warming, warm-up pace, build reputation, enable warm up, " +
      "stop warming, change warm-up volume, turn on warmup for inbox",
    effect: "write",
    route: "POST /email-accounts/{email_account_id}/warmup",
    input: {
      email_account_id: emailAccountId,
      warmup_enabled: z.boolean(),
      total_warmup_per_day: z.int().min(1).max(50).optional(),
      // Documented as 5-20, but SmartLead's older examples send 2: the lower bound is left to SmartLead.
      // https://api.smartlead.ai/api-reference/email-accounts/warmup-settings
      daily_rampup: z.int().positive().max(20).optional().describe("Daily increase, 5-20."),
      reply_rate_percentage: z.int().min(20).max(100).optional(),
      warmup_key_id: z.string().optional().describe("Custom warm-up key, such as apple-juice."),
      auto_adjust_warmup: z.boolean().optional(),
      is_rampup_enabled: z.boolean().optional(),
    },
    confirm: ({ email_account_id, ...settings }) =>
      `Set the warm-up of mailbox ${email_account_id}: ${inWords(settings)}?`,
    returns: "done",
    example: { email_account_id: 5_352_076, warmup_enabled: true, total_warmup_per_day: 35, daily_rampup: 5 },
  }),
  tool({
    name: "get_warmup_stats",
    title: "Get a mailbox's warm-up statistics",
    about:
      "Warm-up mails of a mailbox over about the last 7 days, in total and by day. save_from_spam_count counts mails rescued " +
      "from spam: good, not bad.",
    asked:
      "warming progress, landed in spam, inbox rate of warm-up, how is warming going, reputation, " +
      "health of a mailbox, warm-up report, warm-up results, is the mailbox warmed, how many warmup mails sent, " +
      "spam count of warm-up, warmup performance, is it ready to send, how warm is the inbox, warm-up health, " +
      "warmup spam rate, warm-up history, rescued from spam, is warm-up working, warm-up progress of inbox, " +
      "warm-up numbers last week, spam in warm-up",
    effect: "read",
    route: "GET /email-accounts/{email_account_id}/warmup-stats",
    input: { email_account_id: emailAccountId },
    returns: { one: "", of: "warmup_statistic" },
    example: { email_account_id: 5_352_076 },
  }),
  tool({
    name: "reconnect_failed_email_accounts",
    title: "Reconnect failed mailboxes",
    about:
      "Queues a reconnect of every mailbox whose SMTP or IMAP connection failed. At most 3 times in 24 hours. The result comes to " +
      "the account's owner by email; later see list_email_accounts.",
    asked:
      "fix disconnected, repair, re-authenticate, bulk reconnect, broken connections, all at once, retry login, " +
      "restore, bring all broken inboxes back, reconnect everything, accounts lost connection, log in again, " +
      "refresh connections, imap error, relink, heal, accounts with errors, inboxes are down, repair all logins, " +
      "authentication errors, try connecting again, reconnect inboxes, retry broken mailboxes, " +
      "disconnected accounts again",
    effect: "write",
    route: "POST /email-accounts/reconnect-failed-email-accounts",
    input: {},
    confirm: () => "Reconnect every mailbox whose connection failed? SmartLead allows this 3 times a day.",
    returns: "done",
    example: {},
  }),
  tool({
    name: "fetch_email_account_messages",
    title: "Read a mailbox",
    about:
      "Recent mail of one mailbox, sent and received, live from its provider, whether or not it belongs to a campaign. Slow. " +
      "Replies of leads: fetch_inbox_replies. One conversation: fetch_message_history.",
    asked:
      "raw mails of an inbox, look into a mailbox, inbox folder, sent folder, spam folder, " +
      "latest emails received by this account, straight from gmail, outlook, peek, what arrived in one mailbox, " +
      "show raw inbox mails, check the spam folder of an account, look at mailbox content, " +
      "recent emails of sender, read emails of a mailbox, browse inbox directly, look for a mail in an account, " +
      "incoming mail of one sender, newest messages, see junk folder, mails in a mailbox, look at raw inbox, " +
      "latest emails in one account, mailbox folder content",
    effect: "read",
    route: "POST /email-accounts/{email_account_id}/fetch-messages",
    input: { email_account_id: emailAccountId, ...messageWindow },
    wire: { include_body: "body.includeBody" },
    returns: "mailbox_messages",
    example: { email_account_id: 5_352_076, limit: 20, folder: "INBOX", include_body: true },
  }),
  tool({
    name: "fetch_email_account_messages_bulk",
    title: "Read several mailboxes",
    about:
      "Recent mail of up to 10 mailboxes at once; each succeeds or fails by itself: look at status. One mailbox: " +
      "fetch_email_account_messages.",
    asked:
      "multiple inboxes in one go, many mailboxes together, bulk, batch, emails across several accounts, " +
      "latest mails of many senders, check several accounts together, mail from multiple mailboxes, " +
      "read emails of multiple mailboxes, fetch from three inboxes, scan many inboxes, " +
      "messages for a set of accounts, mails of several mailboxes together, read multiple inboxes, " +
      "check many accounts",
    effect: "read",
    route: "POST /email-accounts/multi/fetch-messages",
    input: {
      email_accounts: z
        .array(
          z
            .strictObject({ email_account_id: z.int().positive(), ...messageWindow })
            .transform(({ email_account_id, include_body, ...rest }) => ({
              account_id: email_account_id,
              ...(include_body !== undefined && { includeBody: include_body }),
              ...rest,
            })),
        )
        .min(1)
        .max(10, { error: "at most 10 mailboxes; split the call" }),
    },
    wire: { email_accounts: "body" },
    returns: "mailboxes_with_messages",
    example: {
      email_accounts: [{ email_account_id: 5_352_076, limit: 20, include_body: true }, { email_account_id: 5_352_120 }],
    },
  }),
  tool({
    name: "list_campaign_email_accounts",
    title: "List a campaign's mailboxes",
    about:
      "The mailboxes that send for one campaign, with connection and warm-up state. All mailboxes: list_email_accounts.",
    asked:
      "senders of a campaign, which inboxes send for a campaign, from addresses in use, attached accounts, " +
      "sending pool, sending accounts of a campaign, which addresses does the campaign use, " +
      "show mailboxes in campaign, from which inboxes is it sent, who sends for this campaign, " +
      "inboxes behind campaign, mailbox rotation, sending addresses in the campaign, mailboxes of a campaign, " +
      "which senders are attached, campaign inboxes",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/email-accounts",
    input: { campaign_id: campaignId, include_tags: z.boolean().optional().describe("Add each mailbox's tags.") },
    returns: { rows: "data", of: "mailbox" },
    wide: true,
    example: { campaign_id: 1_456_022, include_tags: true },
  }),
  tool({
    name: "add_campaign_email_accounts",
    title: "Add mailboxes to a campaign",
    about: "Lets mailboxes send for a campaign, beside those it has. They should be connected and not suspended.",
    asked:
      "attach sender, assign inboxes, connect mailboxes with a campaign, more senders, use inbox in campaign, " +
      "link, plug in, rotate, add senders to campaign, let campaign send from, use more mailboxes, " +
      "assign email accounts, plug inbox into campaign, extend sending pool, campaign needs more inboxes, " +
      "put sender on campaign, hook mailbox to campaign, add inbox to campaign, attach mailboxes, " +
      "assign senders to a campaign",
    effect: "write",
    route: "POST /campaigns/{campaign_id}/email-accounts",
    input: {
      campaign_id: campaignId,
      email_account_ids: campaignMailboxIds,
      auto_adjust_warmup: z.boolean().optional().describe("Leave out."),
    },
    confirm: ({ campaign_id, email_account_ids }) =>
      `Let mailboxes ${email_account_ids.join(", ")} send for campaign ${campaign_id}?`,
    returns: "done",
    example: { campaign_id: 1_456_022, email_account_ids: [5_352_230] },
  }),
  tool({
    name: "remove_campaign_email_accounts",
    title: "Remove mailboxes from a campaign",
    about: "Takes mailboxes out of a campaign; they stay in SmartLead. An active campaign must keep at least one.",
    asked:
      "detach sender, unassign, take inbox out, unlink, drop sender from campaign, " +
      "disconnect mailbox from a campaign, stop using inbox for campaign, remove sender from campaign, " +
      "remove email accounts, pull a mailbox from the campaign, unplug inbox, exclude sender from campaign, " +
      "free a mailbox, no longer send with, withdraw sender, remove inbox from campaign, detach mailboxes, " +
      "unassign senders",
    effect: "destructive",
    route: "DELETE /campaigns/{campaign_id}/email-accounts",
    input: { campaign_id: campaignId, email_account_ids: campaignMailboxIds },
    wire: { email_account_ids: "body.email_account_ids" },
    confirm: ({ campaign_id, email_account_ids }) =>
      `Take mailboxes ${email_account_ids.join(", ")} out of campaign ${campaign_id}?`,
    returns: "done",
    example: { campaign_id: 1_456_022, email_account_ids: [5_352_120] },
  }),
  tool({
    name: "set_lead_email_account",
    title: "Set a lead's sending mailbox",
    about:
      "Chooses which mailbox writes to one lead of a campaign from now on. A mailbox that is already fixed is replaced only with " +
      "override_lead_email_account.",
    asked:
      "switch sender for one prospect, change from address of a lead, pin mailbox to lead, " +
      "other inbox writes to this person, send from a different account, mail this lead from another inbox, " +
      "change the sender of a lead, assign mailbox to a lead, different from address, " +
      "mails to this lead should come from, swap sender for lead, override sender, " +
      "reassign lead to another mailbox, other sender for a lead, change which inbox mails a prospect, " +
      "move lead to another mailbox",
    effect: "write",
    route: "POST /campaigns/update-lead-email-account",
    input: {
      campaign_id: campaignId,
      lead_id: leadId,
      email_account_id: emailAccountId,
      override_lead_email_account: z.boolean().optional(),
    },
    wire: { campaign_id: "body.email_campaign_id", lead_id: "body.email_lead_id" },
    confirm: ({ campaign_id, lead_id, email_account_id }) =>
      `Write to lead ${lead_id} of campaign ${campaign_id} from mailbox ${email_account_id}?`,
    returns: "done",
    example: {
      campaign_id: 1_456_022,
      lead_id: 2_326_473_177,
      email_account_id: 5_352_076,
      override_lead_email_account: true,
    },
  }),
]);
