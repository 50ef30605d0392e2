import type { UntrackedReplyRow } from "../account.ts";
import { toHtml } from "../mail-text.ts";
import mails from "../untracked.json" with { type: "json" };
import type { MailboxKey, Organisation } from "./organisation.ts";
import { domainOf } from "./outreach.ts";
import type { Random } from "./random.ts";
import { attachmentRow } from "./thread.ts";

/** Mails that reached our mailboxes from people and machines that are no leads. */
export function untrackedReplies({ mailboxes }: Organisation, random: Random): UntrackedReplyRow[] {
  return mails.map((mail) => {
    const mailbox = mailboxes[mail.mailbox as MailboxKey];
    const id = random.uuid();
    const domain = domainOf(mail.from).replace(/>$/, "");
    return {
      id,
      account_id: mailbox.id,
      message_id: `<${random.uuid()}@${domain}>`,
      uid: String(random.int(1200, 9800)),
      sender_detail: mail.from,
      recipient_detail: mailbox.from_email,
      cc: "",
      bcc: "",
      subject: mail.subject,
      reply_picked_time: `${mail.at}:${String(random.int(0, 59)).padStart(2, "0")}.000Z`,
      is_read: mail.read ?? false,
      body: {
        text: mail.text.join("\n\n"),
        textAsHtml: mail.text.map((paragraph) => `<p>${toHtml(paragraph)}</p>`).join(""),
      },
      attachments: (mail.attachments ?? []).map((attachment) => attachmentRow(attachment, id)),
    };
  });
}
