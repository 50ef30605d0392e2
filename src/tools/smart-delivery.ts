import * as z from "zod";
import { campaignId, day, emailAddress, moment, offset, timezone } from "../core/params.ts";
import { group, tool, type WirePlace } from "../core/tool.ts";

const spamTestId = z.int().positive();
const replyId = z.int().positive().describe("reply.id in get_spam_test_sender_report.");
const folderId = z.int().positive().describe("From list_spam_test_folders.");

/** Both are required, without a documented maximum; 100 is known to work. https://api.smartlead.ai/reference/list-tests */
const page = {
  offset: z.int().min(0).default(0).describe("Rows to skip."),
  limit: z.int().min(1).default(100),
};

/** SmartLead requires every setting of a test and states a default for some: those are sent when the caller is silent. */
const testSettings = {
  test_name: z.string(),
  description: z.string().optional(),
  campaign_id: campaignId,
  sequence_mapping_id: z.int().positive().describe("Step or variant id, from get_campaign_sequences."),
  provider_ids: z.array(z.int().positive()).min(1).describe("From list_seed_providers."),
  sender_accounts: z.array(emailAddress("Address of a mailbox, not its id.")).min(1),
  spam_filters: z.array(z.string()).default(["spam_assassin"]),
  link_checker: z.boolean().default(true).describe("Check links against blacklists."),
  all_email_sent_without_time_gap: z.boolean().default(false),
  min_time_btwn_emails: z.int().min(0).default(10),
  // The older page calls the default "min" but lists these three: https://api.smartlead.ai/reference/create-a-manual-placement
  min_time_unit: z.enum(["minutes", "hours", "days"]).default("minutes"),
  is_warmup: z.boolean().default(false).describe("Seed mailboxes answer and rescue mail from spam."),
};

/** Named like a cron string, but the server demands an object. https://api.smartlead.ai/reference/create-an-automated-placement-test */
const sendingWindow = {
  timezone: "body.scheduler_cron_value.tz",
  days_of_the_week: "body.scheduler_cron_value.days",
  start_hour: "body.scheduler_cron_value.startHour",
  end_hour: "body.scheduler_cron_value.endHour",
} as const satisfies Record<string, WirePlace>;

const hour = z
  .string()
  .refine((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time), { error: "expected a time such as 09:30" });

const count = (many: number, what: string) => `${many} ${what}${many === 1 ? "" : "s"}`;

/** A report about one test, whose answer is a bare list. */
const testRows = { effect: "read", host: "delivery", returns: { rows: "" } } as const;

/** A report about one test, whose answer is one bare object. */
const testRecord = { effect: "read", host: "delivery", returns: { one: "" } } as const;

const oneTest = { input: { spam_test_id: spamTestId }, example: { spam_test_id: 7527 } } as const;

export const smartDelivery = group(
  "smart_delivery",
  "Spam tests (inbox placement): where a campaign's emails land at test mailboxes, and why.",
  [
    tool({
      name: "list_seed_providers",
      title: "List seed mailbox providers",
      about:
        "Mail providers (Gmail, Office365, ...) that own the test mailboxes, by region and group. Their provider_id is what " +
        "the spam test tools take as provider_ids.",
      ...testRows,
      route: "GET /spam-test/seed/providers",
      input: {},
      example: {},
    }),
    tool({
      name: "create_manual_spam_test",
      title: "Run a spam test once",
      about:
        "Sends one step of a campaign from the named mailboxes to seed mailboxes, now and once, to see where it lands. Uses " +
        "test credits; delete_spam_tests ends it. For repeated runs: create_automated_spam_test.",
      effect: "sends_email",
      host: "delivery",
      route: "POST /spam-test/manual",
      input: testSettings,
      confirm: ({ campaign_id, sequence_mapping_id, sender_accounts, provider_ids }) =>
        `Send step ${sequence_mapping_id} of campaign ${campaign_id} from ${sender_accounts.join(", ")} ` +
        `to the seed mailboxes of ${count(provider_ids.length, "provider")} now, using test credits?`,
      returns: { one: "" },
      example: {
        test_name: "November placement",
        campaign_id: 1_456_022,
        sequence_mapping_id: 2_200_001,
        provider_ids: [20, 21],
        sender_accounts: ["sender@example.com"],
        min_time_btwn_emails: 5,
      },
    }),
    tool({
      name: "create_automated_spam_test",
      title: "Schedule a repeating spam test",
      about:
        "Like create_manual_spam_test, but repeated every few days until test_end_date; every run sends emails and uses test " +
        "credits. stop_spam_test ends it.",
      effect: "sends_email",
      host: "delivery",
      route: "POST /spam-test/schedule",
      input: {
        ...testSettings,
        schedule_start_time: moment("First run, not in the past."),
        test_end_date: day(),
        every_days: z.int().min(1).default(1),
        timezone: timezone(),
        // One page numbers the weekend 0 and 6, the other 6 and 7: https://api.smartlead.ai/api-reference/smart-delivery/create-automated-test
        days_of_the_week: z
          .array(z.int().min(0).max(7))
          .min(1)
          .default([1, 2, 3, 4, 5])
          .describe("1 Monday to 5 Friday; SmartLead's weekend numbers are unclear."),
        start_hour: hour.describe("HH:MM; runs send between these hours."),
        end_hour: hour.optional(),
        folder_id: folderId.optional(),
      },
      wire: sendingWindow,
      confirm: ({ campaign_id, sequence_mapping_id, sender_accounts, provider_ids, ...schedule }) =>
        `Send step ${sequence_mapping_id} of campaign ${campaign_id} from ${sender_accounts.join(", ")} ` +
        `to the seed mailboxes of ${count(provider_ids.length, "provider")} every ${count(schedule.every_days, "day")} ` +
        `from ${schedule.schedule_start_time} to ${schedule.test_end_date}, using test credits for each run?`,
      returns: { one: "" },
      example: {
        test_name: "Weekly placement",
        campaign_id: 1_456_022,
        sequence_mapping_id: 2_200_001,
        provider_ids: [20, 21],
        sender_accounts: ["sender@example.com"],
        schedule_start_time: "2026-12-01T08:00:00Z",
        test_end_date: "2026-12-31",
        every_days: 7,
        timezone: "Europe/Berlin",
        start_hour: "09:00",
        end_hour: "17:00",
      },
    }),
    tool({
      name: "list_spam_tests",
      title: "List spam tests",
      about:
        "Manual or automated spam tests with how many emails landed in inbox, tabs and spam. Rows lack the campaign: " +
        "get_spam_test has it.",
      ...testRows,
      route: "POST /spam-test/report",
      input: { test_type: z.enum(["manual", "auto"]).default("auto"), ...page },
      wire: { test_type: "query.testType" },
      example: { test_type: "manual", limit: 10 },
    }),
    tool({
      name: "get_spam_test",
      title: "Get a spam test",
      about:
        "Settings, campaign and status of one test, not where its emails landed. Poll until status is COMPLETED, then read " +
        "get_spam_test_provider_report.",
      ...testRecord,
      route: "GET /spam-test/{spam_test_id}",
      ...oneTest,
    }),
    tool({
      name: "stop_spam_test",
      title: "Stop an automated spam test",
      about:
        "Ends the future runs of an automated test for good; its reports stay. Manual tests cannot be stopped: " +
        "delete_spam_tests.",
      effect: "destructive",
      host: "delivery",
      route: "PUT /spam-test/{spam_test_id}/stop",
      ...oneTest,
      confirm: ({ spam_test_id }) => `Stop all further runs of spam test ${spam_test_id}? It cannot be resumed.`,
      returns: "done",
    }),
    tool({
      name: "delete_spam_tests",
      title: "Delete spam tests",
      about:
        "Deletes tests and their reports for good. To keep the reports of an automated test, use stop_spam_test instead.",
      effect: "destructive",
      host: "delivery",
      route: "POST /spam-test/delete",
      input: { spam_test_ids: z.array(z.int().positive()).min(1).describe("From list_spam_tests.") },
      wire: { spam_test_ids: "body.spamTestIds" },
      confirm: ({ spam_test_ids }) =>
        `Delete ${count(spam_test_ids.length, "spam test")} (${spam_test_ids.join(", ")}) with all reports for good?`,
      returns: "done",
      example: { spam_test_ids: [7527] },
    }),
    tool({
      name: "get_spam_test_provider_report",
      title: "Get placement by mail provider",
      about:
        "Counts of inbox, tab and spam per receiving provider. COMPLETED with few or no rows means that emails are still being " +
        "sorted, not that none arrived: compare overallTotalCount.",
      ...testRecord,
      route: "POST /spam-test/report/{spam_test_id}/providerwise",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_geo_report",
      title: "Get placement by region",
      about:
        "Counts of inbox, tab and spam per region and provider group of one test, read like get_spam_test_provider_report.",
      ...testRecord,
      route: "POST /spam-test/report/{spam_test_id}/groupwise",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_sender_report",
      title: "Get placement by sending mailbox",
      about:
        "Per sending mailbox every seed mail with its folder, SPF, DKIM, DMARC and blacklists. The reply.id of a mail opens " +
        "get_spam_test_email_headers and get_spam_test_ip_details.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/sender-account-wise",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_filter_report",
      title: "Get spam filter scores",
      about:
        "SpamAssassin score per sending mailbox with the rules behind it: why the text looks like spam. Lower is better; " +
        "compare score with required, isSpam may contradict it.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/spam-filter-details",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_dkim",
      title: "Get DKIM results",
      about: "Whether the DKIM signature passed, per sending mailbox and seed mailbox of one test.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/dkim-details",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_spf",
      title: "Get SPF results",
      about: "Whether SPF let the sending server pass, per sending mailbox and seed mailbox of one test.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/spf-details",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_rdns",
      title: "Get reverse DNS results",
      about:
        "Whether the sending IP has reverse DNS, per sending mailbox and seed mailbox; status is true or false here.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/rdns-details",
      ...oneTest,
    }),
    tool({
      name: "list_spam_test_senders",
      title: "List a test's sending mailboxes",
      about: "The mailboxes that send in one test. Their results: get_spam_test_sender_report.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/sender-accounts",
      ...oneTest,
    }),
    tool({
      name: "list_spam_test_blacklists",
      title: "List blacklist findings",
      about:
        "Blacklist findings of one test, a row per sending IP, seed mail and list. domain is the seed mailbox's, not the " +
        "sender's. Only the total: get_spam_test_blacklist_count.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/blacklist",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_domain_blacklist",
      title: "Get blacklisted link domains",
      about:
        "Whether domains in the test email are blacklisted. Says something only for tests created with link_checker.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/domain-blacklist",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_blacklist_count",
      title: "Count blacklist findings",
      about: "The number of blacklist findings of one test; list_spam_test_blacklists names them.",
      ...testRecord,
      route: "GET /spam-test/report/{spam_test_id}/ip-analytics",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_email_content",
      title: "Get the tested email",
      about: "Subject, text, HTML and raw source of the email that a test sent. Large.",
      ...testRecord,
      route: "GET /spam-test/report/{spam_test_id}/email-content",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_email_headers",
      title: "Get headers of a seed mail",
      about: "Mail headers of one email as a seed mailbox received it: its route and authentication.",
      ...testRecord,
      route: "GET /spam-test/report/{spam_test_id}/sender-account-wise/{reply_id}/email-headers",
      input: { spam_test_id: spamTestId, reply_id: replyId },
      example: { spam_test_id: 7527, reply_id: 23_153 },
    }),
    tool({
      name: "get_spam_test_ip_details",
      title: "Get a seed mail's sending IP",
      about: "Blacklist status and owner of the IP address that delivered one email to a seed mailbox.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/sender-account-wise/{reply_id}/ip-details",
      input: { spam_test_id: spamTestId, reply_id: replyId },
      example: { spam_test_id: 7527, reply_id: 23_153 },
    }),
    tool({
      name: "list_spam_test_runs",
      title: "List an automated test's runs",
      about: "Every run of one automated test with its placement counts: how deliverability developed over time.",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/schedule-history",
      ...oneTest,
    }),
    tool({
      name: "list_spam_test_mailboxes",
      title: "List placement of all mailboxes",
      about:
        "Every mailbox ever tested with its placement over all tests, a row per receiving provider. For one test: " +
        "get_spam_test_sender_report.",
      ...testRows,
      route: "GET /spam-test/report/mailboxes-summary",
      // The reference knows no paging here, other clients page: nothing is sent unless the caller asks for it.
      // https://api.smartlead.ai/api-reference/smart-delivery/mailbox-summary
      input: { offset, limit: z.int().min(1).optional().describe("Leave out.") },
      example: {},
    }),
    tool({
      name: "get_spam_test_mailbox_count",
      title: "Get placement totals",
      about: "Placement counts summed over all mailboxes and all tests; per mailbox: list_spam_test_mailboxes.",
      ...testRecord,
      route: "GET /spam-test/report/mailboxes-count",
      input: {},
      example: {},
    }),
    tool({
      name: "list_spam_test_folders",
      title: "List spam test folders",
      about: "Folders that spam tests are filed in, with the id that create_automated_spam_test takes.",
      ...testRows,
      route: "GET /spam-test/folder",
      input: { ...page, name: z.string().min(1).optional().describe("Filter by folder name.") },
      example: { limit: 10 },
    }),
    tool({
      name: "get_spam_test_folder",
      title: "Get a spam test folder",
      about: "One folder of spam tests by its id from list_spam_test_folders.",
      ...testRecord,
      route: "GET /spam-test/folder/{folder_id}",
      input: { folder_id: folderId },
      example: { folder_id: 456 },
    }),
    tool({
      name: "create_spam_test_folder",
      title: "Create a spam test folder",
      about:
        "Creates a folder in which create_automated_spam_test can file new tests. The API moves no existing tests.",
      effect: "write",
      host: "delivery",
      route: "POST /spam-test/folder",
      // The newer page prints `folderName` in a filled-in example; the schema of the older one says `name`:
      // https://api.smartlead.ai/reference/create-folder
      input: { name: z.string().min(1).describe("Folder name.") },
      confirm: ({ name }) => `Create the spam test folder "${name}"?`,
      returns: { one: "" },
      example: { name: "Q4 2026" },
    }),
    tool({
      name: "delete_spam_test_folder",
      title: "Delete a spam test folder",
      about: "Deletes a folder, which has to be empty: what happens to tests inside is not documented.",
      effect: "destructive",
      host: "delivery",
      route: "DELETE /spam-test/folder/{folder_id}",
      input: { folder_id: folderId },
      confirm: ({ folder_id }) => `Delete spam test folder ${folder_id} for good?`,
      returns: "done",
      example: { folder_id: 456 },
    }),
  ],
);
