/** What a person can put into a conversation without a call of the agent: each resource is one tool that reads. */
import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from "@modelcontextprotocol/server";
import type { Outcome } from "../core/call.ts";
import type { FailureDetails } from "../core/errors.ts";
import type { Access } from "./brief.ts";

export interface Resource {
  /** Ids stand in braces: then it is a template. */
  uri: string;
  name: string;
  title: string;
  description: string;
  tool: string;
}

export const resources: readonly Resource[] = [
  {
    uri: "smartlead://categories",
    name: "categories",
    title: "Lead categories",
    description: "The categories of the account with their ids and sentiment.",
    tool: "list_lead_categories",
  },
  {
    uri: "smartlead://campaigns",
    name: "campaigns",
    title: "Campaigns",
    description: "The campaigns and subsequences with their ids and status; of a long list the beginning.",
    tool: "list_campaigns",
  },
  {
    uri: "smartlead://campaigns/{campaign_id}",
    name: "campaign",
    title: "One campaign",
    description: "Status, schedule, limits and tracking of a campaign.",
    tool: "get_campaign",
  },
  {
    uri: "smartlead://campaigns/{campaign_id}/leads/{lead_id}",
    name: "conversation",
    title: "One conversation",
    description: "All messages between a campaign and one lead, oldest first, as plain text.",
    tool: "fetch_message_history",
  },
];

/** Those whose tool the settings offer. */
export const offeredResources = (access: Access): Resource[] =>
  resources.filter(({ tool }) => access(tool) !== undefined);

export const isTemplate = ({ uri }: Resource): boolean => uri.includes("{");

/** The resource at an address and the arguments of its tool; undefined when there is none. */
export function resourceAt(uri: string, access: Access): { tool: string; args: Record<string, number> } | undefined {
  for (const { uri: form, tool } of offeredResources(access)) {
    const pattern = new RegExp(`^${form.replace(/\{(\w+)\}/g, "(?<$1>[1-9]\\d{0,14})")}$`);
    const found = pattern.exec(uri);
    if (found === null) continue;
    const ids = Object.entries(found.groups ?? {}).map(([name, digits]) => [name, Number(digits)]);
    return { tool, args: Object.fromEntries(ids) };
  }
  return undefined;
}

/**
 * The tool's answer as a resource: the same text with the same fence around outsiders' words, because hosts put it before
 * the model as it is.
 * @throws {ProtocolError} resource not found, or what else went wrong, in the server's own words
 */
export function contentsOf(uri: string, tool: string, args: object, outcome: Outcome) {
  if (outcome.kind === "ask") throw new Error(`${tool} is no tool that reads`);
  if (outcome.isError) throw failed(uri, outcome.structured["error"] as FailureDetails);
  const text = `${tool} ${JSON.stringify(args)} answered:\n${outcome.text}`;
  return { contents: [{ uri, mimeType: MIME_TYPE, text }] };
}

export const MIME_TYPE = "text/plain";

function failed(uri: string, { kind, message, next, retry_after_seconds }: FailureDetails): ProtocolError {
  if (kind === "not_found") return new ResourceNotFoundError(uri, "There is no such resource.");
  // What SmartLead said (upstream) stays out: the text of an error stands before the model without a fence.
  const data = { kind, ...(retry_after_seconds !== undefined && { retry_after_seconds }) };
  return new ProtocolError(ProtocolErrorCode.InternalError, `${kind}: ${message} ${next}`, data);
}
