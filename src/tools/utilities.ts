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
    confirm: ({ to_email, subject, from_email, email_account_id, attachments = [] }) =>
      `Send "${subject}" to ${to_email} now, from ${from_email ?? `mailbox ${email_account_id}`}` +
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
    returns: { rows: "" },
    example: { limit: 10, filter_email_or_domain: "example" },
  }),
  tool({
    name: "add_blocked_domains",
    title: "Block domains or addresses",
    about:
      "Puts domains and single addresses on the block list, for the account or one client: no campaign mails them any " +
      "more. block_domains takes domains only.",
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
