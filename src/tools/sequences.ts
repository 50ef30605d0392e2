import * as z from "zod";
import { campaignId } from "../core/params.ts";
import { group, tool } from "../core/tool.ts";

const existingId = z.int().positive().nullable().optional();

const variant = z.strictObject({
  id: existingId.describe("Of the existing variant; keeps its statistics."),
  subject: z.string(),
  email_body: z.string(),
  variant_label: z.string().min(1).describe("A, B, ..."),
  variant_distribution_percentage: z.int().min(0).max(100).optional(),
});

/**
 * Steps as get_campaign_sequences gives them. SmartLead reads sequence_variants and delayInDays and writes seq_variants and
 * delay_in_days in an object of its own. https://api.smartlead.ai/api-reference/campaigns/update-sequences
 */
const step = z
  .strictObject({
    id: existingId.describe("Of the existing step; without it a new one is made."),
    seq_number: z.int().min(1),
    delay_in_days: z.int().min(0).max(365).describe("After the step before."),
    subject: z.string().optional().describe("Empty: same thread."),
    email_body: z.string().optional().describe("HTML with {{variables}}."),
    seq_type: z.string().optional(),
    variant_distribution_type: z.enum(["MANUAL_EQUAL", "MANUAL_PERCENTAGE", "AI_EQUAL"]).optional(),
    lead_distribution_percentage: z.int().min(20).max(100).optional(),
    winning_metric_property: z.enum(["OPEN_RATE", "CLICK_RATE", "REPLY_RATE", "POSITIVE_REPLY_RATE"]).optional(),
    sequence_variants: z.array(variant).optional(),
  })
  .transform(({ delay_in_days, sequence_variants, ...rest }) => ({
    ...rest,
    seq_delay_details: { delay_in_days },
    ...(sequence_variants && { seq_variants: sequence_variants }),
  }));

export const sequences = group("sequences", "The steps of a campaign's email sequence and their variants.", [
  tool({
    name: "get_campaign_sequences",
    title: "Read a campaign's sequence",
    about:
      "The steps of a campaign's email sequence with delays, subjects, texts and A/B variants. detail full gives the " +
      "HTML that save_campaign_sequences takes.",
    asked:
      "email copy, text of the emails, steps, templates, subject lines, variants, cadence, " +
      "what do our emails say, see follow-ups, delays between steps, read the script, " +
      "show the messages of a campaign, what text do prospects receive, how many follow-ups, email templates, " +
      "read the steps, wording, what are we writing, mail texts, see email 2, contents of the sequence, " +
      "copywriting, pitch, message templates, list steps, show email steps, what does the second email say, " +
      "current copy, view the sequence, templates and delays",
    effect: "read",
    route: "GET /campaigns/{campaign_id}/sequences",
    input: { campaign_id: campaignId },
    returns: "sequence_steps",
    example: { campaign_id: 1_456_022 },
  }),
  tool({
    name: "save_campaign_sequences",
    title: "Replace a campaign's sequence",
    about:
      "Replaces ALL steps: those left out are deleted with their statistics, an empty list deletes the whole sequence. " +
      "Read get_campaign_sequences (detail full) first and send every step and variant back with its id. Pause the " +
      "campaign before.",
    asked:
      "write the emails, edit copy, add a follow-up step, change subject line, A/B test, variants, spintax, " +
      "cadence, set up steps, template, bump, wait days, delay between steps, body text, rewrite email, " +
      "update body, new step, change wait time, edit subject, second follow-up, remove a step, set copy, " +
      "replace sequence, compose, rephrase, put in new texts, update email 2, save steps, personalisation, " +
      "shorten, extend the sequence, three-step, rewrite the opener, add variation, set up the email sequence, " +
      "save email copy, replace texts, new variant, define steps and waiting days, update subject and body, " +
      "edit the emails",
    effect: "destructive",
    route: "POST /campaigns/{campaign_id}/sequences",
    input: { campaign_id: campaignId, sequences: z.array(step).describe("All steps, in order.") },
    mail: ["sequences"],
    confirm: ({ campaign_id, sequences: steps }) => {
      const kept = steps.filter(({ id }) => typeof id === "number").length;
      return steps.length === 0
        ? `DELETE the whole sequence of campaign ${campaign_id} and its statistics? The list of steps is empty.`
        : `Replace the sequence of campaign ${campaign_id} by ${steps.length} steps (${kept} kept, ` +
            `${steps.length - kept} new)? Every other step is deleted with its statistics.`;
    },
    returns: "done",
    example: {
      campaign_id: 1_456_022,
      sequences: [{ seq_number: 1, delay_in_days: 0, subject: "A question", email_body: "<p>Hi {{first_name}}</p>" }],
    },
  }),
]);
