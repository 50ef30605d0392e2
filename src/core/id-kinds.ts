/**
 * Which numbers were seen as which kind of id. A lead has a lead_id and, in each campaign, an email_lead_map_id; agents mix
 * them up, and SmartLead only says that there is no such record. A number may be both, so this never refuses a call: it
 * explains one that found nothing.
 */
import { isRaw, type Raw } from "./records/read.ts";

const KINDS = [
  "campaign_id",
  "lead_id",
  "email_lead_map_id",
  "email_account_id",
  "category_id",
  "client_id",
  "lead_list_id",
  "webhook_id",
] as const;
type IdKind = (typeof KINDS)[number];

/** Arguments that take an id of a kind under another name. */
const ALIASES: Readonly<Record<string, IdKind>> = {
  sub_sequence_id: "campaign_id",
  parent_campaign_id: "campaign_id",
  campaign_client_id: "client_id",
  lead_category_id: "category_id",
  category_ids_in: "category_id",
  category_ids_not_in: "category_id",
};

/** The ids of one row: what a number goes with. */
type Company = Partial<Record<IdKind, number>>;

/** Ids that are remembered, the newest; a page of leads brings three hundred. */
const MOST_IDS = 5000;
/** Rows kept for one id: a campaign goes with every lead, which says nothing about any. */
const MOST_ROWS = 5;
/** Rows, and campaigns or messages inside a row. */
const MAX_DEPTH = 3;

export class IdKinds {
  private readonly seen = new Map<number, Partial<Record<IdKind, Company[]>>>();
  private categories: ReadonlySet<number> | undefined;

  /** Remembers the ids of a result. */
  learn(result: Raw, kind: unknown): void {
    this.walk(result, {}, 0);
    if (kind !== "categories" || !Array.isArray(result["items"]) || result["next"] !== null) return;
    this.categories = new Set(result["items"].filter(isRaw).map((row) => Number(row["category_id"])));
  }

  /**
   * What the ids of a call that found nothing probably are; undefined when nothing is known against them.
   * Only numbers and names of our own stand in it.
   */
  explain(args: Raw): string | undefined {
    for (const [name, value] of Object.entries(args)) {
      const wanted = kindOf(name);
      if (wanted === undefined) continue;
      for (const each of Array.isArray(value) ? value : [value]) {
        const said = typeof each === "number" ? this.explainOne(name, wanted, each, args) : undefined;
        if (said !== undefined) return said;
      }
    }
    return undefined;
  }

  private explainOne(name: string, wanted: IdKind, value: number, args: Raw): string | undefined {
    const known = this.seen.get(value) ?? {};
    if (known[wanted] !== undefined) return undefined;
    const [actual] = KINDS.filter((kind) => known[kind] !== undefined);
    if (actual === undefined) {
      const strange = wanted === "category_id" && this.categories !== undefined && !this.categories.has(value);
      return strange ? `${value} is none of the account's categories (list_lead_categories).` : undefined;
    }
    const right = (known[actual] ?? []).filter((row) => row[wanted] !== undefined && row[wanted] !== value);
    const here = right.filter((row) => row.campaign_id === args["campaign_id"]);
    const found = (here.length > 0 ? here : right).map((row) =>
      wanted === "email_lead_map_id" && row.campaign_id !== undefined
        ? `${row[wanted]} for campaign ${row.campaign_id}`
        : String(row[wanted]),
    );
    const instead = found.length > 0 && actual !== "campaign_id" ? `: ${[...new Set(found)].join(", ")}` : "";
    return `${value} is ${article(actual)}; ${name} takes ${article(wanted)}${instead}.`;
  }

  private walk(value: unknown, outer: Company, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) for (const entry of value) this.walk(entry, outer, depth);
    if (!isRaw(value)) return;
    const company: Company = { ...outer };
    let own = 0;
    for (const kind of KINDS) {
      const id = value[kind];
      if (typeof id !== "number" || !Number.isSafeInteger(id)) continue;
      company[kind] = id;
      own += 1;
    }
    if (own > 0) {
      for (const kind of KINDS) if (company[kind] !== undefined) this.keep(kind, company[kind], company);
    }
    // Only containers: what stands under other names is the outsiders' and may be called anything.
    for (const name of ["items", "campaigns"]) this.walk(value[name], company, depth + 1);
  }

  private keep(kind: IdKind, value: number, company: Company): void {
    const known = this.seen.get(value) ?? {};
    const rows = known[kind] ?? [];
    if (rows.length < MOST_ROWS) known[kind] = [...rows, company];
    this.seen.delete(value);
    this.seen.set(value, known);
    if (this.seen.size <= MOST_IDS) return;
    for (const [oldest] of this.seen) {
      this.seen.delete(oldest);
      return;
    }
  }
}

function kindOf(argument: string): IdKind | undefined {
  return ALIASES[argument] ?? KINDS.find((kind) => argument === kind || argument === `${kind}s`);
}

const article = (kind: IdKind) => `${kind === "email_lead_map_id" || kind === "email_account_id" ? "an" : "a"} ${kind}`;
