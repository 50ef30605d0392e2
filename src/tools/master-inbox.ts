import { group } from "../core/tool.ts";
import { conversations } from "./conversations.ts";
import { inboxActions } from "./inbox-actions.ts";
import { inboxLists } from "./inbox-lists.ts";

export const masterInbox = group("inbox", "Replies, sent mail, reminders and everything done to a conversation.", [
  ...inboxLists,
  ...inboxActions,
  ...conversations,
]);
