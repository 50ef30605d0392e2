import { createHash } from "node:crypto";
import type { Account, BlockedDomainRow } from "./account.ts";
import { type Handlers, handle, Refusal } from "./handler.ts";
import { leadOf } from "./tables.ts";

/** Adds domains or whole addresses to the account's block list. Their leads become BLOCKED. Returns how many were new. */
export function block(account: Account, entries: readonly string[], source: string, now: Date): number {
  const known = new Set(account.blocked_domains.map(({ domain }) => domain));
  const added = [...new Set(entries.map((entry) => entry.toLowerCase()))].filter((entry) => !known.has(entry));
  account.blocked_domains.push(...added.map((domain) => ({ domain, source, created_at: now.toISOString() })));
  for (const enrolment of account.enrolments) {
    const email = leadOf(account, enrolment.lead_id).email.toLowerCase();
    if (added.some((entry) => email === entry || email.endsWith(`@${entry}`))) enrolment.status = "BLOCKED";
  }
  return added.length;
}

/** The table keeps no ids, so one is derived from the entry: it stays when other entries go. */
function entryId({ domain }: BlockedDomainRow): number {
  return createHash("sha256").update(domain).digest().readUInt32BE(0);
}

interface ListQuery {
  offset?: number;
  limit?: number;
  filter_client_id?: number;
  filter_email_or_domain?: string;
  filter_email_with_domain?: string;
}

export const blockList: Handlers = {
  "GET /leads/get-domain-block-list": handle<{ query: ListQuery }>(({ account, query }) => {
    const { offset = 0, limit = 100, filter_client_id, filter_email_or_domain, filter_email_with_domain } = query;
    // Every entry of this account holds for the whole account, none for a single client.
    if (filter_client_id !== undefined) return { json: [] };
    const search = (filter_email_or_domain ?? filter_email_with_domain ?? "").toLowerCase();
    const rows = account.blocked_domains
      .filter(({ domain }) => domain.includes(search))
      .slice(offset, offset + limit)
      .map((row) => ({
        id: entryId(row),
        email_or_domain: row.domain,
        created_at: row.created_at,
        source: row.source,
        client_id: null,
      }));
    return { json: rows };
  }),

  "POST /leads/add-domain-block-list": handle<{ body: { domain_block_list: string[] } }>(({ account, body, now }) => {
    const totalDomainAdded = block(account, body.domain_block_list, "manual", now);
    return { json: { uploadCount: body.domain_block_list.length, totalDomainAdded } };
  }),

  "DELETE /leads/delete-domain-block-list": handle<{ query: { id: number } }>(({ account, query }) => {
    const index = account.blocked_domains.findIndex((row) => entryId(row) === query.id);
    if (index === -1) throw new Refusal(404, { error: "Block list entry not found" });
    account.blocked_domains.splice(index, 1);
    return { json: { success: true, message: "Entry deleted successfully" } };
  }),
};
