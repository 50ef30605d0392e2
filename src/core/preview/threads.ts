/**
 * Which conversation a message belongs to. reply_to_lead and forward_email name a message and its campaign, not the lead,
 * and no endpoint tells the lead: so each answer that shows messages is remembered for that, by their stats_id.
 */
import type { ApiAnswer } from "../../smartlead/client.ts";
import { id, isRaw, type Raw, raw, text } from "../records/read.ts";
import type { Tool } from "../tool.ts";
import type { Look } from "./look-ups.ts";

export interface Thread {
  campaignId: number | string | undefined;
  leadId: number | string | undefined;
}

/** Kinds of records that hold messages. */
const WITH_MESSAGES = ["conversations", "conversation", "messages", "histories", "lead_histories"];
/** Where their answers nest, and nowhere else: what outsiders wrote may hold any key. */
const NESTED = ["data", "messages", "email_history", "message_history", "history"];
const MOST = 5000;

export class Threads {
  private readonly known = new Map<string, Thread>();

  learn({ returns }: Tool, args: Raw, { body }: ApiAnswer): void {
    if (typeof returns !== "string" || !WITH_MESSAGES.includes(returns) || body.kind !== "json") return;
    const single = Array.isArray(args["campaign_id"]) ? undefined : id(args["campaign_id"]);
    this.walk(body.value, { campaignId: single, leadId: id(args["lead_id"]) });
  }

  of(statsId: string): Thread | undefined {
    return this.known.get(statsId);
  }

  private walk(value: unknown, outer: Thread): void {
    if (Array.isArray(value)) for (const entry of value) this.walk(entry, outer);
    if (!isRaw(value)) return;
    const here = {
      campaignId: id(value["email_campaign_id"]) ?? id(raw(value["campaign"])["id"]) ?? outer.campaignId,
      leadId: id(value["email_lead_id"]) ?? id(raw(value["lead"])["id"]) ?? id(value["lead_id"]) ?? outer.leadId,
    };
    const statsId = text(value["stats_id"]);
    if (statsId !== undefined) this.keep(statsId, here);
    for (const [key, inner] of Object.entries(value)) {
      if (NESTED.includes(key)) this.walk(inner, here);
      // Histories of several leads stand under the leads' ids.
      else if (/^\d+$/.test(key)) this.walk(inner, { ...here, leadId: id(key) });
    }
  }

  private keep(statsId: string, thread: Thread): void {
    const { campaignId, leadId } = this.known.get(statsId) ?? {};
    this.known.delete(statsId);
    this.known.set(statsId, { campaignId: thread.campaignId ?? campaignId, leadId: thread.leadId ?? leadId });
    if (this.known.size <= MOST) return;
    const [oldest = ""] = this.known.keys();
    this.known.delete(oldest);
  }
}

/** Pages of twenty conversations that are searched for a message nobody has read yet. */
const PAGES = 3;
const PAGE = 20;

/** The conversation of a message: from memory, else from the newest replies of its campaign; undefined when neither has it. */
export async function threadOf(statsId: string, campaignId: unknown, look: Look): Promise<Thread | undefined> {
  for (let page = 0; page < PAGES; page += 1) {
    const known = look.threads.of(statsId);
    if (known) return known;
    const { items } = await look.read("fetch_inbox_replies", {
      campaign_id: [campaignId],
      fetch_message_history: true,
      offset: page * PAGE,
      limit: PAGE,
    });
    if (items.length < PAGE) break;
  }
  return look.threads.of(statsId);
}
