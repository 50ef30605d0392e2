import type { Account, EnrolmentRow } from "./account.ts";
import { type Engagement, engagements } from "./engagement.ts";
import { campaignOf, lastTime, leadOf, repliesOf } from "./tables.ts";

type OneOrMore<T> = T | T[] | null;

/** The documented filters of the inbox lists. Absent and null mean the same: no condition. */
export interface InboxFilters {
  search?: string | null;
  leadCategories?: CategoryFilter | null;
  emailStatus?: OneOrMore<Engagement>;
  campaignId?: OneOrMore<number>;
  emailAccountId?: OneOrMore<number>;
  campaignTeamMemberId?: OneOrMore<number>;
  campaignTagId?: OneOrMore<number>;
  campaignClientId?: OneOrMore<number>;
  replyTimeBetween?: [from: string, to: string] | null;
  /** Custom views only. */
  subSequenceId?: number | null;
}

interface CategoryFilter {
  unassigned?: boolean | null;
  isAssigned?: boolean | null;
  categoryIdsIn?: number[] | null;
  categoryIdsNotIn?: number[] | null;
}

/** Does a conversation meet every filter? */
export function passes(account: Account, row: EnrolmentRow, filters: InboxFilters): boolean {
  const campaign = campaignOf(account, row.campaign_id);
  const statuses = listed(filters.emailStatus);
  return (
    (!filters.search || passesSearch(account, row, filters.search)) &&
    passesCategories(row.category_id, filters.leadCategories ?? {}) &&
    (statuses === undefined || statuses.some((status) => engagements[status](row))) &&
    includes(filters.campaignId, [row.campaign_id]) &&
    includes(filters.emailAccountId, [row.mailbox_id]) &&
    includes(filters.campaignTeamMemberId, [row.team_member_id]) &&
    includes(
      filters.campaignTagId,
      campaign.tags.map(({ tag_id }) => tag_id),
    ) &&
    includes(filters.campaignClientId, [campaign.client_id]) &&
    includes(filters.subSequenceId, [row.sub_sequence_id]) &&
    passesReplyTime(row, filters.replyTimeBetween)
  );
}

function listed<T>(value: OneOrMore<T> | undefined): T[] | undefined {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value : [value];
}

function includes(wanted: OneOrMore<number> | undefined, actual: readonly (number | null)[]): boolean {
  return listed(wanted)?.some((id) => actual.includes(id)) ?? true;
}

function passesSearch(account: Account, row: EnrolmentRow, search: string): boolean {
  const { email, first_name, last_name } = leadOf(account, row.lead_id);
  return `${email}\n${first_name} ${last_name ?? ""}`.toLowerCase().includes(search.trim().toLowerCase());
}

/** `unassigned`, `isAssigned` and `categoryIdsIn` widen the choice, except that a list of ids narrows `isAssigned`. */
function passesCategories(category: number | null, filter: CategoryFilter): boolean {
  const { unassigned, isAssigned, categoryIdsIn, categoryIdsNotIn } = filter;
  if (category !== null && categoryIdsNotIn?.includes(category)) return false;
  if (!unassigned && !isAssigned && !categoryIdsIn) return true;
  if (category === null) return unassigned === true;
  return categoryIdsIn ? categoryIdsIn.includes(category) : isAssigned === true;
}

function passesReplyTime(row: EnrolmentRow, between: InboxFilters["replyTimeBetween"]): boolean {
  if (between === undefined || between === null) return true;
  const time = lastTime(repliesOf(row));
  if (time === null) return false;
  const [from, to] = between.map((bound) => Date.parse(bound));
  return from !== undefined && to !== undefined && Date.parse(time) >= from && Date.parse(time) <= to;
}
