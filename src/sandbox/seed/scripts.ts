import elsewhere from "../conversations/elsewhere.json" with { type: "json" };
import hostile from "../conversations/hostile.json" with { type: "json" };
import interested from "../conversations/interested.json" with { type: "json" };
import languages from "../conversations/languages.json" with { type: "json" };
import questions from "../conversations/questions.json" with { type: "json" };
import refusals from "../conversations/refusals.json" with { type: "json" };
import threads from "../conversations/threads.json" with { type: "json" };
import type { MailProgram } from "../mail-styles.ts";
import type { Language } from "../mail-text.ts";
import type { CampaignKey, MailboxKey, TeamKey } from "./organisation.ts";
import type { Locale } from "./people.ts";

/**
 * A conversation as it was written by hand. Texts may name the people that the seed casts: {first} {last} {email}
 * {company} {domain} {phone} of the lead, {other_first} and so on of a second person, {sender} for our own first name.
 */
export interface ConversationScript {
  /** What the lead wants, in our own words. */
  kind: string;
  campaign: CampaignKey;
  /** The mailbox that must write it; any mailbox of the campaign when left out. */
  mailbox?: MailboxKey;
  locale: Locale;
  industry: string;
  job_title: string;
  gender?: "f" | "m";
  /** The second person works elsewhere; otherwise at the lead's company. */
  other_company?: boolean;
  program: MailProgram;
  /** Language of the mail program; that of the locale when left out. */
  language?: Language;
  signature?: string[];
  /** Sequence step that was answered. */
  step: number;
  mails: ScriptedMail[];
  state: ScriptedState;
}

/** Times in a script are UTC to the minute. Paragraphs are those of {@link Letter}. */
export interface ScriptedMail {
  at: string;
  /** The lead when left out. */
  by?: "us" | "other";
  /** Where it differs from the script's, as after an automatic reply. */
  program?: MailProgram;
  text: string[];
  cc?: string[];
  attachments?: ScriptedAttachment[];
}

export interface ScriptedAttachment {
  name: string;
  type: string;
  size: number;
}

/** What the team has done with the conversation so far. */
export interface ScriptedState {
  unread?: boolean;
  category?: string;
  important?: boolean;
  archived?: boolean;
  unsubscribed?: boolean;
  /** The company's whole domain is on the block list. */
  blocked?: boolean;
  /** Pushed to the subsequence of its campaign. */
  pushed?: boolean;
  ooo_push?: boolean;
  /** COMPLETED when left out: an answer ends the sequence, except an automatic one. */
  status?: "INPROGRESS" | "PAUSED";
  /** When the sequence goes on. */
  resumes?: string;
  snoozed_until?: string;
  assignee?: TeamKey;
  revenue?: number;
  notes?: { by: TeamKey; at: string; text: string }[];
  tasks?: { name: string; description?: string; priority: string; due: string; at: string; status?: string }[];
  reminders?: { at: string; due: string; text: string }[];
  scheduled?: { at: string; text: string[] };
}

export const conversationScripts = [
  ...interested,
  ...questions,
  ...refusals,
  ...elsewhere,
  ...languages,
  ...threads,
  ...hostile,
] as ConversationScript[];
