/**
 * The tables of the pretend SmartLead account. Field names are SmartLead's own where the API shows them;
 * how a table becomes an answer (numbers as strings, names that change between routes) is the business of
 * the area's file, so that one table can be read through every documented shape.
 */

/** Weekly sending window of a campaign; `days` counts 0 = Sunday to 6 = Saturday. */
export interface SendingSchedule {
  tz: string;
  days: number[];
  startHour: string;
  endHour: string;
}

export interface CampaignRow {
  id: number;
  name: string;
  status: "DRAFTED" | "ACTIVE" | "PAUSED" | "STOPPED" | "COMPLETED";
  created_at: string;
  updated_at: string;
  /** Set on a subsequence: the campaign whose leads may be pushed into it. */
  parent_campaign_id: number | null;
  client_id: number | null;
  track_settings: string[];
  scheduler_cron_value: SendingSchedule;
  min_time_btwn_emails: number;
  max_leads_per_day: number;
  stop_lead_settings: string;
  enable_ai_esp_matching: boolean;
  send_as_plain_text: boolean;
  follow_up_percentage: number;
  unsubscribe_text: string;
  tags: { tag_id: number; tag_name: string; tag_color: string }[];
  mailbox_ids: number[];
  steps: SequenceStepRow[];
}

export interface SequenceStepRow {
  id: number;
  seq_number: number;
  /** Days after the step before it. */
  delay_in_days: number;
  subject: string;
  email_body: string;
}

export interface MailboxRow {
  id: number;
  from_name: string;
  from_email: string;
  /** HTML appended when a reply asks for the signature. */
  signature: string;
  type: "GMAIL" | "OUTLOOK" | "SMTP";
  /** Most mails a day, over all campaigns. */
  message_per_day: number;
  /** What the mail server said when the connection failed; null while it holds. */
  smtp_failure_error: string | null;
  imap_failure_error: string | null;
  /** Null when warm-up was never set up. */
  warmup_details: WarmupDetails | null;
}

export interface WarmupDetails {
  status: "ACTIVE" | "INACTIVE";
  total_sent_count: number;
  total_spam_count: number;
  /** "95%" */
  warmup_reputation: string;
  blocked_reason: string | null;
}

export interface TeamMemberRow {
  id: number;
  name: string;
  email: string;
}

export interface CategoryRow {
  id: number;
  name: string;
  created_at: string;
  sentiment_type: "positive" | "negative" | "neutral" | null;
}

export interface LeadRow {
  id: number;
  first_name: string;
  last_name: string | null;
  email: string;
  created_at: string;
  phone_number: string | null;
  company_name: string | null;
  website: string | null;
  location: string | null;
  linkedin_profile: string | null;
  company_url: string | null;
  custom_fields: Record<string, string>;
  is_unsubscribed: boolean;
}

export interface AttachmentRow {
  file_name: string;
  file_type: string;
  file_size: number;
  file_url: string;
}

/** One mail of a conversation, as message-history shows it. `email_body` is HTML as the writer's mail program made it. */
export interface MessageRow {
  type: "SENT" | "REPLY";
  /** UUID; a REPLY carries the stats_id of the SENT mail that it answers. */
  stats_id: string;
  /** RFC 5322 Message-ID with angle brackets. */
  message_id: string;
  from: string;
  to: string;
  cc: string[];
  bcc: string[];
  time: string;
  subject: string;
  email_body: string;
  /** Sequence step of a SENT mail; null for a manual reply and for a REPLY. */
  email_seq_number: number | null;
  open_count: number;
  click_count: number;
  click_details: Record<string, boolean>;
  attachments: AttachmentRow[];
}

export interface NoteRow {
  id: number;
  note_message: string;
  created_by: string;
  created_at: string;
}

export interface TaskRow {
  id: number;
  name: string;
  description: string | null;
  priority: "LOW" | "MEDIUM" | "HIGH";
  due_date: string | null;
  status: string;
  created_at: string;
}

export interface ReminderRow {
  id: number;
  email_stats_id: string;
  message: string;
  reminder_time: string;
  created_at: string;
}

/** A reply that waits for its time. */
export interface ScheduledReplyRow {
  scheduled_time: string;
  message: MessageRow;
}

/** A lead in a campaign: the row behind `email_lead_map_id` (also called `campaign_lead_map_id`). */
export interface EnrolmentRow {
  map_id: number;
  campaign_id: number;
  lead_id: number;
  mailbox_id: number;
  status: "STARTED" | "INPROGRESS" | "COMPLETED" | "PAUSED" | "STOPPED" | "BLOCKED";
  created_at: string;
  current_sequence_number: number;
  next_timestamp_to_send: string | null;
  category_id: number | null;
  /** Opened, clicked and so on follow from the messages; these two cannot be derived. */
  is_unsubscribed: boolean;
  is_bounced: boolean;
  has_new_unread_email: boolean;
  is_important: boolean;
  is_archived: boolean;
  snoozed_until: string | null;
  /** Deal value in the account's currency. */
  revenue: number;
  team_member_id: number | null;
  sub_sequence_id: number | null;
  is_pushed_to_sub_sequence: boolean;
  is_ooo_automated_push_lead: boolean | null;
  /** Oldest first. */
  messages: MessageRow[];
  scheduled: ScheduledReplyRow[];
  reminders: ReminderRow[];
  notes: NoteRow[];
  tasks: TaskRow[];
}

/** A mail that reached a connected mailbox and matches no lead. */
export interface UntrackedReplyRow {
  id: string;
  account_id: number;
  message_id: string;
  uid: string;
  sender_detail: string;
  recipient_detail: string;
  cc: string;
  bcc: string;
  subject: string;
  reply_picked_time: string;
  is_read: boolean;
  body: { text: string; textAsHtml: string };
  attachments: AttachmentRow[];
}

export interface BlockedDomainRow {
  domain: string;
  source: string;
  created_at: string;
}

export interface WebhookRow {
  id: number;
  email_campaign_id: number;
  name: string;
  webhook_url: string;
  event_types: string[];
  /** Names of categories, for LEAD_CATEGORY_UPDATED. */
  categories: string[];
  created_at: string;
  updated_at: string;
}

export interface Account {
  /** The instant at which the seeded account was "photographed"; every seeded date lies before it or is planned after it. */
  seeded_at: string;
  /** Team member behind the API key: "assigned to me" means this one. */
  owner_id: number;
  campaigns: CampaignRow[];
  mailboxes: MailboxRow[];
  team: TeamMemberRow[];
  clients: { id: number; name: string; email: string }[];
  categories: CategoryRow[];
  leads: LeadRow[];
  enrolments: EnrolmentRow[];
  untracked: UntrackedReplyRow[];
  blocked_domains: BlockedDomainRow[];
  webhooks: WebhookRow[];
  /** Next id for anything that a write creates (notes, tasks, reminders, messages). */
  next_id: number;
}
