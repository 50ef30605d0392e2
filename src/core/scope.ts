/**
 * Keeping to the campaigns that an operator has named (`--only-campaigns`). A call that names a lead, a conversation or a
 * mailbox is first traced to its campaigns. What touches another campaign, or cannot be traced, does not leave.
 */
import { Failure } from "./errors.ts";
import type { Look } from "./preview/look-ups.ts";
import { threadOf } from "./preview/threads.ts";
import { isRaw } from "./records/read.ts";
import type { Tool } from "./tool.ts";

type Arguments = Readonly<Record<string, unknown>>;

/** Keys that hold campaigns, at any depth and in either spelling; a subsequence is a campaign of its own. */
const CAMPAIGN_KEY = /(?:campaign|sub_?sequence)_?ids?$/i;
/** Each is one request; a longer list is refused rather than believed. */
const MOST_CONVERSATIONS = 10;

/** @throws {Failure} forbidden, unless the call stays within `allowed` */
export async function keepWithin(allowed: ReadonlySet<number>, tool: Tool, args: Arguments, look: Look): Promise<void> {
  const touched = await campaignsOf(tool, args, look).catch((error: unknown) => {
    throw error instanceof Failure && error.details.kind === "forbidden" ? error : cannotTell(tool, error);
  });
  const other = touched.find((campaignId) => !isAllowed(campaignId, allowed));
  if (other !== undefined) throw elsewhere(tool, other);
}

/** Free-form arguments may hold anything: only a plain number counts as one. */
function isAllowed(campaignId: unknown, allowed: ReadonlySet<number>): boolean {
  return /^\d+$/.test(String(campaignId)) && allowed.has(Number(campaignId));
}

/** Every campaign that the call touches; never none. */
async function campaignsOf(tool: Tool, args: Arguments, look: Look): Promise<unknown[]> {
  const reach = tool.reach(args);
  // A campaign given by name is created when it is missing.
  if (reach === "account" || args["campaign_name"] !== undefined) throw wholeAccount(tool);
  const named = campaignKeys(args);
  const traced = await Promise.all([
    ...conversationsIn(args).map((mapId) => campaignOfConversation(mapId, look)),
    ...(args["lead_id"] === undefined ? [] : [campaignsOfLead(args["lead_id"], reach === "lead" ? [] : named, look)]),
    ...(named.length === 0 ? mailboxesIn(args).map((mailboxId) => campaignsOfMailbox(mailboxId, look)) : []),
    ...messagesIn(args).map((statsId) => campaignOfMessage(statsId, args["campaign_id"], look)),
  ]);
  const all = [...named, ...traced.flat()];
  if (all.length === 0) throw wholeAccount(tool);
  return all;
}

function campaignKeys(value: unknown, key = ""): unknown[] {
  if (Array.isArray(value)) return value.flatMap((entry) => campaignKeys(entry, key));
  if (isRaw(value)) return Object.entries(value).flatMap(([name, inner]) => campaignKeys(inner, name));
  return CAMPAIGN_KEY.test(key) && value !== undefined && value !== null ? [value] : [];
}

function conversationsIn({ email_lead_map_id, email_lead_map_ids }: Arguments): unknown[] {
  const mapIds = [email_lead_map_id ?? [], email_lead_map_ids ?? []].flat();
  if (mapIds.length <= MOST_CONVERSATIONS) return mapIds;
  throw new Failure({
    kind: "forbidden",
    message: `This server may change only some campaigns, and whose conversations these are is checked for at most ${MOST_CONVERSATIONS} at once. Nothing was sent.`,
    next: `Split the call into parts of at most ${MOST_CONVERSATIONS} email_lead_map_ids.`,
  });
}

const mailboxesIn = ({ email_account_id }: Arguments) => (email_account_id === undefined ? [] : [email_account_id]);

/** A message beside a conversation is that conversation's. */
function messagesIn({ email_stats_id, stats_id, email_lead_map_id }: Arguments): string[] {
  return email_lead_map_id === undefined
    ? [email_stats_id, stats_id].filter((statsId) => typeof statsId === "string")
    : [];
}

async function campaignOfConversation(mapId: unknown, { one }: Look): Promise<unknown[]> {
  const row = await one("get_inbox_lead", { email_lead_map_id: mapId });
  if (row["email_lead_map_id"] !== mapId) throw new Error("another conversation was answered");
  return [known(row["campaign_id"])];
}

/** All campaigns of the lead; or, when the call names the one in which it acts, that one, if the lead is in it. */
async function campaignsOfLead(leadId: unknown, named: readonly unknown[], { read }: Look): Promise<unknown[]> {
  const { items } = await read("list_lead_campaigns", { lead_id: leadId });
  const campaigns = items.map(({ campaign_id }) => known(campaign_id));
  if (campaigns.length === 0) throw new Error("the lead is in no campaign");
  const meant = campaigns.filter((campaignId) => named.includes(campaignId));
  return meant.length > 0 ? meant : campaigns;
}

async function campaignsOfMailbox(mailboxId: unknown, { one }: Look): Promise<unknown[]> {
  const mailbox = await one("get_email_account", { email_account_id: mailboxId, fetch_campaigns: true });
  const campaigns = mailbox["campaign_ids"];
  if (mailbox["id"] !== mailboxId || !Array.isArray(campaigns) || campaigns.length === 0) {
    throw new Error("the mailbox is in no campaign");
  }
  return campaigns;
}

async function campaignOfMessage(statsId: string, campaignId: unknown, look: Look): Promise<unknown[]> {
  return [known((await threadOf(statsId, campaignId, look))?.campaignId)];
}

function known(campaignId: unknown): unknown {
  if (campaignId === undefined) throw new Error("no campaign was answered");
  return campaignId;
}

const ASK = "Tell the person: only who starts the server decides which campaigns it may change (--only-campaigns).";

function elsewhere(tool: Tool, campaignId: unknown): Failure {
  const id = /^\d+$/.test(String(campaignId)) ? ` ${campaignId}` : "";
  return new Failure({
    kind: "forbidden",
    message: `${tool.name} would touch campaign${id}, which is not one that this server may change. Nothing was sent.`,
    next: `${ASK} A subsequence counts as a campaign of its own.`,
  });
}

function wholeAccount(tool: Tool): Failure {
  return new Failure({
    kind: "forbidden",
    message: `${tool.name} touches more than single campaigns, and this server may change only some. Nothing was sent.`,
    next: ASK,
  });
}

function cannotTell(tool: Tool, cause: unknown): Failure {
  return new Failure(
    {
      kind: "forbidden",
      message: `Which campaigns this ${tool.name} would touch could not be found out, and this server may change only some. Nothing was sent.`,
      next: `Check the ids; for a message read its conversation with fetch_message_history first. Otherwise: ${ASK}`,
    },
    { cause },
  );
}
