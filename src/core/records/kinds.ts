/**
 * Kinds of records as data: what each looks like from every endpoint that returns it. Conversations, messages, leads,
 * campaigns and sequence steps are read by code of their own beside this file.
 */
import type { PlainKind } from "./plain.ts";

const tag = { id: "tag_id", names: { tag_name: "name", tag_color: "color" } } as const satisfies PlainKind;

/** A tag on something else is its name; the ids are in list_tags. */
const tagged = { inside: { tags: tag }, only: { tags: "name" } } as const satisfies PlainKind;

/** Counters have one name, whichever report they come from. Rates stay what SmartLead made of them: it divides differently. */
const statistic = {
  names: {
    sent: "sent_count",
    opened: "open_count",
    clicked: "click_count",
    replied: "reply_count",
    positive_replied: "positive_reply_count",
    bounced: "bounce_count",
    unsubscribed: "unsubscribed_count",
  },
  lift: ["email_engagement_metrics", "campaign_stats"],
  percentages: ["open_rate", "click_rate", "reply_rate", "positive_reply_rate", "bounce_rate", "unsubscribe_rate"],
} as const satisfies PlainKind;

const contact = {
  id: "contact_id",
  names: { full_name: "name" },
  first: ["name", "title", "company", "email", "email_deliverability", "verification_status", "status"],
  fullOnly: ["first_name", "last_name", "address"],
} as const satisfies PlainKind;

export const plainKinds = {
  tag,
  statistic,
  /** Totals of one campaign. */
  campaign_statistic: {
    ...statistic,
    id: "campaign_id",
    names: { ...statistic.names, name: "campaign_name" },
    first: ["campaign_name", "status", "start_date", "end_date", "sent_count", "reply_count", "positive_reply_count"],
    fullOnly: ["send_as_plain_text"],
    ...tagged,
  },
  client_statistic: { ...statistic, id: "client_id" },
  team_member_statistic: { ...statistic, id: "team_member_id" },
  provider_statistics: { inside: { overall: statistic, tag_wise: { ...statistic, fullOnly: ["tag_color"] } } },
  reply_category_statistic: { names: { name: "category" } },
  /** Under the names that update_email_account takes. */
  mailbox: {
    id: "email_account_id",
    names: {
      message_per_day: "max_email_per_day",
      min_time_to_wait_in_mins: "time_to_wait_in_mins",
      custom_tracking_domain: "custom_tracking_url",
      bcc_email: "bcc",
      warmup_details: "warmup",
    },
    first: [
      "from_email",
      "from_name",
      "type",
      "is_smtp_success",
      "is_imap_success",
      "smtp_failure_error",
      "imap_failure_error",
      "max_email_per_day",
      "daily_sent_count",
      "time_to_wait_in_mins",
      "warmup_status",
      "warmup_reputation_percent",
      "tags",
      "campaign_count",
      "campaign_ids",
      "client_id",
    ],
    fullOnly: [
      "username",
      "password",
      "smtp_host",
      "smtp_port",
      "smtp_port_type",
      "imap_username",
      "imap_password",
      "imap_host",
      "imap_port",
      "imap_port_type",
      "is_different_imap_account",
      "updated_at",
    ],
    flat: ["warmup"],
    only: tagged.only,
    inside: {
      tags: tag,
      warmup: {
        names: { is_warmup_blocked: "warmup_is_blocked" },
        fullOnly: ["warmup_id", "warmup_created_at", "created_at"],
      },
    },
  },
  /** The tags of mailboxes, with the ids that remove_email_account_tags takes. */
  mailbox_tags: {
    id: "email_account_id",
    names: { email_id: "from_email" },
    inside: { tags: { ...tag, fullOnly: ["color"] } },
  },
  warmup_statistic: {
    id: "email_account_id",
    inside: { stats_by_date: { id: "day_no", fullOnly: ["day_no"] } },
  },
  client: { id: "client_id", first: ["name", "email"] },
  client_api_key: { id: "api_key_id", first: ["key_name", "client_id", "status", "api_key"], fullOnly: ["updated_at"] },
  lead_list: { id: "lead_list_id", first: ["list_name", "leads_count"], fullOnly: ["updated_at"] },
  webhook: { id: "webhook_id", first: ["name", "webhook_url", "campaign_id", "event_types"], fullOnly: ["updated_at"] },
  block_list_entry: { id: "block_list_id", first: ["email_or_domain", "source"] },
  spam_test: {
    id: "spam_test_id",
    names: { current_test_run_no: "test_run_no", provider_id: "provider_ids" },
    first: ["test_name", "test_type", "status", "campaign_id", "inbox_count", "tab_count", "spam_count"],
    fullOnly: [
      "updated_at",
      "email_track_id",
      "has_seed_mapping",
      "separator",
      "cron_exp",
      "charged_test_run_no",
      "share_report_hash",
      "all_email_sent_without_time_gap",
      "last_added_trigger_time",
    ],
  },
  /** How a test's mails of one sender arrived, one seed mailbox at a time. */
  spam_test_sender_report: {
    names: { email: "from_email" },
    inside: {
      details: {
        id: "seed_account_id",
        names: { email: "to_email", delivered_in: "delivered_in_seconds" },
        lift: ["reply"],
        inside: { reply: { id: "reply_id" } },
        fullOnly: ["uid", "message_id", "email_size"],
      },
    },
  },
  spam_test_sender: { id: "sender_account_id", first: ["from_email"], fullOnly: ["updated_at"] },
  spam_test_mailbox: { id: "test_mailbox_id", first: ["from_email"] },
  spam_test_email: {
    names: { spam_test: "spam_test_id" },
    first: ["subject", "text"],
    fullOnly: ["html", "raw_email_content"],
  },
  spam_test_folder: { id: "folder_id", first: ["name"], fullOnly: ["updated_at"] },
  mailbox_vendor: { id: "vendor_id", first: ["vendor_name"] },
  purchased_domain: { id: "domain_id", first: ["domain_name"], fullOnly: ["updated_at"] },
  contact,
  found_email: { names: { email_id: "email" } },
  contact_search: { id: "search_id", first: ["search_string"], fullOnly: ["updated_at", "filter_id"] },
} as const satisfies Record<string, PlainKind>;

export type PlainKindName = keyof typeof plainKinds;
