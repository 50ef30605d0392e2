import * as z from "zod";
import { clientId, emailAccountId, emailAddress, limit, offset } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

export const utilities = group("utilities", "A single email outside campaigns, and the account's block list.", [
  tool({
    name: "send_single_email",
    title: "Send one email outside campaigns",
    about:
      "Sends a new email from a connected mailbox, in no campaign and no thread. To answer a lead use reply_to_lead. " +
      "Give from_email or email_account_id, not both.",
    asked:
      "one-off mail, single email, direct email, without a campaign, write to someone, transactional, " +
      "mail one person, send a quick email, ad hoc, send an email to anyone, compose mail, " +
      "new email from one of our inboxes, send mail outside campaigns, plain email, individual email, " +
      "email someone, shoot off an email, fire a mail, write to a partner, email not part of a campaign, " +
      "one email, personal mail, drop a line, send one email, single mail without campaign, " +
      "write an email from a mailbox, quick message to an address",
    effect: "sends_email",
    route: "POST /send-email/initiate",
    input: {
      to_email: emailAddress("Recipient."),
      subject: z.string().min(1),
      email_body: z.string().min(1).describe("HTML or plain text."),
      from_email: emailAddress("Mailbox address.").optional(),
      email_account_id: emailAccountId.optional(),
      from_name: z.string().optional(),
      reply_to: emailAddress("Reply address.").optional(),
      attachments: z
        .array(
          z
            .strictObject({
              filename: z.string().min(1),
              content: z.string().min(1).describe("Base64."),
              mime_type: z.string().min(1),
            })
            .transform(({ mime_type, ...file }) => ({ ...file, mimeType: mime_type })),
        )
        .optional(),
    },
    wire: {
      from_email: "body.fromEmail",
      email_account_id: "body.fromEmailId",
      to_email: "body.to",
      email_body: "body.body",
      from_name: "body.fromName",
      reply_to: "body.replyTo",
    },
    mail: ["email_body"],
    reach: "account",
    confirm: ({ to_email, subject, from_email, email_account_id, from_name, reply_to, attachments = [] }) =>
      `Send ${subject} to ${to_email} now, from ${from_email ?? `mailbox ${email_account_id}`}` +
      `${from_name ? ` under the name ${from_name}` : ""}${reply_to ? `, with answers going to ${reply_to}` : ""}` +
      `${attachments.length > 0 ? `, with ${attachments.length} attachments` : ""}?`,
    returns: { one: "data" },
    example: {
      to_email: "t.lombardi@summitridgecloud.example",
      subject: "Your report",
      email_body: "<p>Hi Tyler, here it is.</p>",
      from_email: "priya@getbrightloop.example",
    },
  }),
  tool({
    name: "list_blocked_domains",
    title: "List the block list",
    about: "Domains and addresses that no campaign mails, with the id that delete_blocked_domain takes.",
    asked:
      "do-not-contact list, DNC, suppression list, who is blocked, blocked domains, blocked addresses, " +
      "blacklist, is this domain blocked, excluded, blocklist entries, show block list, list of blocked emails, " +
      "is someone blocked, search block list, what domains do we exclude, global block list, " +
      "who must not be contacted, off limits, banned, blocklist lookup, entries, which companies are excluded, " +
      "do-not-contact entries, is an address blocked, show suppression list",
    effect: "read",
    route: "GET /leads/get-domain-block-list",
    input: {
      offset,
      // Up to 1000; fetched only when asked for.
      limit: limit(1000, 100),
      filter_client_id: clientId.optional(),
      filter_email_or_domain: z.string().optional(),
      filter_email_with_domain: z.string().optional(),
    },
    returns: { rows: "", of: "block_list_entry" },
    example: { limit: 10, filter_email_or_domain: "example" },
  }),
  tool({
    name: "add_blocked_domains",
    title: "Block domains or addresses",
    about:
      "Puts domains and single addresses on the block list, for the account or one client: no campaign mails them any " +
      "more. block_domains takes domains only.",
    asked:
      "do not contact, DNC, suppress, exclude, ban, blacklist an address, block a competitor, never mail, " +
      "add to suppression list, block emails, add to blocklist, block email address, block a person, " +
      "global block list, do not email, add domain to block list, import suppression list, put on blacklist, " +
      "keep away from, don't contact this address, forbid, stop list, blocklist a customer, never email, " +
      "block an address, add domains to the blocklist, put email on do-not-contact, block list for one client",
    effect: "write",
    route: "POST /leads/add-domain-block-list",
    input: {
      domain_block_list: z.array(z.string().min(3)).min(1).describe("Domains or addresses."),
      client_id: clientId.nullable().optional(),
    },
    confirm: ({ domain_block_list, client_id }) =>
      `Never mail ${domain_block_list.slice(0, 5).join(", ")}${domain_block_list.length > 5 ? ` and ${domain_block_list.length - 5} more` : ""} again, ${client_id ? `for client ${client_id}` : "from any campaign"}?`,
    returns: "done",
    example: { domain_block_list: ["unwanted.example", "person@other.example"] },
  }),
  tool({
    name: "delete_blocked_domain",
    title: "Unblock a domain or address",
    about: "Takes one entry off the block list by its id from list_blocked_domains: mail to it becomes possible again.",
    asked:
      "unblock, allow again, whitelist, take off the do-not-contact list, lift block, unban, " +
      "remove from suppression list, remove from block list, delete block entry, allow emailing again, " +
      "unblock domain, unblock address, un-blacklist, let us mail them again, clear entry, blocked by mistake, " +
      "release, no longer blocked, remove an entry from the block list, allow a domain again",
    effect: "destructive",
    route: "DELETE /leads/delete-domain-block-list",
    input: { block_list_id: z.int().positive() },
    wire: { block_list_id: "query.id" },
    confirm: ({ block_list_id }) =>
      `Take entry ${block_list_id} off the block list? Campaigns may mail it again, also if the person asked not to be mailed.`,
    returns: "done",
    example: { block_list_id: 692_644_094 },
  }),
]);
