/** The lead whom a call is about, the mailbox that writes to it, and the message that is answered or forwarded. */
import { id, type Raw } from "../records/read.ts";
import { describeCampaign } from "./campaigns.ts";
import { couldNotLookUp, type Fact, plural, type Subject, type Teller } from "./fact.ts";
import { notThere } from "./look-ups.ts";
import { named, quoted, quotedPassage } from "./quote.ts";
import { threadOf } from "./threads.ts";

interface Person {
  campaignId: unknown;
  leadId: unknown;
  /** What the inbox says of it, when it was named by its place in the inbox. */
  row?: Raw;
}

const statsIdOf = ({ args }: Subject) => args["email_stats_id"] ?? args["stats_id"];

export const lead: Teller = {
  what: "The lead",
  concerns: (subject) =>
    statsIdOf(subject) !== undefined ||
    ["email_lead_map_id", "lead_id"].some((name) => subject.args[name] !== undefined),
  tell: async (subject) => {
    const person = await personOf(subject);
    const { tool, look } = subject;
    const [known, thread, where] = await Promise.all([
      person.leadId === undefined ? undefined : look.one("get_lead", { lead_id: person.leadId }),
      tool.effect === "sends_email" ? threadWith(person, subject) : NO_THREAD,
      inCampaign(person, subject),
    ]);
    return describe(subject, person, { ...person.row, ...known }, thread, where);
  },
};

/** Whoever confirms must know when somebody else, or the same agent, has just written to the same message. */
export const earlierMail: Teller = {
  what: "Whether mail to this message left a moment ago",
  concerns: ({ tool }) => tool.message !== undefined,
  tell: async ({ tool, args, look }) => {
    const { same, any } = await look.sentMails.lately(tool, args);
    const ago = (ms: number) => (ms < 60_000 ? "less than a minute" : plural(Math.round(ms / 60_000), "minute"));
    return {
      lines: [
        ...(same === undefined ? [] : [`THE SAME MAIL to this message left, or may have left, ${ago(same)} ago.`]),
        ...(any === undefined || any === same
          ? []
          : [`ANOTHER MAIL to this message left, or may have left, ${ago(any)} ago.`]),
      ],
      // Not when: a person may take a minute to decide.
      decisive: { earlier: JSON.stringify([same !== undefined, any !== undefined]) },
    };
  },
};

async function personOf(subject: Subject): Promise<Person> {
  const { args, look } = subject;
  const mapId = args["email_lead_map_id"];
  if (mapId !== undefined) {
    const row = await look.one("get_inbox_lead", { email_lead_map_id: mapId });
    if (row["email_lead_map_id"] !== mapId) throw notThere();
    return { campaignId: row["campaign_id"], leadId: row["lead_id"], row };
  }
  const campaignId = args["campaign_id"];
  const statsId = statsIdOf(subject);
  if (typeof statsId !== "string") return { campaignId, leadId: args["lead_id"] };
  const thread = await threadOf(statsId, campaignId, look);
  if (thread?.leadId === undefined || thread.campaignId !== campaignId) throw notThere();
  return { campaignId, leadId: thread.leadId };
}

interface Conversation {
  messages: readonly Raw[];
  mailbox: unknown;
}

const NO_THREAD: Conversation = { messages: [], mailbox: undefined };

/** Messages say from whom they are only where that differs from the two ends of their conversation. */
async function threadWith({ campaignId, leadId }: Person, { look }: Subject): Promise<Conversation> {
  if (campaignId === undefined || leadId === undefined) return NO_THREAD;
  const { items, about } = await look.read("fetch_message_history", { campaign_id: campaignId, lead_id: leadId });
  const messages: Raw[] = items.map((message) => ({
    ...message,
    from: message["from"] ?? (message["type"] === "SENT" ? about["mailbox"] : about["lead_email"]),
  }));
  return { messages, mailbox: messages.findLast((message) => message["type"] === "SENT")?.["from"] };
}

function describe(
  subject: Subject,
  person: Person,
  found: Raw,
  { messages, mailbox }: Conversation,
  where: string[],
): Fact {
  const address = found["email"] ?? found["lead_email"];
  if (address === undefined) throw notThere();
  const name = found["name"] ?? found["lead"];
  const who = [name, found["company"]].filter((part) => part !== undefined).map(quoted);
  const label = `Lead ${id(person.leadId) ?? ""}`.trim();
  return {
    lines: [
      ...where,
      `${label}: ${[...who, named(address)].join(", ")}.`,
      ...(found["is_unsubscribed"] === true ? ["The lead has UNSUBSCRIBED."] : []),
      ...otherRecipient(subject, String(address)),
      ...(mailbox === undefined ? [] : [`Mailbox that writes to the lead: ${named(mailbox)}.`]),
      ...messageLines(subject, messages),
    ],
    decisive: { lead: String(address), ...(mailbox !== undefined && { mailbox: String(mailbox) }) },
  };
}

/** The campaign of a conversation that was named by itself, or beside another campaign. */
async function inCampaign({ row }: Person, { args, look }: Subject): Promise<string[]> {
  const campaignId = row?.["campaign_id"];
  if (campaignId === undefined || campaignId === args["campaign_id"]) return [];
  const other = args["campaign_id"] === undefined ? "" : ` The conversation is NOT in campaign ${args["campaign_id"]}.`;
  try {
    return [`In campaign ${(await describeCampaign(campaignId, look)).words}.${other}`];
  } catch (error) {
    return [couldNotLookUp(`Campaign ${campaignId}`, error) + other];
  }
}

function otherRecipient({ args }: Subject, address: string): string[] {
  const given = args["to_email"];
  if (typeof given !== "string") return args["email_body"] === undefined ? [] : [`Goes to ${named(address)}.`];
  if (given.toLowerCase() === address.toLowerCase()) return [];
  return [`Goes to ${named(given)}, which is NOT the lead's own address.`];
}

/** What is answered, or what is passed on to others. */
function messageLines(subject: Subject, messages: readonly Raw[]): string[] {
  const { args } = subject;
  const statsId = statsIdOf(subject);
  const messageId = args["message_id"] ?? args["reply_message_id"];
  const ofStats = messages.filter((message) => message["stats_id"] === statsId);
  // The reply and the mail that it answers share their stats_id; the reply comes later.
  const byId = messageId === undefined ? undefined : ofStats.find((each) => each["message_id"] === messageId);
  const message = byId ?? ofStats.at(-1);
  if (statsId === undefined || message === undefined) return [];
  const { subject: title, from, time = "", text = "" } = message;
  const sender = from === undefined ? "" : `from ${named(from)}, `;
  const about = `${title === undefined ? "" : `${quoted(title)}, `}${sender}${named(time)}`;
  if (args["email_body"] === undefined) return [`The message passed on: ${about}:`, quotedPassage(String(text))];
  const answered = messages.slice(messages.indexOf(message) + 1).find((later) => later["type"] === "SENT");
  const already =
    answered && `It HAS BEEN ANSWERED: a mail of ours followed on ${named(answered["time"] ?? "an unknown day")}.`;
  return [`Answers the message ${about}.`, ...(already ? [already] : [])];
}
