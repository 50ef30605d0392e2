import type { Account, EnrolmentRow, TaskRow } from "./account.ts";
import { block } from "./block-list.ts";
import { type Handlers, handle, Refusal } from "./handler.ts";
import { nextId } from "./new-rows.ts";
import { nextStep, resume } from "./sequence.ts";
import { campaignOf, categoryOf, enrolmentByMapId, teamMemberOf } from "./tables.ts";

interface OnLead {
  email_lead_map_id: number;
}

interface TaskBody extends OnLead {
  name: string;
  description?: string;
  priority?: TaskRow["priority"];
  due_date?: string;
}

interface ReminderBody extends OnLead {
  email_stats_id: string;
  message: string;
  reminder_time: string;
}

interface PushBody extends OnLead {
  sub_sequence_id: number;
  sub_sequence_delay_time?: number;
}

interface ResumeBody extends OnLead {
  campaign_id: number;
  resume_delay_days?: number | null;
}

const updatedOne = { success: true, updated: 1 };

/** A subsequence is a campaign whose parent is the lead's campaign. SmartLead documents no words for a wrong one. */
function requireSubsequence(account: Account, enrolment: EnrolmentRow, id: number): void {
  const subsequence = account.campaigns.find((campaign) => campaign.id === id);
  if (subsequence === undefined) throw new Refusal(404, { ok: false, message: `Subsequence not found with ID ${id}` });
  if (subsequence.parent_campaign_id !== enrolment.campaign_id) {
    const message = `Subsequence ${id} does not belong to campaign ${enrolment.campaign_id}`;
    throw new Refusal(400, { ok: false, message });
  }
}

export const inboxActions: Handlers = {
  "PATCH /master-inbox/change-read-status": handle<{ body: OnLead & { read_status: boolean } }>(({ account, body }) => {
    const row = account.enrolments.find(({ map_id }) => map_id === body.email_lead_map_id);
    if (row !== undefined) row.has_new_unread_email = !body.read_status;
    // The documented text says "unread" whatever was asked for, and an unknown id is no error.
    const message = "Lead marked as unread successfully";
    return { json: { ok: true, message, data: { success: true, updated: row === undefined ? 0 : 1 } } };
  }),

  "PATCH /master-inbox/update-category": handle<{ body: OnLead & { category_id: number | null } }>(
    ({ account, body }) => {
      const enrolment = enrolmentByMapId(account, body.email_lead_map_id);
      enrolment.category_id = body.category_id === null ? null : categoryOf(account, body.category_id).id;
      return { json: { ok: true, message: "Lead category updated successfully", data: updatedOne } };
    },
  ),

  "PATCH /master-inbox/update-revenue": handle<{ body: OnLead & { revenue: number } }>(({ account, body }) => {
    enrolmentByMapId(account, body.email_lead_map_id).revenue = body.revenue;
    return { json: { ok: true, message: "Lead revenue updated successfully", data: updatedOne } };
  }),

  "POST /master-inbox/update-team-member": handle<{ body: OnLead & { team_member_id: number } }>(
    ({ account, body }) => {
      const enrolment = enrolmentByMapId(account, body.email_lead_map_id);
      enrolment.team_member_id = teamMemberOf(account, body.team_member_id).id;
      return { json: { ok: true, message: "Lead team member updated successfully" } };
    },
  ),

  "POST /master-inbox/create-note": handle<{ body: OnLead & { note_message: string } }>(({ account, body, now }) => {
    const { notes } = enrolmentByMapId(account, body.email_lead_map_id);
    const [id, created_at] = [nextId(account), now.toISOString()];
    notes.push({ id, note_message: body.note_message, created_by: ownerName(account), created_at });
    const data = { success: true, note: [{ id: String(id), created_at }] };
    return { json: { ok: true, message: "Note created successfully", data } };
  }),

  "POST /master-inbox/create-task": handle<{ body: TaskBody }>(({ account, body, now }) => {
    const { tasks } = enrolmentByMapId(account, body.email_lead_map_id);
    const { name, description = null, priority = "MEDIUM", due_date = null } = body;
    const [id, created_at] = [nextId(account), now.toISOString()];
    tasks.push({ id, name, description, priority, due_date, status: "pending", created_at });
    const data = { success: true, task: [{ id: String(id), created_at }] };
    return { json: { ok: true, message: "Task created successfully", data } };
  }),

  "POST /master-inbox/set-reminder": handle<{ body: ReminderBody }>(({ account, body, now }) => {
    const { email_lead_map_id, ...reminder } = body;
    const { reminders } = enrolmentByMapId(account, email_lead_map_id);
    const [id, created_at] = [nextId(account), now.toISOString()];
    reminders.push({ id, created_at, ...reminder });
    const data = { success: true, reminder: { id: String(id), created_at } };
    return { json: { ok: true, message: "Reminder set successfully", data } };
  }),

  "POST /master-inbox/push-to-subsequence": handle<{ body: PushBody }>(({ account, body }) => {
    const { sub_sequence_id, sub_sequence_delay_time: delay_days = 0 } = body;
    const enrolment = enrolmentByMapId(account, body.email_lead_map_id);
    requireSubsequence(account, enrolment, sub_sequence_id);
    enrolment.sub_sequence_id = sub_sequence_id;
    enrolment.is_pushed_to_sub_sequence = true;
    const data = { success: true, sub_sequence_id, delay_days };
    return { json: { ok: true, message: "Lead pushed to subsequence successfully", data } };
  }),

  "PATCH /master-inbox/resume-lead": handle<{ body: ResumeBody }>(({ account, body, now }) => {
    const campaign = campaignOf(account, body.campaign_id);
    const enrolment = enrolmentByMapId(account, body.email_lead_map_id);
    if (enrolment.campaign_id !== campaign.id) throw new Refusal(404, { error: "Lead mapping not found" });
    const next = nextStep(campaign, enrolment);
    if (next === undefined) {
      throw new Refusal(400, { ok: false, message: "This is the last sequence. You cannot resume this lead." });
    }
    resume(enrolment, now, body.resume_delay_days ?? 0);
    const data = { status: "success", nextSeqId: next.id };
    return { json: { ok: true, message: "Lead resumed successfully", data } };
  }),

  "POST /master-inbox/block-domains": handle<{ body: { domains: string[]; source?: string } }>(
    ({ account, body, now }) => {
      block(account, body.domains, body.source ?? "manual", now);
      const data = { blocked_domains: body.domains.length };
      return { json: { ok: true, message: "Domains blocked successfully", data } };
    },
  ),

  "GET /crm/leads/notes/{id}": handle<{ params: { id: number } }>(({ account, params }) => {
    const notes = account.enrolments.filter(({ lead_id }) => lead_id === params.id).flatMap((row) => row.notes);
    return { json: { ok: true, data: notes.map((note) => ({ lead_id: params.id, ...note })) } };
  }),

  "GET /crm/leads/tasks/{id}": handle<{ params: { id: number } }>(({ account, params }) => {
    const tasks = account.enrolments.filter(({ lead_id }) => lead_id === params.id).flatMap((row) => row.tasks);
    return { json: { ok: true, data: tasks.map((task) => ({ lead_id: params.id, ...task })) } };
  }),
};

function ownerName(account: Account): string {
  return teamMemberOf(account, account.owner_id).name;
}
