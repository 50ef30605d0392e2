/** Records that a call names by id, and nothing more is to be known of them than which one it is. */
import { couldNotLookUp, type Subject, type Teller } from "./fact.ts";
import { type Found, notThere } from "./look-ups.ts";
import { named } from "./quote.ts";

interface RecordKind {
  what: string;
  /** Arguments that hold an id of this kind, or a list of them. */
  argument: readonly string[];
  tool: string;
  /** The field of its answer that says which record it is. */
  id: string;
  /** Arguments of that tool for one id. */
  args: (recordId: unknown, call: Subject["args"]) => Record<string, unknown>;
  /** Fields worth showing, with a word before each. */
  fields: Readonly<Record<string, string>>;
}

const KINDS: readonly RecordKind[] = [
  {
    what: "Mailbox",
    argument: ["email_account_id", "email_account_ids", "selected_email_account_id", "from_email_id"],
    tool: "get_email_account",
    id: "email_account_id",
    args: (email_account_id) => ({ email_account_id }),
    fields: { from_email: "", from_name: "" },
  },
  {
    what: "Lead list",
    argument: ["lead_list_id", "lead_list_ids", "from_list_id", "to_list_id"],
    tool: "get_lead_list",
    id: "lead_list_id",
    args: (lead_list_id) => ({ lead_list_id }),
    fields: { list_name: "", leads_count: "leads: " },
  },
  {
    what: "Webhook",
    argument: ["webhook_id"],
    tool: "get_webhook",
    id: "webhook_id",
    args: (webhook_id) => ({ webhook_id }),
    fields: { name: "", webhook_url: "", campaign_id: "campaign: " },
  },
  {
    what: "Client API key",
    argument: ["api_key_id"],
    tool: "list_client_api_keys",
    id: "api_key_id",
    args: () => ({}),
    fields: { key_name: "", client_id: "client: ", status: "" },
  },
  {
    what: "Block list entry",
    argument: ["block_list_id"],
    tool: "list_blocked_domains",
    id: "block_list_id",
    args: () => ({ limit: 1000 }),
    fields: { email_or_domain: "", source: "source: " },
  },
  {
    what: "Spam test",
    argument: ["spam_test_id", "spam_test_ids"],
    tool: "get_spam_test",
    id: "spam_test_id",
    args: (spam_test_id) => ({ spam_test_id }),
    fields: { test_name: "", status: "", campaign_id: "campaign: " },
  },
  {
    what: "Spam test folder",
    argument: ["folder_id"],
    tool: "get_spam_test_folder",
    id: "folder_id",
    args: (folder_id) => ({ folder_id }),
    fields: { name: "" },
  },
];

/** More are counted in the question; each costs a request. */
const MOST = 3;

const idsOf = ({ argument }: RecordKind, { args }: Subject) =>
  argument.flatMap((name) => args[name] ?? []).slice(0, MOST);

export const records: readonly Teller[] = KINDS.map((kind) => ({
  what: kind.what,
  concerns: (subject) => idsOf(kind, subject).length > 0,
  tell: async (subject) => ({
    lines: await Promise.all(idsOf(kind, subject).map((recordId) => line(kind, recordId, subject))),
  }),
}));

async function line(kind: RecordKind, recordId: unknown, { args, look }: Subject): Promise<string> {
  try {
    const found = record(kind, await look.read(kind.tool, kind.args(recordId, args)), recordId);
    const shown = Object.entries(kind.fields).flatMap(([field, word]) => {
      const value = found[field];
      return value === undefined || value === null ? [] : [`${word}${named(value)}`];
    });
    return `${kind.what} ${recordId}: ${shown.join(", ")}.`;
  } catch (error) {
    return couldNotLookUp(`${kind.what} ${recordId}`, error);
  }
}

/** SmartLead answers some requests with another record than the one asked for; a wrong name is worse than none. */
function record({ id }: RecordKind, { items }: Found, recordId: unknown): Found["items"][number] {
  const found = items.find((item) => String(item[id]) === String(recordId));
  if (found === undefined) throw notThere();
  return found;
}
