/**
 * Looking whether a mail left, when the answer to its sending was lost. What is in the conversation was sent; what is not may
 * still be on its way, because SmartLead queues mail: absence proves nothing.
 */
import { readMail } from "./mail/read-mail.ts";
import type { Look } from "./preview/look-ups.ts";
import { threadOf } from "./preview/threads.ts";
import type { RecordValue } from "./records/record.ts";
import type { Tool } from "./tool.ts";

type Arguments = Readonly<Record<string, unknown>>;

export type Sighting =
  | { kind: "found"; mail: RecordValue }
  /** Not there at `at`. */
  | { kind: "absent"; campaignId: unknown; leadId: number | string; at: Date }
  /** The conversation could not be read. */
  | { kind: "unseen" };

/** How far SmartLead's clock may be behind ours. */
const SKEW_MS = 2 * 60_000;

/**
 * @param tool one that answers or passes on a message
 * @param began when the call began, `Date.now()`: an older mail with the same words is another one
 */
export async function findMail(tool: Tool, args: Arguments, began: number, look: Look): Promise<Sighting> {
  const campaignId = args["campaign_id"];
  // One that waits for its time stands in no conversation, and the list of those that wait shows whom they go to, not what they say.
  if (args["scheduled_time"] !== undefined) return { kind: "unseen" };
  try {
    const thread = await threadOf(String(args[tool.message ?? ""]), campaignId, look);
    if (thread?.leadId === undefined) return { kind: "unseen" };
    const { leadId } = thread;
    const mail = await inConversation(args, leadId, began, look);
    return mail ? { kind: "found", mail } : { kind: "absent", campaignId, leadId, at: new Date() };
  } catch {
    // Whatever kept the server from looking: the call's own failure is the one to report.
    return { kind: "unseen" };
  }
}

async function inConversation(
  args: Arguments,
  leadId: number | string,
  began: number,
  { read }: Look,
): Promise<RecordValue | undefined> {
  const { items } = await read("fetch_message_history", { campaign_id: args["campaign_id"], lead_id: leadId });
  return items.findLast(
    (mail) => mail["type"] === "SENT" && Date.parse(String(mail["time"])) >= began - SKEW_MS && isMeant(mail, args),
  );
}

/** The words tell the mail; one that passes a message on is told by whom it goes to. */
function isMeant(mail: RecordValue, args: Arguments): boolean {
  const { to_emails: recipients, add_signature: signed, reply_email_body: quoted } = args;
  if (typeof recipients === "string") return addressesIn(recipients) === addressesIn(mail["to"]);
  const ours = spaced(readMail(String(args["email_body"] ?? "")).text);
  const theirs = spaced(String(mail["text"] ?? ""));
  // SmartLead appends the signature and the quotation, and not all of it is told apart from the words.
  return ours !== "" && (signed === true || quoted !== undefined ? theirs.startsWith(ours) : theirs === ours);
}

/** The same for the same people, in whatever order and form they are named. */
function addressesIn(text: unknown): string {
  const found =
    String(text ?? "")
      .toLowerCase()
      .match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? [];
  return [...new Set(found)].sort().join();
}

const spaced = (words: string) => words.replace(/\s+/g, " ").trim();
