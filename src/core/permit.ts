/** Second step of a call: what nobody's confirmation can allow. */
import { type Ledger, release, reserve } from "../store/ledger.ts";
import type { Store } from "../store/store.ts";
import { Failure } from "./errors.ts";
import type { Look } from "./preview/look-ups.ts";
import { number } from "./records/read.ts";
import { keepWithin } from "./scope.ts";
import type { Tool } from "./tool.ts";

export interface PolicyOptions {
  /** Only these campaigns may be changed or mailed from; all when left out. */
  onlyCampaigns: ReadonlySet<number> | undefined;
  maxLeadsPerCall: number;
  /** Mails in any hour, over all processes that share the store. */
  maxSendsPerHour: number;
  store: Store;
  /** Names the account in the store. */
  account: string;
}

type Arguments = Readonly<Record<string, unknown>>;

const HOUR_MS = 3_600_000;
const MAILS = "mails";

export class Policy {
  private readonly options: PolicyOptions;

  constructor(options: PolicyOptions) {
    this.options = options;
  }

  /**
   * Refuses a change that the settings rule out, before anybody is asked about it.
   * @throws {Failure} forbidden, or rate_limited when no more mail may leave now
   * @throws {StoreFailure} when nobody can tell what other machines do
   */
  async permit(tool: Tool, args: Arguments, look: Look): Promise<void> {
    const { onlyCampaigns, maxLeadsPerCall } = this.options;
    if (onlyCampaigns) await keepWithin(onlyCampaigns, tool, args, look);
    if (tool.leads) {
      const count = await leadsTaken(tool.leads, args, look);
      if (!(count <= maxLeadsPerCall)) throw tooManyLeads(tool, count, maxLeadsPerCall);
    }
    // Without a mail as well: nobody should be asked about a change while the store cannot tell what others do.
    await this.book(sendsMail(tool, args) ? mailsOf(args) : 0, "look");
  }

  /**
   * Counts the mails of a call that is about to be sent. They stay counted whatever comes of it.
   * @throws {Failure} rate_limited
   */
  async takeMails(tool: Tool, args: Arguments): Promise<void> {
    if (sendsMail(tool, args)) await this.book(mailsOf(args), "take");
  }

  private async book(mails: number, act: "look" | "take"): Promise<void> {
    const { store, account, maxSendsPerHour } = this.options;
    // A ledger of its own: the one for requests is rewritten with every request and should stay small.
    const freeIn = await store.update(
      `${account}:${MAILS}`,
      (ledger, now) => bookMails(ledger, now, { mails, act, ceiling: maxSendsPerHour }),
      "change",
    );
    if (freeIn > 0) throw tooManyMails(mails, maxSendsPerHour, freeIn);
  }
}

/** Books all of the mails or none. Returns 0, or in how many milliseconds there would be room. */
function bookMails(
  ledger: Ledger,
  now: number,
  { mails, act, ceiling }: { mails: number; act: "look" | "take"; ceiling: number },
): number {
  const lanes = [{ lane: MAILS, windows: [{ requests: ceiling, ms: HOUR_MS }] }];
  const booked: number[] = [];
  let freeIn = mails > ceiling ? HOUR_MS : 0;
  while (freeIn === 0 && booked.length < mails) {
    const turn = reserve(ledger, now, lanes, 0);
    if ("at" in turn) booked.push(turn.at);
    else freeIn = turn.freeIn;
  }
  if (freeIn > 0 || act === "look") for (const at of booked) release(ledger, lanes, at);
  return freeIn;
}

/** Pausing a campaign belongs to a tool that sends, and sends nothing. */
function sendsMail(tool: Tool, args: Arguments): boolean {
  return tool.effect === "sends_email" && tool.confirm?.(args) !== null;
}

/** One, or one for each address that a mail goes to. */
function mailsOf({ to_emails, cc, bcc }: Arguments): number {
  const addresses = (list: unknown) => (typeof list === "string" ? list.split(",").length : 0);
  return Math.max(1, addresses(to_emails)) + addresses(cc) + addresses(bcc);
}

/** How many leads a call takes; NaN when that cannot be found out. */
async function leadsTaken(leads: NonNullable<Tool["leads"]>, args: Arguments, look: Look): Promise<number> {
  const of = (name: string | undefined) => [(name === undefined ? undefined : args[name]) ?? []].flat();
  try {
    if (leads.all && args[leads.all.flag] === true) return await countAll(leads.all.of, args, look);
    const named = of(leads.named);
    const lists = [...of(leads.moreLists), ...(named.length > 0 ? [] : of(leads.lists))];
    if (named.length + lists.length === 0) return leads.all || leads.lists ? Number.NaN : 0;
    const sizes = await Promise.all(lists.map((listId) => sizeOf(listId, look)));
    return sizes.reduce((sum, size) => sum + size, named.length);
  } catch {
    return Number.NaN;
  }
}

async function sizeOf(listId: unknown, { one }: Look): Promise<number> {
  const list = await one("get_lead_list", { lead_list_id: listId });
  return number(list["leads_count"]) ?? Number.NaN;
}

/** Filters make fewer of them, never more. */
async function countAll(of: "account" | "campaign", { campaign_id }: Arguments, { read }: Look): Promise<number> {
  const limit = 100;
  const { items, total } =
    of === "account"
      ? await read("list_account_leads", { limit })
      : await read("list_campaign_leads", { campaign_id, limit });
  return total ?? (items.length < limit ? items.length : Number.NaN);
}

function tooManyLeads(tool: Tool, count: number, most: number): Failure {
  const many = Number.isNaN(count) ? "so many leads that they cannot be counted" : `${count} leads`;
  return new Failure({
    kind: "forbidden",
    message: `${tool.name} would take ${many}, and this server allows ${most} a call. Nothing was sent.`,
    next: "Name fewer leads in each call. Only the person can raise --max-leads-per-call.",
  });
}

function tooManyMails(mails: number, most: number, freeInMs: number): Failure {
  const seconds = Math.ceil(freeInMs / 1000);
  const room = mails > most ? "Address fewer people." : `There is room again in ${Math.ceil(seconds / 60)} minutes.`;
  return new Failure({
    kind: "rate_limited",
    message: `This server lets ${most} mails an hour leave, whoever confirms them. Nothing was sent.`,
    next: `${room} Only the person can raise --max-sends-per-hour.`,
    retry_after_seconds: seconds,
  });
}
