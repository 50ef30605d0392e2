import type { AttachmentRow, MessageRow, ScheduledReplyRow } from "../account.ts";
import { type Letter, type MailProgram, writeAnswer, writeReply } from "../mail-styles.ts";
import { escapeHtml, wordsOf } from "../mail-text.ts";
import { daysFrom, sentBefore } from "./clock.ts";
import {
  type Correspondence,
  domainOf,
  sentMessageId,
  sequenceMail,
  threadSubject,
  trackingPixel,
} from "./outreach.ts";
import type { Person } from "./people.ts";
import type { Random } from "./random.ts";
import type { ConversationScript, ScriptedAttachment, ScriptedMail } from "./scripts.ts";

/** The people of a script: the lead, who it is with, and the second person whom some texts name. */
export interface Cast extends Correspondence {
  other: Person;
}

/** The mails of a conversation: the sequence up to the step that was answered, then what the script says. */
export function playScript(
  script: ConversationScript,
  cast: Cast,
  random: Random,
): { messages: MessageRow[]; scheduled: ScheduledReplyRow[] } {
  const messages = sequenceBefore(script, cast, random);
  for (const mail of script.mails) {
    messages.push(mail.by === "us" ? ourAnswer(mail, messages) : theirReply(mail, messages));
  }
  const { scheduled } = script.state;
  return {
    messages,
    scheduled: scheduled
      ? [{ scheduled_time: `${scheduled.at}:00.000Z`, message: ourAnswer(scheduled, messages, 0) }]
      : [],
  };

  function theirReply(mail: ScriptedMail, thread: MessageRow[]): MessageRow {
    const writer = mail.by === "other" ? cast.other : cast.lead;
    const program = mail.program ?? script.program;
    const answered = lastSent(thread);
    return {
      type: "REPLY",
      stats_id: answered.stats_id,
      message_id: replyMessageId(program, writer, mail.at, random),
      from: writer.email,
      to: cast.mailbox.from_email,
      cc: (mail.cc ?? []).map((address) => fill(address, cast)),
      bcc: [],
      time: `${mail.at}:${String(random.int(0, 59)).padStart(2, "0")}.000Z`,
      subject: replyPrefix(program, languageOf(script, cast)) + threadSubject(cast.campaign, cast.lead),
      email_body: writeReply(program, {
        ...letter(mail.text, answered),
        signature: (script.signature ?? []).map((line) => fill(line, cast)).filter((line) => line !== ""),
      }),
      email_seq_number: null,
      open_count: 0,
      click_count: 0,
      click_details: {},
      attachments: (mail.attachments ?? []).map((attachment) => attachmentRow(attachment, answered.stats_id)),
    };
  }

  function ourAnswer(mail: ScriptedMail, thread: MessageRow[], open_count = random.int(1, 4)): MessageRow {
    const answered = thread.at(-1) ?? lastSent(thread);
    const stats_id = random.uuid();
    const { mailbox, lead } = cast;
    const html = writeAnswer({
      ...letter(mail.text, answered),
      signature: [mailbox.signature],
      language: "en-GB",
      time_zone: cast.campaign.scheduler_cron_value.tz,
    });
    return {
      type: "SENT",
      stats_id,
      message_id: sentMessageId(stats_id, mailbox),
      from: mailbox.from_email,
      to: answered.type === "REPLY" ? answered.from : lead.email,
      cc: [],
      bcc: [],
      time: `${mail.at}:${String(random.int(0, 59)).padStart(2, "0")}.000Z`,
      subject: `Re: ${threadSubject(cast.campaign, lead)}`,
      email_body: html + trackingPixel(stats_id, mailbox),
      email_seq_number: null,
      open_count,
      click_count: 0,
      click_details: {},
      attachments: [],
    };
  }

  function letter(text: string[], quoted: MessageRow): Letter {
    const nameOf = (address: string) => {
      const person = [cast.lead, cast.other].find(({ email }) => email === address);
      return person ? `${person.first} ${person.last}` : cast.mailbox.from_name;
    };
    return {
      paragraphs: text.map((paragraph) => fill(paragraph, cast)),
      signature: [],
      language: languageOf(script, cast),
      time_zone: cast.lead.time_zone,
      mark: random.text(8, "0123456789abcdef"),
      quoted: {
        from_name: nameOf(quoted.from),
        from_email: quoted.from,
        to_name: nameOf(quoted.to),
        to_email: quoted.to,
        time: quoted.time,
        subject: quoted.subject,
        message_id: quoted.message_id,
        html: quoted.email_body,
      },
    };
  }
}

function sequenceBefore(script: ConversationScript, cast: Cast, random: Random): MessageRow[] {
  const firstReply = `${script.mails[0]?.at}:00.000Z`;
  const { scheduler_cron_value: schedule, steps } = cast.campaign;
  const isAutomatic = script.program.endsWith("_auto");
  let time = isAutomatic ? secondsBefore(firstReply, random.int(4, 55)) : sentBefore(firstReply, schedule, random);
  const mails: MessageRow[] = [];
  for (let step = script.step; step >= 1; step--) {
    mails.unshift(sequenceMail(cast, step, time, random));
    time = daysFrom(time, -(steps[step - 1]?.delay_in_days ?? 0), schedule, random);
  }
  return mails;
}

function secondsBefore(at: string, seconds: number): string {
  return new Date(Date.parse(at) - seconds * 1000).toISOString();
}

function lastSent(thread: MessageRow[]): MessageRow {
  const sent = thread.findLast(({ type }) => type === "SENT");
  if (sent === undefined) throw new Error("A conversation starts with a sent mail.");
  return sent;
}

function languageOf(script: ConversationScript, cast: Cast): Letter["language"] {
  return script.language ?? cast.lead.language;
}

/** Puts the cast's names into a text; into markup they go escaped. */
function fill(text: string, { lead, other, mailbox }: Cast): string {
  const values: Record<string, string | null | undefined> = {
    first: lead.first,
    last: lead.last,
    first_native: lead.first_native,
    last_native: lead.last_native,
    email: lead.email,
    phone: lead.phone ?? "",
    company: lead.company.name,
    domain: lead.company.domain,
    city: lead.company.location.split(",")[0],
    other_first: other.first,
    other_last: other.last,
    other_email: other.email,
    other_company: other.company.name,
    sender: mailbox.from_name.split(" ")[0],
  };
  const encode = text.startsWith("<") ? escapeHtml : String;
  return text.replace(/\{(\w+)\}/g, (token, name: string) => encode(values[name] ?? token));
}

/** Outlook prefixes in its own language and in capitals; the others write "Re:" everywhere. */
function replyPrefix(program: MailProgram, language: Letter["language"]): string {
  const { outlook } = wordsOf(language);
  if (program === "exchange_auto") return outlook.automatic;
  return program.startsWith("outlook") ? outlook.reply : "Re: ";
}

const LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const CAPITALS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Message-IDs are made by the program or its server and give either away. */
function replyMessageId(program: MailProgram, writer: Person, at: string, random: Random): string {
  switch (program) {
    case "gmail":
    case "gmail_auto":
      return `<CA${random.text(44, `${LETTERS_AND_DIGITS}_-+=`)}@mail.gmail.com>`;
    case "outlook":
    case "outlook_web":
    case "outlook_mobile":
    case "exchange_auto": {
      const server = `${random.text(3, CAPITALS_AND_DIGITS)}PR0${random.int(1, 9)}MB${random.int(1000, 9999)}`;
      const cluster = `eurprd0${random.int(1, 9)}.prod.outlook.com`;
      return `<${server}${random.text(26, "0123456789ABCDEF")}@${server}.${cluster}>`;
    }
    case "yahoo": {
      const numbers = [random.int(10_000_000, 999_999_999), random.int(100_000, 9_999_999), Date.parse(`${at}Z`)];
      return `<${numbers.join(".")}@mail.yahoo.com>`;
    }
    case "apple_mail":
    case "iphone":
      return `<${random.uuid().toUpperCase()}@${domainOf(writer.email)}>`;
    case "thunderbird":
      return `<${random.uuid()}@${domainOf(writer.email)}>`;
  }
}

export function attachmentRow({ name, type, size }: ScriptedAttachment, folder: string): AttachmentRow {
  return {
    file_name: name,
    file_type: type,
    file_size: size,
    file_url: `https://attachments.smartlead.example/${folder}/${encodeURIComponent(name)}`,
  };
}
