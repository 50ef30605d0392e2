import * as z from "zod";
import { campaignId, day, emailAddress, moment, offset, timezone } from "../core/params.ts";
import { group, tool, type WirePlace } from "../core/tool.ts";

const spamTestId = z.int().positive();
const replyId = z.int().positive().describe("From get_spam_test_sender_report.");
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
      asked:
        "seed accounts, which test inboxes, seed list, regions, Gmail, Outlook, provider ids, " +
        "receiving providers available for testing, providers for spam test, which mail providers can we test, " +
        "test mailbox providers, provider list for deliverability, mail services for testing, receivers, " +
        "seed groups, which test addresses, options for the spam test, available seed providers, " +
        "which receivers can I choose, regions for test, seed inboxes by region",
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
      asked:
        "placement test now, check deliverability once, one-off, inbox placement, does it land in spam, " +
        "start a test, run seed test, deliverability check, ad hoc, create test, run placement test, " +
        "test deliverability of a campaign, single spam test, test if emails reach inbox, quick test, launch, " +
        "new placement test, spam check of a campaign, is our email going to junk, test inboxing now, " +
        "do we reach the inbox, launch a deliverability test, start placement check, try spam test, " +
        "start spam test now, run a one-time test, inbox or spam check today, test deliverability once",
      effect: "sends_email",
      host: "delivery",
      route: "POST /spam-test/manual",
      input: testSettings,
      confirm: ({ campaign_id, sequence_mapping_id, sender_accounts, provider_ids }) =>
        `Send step ${sequence_mapping_id} of campaign ${campaign_id} from ${sender_accounts.join(", ")} ` +
        `to the seed mailboxes of ${count(provider_ids.length, "provider")} now, using test credits?`,
      returns: { one: "", of: "spam_test" },
      example: {
        test_name: "November placement",
        campaign_id: 1_456_022,
        sequence_mapping_id: 3_208_079,
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
      asked:
        "recurring placement test, automatically, every week, every few days, regular deliverability check, " +
        "periodic, monitor, weekly, automate, automate spam tests, daily deliverability test, test on a schedule, " +
        "continuous, repeating placement test, set up weekly test, test placement regularly, " +
        "keep an eye on deliverability, nightly, each Monday, auto test, ongoing, recurring spam test, " +
        "every morning, schedule spam test, repeat test every days, regular inbox placement test, " +
        "automated deliverability test",
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
      returns: { one: "", of: "spam_test" },
      example: {
        test_name: "Weekly placement",
        campaign_id: 1_456_022,
        sequence_mapping_id: 3_208_079,
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
      asked:
        "all placement tests, test history, which tests did we run, overview of deliverability tests, past tests, " +
        "show tests, get spam tests, results of all tests, automated tests, manual tests, " +
        "which placement tests exist, overview of spam tests, earlier tests, running tests, how many tests, " +
        "all deliverability tests, list all spam tests, tests with results, show deliverability tests",
      ...testRows,
      returns: { rows: "", of: "spam_test" },
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
      asked:
        "test settings, configuration of a placement test, is the test finished, progress, state of a test, " +
        "details, parameters of a test, which campaign does the test use, status of a spam test, has it finished, " +
        "done yet, setup of a test, what did we set for the test, is the spam test still running, " +
        "sender accounts and campaign of a test, test info, details of a spam test, test configuration, " +
        "which mailboxes and campaign does a test use",
      ...testRecord,
      returns: { one: "", of: "spam_test" },
      route: "GET /spam-test/{spam_test_id}",
      ...oneTest,
    }),
    tool({
      name: "stop_spam_test",
      title: "Stop an automated spam test",
      about:
        "Ends the future runs of an automated test for good; its reports stay. Manual tests cannot be stopped: " +
        "delete_spam_tests.",
      asked:
        "cancel recurring test, end schedule, halt automatic test, no more runs, pause placement test, abort, " +
        "turn off, stop automated test, disable weekly test, end the repeating test, " +
        "turn off scheduled placement test, stop the weekly check, quit the recurring test, no further tests, " +
        "cancel scheduled spam test, end automation, stop repeating test, end automated test, " +
        "halt scheduled spam test",
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
      asked:
        "remove placement tests, throw away, erase, clean up old tests, get rid of, delete test, " +
        "remove a spam test with its reports, clear old tests, get rid of tests, purge test reports, drop test, " +
        "delete spam tests, remove tests, several tests at once",
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
      asked:
        "inbox or spam at Gmail versus Outlook, by ESP, results of a placement test, where did it land, " +
        "promotions tab, test result, inbox rate, provider report, results by provider, " +
        "how much went to spam at google, yahoo, gmail tab, placement result of one test, spam rate by provider, " +
        "inbox percentage at each provider, did it land in junk at Outlook, Yahoo results, where do we land, " +
        "primary or promotions, outcome of the test, placement at gmail and outlook, inbox rate per provider, " +
        "results by receiving provider",
      ...testRecord,
      route: "POST /spam-test/report/{spam_test_id}/providerwise",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_geo_report",
      title: "Get placement by region",
      about:
        "Counts of inbox, tab and spam per region and provider group of one test, read like get_spam_test_provider_report.",
      asked:
        "by country, geography, Europe, America, by region, location, geo placement, where in the world, " +
        "regional results, results by geography, placement in Europe, region report, group wise, Asia, US, " +
        "US versus EU, by continent, placement by geography, region wise, different countries, APAC, " +
        "placement by region, inbox rate per country, results by location",
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
      asked:
        "which sender lands in spam, per inbox results of one test, by from address, which mailbox fails, " +
        "results per sender, sender report, which inbox went to spam in this test, each mailbox's placement, " +
        "per email account, each sender in the test, sender wise placement, which account went to junk, " +
        "mailbox by mailbox, seed mails list, placement per sender, results for each sending inbox in the test, " +
        "inbox rate by mailbox in a test",
      ...testRows,
      returns: { rows: "", of: "spam_test_sender_report" },
      route: "GET /spam-test/report/{spam_test_id}/sender-account-wise",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_filter_report",
      title: "Get spam filter scores",
      about:
        "SpamAssassin score per sending mailbox with the rules behind it: why the text looks like spam. Lower is better; " +
        "compare score with required, isSpam may contradict it.",
      asked:
        "SpamAssassin, spam score, spam words, content score, why is it flagged, Barracuda, filter verdict, " +
        "spammy, spam filter result, why do we land in spam, spamminess of text, rules triggered, content check, " +
        "rating, is our copy spammy, content rating, points, rule hits, spamassassin report, trigger words, " +
        "spam filter report, what triggers spam filters, score by spamassassin",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/spam-filter-details",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_dkim",
      title: "Get DKIM results",
      about: "Whether the DKIM signature passed, per sending mailbox and seed mailbox of one test.",
      asked:
        "DKIM signature pass or fail, domain keys, email authentication, signed, dkim check, dkim valid, " +
        "dkim failing, is DKIM set up, domain key check, signature valid, dkim record, cryptographic signature, " +
        "dkim report, do our mails pass dkim, dkim of senders",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/dkim-details",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_spf",
      title: "Get SPF results",
      about: "Whether SPF let the sending server pass, per sending mailbox and seed mailbox of one test.",
      asked:
        "SPF record pass or fail, sender policy framework, email authentication, allowed sender, spf check, " +
        "spf valid, spf failing, is SPF set up, spf record, spf alignment, is the server authorised, spf report, " +
        "do our mails pass spf, spf of senders",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/spf-details",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_rdns",
      title: "Get reverse DNS results",
      about:
        "Whether the sending IP has reverse DNS, per sending mailbox and seed mailbox; status is true or false here.",
      asked:
        "rDNS, PTR record, reverse lookup, hostname of the IP, rdns check, reverse dns failing, PTR missing, " +
        "reverse dns check, hostname lookup, does IP resolve, rdns report, does ip have reverse dns",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/rdns-details",
      ...oneTest,
    }),
    tool({
      name: "list_spam_test_senders",
      title: "List a test's sending mailboxes",
      about: "The mailboxes that send in one test. Their results: get_spam_test_sender_report.",
      asked:
        "which inboxes took part in the test, participants, from addresses used in a test, sent from, " +
        "senders of a test, which mailboxes were used in test, accounts tested, inboxes in test, " +
        "sender list of test, who sent the test mails, mailboxes in a test, from which inboxes did we test, " +
        "list of test senders",
      ...testRows,
      returns: { rows: "", of: "spam_test_sender" },
      route: "GET /spam-test/report/{spam_test_id}/sender-accounts",
      ...oneTest,
    }),
    tool({
      name: "list_spam_test_blacklists",
      title: "List blacklist findings",
      about:
        "Blacklist findings of one test, a row per sending IP, seed mail and list. domain is the seed mailbox's, not the " +
        "sender's. Only the total: get_spam_test_blacklist_count.",
      asked:
        "blocklist, RBL, DNSBL, is our IP listed, Spamhaus, IP blacklists of a test, which blacklists, " +
        "ip blacklisted, blacklist report, blacklist check of a test, on which lists are our IPs, listed anywhere, " +
        "spamhaus listing, blacklisted IPs, ip reputation lists, blocklists our servers appear on, " +
        "blacklist entries, on which blacklists is our sending ip, list blacklists found",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/blacklist",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_domain_blacklist",
      title: "Get blacklisted link domains",
      about:
        "Whether domains in the test email are blacklisted. Says something only for tests created with link_checker.",
      asked:
        "links in the mail, URL blocklist, is our domain blacklisted, SURBL, link checker, domain on a blocklist, " +
        "domain blacklist check, are our links safe, urls in email blacklisted, domain reputation in test, " +
        "url blacklist, links flagged, sending domain flagged, tracking domain blacklisted, bad links, " +
        "blacklisted domains in email, domains of links on blacklists",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/domain-blacklist",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_blacklist_count",
      title: "Count blacklist findings",
      about: "The number of blacklist findings of one test; list_spam_test_blacklists names them.",
      asked:
        "total number of listings, blocklist hits, how many blacklists, just the number, ip analytics, " +
        "blacklist count, how many listings, number of blacklisted IPs, summary of blacklists, blacklist total, " +
        "how often listed, sum of blacklists, blacklist statistics, number of blacklists, " +
        "blacklist total for a test, count only",
      ...testRecord,
      route: "GET /spam-test/report/{spam_test_id}/ip-analytics",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_email_content",
      title: "Get the tested email",
      about: "Subject, text, HTML and raw source of the email that a test sent. Large.",
      asked:
        "what did the test send, body and subject of the placement test, html, see tested mail, " +
        "which email was tested, content of spam test, body of test mail, subject line used, show the mail, " +
        "copy of the test mail, text that was tested, preview of the tested email, mail body of test, " +
        "show test email, html of the test mail, subject of the spam test",
      ...testRecord,
      returns: { one: "", of: "spam_test_email" },
      route: "GET /spam-test/report/{spam_test_id}/email-content",
      ...oneTest,
    }),
    tool({
      name: "get_spam_test_email_headers",
      title: "Get headers of a seed mail",
      about: "Mail headers of one email as a seed mailbox received it: its route and authentication.",
      asked:
        "raw header, received lines, authentication results, X-headers, full header of one test mail, " +
        "message source, email headers, mail header of reply, technical headers, return path, " +
        "trace route of a mail, received chain, delivery path, raw mail header, message id header, inspect header, " +
        "full headers, header of a received test mail, technical header",
      ...testRecord,
      route: "GET /spam-test/report/{spam_test_id}/sender-account-wise/{reply_id}/email-headers",
      input: { spam_test_id: spamTestId, reply_id: replyId },
      example: { spam_test_id: 7527, reply_id: 23_153 },
    }),
    tool({
      name: "get_spam_test_ip_details",
      title: "Get a seed mail's sending IP",
      about: "Blacklist status and owner of the IP address that delivered one email to a seed mailbox.",
      asked:
        "whois, who owns the IP, IP information, ISP, hosting, location of the IP, one seed mail's IP, " +
        "ip address details, which ip sent this, blacklists of the ip of one mail, ip reputation, geolocation, " +
        "which server delivered, IP owner, network, details about IP, hosting provider, ip of a test mail, " +
        "blacklist status of ip, which ip delivered",
      ...testRows,
      route: "GET /spam-test/report/{spam_test_id}/sender-account-wise/{reply_id}/ip-details",
      input: { spam_test_id: spamTestId, reply_id: replyId },
      example: { spam_test_id: 7527, reply_id: 23_153 },
    }),
    tool({
      name: "list_spam_test_runs",
      title: "List an automated test's runs",
      about: "Every run of one automated test with its placement counts: how deliverability developed over time.",
      asked:
        "past runs of a recurring test, earlier results, trend over time, history of scheduled test, " +
        "previous runs, history of automated test, results of each run, schedule history, how did it develop, " +
        "when did it run, last runs, earlier runs, run list, timeline of scheduled test, compare runs, " +
        "previous results of automated test, all runs of a scheduled test, history of runs, placement over time",
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
      asked:
        "placement score per inbox, deliverability of every sender, overall by mailbox, " +
        "which inbox goes to spam across tests, mailbox summary, deliverability per mailbox overall, " +
        "every mailbox's spam rate, mailboxes tested so far, list of tested inboxes, " +
        "inbox by inbox deliverability, all tested senders, placement of each mailbox, " +
        "which of our mailboxes land in spam overall, healthiest inbox, placement by mailbox over all tests, " +
        "mailbox deliverability summary, which senders land in spam in general",
      ...testRows,
      returns: { rows: "", of: "spam_test_mailbox" },
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
      asked:
        "overall inbox versus spam, sum over all tests, how often do we land in spam, inbox rate in total, " +
        "general deliverability, tab, total placement, sum of inbox and spam, aggregate placement, " +
        "share in spam overall, count across all placement tests, all mailboxes together, deliverability in total, " +
        "how much goes to junk overall, inbox count and spam count, grand total of placement, " +
        "totals over all tests, overall placement numbers, how many landed in inbox in total",
      ...testRecord,
      route: "GET /spam-test/report/mailboxes-count",
      input: {},
      example: {},
    }),
    tool({
      name: "list_spam_test_folders",
      title: "List spam test folders",
      about: "Folders that spam tests are filed in, with the id that create_automated_spam_test takes.",
      asked:
        "directories of tests, which folders, show folders, list folders, find folder by name, test folders, " +
        "all folders, how are tests organised, list of test folders, folders for tests, list test directories, " +
        "show folders of placement tests",
      ...testRows,
      returns: { rows: "", of: "spam_test_folder" },
      route: "GET /spam-test/folder",
      input: { ...page, name: z.string().min(1).optional().describe("Filter by folder name.") },
      example: { limit: 10 },
    }),
    tool({
      name: "get_spam_test_folder",
      title: "Get a spam test folder",
      about: "One folder of spam tests by its id from list_spam_test_folders.",
      asked:
        "open folder, directory, tests in a folder, folder details, what is in the folder, look into folder, " +
        "name of a folder, one test folder, one folder, which tests are in the folder, show directory, " +
        "details of a test folder, open a folder",
      ...testRecord,
      returns: { one: "", of: "spam_test_folder" },
      route: "GET /spam-test/folder/{folder_id}",
      input: { folder_id: folderId },
      example: { folder_id: 456 },
    }),
    tool({
      name: "create_spam_test_folder",
      title: "Create a spam test folder",
      about:
        "Creates a folder in which create_automated_spam_test can file new tests. The API moves no existing tests.",
      asked:
        "new directory, make a folder, organise tests, group tests, add folder, create test folder, " +
        "folder for tests of a client, create directory, bucket for tests, folder named, create folder for tests, " +
        "new test folder",
      effect: "write",
      host: "delivery",
      route: "POST /spam-test/folder",
      // The newer page prints `folderName` in a filled-in example; the schema of the older one says `name`:
      // https://api.smartlead.ai/reference/create-folder
      input: { name: z.string().min(1).describe("Folder name.") },
      confirm: ({ name }) => `Create the spam test folder ${name}?`,
      returns: { one: "", of: "spam_test_folder" },
      example: { name: "Q4 2026" },
    }),
    tool({
      name: "delete_spam_test_folder",
      title: "Delete a spam test folder",
      about: "Deletes a folder, which has to be empty: what happens to tests inside is not documented.",
      asked:
        "remove directory, bin a folder, get rid of folder, erase, delete folder, folder not needed, " +
        "erase directory, drop folder, ditch directory, remove test folder, delete test folder, remove a folder",
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
