/** Mails that reached a connected mailbox and belong to no lead. */

import type { UntrackedReplyRow } from "./account.ts";
import { type Handlers, handle } from "./handler.ts";

interface UntrackedQuery {
  limit?: number;
  offset?: number;
  fetchAttachments?: boolean;
  fetchBody?: boolean;
  from_email?: string;
  to_email?: string;
  subject_line?: string;
}

function untrackedReply(
  row: UntrackedReplyRow,
  { fetchBody, fetchAttachments }: UntrackedQuery,
): Record<string, unknown> {
  const { body, attachments, ...rest } = row;
  return {
    ...rest,
    visible_text: "",
    has_attachment: attachments.length > 0,
    created_at: row.reply_picked_time,
    updated_at: row.reply_picked_time,
    ...(fetchBody && { body }),
    ...(fetchAttachments && {
      attachments: attachments.map((attachment, index) => ({
        id: `${row.id}-${index + 1}`,
        ...attachment,
        charset: null,
        is_download_skipped: false,
        created_at: row.reply_picked_time,
      })),
    }),
  };
}

function untrackedMessage(
  row: UntrackedReplyRow,
  { fetchBody, fetchAttachments }: UntrackedQuery,
): Record<string, unknown> {
  return {
    id: row.id,
    from_email: row.sender_detail,
    to_email: row.recipient_detail,
    subject: row.subject,
    received_at: row.reply_picked_time,
    has_attachments: row.attachments.length > 0,
    ...(fetchBody && { body: row.body.text }),
    ...(fetchAttachments && { attachments: row.attachments }),
  };
}

function contains(text: string, part = ""): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

export const untrackedReplies: Handlers = {
  "GET /master-inbox/untracked-replies": handle<{ query: UntrackedQuery }>(({ account, generation, query }) => {
    const { limit = 20, offset = 0 } = query;
    const rows = account.untracked
      .filter(
        ({ sender_detail, recipient_detail, subject }) =>
          contains(sender_detail, query.from_email) &&
          contains(recipient_detail, query.to_email) &&
          contains(subject, query.subject_line),
      )
      .sort((a, b) => Date.parse(b.reply_picked_time) - Date.parse(a.reply_picked_time));
    const page = rows.slice(offset, offset + limit);
    const totalCount = rows.length;
    if (generation === "messages") {
      return { json: { untracked_replies: page.map((row) => untrackedMessage(row, query)), total_count: totalCount } };
    }
    const pagination = { limit, offset, totalCount, hasMore: offset + page.length < totalCount };
    const replies = page.map((row) => untrackedReply(row, query));
    const message = "Successfully retrieved master inbox untracked replies";
    return { json: { ok: true, data: { success: true, message, data: { replies, totalCount, pagination } } } };
  }),
};
