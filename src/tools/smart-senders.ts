import * as z from "zod";
import { emailAddress } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const vendorId = z.int().positive().describe("From list_mailbox_vendors.");

export const smartSenders = group("smart_senders", "Buying domains and ready-made mailboxes through Smart Senders.", [
  tool({
    name: "list_mailbox_vendors",
    title: "List mailbox vendors",
    about:
      "Vendors of domains and mailboxes with prices and delivery time in days. Start here; the other Smart Senders tools need a " +
      "vendor_id. SmartLead's support must have enabled Smart Senders for the account.",
    asked:
      "who sells inboxes, price, cost, sellers, resellers, suppliers, how much, providers to buy from, " +
      "marketplace, mailbox providers for purchase, where can I buy inboxes, vendor prices, price of a domain, " +
      "vendor ids, providers, shops for inboxes, compare sellers, price list, who offers mailboxes, vendor list, " +
      "where to order, list vendors, sellers of mailboxes and domains, cost of inboxes, which vendor is cheapest",
    effect: "read",
    host: "senders",
    route: "GET /smart-senders/get-vendors",
    input: {},
    returns: { rows: "data", of: "mailbox_vendor" },
    example: {},
  }),
  tool({
    name: "search_domain",
    title: "Search a domain to buy",
    about: "Whether a vendor can sell a domain, with alternatives for at most 15 USD. Buys nothing.",
    asked:
      "domain available, still free, can I register, check availability, alternatives, new sending domain, " +
      "taken, look for a domain, can I buy this domain, is domain taken, price of domain name, find free domain, " +
      "domain suggestions, is a name free, domain lookup, find a similar domain, domain for sale, " +
      "buyable domains, domain availability, can I buy a domain, find domains to buy, is a domain still available",
    effect: "read",
    host: "senders",
    route: "GET /smart-senders/search-domain",
    input: { domain_name: z.string().min(1).describe("With or without ending."), vendor_id: vendorId },
    returns: { one: "data" },
    example: { domain_name: "trybrightloop", vendor_id: 9 },
  }),
  tool({
    name: "generate_mailbox_addresses",
    title: "Propose mailbox addresses",
    about:
      "Proposes addresses on domains for people by name. Buys nothing; the rows are what order_mailboxes takes as domains.",
    asked:
      "suggest addresses, name ideas, invent mailbox names, generate usernames, local parts, " +
      "email address ideas for new domains, generate mailboxes, proposals for usernames, " +
      "create address names for people, which addresses could I get, mailbox name suggestions, " +
      "address suggestions, first.last variations, which mailboxes could I create, make up addresses, " +
      "auto generate, generate addresses for new domains, suggest mailbox names, mailbox ideas",
    effect: "read",
    host: "senders",
    route: "POST /smart-senders/auto-generate-mailboxes",
    input: {
      vendor_id: vendorId,
      domains: z
        .array(
          z.strictObject({
            domain_name: z.string(),
            mailbox_details: z
              .array(
                z.strictObject({ first_name: z.string(), last_name: z.string(), profile_pic: z.string().optional() }),
              )
              .describe("People; each name 3 letters or more, no spaces."),
          }),
        )
        .min(1),
    },
    returns: { rows: "data" },
    example: {
      vendor_id: 9,
      domains: [
        { domain_name: "trybrightloop.example", mailbox_details: [{ first_name: "Mara", last_name: "Lindqvist" }] },
      ],
    },
  }),
  tool({
    name: "order_mailboxes",
    title: "Buy domains and mailboxes",
    about:
      "Buys domains with their mailboxes: the account is charged, and a second call is a second purchase. Prices: " +
      "list_mailbox_vendors. Progress: get_mailbox_order with the order_id of the answer.",
    asked:
      "purchase inboxes, order mailboxes, pay, checkout, get more senders, buy sending domain, acquire, " +
      "buy new domain, order email accounts, place an order, get ten new inboxes, checkout domains, " +
      "purchase senders, go ahead and buy, shop, submit the order, buy mailboxes and domains, " +
      "expand our senders, get new domains, buy domains, buy inboxes, purchase mailboxes from vendor, " +
      "order new senders",
    effect: "spends_money",
    host: "senders",
    route: "POST /smart-senders/place-order",
    input: {
      vendor_id: vendorId,
      forwarding_domain: z.string().describe("The bought domains redirect here."),
      domains: z
        .array(
          z.strictObject({
            domain_name: z.string(),
            mailbox_details: z.array(
              z.strictObject({
                mailbox: z.string().describe("Full address."),
                first_name: z.string(),
                last_name: z.string(),
                profile_pic: z.string().optional(),
                parent_account_id: z.int().positive().optional().describe("email_account_id to link it to."),
              }),
            ),
          }),
        )
        .min(1)
        .describe("As from generate_mailbox_addresses."),
      email: emailAddress("Registrant's, as all that follows."),
      first_name: z.string().optional(),
      last_name: z.string().optional(),
      company: z.string().optional(),
      country: z.string().describe("ISO code, such as US."),
      city: z.string(),
      address_line_one: z.string(),
      address_line_two: z.string().optional(),
      address_line_three: z.string().optional(),
      postal_code: z.string(),
      state: z.string(),
      phone_cc: z.string().describe("Calling code, such as 1."),
      phone: z.string().describe("Without calling code."),
      language_preference: z.string().optional().describe("Such as en."),
    },
    wire: {
      email: "body.user_details.email",
      first_name: "body.user_details.firstName",
      last_name: "body.user_details.lastName",
      company: "body.user_details.company",
      country: "body.user_details.country",
      city: "body.user_details.city",
      address_line_one: "body.user_details.addressLineOne",
      address_line_two: "body.user_details.addressLineTwo",
      address_line_three: "body.user_details.addressLineThree",
      postal_code: "body.user_details.postalCode",
      state: "body.user_details.state",
      phone_cc: "body.user_details.phoneCc",
      phone: "body.user_details.phone",
      language_preference: "body.user_details.languagePreference",
    },
    confirm: ({ vendor_id, forwarding_domain, domains, email }) => {
      const bought = domains.map(
        ({ domain_name, mailbox_details }) =>
          `${domain_name} with ${mailbox_details.map(({ mailbox }) => mailbox).join(", ") || "no mailbox"}`,
      );
      return (
        `Buy from vendor ${vendor_id}, charged to the SmartLead account: ${bought.join("; ")}? ` +
        `Registered to ${email}, redirecting to ${forwarding_domain}.`
      );
    },
    returns: "done",
    example: {
      vendor_id: 9,
      forwarding_domain: "brightloop.example",
      domains: [
        {
          domain_name: "trybrightloop.example",
          mailbox_details: [
            { mailbox: "mara.lindqvist@trybrightloop.example", first_name: "Mara", last_name: "Lindqvist" },
          ],
        },
      ],
      email: "mara@brightloop.example",
      first_name: "Mara",
      last_name: "Lindqvist",
      country: "DE",
      city: "Berlin",
      address_line_one: "Torstrasse 1",
      postal_code: "10119",
      state: "Berlin",
      phone_cc: "49",
      phone: "3023125044",
    },
  }),
  tool({
    name: "list_purchased_domains",
    title: "List purchased domains",
    about:
      "Domains bought through Smart Senders, with vendor, redirect target, state and order_id for get_mailbox_order. No paging.",
    asked:
      "domains we own, my domains, domains bought through SmartLead, domain inventory, registered domains, " +
      "list of bought domains, show purchased domains, which domains did we order, domains from smart senders, " +
      "our bought domains, domain portfolio, redirect of our domains, owned, purchased domains, " +
      "list domains we bought, which domains belong to us",
    effect: "read",
    host: "senders",
    route: "GET /smart-senders/get-domain-list",
    input: {},
    returns: { rows: "data", of: "purchased_domain" },
    example: {},
  }),
  tool({
    name: "get_mailbox_order",
    title: "Get a mailbox order",
    about: "How far an order of domains and mailboxes is: payment pending, completed, failed or cancelled.",
    asked:
      "order status, did the purchase go through, payment state, where is my order, delivery of inboxes, " +
      "order progress, check order, status of purchase, are my new inboxes ready, order id, has it been paid, " +
      "details of an order, track order, has it been delivered, order shipped, purchase status, " +
      "are the domains ready, status of mailbox order, is the order finished, order by id",
    effect: "read",
    host: "senders",
    route: "GET /smart-senders/order-details",
    input: { order_id: z.string().min(1).describe("From order_mailboxes or list_purchased_domains.") },
    returns: { one: "data" },
    example: { order_id: "SS-285381070623283-1948-49" },
  }),
  tool({
    name: "get_mailbox_otp",
    title: "Get a one-time password",
    about:
      "A one-time password to sign in to an admin mailbox bought through Smart Senders. Only when a person is signing in.",
    asked:
      "2FA, two-factor, TOTP, OTP, authenticator code, verification code, login code, MFA, sign-in code, " +
      "six digit code, one-time code for mailbox, two factor secret, sign in to purchased mailbox, auth code, " +
      "TOTP of inbox, code to sign in, authenticator, second factor, login to google admin, " +
      "verification for mailbox, login code for admin mailbox, 2FA code, one-time password of a bought inbox",
    effect: "read",
    sensitive: true,
    host: "senders",
    route: "GET /smart-senders/auth-secret",
    input: { email_account: emailAddress("Address of the admin mailbox.") },
    confirm: ({ email_account }) => `Fetch a one-time password for ${email_account} and show it here?`,
    returns: { one: "data" },
    example: { email_account: "admin@trybrightloop.example" },
  }),
]);
