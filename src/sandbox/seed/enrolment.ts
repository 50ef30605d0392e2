import type { CampaignRow, EnrolmentRow, MessageRow, ScheduledReplyRow, TaskRow } from "../account.ts";
import { SEEDED_AT, sendingInstant } from "./clock.ts";
import type { Organisation } from "./organisation.ts";
import type { Correspondence } from "./outreach.ts";
import type { Person } from "./people.ts";
import type { Random } from "./random.ts";
import type { ConversationScript } from "./scripts.ts";

/** A lead in a campaign before lead and row have their ids: those follow the order of `created_at`. */
export interface Enrolment {
  lead: Person;
  row: Omit<EnrolmentRow, "map_id" | "lead_id">;
}

/** Gives ids to notes, tasks and reminders. */
export type NextId = () => number;

const HOUR_MS = 3_600_000;

/** A row on which nobody has done anything yet. */
export function untouched(
  { campaign, mailbox }: Correspondence,
  messages: MessageRow[],
  created_at: string,
): Enrolment["row"] {
  return {
    campaign_id: campaign.id,
    mailbox_id: mailbox.id,
    status: "STARTED",
    created_at,
    current_sequence_number:
      messages.findLast(({ email_seq_number }) => email_seq_number !== null)?.email_seq_number ?? 1,
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
    messages,
    scheduled: [],
    reminders: [],
    notes: [],
    tasks: [],
  };
}

/** The row of a lead who answered, with what the script says about the team's work on it. */
export function answeredRow(
  script: ConversationScript,
  correspondence: Correspondence,
  played: { messages: MessageRow[]; scheduled: ScheduledReplyRow[] },
  organisation: Organisation,
  nextId: NextId,
  random: Random,
): Enrolment["row"] {
  const { state } = script;
  const { messages, scheduled } = played;
  const subsequence = Object.values(organisation.campaigns).find(
    ({ parent_campaign_id }) => parent_campaign_id === correspondence.campaign.id,
  );
  return {
    ...untouched(correspondence, messages, importedBefore(messages[0]?.time ?? "", correspondence.campaign, random)),
    status: state.blocked ? "BLOCKED" : (state.status ?? "COMPLETED"),
    next_timestamp_to_send: state.resumes ? instant(state.resumes) : null,
    category_id: organisation.categories.find(({ name }) => name === state.category)?.id ?? null,
    is_unsubscribed: state.unsubscribed ?? false,
    has_new_unread_email: state.unread ?? false,
    is_important: state.important ?? false,
    is_archived: state.archived ?? false,
    snoozed_until: state.snoozed_until ? instant(state.snoozed_until) : null,
    revenue: state.revenue ?? 0,
    team_member_id: state.assignee ? organisation.team[state.assignee].id : null,
    sub_sequence_id: state.pushed ? (subsequence?.id ?? null) : null,
    is_pushed_to_sub_sequence: state.pushed ?? false,
    is_ooo_automated_push_lead: state.ooo_push ?? null,
    scheduled,
    reminders: (state.reminders ?? []).map((reminder) => ({
      id: nextId(),
      email_stats_id: messages.at(-1)?.stats_id ?? "",
      message: reminder.text,
      reminder_time: instant(reminder.due),
      created_at: instant(reminder.at),
    })),
    notes: (state.notes ?? []).map((note) => ({
      id: nextId(),
      note_message: note.text,
      created_by: organisation.team[note.by].name,
      created_at: instant(note.at),
    })),
    tasks: (state.tasks ?? []).map((task) => ({
      id: nextId(),
      name: task.name,
      description: task.description ?? null,
      priority: task.priority as TaskRow["priority"],
      due_date: instant(task.due),
      status: task.status ?? "pending",
      created_at: instant(task.at),
    })),
  };
}

/** Leads are imported some hours or days before their first mail goes out. */
export function importedBefore(firstMail: string, { scheduler_cron_value }: CampaignRow, random: Random): string {
  const latest = Math.min(Date.parse(firstMail), Date.parse(SEEDED_AT));
  const imported = new Date(latest - random.int(2, 90) * HOUR_MS).toISOString();
  const working = sendingInstant(imported, scheduler_cron_value, random);
  return Date.parse(working) < latest ? working : imported;
}

function instant(minute: string): string {
  return `${minute}:00.000Z`;
}
