import * as z from "zod";
import { campaignId, clientId, emailAddress } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const apiKeyId = z.int().positive().describe("From list_client_api_keys.");
const keyName = z
  .string()
  .regex(/^[A-Za-z0-9 _-]+$/, { error: "expected only letters, digits, spaces, hyphens and underscores" });

export const clients = group("clients", "Client sub-accounts, their API keys, and who is responsible for a campaign.", [
  tool({
    name: "list_clients",
    title: "List clients",
    about:
      "All client sub-accounts with id, name, email and permissions; no paging. The ids go wherever a tool takes client_id.",
    asked:
      "customers, sub-accounts, agency customers, whitelabel, who are our clients, client ids, workspaces, " +
      "all clients, client list with permissions, show customers, agency accounts, find client by email, " +
      "customer list, all sub-accounts, whom do we work for, clients with email, agency clients, " +
      "list of sub-accounts, clients with permissions, show agency clients, all customers",
    effect: "read",
    route: "GET /client/",
    input: {},
    returns: { rows: "", of: "client" },
    example: {},
  }),
  tool({
    name: "save_client",
    title: "Create or change a client",
    about:
      "Creates a client sub-account with a login of its own or, with client_id, changes one. The email must be unused on all of " +
      "SmartLead. For a new client give password and permission too.",
    asked:
      "add customer, new sub-account, onboard, invite, edit client, whitelabel login, change client permissions, " +
      "credits, logo, branding, register, create client account, new customer login, update client, " +
      "rename client, give client access, change customer logo, agency client, set up a client, " +
      "sign up a customer, register client, white-label, modify sub-account, client login, take on a new client, " +
      "brand, create sub-account, new client with login, update client's permissions, add an agency customer, " +
      "invite a client",
    effect: "write",
    route: "POST /client/save",
    input: {
      client_id: z.int().positive().optional().describe("Client to change. Left out: a new one."),
      name: z.string(),
      email: emailAddress("Login of the client."),
      // The documentation contradicts itself about the values, so the list is open.
      // https://api.smartlead.ai/api-reference/clients/create
      permission: z.array(z.string()).optional().describe("full_access, or single rights such as reply_master_inbox."),
      password: z.string().nullable().optional().describe("Login password."),
      logo: z.string().nullable().optional().describe("Text or base64 image."),
      logo_url: z.string().nullable().optional(),
      is_credit_assigned: z.boolean().optional().describe("Make the credits below count."),
      email_credits: z.int().optional(),
      lead_credits: z.int().optional(),
    },
    wire: { client_id: "body.id" },
    confirm: ({ client_id, name, email, permission }) =>
      `${client_id === undefined ? "Create client" : `Change client ${client_id}:`} ${name}, ${email}` +
      `${permission ? `, with ${permission.join(", ")}` : ""}?`,
    // SmartLead echoes the password; records are rid of secrets, plain acknowledgements are not.
    returns: { one: "", of: "client" },
    example: {
      name: "Harbour & Pine",
      email: "office@harbourandpine.example",
      permission: ["reply_master_inbox"],
      password: "login-password",
    },
  }),
  tool({
    name: "list_client_api_keys",
    title: "List client API keys",
    about:
      "API keys of clients: id, name, status, and of the key itself only its end. The whole key is shown by " +
      "create_client_api_key and reset_client_api_key.",
    asked:
      "tokens of a customer, which keys exist, access tokens, view keys, active keys, client tokens, list keys, " +
      "does the client have an api key, keys of a sub-account, which tokens did we hand out, show client's keys, " +
      "existing keys, key status, inactive keys, api keys of a client, list access tokens, " +
      "which keys does a customer have",
    effect: "read",
    route: "GET /client/api-key",
    input: {
      client_id: clientId.optional(),
      status: z.enum(["active", "inactive"]).optional(),
      key_name: z.string().optional().describe("Part of the name."),
    },
    wire: { client_id: "query.clientId", key_name: "query.keyName" },
    returns: { rows: "data", of: "client_api_key" },
    example: { client_id: 30_470, status: "active" },
  }),
  tool({
    name: "create_client_api_key",
    title: "Create a client API key",
    about:
      "Makes a key with which others act for one client. The answer holds the key, which SmartLead shows only once: hand it " +
      "on, do not repeat it.",
    asked:
      "issue token, new key, generate access token, give a customer API access, credential, " +
      "api key for a client, make token for customer, new api access, hand out a key, provide API credentials, " +
      "new client token, grant access, make an api key, new key for customer, create token",
    effect: "write",
    sensitive: true,
    route: "POST /client/api-key",
    input: { client_id: clientId, key_name: keyName },
    wire: { client_id: "body.clientId", key_name: "body.keyName" },
    confirm: ({ client_id, key_name }) => `Create the API key ${key_name} for client ${client_id} and show it here?`,
    returns: { one: "data", of: "client_api_key" },
    example: { client_id: 30_470, key_name: "Reporting" },
  }),
  tool({
    name: "reset_client_api_key",
    title: "Reset a client API key",
    about:
      "Gives a key a new secret, shown in the answer. The old one stops working at once, and so does whatever uses it.",
    asked:
      "rotate, regenerate, renew, refresh token, leaked, new secret, roll, replace, key was leaked, " +
      "get new secret, exchange key, rotate token, change the secret, compromised key, fresh key, cycle key, " +
      "new token instead of the old one, regenerate api key, new secret for a key, replace leaked key",
    effect: "destructive",
    sensitive: true,
    route: "PUT /client/api-key/reset/{api_key_id}",
    input: { api_key_id: apiKeyId },
    confirm: ({ api_key_id }) =>
      `Replace the secret of client API key ${api_key_id} and show it here? Whatever uses the old one stops working.`,
    returns: { one: "data", of: "client_api_key" },
    example: { api_key_id: 45 },
  }),
  tool({
    name: "delete_client_api_key",
    title: "Delete a client API key",
    about:
      "Revokes a client's key for good: whatever uses it stops working. For a new secret instead: reset_client_api_key.",
    asked:
      "revoke token, invalidate, disable key, remove access, cut off, delete token, kill key, " +
      "take away api access, remove api key, key no longer needed, withdraw access, destroy token, " +
      "deactivate key, delete api key, revoke key, remove customer's key",
    effect: "destructive",
    route: "DELETE /client/api-key/{api_key_id}",
    input: { api_key_id: apiKeyId },
    confirm: ({ api_key_id }) => `Revoke client API key ${api_key_id} for good? Whatever uses it stops working.`,
    returns: "done",
    example: { api_key_id: 45 },
  }),
  tool({
    name: "assign_campaign_team_member",
    title: "Assign campaign to team member",
    about:
      "Makes a team member responsible for a campaign; null unassigns. SmartLead lists team members nowhere: take the id from inbox " +
      "rows or ask the person. One lead: update_lead_owner.",
    asked:
      "campaign owner, hand campaign over, who is responsible for a campaign, give campaign to colleague, " +
      "SDR in charge, allocate, reassign campaign, assign campaign, set campaign manager, put rep in charge, " +
      "owner of campaign, move campaign to colleague, unassign, campaign belongs to, transfer campaign, appoint, " +
      "make someone campaign manager, who runs campaign, who owns the campaign, assign campaign to a colleague, " +
      "campaign responsibility",
    effect: "write",
    route: "POST /campaigns/{campaign_id}/team-member",
    input: {
      campaign_id: campaignId,
      // Optional at SmartLead, where leaving it out may clear: here clearing has to be said.
      team_member_id: z.int().positive().nullable().describe("null unassigns."),
    },
    wire: { team_member_id: "body.teamMemberId" },
    confirm: ({ campaign_id, team_member_id }) =>
      team_member_id === null
        ? `Unassign the team member of campaign ${campaign_id}?`
        : `Assign campaign ${campaign_id} to team member ${team_member_id}?`,
    returns: "done",
    example: { campaign_id: 1_456_022, team_member_id: 41_251 },
  }),
]);
