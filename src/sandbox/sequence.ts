/** What moves a lead along its campaign's sequence, or out of it. */

import type { CampaignRow, EnrolmentRow, SequenceStepRow } from "./account.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The step after the lead's current one; undefined when it has had the last. */
export function nextStep(campaign: CampaignRow, enrolment: EnrolmentRow): SequenceStepRow | undefined {
  return campaign.steps.find(({ seq_number }) => seq_number === enrolment.current_sequence_number + 1);
}

/** Puts a lead back into its sequence, the next email some days from now. */
export function resume(enrolment: EnrolmentRow, now: Date, days: number): void {
  enrolment.status = "INPROGRESS";
  enrolment.next_timestamp_to_send = new Date(now.getTime() + days * DAY_MS).toISOString();
}

/** Takes a lead out of its sequence for good. */
export function unsubscribe(enrolment: EnrolmentRow): void {
  enrolment.is_unsubscribed = true;
  enrolment.status = "STOPPED";
  enrolment.next_timestamp_to_send = null;
}
