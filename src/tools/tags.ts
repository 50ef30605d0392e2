import * as z from "zod";
import { emailAddress, ids } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const color = z.string().regex(/^#[0-9A-Fa-f]{6}$/, { error: "expected a color such as #4CAF50" });
const tagIds = z.array(z.int().positive()).min(1).describe("From list_tags.");
const taggedMailboxIds = ids(25);

export const tags = group("tags", "Tags, and which mailboxes carry them.", [
  tool({
    name: "list_tags",
    title: "List tags",
    about:
      "All tags of the account with id, name and color; one list serves mailboxes and leads. Tags of given mailboxes: " +
      "list_email_account_tags.",
    asked:
      "available labels, which tags exist, all labels, tag ids, show tags, what tags do we have, find tag id, " +
      "label list, overview of tags, all tags with colours, tag names, existing labels, list labels, all tags",
    effect: "read",
    route: "GET /email-accounts/tags",
    input: {},
    returns: { rows: "", of: "tag" },
    example: {},
  }),
  tool({
    name: "create_tag",
    title: "Create a tag",
    about:
      "Adds a tag to the account; the answer has its id. Look in list_tags first. Without color SmartLead chooses one.",
    asked:
      "new label, make a label, define a tag, add label, add a new tag, create label, tag with colour, " +
      "introduce a tag, blue label, create tag named, define label, new tag, make a tag, " +
      "add a label to the account",
    effect: "write",
    route: "POST /tags",
    input: { name: z.string().min(1), color: color.optional() },
    confirm: ({ name }) => `Create the tag ${name}?`,
    returns: { made: "tag_id" },
    example: { name: "Primary senders", color: "#4CAF50" },
  }),
  tool({
    name: "update_tag",
    title: "Rename or recolor a tag",
    about:
      "Changes name and color of a tag wherever it is used; both must be given. It cannot create one: create_tag does.",
    asked:
      "rename label, change colour of a label, recolour, edit tag, modify tag, tag a different name, tag color, " +
      "update label, make the tag red, blue, green, another colour, different colour, correct tag name, " +
      "tag should be called, rename a label, new colour for tag, edit label",
    effect: "write",
    route: "POST /email-accounts/tag-manager",
    input: { tag_id: z.int().positive().describe("From list_tags."), name: z.string().min(1), color },
    wire: { tag_id: "body.id" },
    confirm: ({ tag_id, name, color }) => `Change tag ${tag_id} to ${name}, ${color}, wherever it is used?`,
    returns: "done",
    example: { tag_id: 118_020, name: "Primary senders", color: "#4CAF50" },
  }),
  tool({
    name: "list_email_account_tags",
    title: "List the tags of mailboxes",
    about:
      "Tags and email_account_id of mailboxes given by address. One address that is not the account's own fails the whole call.",
    asked:
      "which labels does a mailbox carry, labels of an inbox, how is this address tagged, tags by email address, " +
      "tags on given mailboxes, show tags of an email account, what is this inbox labelled, " +
      "what is this sender tagged with, tags for email addresses, look up tags, labels on an address, " +
      "tags of certain inboxes, which tags do these mailboxes have",
    effect: "read",
    route: "POST /email-accounts/tag-list",
    input: { email_ids: z.array(emailAddress("Mailbox address, not an id.")).min(1) },
    returns: { rows: "data", of: "mailbox_tags" },
    example: { email_ids: ["mara@brightloop.example"] },
  }),
  tool({
    name: "add_email_account_tags",
    title: "Tag mailboxes",
    about:
      "Puts every given tag on every given mailbox. Tags already there are skipped; the result says what happened to each.",
    asked:
      "label inboxes, attach label, put tag on sender, assign tag, mark, apply a tag, group mailboxes, " +
      "add tag to inbox, tag email accounts, categorise mailboxes, assign label, stick a label on, mark inboxes, " +
      "organise senders with tags, bulk tag, tag senders, put label on inboxes, add labels to email accounts, " +
      "assign tags",
    effect: "write",
    route: "POST /email-accounts/tag-mapping",
    input: { email_account_ids: taggedMailboxIds, tag_ids: tagIds },
    confirm: ({ email_account_ids, tag_ids }) =>
      `Put tags ${tag_ids.join(", ")} on mailboxes ${email_account_ids.join(", ")}?`,
    returns: { one: "data" },
    example: { email_account_ids: [5_352_076, 5_352_120], tag_ids: [118_020] },
  }),
  tool({
    name: "remove_email_account_tags",
    title: "Remove tags from mailboxes",
    about:
      "Takes every given tag off every given mailbox; the tags themselves stay. The result says what happened to each.",
    asked:
      "untag, take label off, unlabel, strip, detach tag, clear tags, unassign tag, remove label from inbox, " +
      "untag email account, delete tag from mailbox, unmark, peel off, delete the label from inboxes, " +
      "clear labels, no longer tagged, untag inboxes, remove label, detach labels from senders",
    effect: "destructive",
    route: "DELETE /email-accounts/tag-mapping",
    input: { email_account_ids: taggedMailboxIds, tag_ids: tagIds },
    wire: { email_account_ids: "body.email_account_ids", tag_ids: "body.tag_ids" },
    confirm: ({ email_account_ids, tag_ids }) =>
      `Take tags ${tag_ids.join(", ")} off mailboxes ${email_account_ids.join(", ")}?`,
    returns: { one: "data" },
    example: { email_account_ids: [5_352_076, 5_352_120], tag_ids: [118_020] },
  }),
]);
