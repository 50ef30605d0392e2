/**
 * What a person sees before a change: the question in the declaration's words, then what the server found out about
 * whom and what it names, then every text that goes out, in full.
 */
import type { Tool } from "../tool.ts";
import { campaign, subsequence } from "./campaigns.ts";
import { couldNotLookUp, type Fact, type Subject, type Teller } from "./fact.ts";
import type { Look } from "./look-ups.ts";
import { newLeads } from "./new-leads.ts";
import { earlierMail, lead } from "./people.ts";
import { quotedArguments } from "./quote.ts";
import { records } from "./records.ts";
import { credits, order } from "./spending.ts";
import { attachments, mailTexts, replacedSteps, sentStep, signature } from "./texts.ts";

export interface Preview {
  summary: string;
  /** What the decision hangs on, as far as it could be found out. */
  decisive: Readonly<Record<string, string>>;
}

/** In the order in which a person reads. */
const TELLERS: readonly Teller[] = [
  campaign,
  subsequence,
  lead,
  earlierMail,
  newLeads,
  ...records,
  order,
  credits,
  replacedSteps,
  sentStep,
  attachments,
  signature,
];

/** The question in the tool's own words; null when these arguments do no harm. */
export function questionOf(tool: Tool, args: Readonly<Record<string, unknown>>): string | null {
  return tool.confirm ? tool.confirm(quotedArguments(args)) : `${tool.title}?`;
}

/** Never fails: what could not be found out is said. */
export async function preview(tool: Tool, args: Readonly<Record<string, unknown>>, look: Look): Promise<Preview> {
  const subject: Subject = { tool, args, look };
  const told = TELLERS.filter((teller) => teller.concerns(subject));
  const facts = await Promise.all(told.map((teller) => tell(teller, subject)));
  const texts = mailTexts(tool, args);
  const parts = [
    questionOf(tool, args) ?? `${tool.title}.`,
    facts.flatMap(({ lines }) => lines).join("\n"),
    texts.join("\n"),
  ];
  return {
    summary: parts.filter((part) => part !== "").join("\n\n"),
    decisive: Object.assign({}, ...facts.map(({ decisive }) => decisive)),
  };
}

async function tell(teller: Teller, subject: Subject): Promise<Fact> {
  try {
    return await teller.tell(subject);
  } catch (error) {
    return { lines: [couldNotLookUp(teller.what, error)] };
  }
}
