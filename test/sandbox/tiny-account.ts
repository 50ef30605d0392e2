import type { Account, EnrolmentRow, LeadRow, MailboxRow, MessageRow } from "../../src/sandbox/account.ts";

function message(type: MessageRow["type"], stats_id: string, time: string, more: Partial<MessageRow> = {}): MessageRow {
  const [mailbox, lead] = ["sales@ours.example", "lead@theirs.example"];
  return {
    type,
    stats_id,
    message_id: `<${stats_id}-${type.toLowerCase()}@mail.example>`,
    from: type === "SENT" ? mailbox : lead,
    to: type === "SENT" ? lead : mailbox,
    cc: [],
    bcc: [],
    time,
    subject: type === "SENT" ? "A question" : "Re: A question",
    email_body: `<p>${type} &amp; more</p>`,
    email_seq_number: type === "SENT" ? 1 : null,
    open_count: 0,
    click_count: 0,
    click_details: {},
    attachments: [],
    ...more,
  };
}

function lead(id: number, first_name: string, email: string): LeadRow {
  return {
    id,
    first_name,
    last_name: "Doe",
    email,
    created_at: "2026-01-01T00:00:00.000Z",
    phone_number: null,
    company_name: null,
    website: null,
    location: null,
    linkedin_profile: null,
    company_url: null,
    custom_fields: { role: "CEO" },
    is_unsubscribed: false,
  };
}

function enrolment(map_id: number, lead_id: number, campaign_id: number, more: Partial<EnrolmentRow>): EnrolmentRow {
  return {
    map_id,
    campaign_id,
    lead_id,
    mailbox_id: 50,
    status: "INPROGRESS",
    created_at: "2026-01-02T00:00:00.000Z",
    current_sequence_number: 1,
    next_timestamp_to_send: null,
    category_id: null,
    is_unsubscribed: false,
    is_bounced: false,
    has_new_unread_email: false,
    is_important: false,
    is_archived: false,
    snoozed_until: null,
    revenue: 0,
    team_member_id: null,
    sub_sequence_id: null,
    is_pushed_to_sub_sequence: false,
    is_ooo_automated_push_lead: null,
    messages: [],
    scheduled: [],
    reminders: [],
    notes: [],
    tasks: [],
    ...more,
  };
}

function mailbox(id: number, from_name: string, from_email: string, more: Partial<MailboxRow>): MailboxRow {
  return {
    id,
    from_name,
    from_email,
    signature: "",
    type: "GMAIL",
    message_per_day: 40,
    smtp_failure_error: null,
    imap_failure_error: null,
    warmup_details: null,
    ...more,
  };
}

function campaign(
  id: number,
  name: string,
  more: Partial<Account["campaigns"][number]> = {},
): Account["campaigns"][number] {
  return {
    id,
    name,
    status: "ACTIVE",
    created_at: "2026-01-01T00:00:00.000Z",
    updated_at: "2026-01-01T00:00:00.000Z",
    parent_campaign_id: null,
    client_id: null,
    track_settings: [],
    scheduler_cron_value: { tz: "Europe/Berlin", days: [1, 2, 3, 4, 5], startHour: "09:00", endHour: "18:00" },
    min_time_btwn_emails: 20,
    max_leads_per_day: 100,
    stop_lead_settings: "REPLY_TO_AN_EMAIL",
    enable_ai_esp_matching: false,
    send_as_plain_text: false,
    follow_up_percentage: 100,
    unsubscribe_text: "",
    tags: [],
    mailbox_ids: [50],
    steps: [
      { id: 901, seq_number: 1, delay_in_days: 0, subject: "A question", email_body: "<p>Hi</p>" },
      { id: 902, seq_number: 2, delay_in_days: 3, subject: "", email_body: "<p>Again</p>" },
    ],
    ...more,
  };
}

/**
 * Four conversations, one for each kind: 101 Ann answered (unread, Interested), 102 Bob answered after a mail written by
 * hand and is archived, 103 Cid opened only, 104 Dee bounced. Campaign 11 is a subsequence of 10; 12 belongs to client 7 and has tag 70.
 */
export function tinyAccount(): Account {
  return {
    seeded_at: "2026-02-01T00:00:00.000Z",
    owner_id: 1,
    campaigns: [
      campaign(10, "Spring"),
      campaign(11, "Spring follow-up", { parent_campaign_id: 10 }),
      campaign(12, "Agency", { client_id: 7, tags: [{ tag_id: 70, tag_name: "vip", tag_color: "#FF0000" }] }),
    ],
    mailboxes: [
      mailbox(50, "Sal", "sales@ours.example", { signature: "<p>Sal</p>" }),
      mailbox(51, "Pat", "pat@ours.example", { imap_failure_error: "Invalid credentials" }),
    ],
    webhooks: [
      {
        id: 90,
        email_campaign_id: 10,
        name: "Replies",
        webhook_url: "https://ours.example/hook",
        event_types: ["EMAIL_REPLY"],
        categories: [],
        created_at: "2026-01-01T00:00:00.000Z",
        updated_at: "2026-01-01T00:00:00.000Z",
      },
    ],
    team: [
      { id: 1, name: "Olga Owner", email: "olga@ours.example" },
      { id: 2, name: "Tom Team", email: "tom@ours.example" },
    ],
    clients: [{ id: 7, name: "Agency client", email: "client@agency.example" }],
    categories: [
      { id: 1, name: "Interested", created_at: "2024-01-01T00:00:00.000Z", sentiment_type: "positive" },
      { id: 3, name: "Not Interested", created_at: "2024-01-01T00:00:00.000Z", sentiment_type: "negative" },
    ],
    leads: [
      lead(201, "Ann", "ann@alpha.example"),
      lead(202, "Bob", "bob@beta.example"),
      lead(203, "Cid", "cid@gamma.example"),
      lead(204, "Dee", "dee@delta.example"),
    ],
    enrolments: [
      enrolment(101, 201, 10, {
        category_id: 1,
        has_new_unread_email: true,
        is_important: true,
        team_member_id: 1,
        revenue: 500.5,
        reminders: [
          {
            id: 1,
            email_stats_id: "stats-ann",
            message: "Call",
            reminder_time: "2026-02-03T09:00:00.000Z",
            created_at: "2026-01-20T00:00:00.000Z",
          },
        ],
        messages: [
          message("SENT", "stats-ann", "2026-01-10T09:00:00.000Z", { open_count: 2, click_count: 1 }),
          message("REPLY", "stats-ann", "2026-01-12T09:00:00.000Z"),
        ],
      }),
      enrolment(102, 202, 12, {
        mailbox_id: 51,
        is_archived: true,
        category_id: 3,
        current_sequence_number: 2,
        status: "COMPLETED",
        messages: [
          message("SENT", "stats-bob", "2026-01-11T09:00:00.000Z"),
          message("SENT", "by-hand", "2026-01-11T10:00:00.000Z", { email_seq_number: null }),
          message("REPLY", "stats-bob", "2026-01-13T09:00:00.000Z"),
        ],
      }),
      enrolment(103, 203, 10, {
        snoozed_until: "2026-02-10T00:00:00.000Z",
        team_member_id: 2,
        messages: [message("SENT", "stats-cid", "2026-01-14T09:00:00.000Z", { open_count: 1 })],
      }),
      enrolment(104, 204, 10, {
        is_bounced: true,
        is_unsubscribed: true,
        status: "STOPPED",
        messages: [message("SENT", "stats-dee", "2026-01-09T09:00:00.000Z")],
      }),
    ],
    untracked: [
      {
        id: "u1",
        account_id: 50,
        message_id: "<u1@mail.example>",
        uid: "1",
        sender_detail: "Eve <eve@epsilon.example>",
        recipient_detail: "sales@ours.example",
        cc: "",
        bcc: "",
        subject: "Your invoice",
        reply_picked_time: "2026-01-20T00:00:00.000Z",
        is_read: false,
        body: { text: "See file", textAsHtml: "<p>See file</p>" },
        attachments: [
          { file_name: "a.pdf", file_type: "application/pdf", file_size: 9, file_url: "https://files.example/a.pdf" },
        ],
      },
      {
        id: "u2",
        account_id: 51,
        message_id: "<u2@mail.example>",
        uid: "2",
        sender_detail: "fay@zeta.example",
        recipient_detail: "pat@ours.example",
        cc: "",
        bcc: "",
        subject: "Hello",
        reply_picked_time: "2026-01-21T00:00:00.000Z",
        is_read: true,
        body: { text: "Hello", textAsHtml: "<p>Hello</p>" },
        attachments: [],
      },
    ],
    blocked_domains: [{ domain: "spam.example", source: "manual", created_at: "2026-01-01T00:00:00.000Z" }],
    next_id: 1000,
  };
}
