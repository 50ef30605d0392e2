import type { EnrolmentRow } from "./account.ts";
import { repliesOf, sentOf } from "./tables.ts";

export type Engagement = "Opened" | "Clicked" | "Replied" | "Unsubscribed" | "Bounced" | "Accepted" | "Not Replied";

/** What happened to the emails of a lead, in the words of the inbox filter `emailStatus`. */
export const engagements: Readonly<Record<Engagement, (row: EnrolmentRow) => boolean>> = {
  Opened: (row) => sentOf(row).some(({ open_count }) => open_count > 0),
  Clicked: (row) => sentOf(row).some(({ click_count }) => click_count > 0),
  Replied: (row) => repliesOf(row).length > 0,
  Unsubscribed: (row) => row.is_unsubscribed,
  Bounced: (row) => row.is_bounced,
  /** The receiving server took the email. */
  Accepted: (row) => sentOf(row).length > 0 && !row.is_bounced,
  /** Opened without a reply, says SmartLead's documentation; an email that nobody opened does not count. */
  "Not Replied": (row) => engagements.Opened(row) && !engagements.Replied(row),
};

/** The one word that the newer documentation shows as `email_status` of a conversation: the strongest that applies. */
export function strongestEngagement(row: EnrolmentRow): string {
  const order: Engagement[] = ["Unsubscribed", "Bounced", "Replied", "Clicked", "Opened"];
  return order.find((word) => engagements[word](row)) ?? "Sent";
}
