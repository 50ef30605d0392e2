/** Where SmartLead reports events to. Nothing is ever sent there: the pretend account only keeps the list. */
import type { Account, WebhookRow } from "./account.ts";
import { type Handlers, handle, Refusal } from "./handler.ts";
import { nextId } from "./new-rows.ts";
import { campaignOf } from "./tables.ts";

interface WebhookBody {
  id?: number | null;
  name: string;
  webhook_url: string;
  event_types: string[];
  categories?: string[];
}

/** @throws {Refusal} 404 for an unknown id, or one of another campaign where a campaign is named */
function webhookOf({ webhooks }: Account, id: number, campaignId?: number): WebhookRow {
  const found = webhooks.find(
    (row) => row.id === id && (campaignId ?? row.email_campaign_id) === row.email_campaign_id,
  );
  if (found === undefined) throw new Refusal(404, { error: "Resource not found" });
  return found;
}

function remove(account: Account, row: WebhookRow): void {
  account.webhooks = account.webhooks.filter((other) => other !== row);
}

export const webhooks: Handlers = {
  "GET /campaigns/{campaign_id}/webhooks": handle<{ params: { campaign_id: number } }>(({ account, params }) => {
    const { id } = campaignOf(account, params.campaign_id);
    return { json: account.webhooks.filter(({ email_campaign_id }) => email_campaign_id === id) };
  }),

  "POST /campaigns/{campaign_id}/webhooks": handle<{ params: { campaign_id: number }; body: WebhookBody }>(
    ({ account, params, body, now }) => {
      const { id: email_campaign_id } = campaignOf(account, params.campaign_id);
      const { id, name, webhook_url, event_types, categories = [] } = body;
      const written = { name, webhook_url, event_types, categories, updated_at: now.toISOString() };
      if (typeof id === "number") Object.assign(webhookOf(account, id, email_campaign_id), written);
      else account.webhooks.push({ id: nextId(account), email_campaign_id, created_at: now.toISOString(), ...written });
      return { json: { ok: true, name, webhook_url, email_campaign_id, event_types, categories } };
    },
  ),

  "DELETE /campaigns/{campaign_id}/webhooks": handle<{ params: { campaign_id: number }; body: { id: number } }>(
    ({ account, params, body }) => {
      remove(account, webhookOf(account, body.id, campaignOf(account, params.campaign_id).id));
      return { json: { ok: true } };
    },
  ),

  "GET /webhook/{webhook_id}": handle<{ params: { webhook_id: number } }>(({ account, params }) => {
    const { event_types, categories: _names, ...row } = webhookOf(account, params.webhook_id);
    const event_type_map = Object.fromEntries(event_types.map((event) => [event, true]));
    return { json: { ok: true, data: { ...row, event_type_map, category_id_map: {} } } };
  }),

  "DELETE /webhook/delete": handle<{ body: { id: number } }>(({ account, body }) => {
    remove(account, webhookOf(account, body.id));
    return { json: { ok: true } };
  }),
};
