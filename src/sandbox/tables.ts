/** Looking rows up in the account. What a request names and the account lacks is refused in SmartLead's documented words. */

import type {
  Account,
  CampaignRow,
  CategoryRow,
  EnrolmentRow,
  LeadRow,
  MailboxRow,
  MessageRow,
  TeamMemberRow,
} from "./account.ts";
import { Refusal } from "./handler.ts";

/** Refuses an unknown id with the 404 of every campaign route. */
export function campaignOf(account: Account, campaignId: number): CampaignRow {
  const campaign = account.campaigns.find(({ id }) => id === campaignId);
  if (campaign === undefined) throw new Refusal(404, { error: "Campaign not found - Invalid campaign_id." });
  return campaign;
}

/** By lead id, not map id. Refuses an unknown one with 404. */
export function leadOf(account: Account, leadId: number): LeadRow {
  const lead = account.leads.find(({ id }) => id === leadId);
  if (lead === undefined) throw new Refusal(404, { error: "Lead not found - Invalid lead_id." });
  return lead;
}

/** Refuses an unknown id with 404. */
export function mailboxOf(account: Account, mailboxId: number): MailboxRow {
  const mailbox = account.mailboxes.find(({ id }) => id === mailboxId);
  if (mailbox === undefined) throw new Refusal(404, { error: "Email account not found" });
  return mailbox;
}

/** Refuses an unknown id with 404. */
export function teamMemberOf(account: Account, memberId: number): TeamMemberRow {
  const member = account.team.find(({ id }) => id === memberId);
  if (member === undefined) throw new Refusal(404, { error: `Team member not found with ID ${memberId}` });
  return member;
}

/** An unknown id is refused in words of our own: SmartLead documents none for it. */
export function categoryOf(account: Account, categoryId: number): CategoryRow {
  const category = account.categories.find(({ id }) => id === categoryId);
  if (category === undefined) throw new Refusal(400, { error: `Invalid category_id - ${categoryId}` });
  return category;
}

/** The lead in its campaign, by map id. */
export function enrolmentByMapId(account: Account, mapId: number): EnrolmentRow {
  const enrolment = account.enrolments.find(({ map_id }) => map_id === mapId);
  if (enrolment === undefined) throw new Refusal(404, { error: "Lead mapping not found" });
  return enrolment;
}

/** The lead in its campaign, by campaign id and lead id. */
export function enrolmentInCampaign(account: Account, campaignId: number, leadId: number): EnrolmentRow {
  campaignOf(account, campaignId);
  const found = account.enrolments.find((row) => row.campaign_id === campaignId && row.lead_id === leadId);
  if (found === undefined) throw new Refusal(404, { error: "Lead not found - Invalid lead_id." });
  return found;
}

/** Sequence emails and manual replies, oldest first. */
export function sentOf({ messages }: EnrolmentRow): MessageRow[] {
  return messages.filter(({ type }) => type === "SENT");
}

/** What the lead wrote, oldest first. */
export function repliesOf({ messages }: EnrolmentRow): MessageRow[] {
  return messages.filter(({ type }) => type === "REPLY");
}

/** Time of the latest message of a kind; messages are kept oldest first. */
export function lastTime(messages: readonly MessageRow[]): string | null {
  return messages.at(-1)?.time ?? null;
}

/** Is one ISO 8601 instant later than the other? Offsets may differ, so text order does not tell. */
export function isAfter(time: string | null, other: string): boolean {
  return time !== null && Date.parse(time) > Date.parse(other);
}
