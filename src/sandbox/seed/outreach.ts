import type { CampaignRow, LeadRow, MailboxRow, MessageRow } from "../account.ts";
import { escapeHtml } from "../mail-text.ts";
import type { Person } from "./people.ts";
import type { Random } from "./random.ts";

/** Who writes to whom, and in which campaign. */
export interface Correspondence {
  campaign: CampaignRow;
  mailbox: MailboxRow;
  lead: Person;
}

/** The mail of step `seq_number`, sent at `time`, with the opens and clicks that the campaign's settings let us see. */
export function sequenceMail(
  { campaign, mailbox, lead }: Correspondence,
  seq_number: number,
  time: string,
  random: Random,
): MessageRow {
  const step = campaign.steps[seq_number - 1];
  if (step === undefined) throw new Error(`Campaign ${campaign.name} has no step ${seq_number}.`);
  const stats_id = random.uuid();
  const text = fillTemplate(step.email_body, lead, escapeHtml).replace(
    "<p>%signature%</p>",
    `<br>${mailbox.signature}`,
  );
  const tracksOpens = !campaign.track_settings.includes("DONT_EMAIL_OPEN");
  const tracksClicks = !campaign.track_settings.includes("DONT_LINK_CLICK");
  const open_count = tracksOpens && random.chance(0.55) ? random.int(1, 6) : 0;
  const link = /<a href="(https:[^"]+)"/.exec(text)?.[1];
  const clicked = tracksClicks && link !== undefined && open_count > 0 && random.chance(0.3) ? link : null;
  return {
    type: "SENT",
    stats_id,
    message_id: sentMessageId(stats_id, mailbox),
    from: mailbox.from_email,
    to: lead.email,
    cc: [],
    bcc: [],
    time,
    subject: step.subject === "" ? `Re: ${threadSubject(campaign, lead)}` : fillTemplate(step.subject, lead, String),
    email_body: tracksOpens ? text + trackingPixel(stats_id, mailbox) : text,
    email_seq_number: seq_number,
    open_count,
    click_count: clicked === null ? 0 : random.int(1, 3),
    click_details: clicked === null ? {} : { [clicked]: true },
    attachments: [],
  };
}

/** Subject of the first step: steps with an empty one go into its thread. */
export function threadSubject(campaign: CampaignRow, lead: Person): string {
  return fillTemplate(campaign.steps[0]?.subject ?? "", lead, String);
}

/** SmartLead works "sl71" or the like into the stats_id: `<6d6ef88a-d0c9-sl71-4b7c-9522-922c05b37a35@example.com>`. */
export function sentMessageId(stats_id: string, mailbox: MailboxRow): string {
  const [first, second, ...rest] = stats_id.split("-");
  return `<${[first, second, "sl71", ...rest].join("-")}@${domainOf(mailbox.from_email)}>`;
}

export function trackingPixel(stats_id: string, mailbox: MailboxRow): string {
  const source = `https://open.${domainOf(mailbox.from_email)}/${stats_id}/1.gif`;
  return `<img src="${source}" width="1" height="1" alt="" style="display:none">`;
}

export function leadRow(id: number, person: Person, created_at: string, random: Random): LeadRow {
  const { company } = person;
  const website = `https://www.${company.domain}`;
  return {
    id,
    first_name: person.first,
    last_name: random.chance(0.04) ? null : person.last,
    email: person.email,
    created_at,
    phone_number: random.chance(0.4) ? person.phone : null,
    company_name: company.name,
    website,
    location: company.location,
    linkedin_profile: random.chance(0.6) ? `https://www.linkedin.example/in/${person.email.split("@")[0]}` : null,
    company_url: website,
    custom_fields: {
      job_title: person.job_title,
      industry: company.industry,
      company_size: random.pick(["2-10", "11-50", "51-200", "201-500"]),
      source: random.pick(["Conference list", "Website visitor", "Research", "Webinar October"]),
    },
    is_unsubscribed: false,
  };
}

export function domainOf(address: string): string {
  return address.slice(address.indexOf("@") + 1);
}

function fillTemplate(template: string, lead: Person, encode: (value: string) => string): string {
  return template
    .replaceAll("{{first_name}}", encode(lead.first))
    .replaceAll("{{company_name}}", encode(lead.company.name));
}
