import type { Account, BlockedDomainRow, CampaignRow, CategoryRow, MailboxRow, TeamMemberRow } from "../account.ts";
import { toHtml } from "../mail-text.ts";
import data from "../organisation.json" with { type: "json" };
import type { Locale } from "./people.ts";
import type { Random } from "./random.ts";

export type CampaignKey = keyof typeof data.campaigns;
export type MailboxKey = keyof typeof data.mailboxes;
export type TeamKey = keyof typeof data.team;

/** Whom a campaign is written to; a locale named twice is drawn twice as often. */
export interface Audience {
  locales: Locale[];
  industries: string[];
  job_titles: string[];
}

/** What exists before the first lead: team, clients, mailboxes, categories and the campaigns with their steps. */
export interface Organisation {
  team: Record<TeamKey, TeamMemberRow>;
  clients: Account["clients"];
  mailboxes: Record<MailboxKey, MailboxRow>;
  categories: CategoryRow[];
  campaigns: Record<CampaignKey, CampaignRow>;
  blocked_domains: BlockedDomainRow[];
}

export const campaignKeys = Object.keys(data.campaigns) as CampaignKey[];

export function audienceOf(key: CampaignKey): Audience {
  return data.campaigns[key].audience as Audience;
}

/** How many leads a campaign has apart from those who answered. */
export function silentLeadsOf(key: CampaignKey): number {
  return data.campaigns[key].leads;
}

export function foundOrganisation(random: Random): Organisation {
  const team = numbered(data.team, 41_200, random);
  const clients = numbered(data.clients, 30_400, random);
  const mailboxes = numbered(data.mailboxes as Record<MailboxKey, Omit<MailboxRow, "id">>, 5_352_000, random);
  const tags = numbered(data.tags, 118_000, random);
  const campaignIds = numbered(data.campaigns, 1_456_000, random);
  let stepId = 3_208_000 + random.int(0, 900);

  function campaignRow(key: CampaignKey): CampaignRow {
    const plan = data.campaigns[key];
    return {
      id: campaignIds[key].id,
      name: plan.name,
      status: plan.status as CampaignRow["status"],
      created_at: plan.created_at,
      updated_at: plan.created_at,
      parent_campaign_id: plan.parent === null ? null : campaignIds[plan.parent as CampaignKey].id,
      client_id: plan.client === null ? null : clients[plan.client as keyof typeof clients].id,
      track_settings: plan.track_settings,
      scheduler_cron_value: plan.schedule,
      min_time_btwn_emails: random.pick([9, 12, 17, 24]),
      max_leads_per_day: random.pick([25, 40, 60, 100]),
      stop_lead_settings: "REPLY_TO_AN_EMAIL",
      enable_ai_esp_matching: random.chance(0.5),
      send_as_plain_text: false,
      follow_up_percentage: random.pick([20, 40, 60]),
      unsubscribe_text: "",
      tags: plan.tags.map((tag) => {
        const { id, tag_name, tag_color } = tags[tag as keyof typeof tags];
        return { tag_id: id, tag_name, tag_color };
      }),
      mailbox_ids: plan.mailboxes.map((mailbox) => mailboxes[mailbox as MailboxKey].id),
      steps: plan.steps.map((step, index) => ({
        id: stepId++,
        seq_number: index + 1,
        delay_in_days: step.delay,
        subject: step.subject,
        email_body: step.body.map((paragraph) => `<p>${toHtml(paragraph)}</p>`).join(""),
      })),
    };
  }

  return {
    team,
    clients: Object.values(clients),
    mailboxes,
    categories: categories(random),
    campaigns: {
      onboarding: campaignRow("onboarding"),
      placement: campaignRow("placement"),
      pricing: campaignRow("pricing"),
      reengage: campaignRow("reengage"),
      care: campaignRow("care"),
      dashboards: campaignRow("dashboards"),
    },
    blocked_domains: data.blocked_domains.map((row) => ({ ...row })),
  };
}

/** Built-in categories have the ids 1 to 9 in every account; an account's own ones have high ids. */
function categories(random: Random): CategoryRow[] {
  const own = Object.values(numbered(data.own_categories, 141_000, random));
  return [
    ...data.categories.map((category, index) => ({
      id: index + 1,
      created_at: "2024-01-15T10:30:00.000Z",
      ...category,
    })),
    ...own.map((category) => ({ created_at: "2026-09-30T09:12:44.000Z", ...category })),
  ].map((category) => ({ ...category, sentiment_type: category.sentiment_type as CategoryRow["sentiment_type"] }));
}

/** The same rows under the same keys, each with an id that grows from `from` in uneven steps. */
function numbered<Rows extends Record<string, object>>(
  rows: Rows,
  from: number,
  random: Random,
): { [Key in keyof Rows]: { id: number } & Rows[Key] } {
  let id = from;
  const entries = Object.entries(rows).map(([key, row]) => {
    id += random.int(1, 90);
    return [key, { id, ...row }] as const;
  });
  return Object.fromEntries(entries) as { [Key in keyof Rows]: { id: number } & Rows[Key] };
}
