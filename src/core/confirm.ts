/**
 * Asking before harm. A client that can ask its person is made to (elicitation); for the others the first call changes
 * nothing and hands out a sealed token, and only the same call with it runs. The token is a guard against slips: a model
 * that wants to can repeat it, so it is no proof that a person agreed.
 */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import canonicalize from "canonicalize";
import type { Store } from "../store/store.ts";
import { Failure } from "./errors.ts";
import { mailText } from "./mail/read-mail.ts";
import type { Effect, Tool } from "./tool.ts";
import { cleanLine } from "./untrusted.ts";

/** `auto`: ask by elicitation, else the token. `elicit`: only a person's answer counts. `off`: never ask. */
export const CONFIRM_MODES = ["auto", "elicit", "off"] as const;
export type ConfirmMode = (typeof CONFIRM_MODES)[number];

/** What a client sent back after it asked its person. */
export interface PersonsAnswer {
  /** `accept`, `decline` or `cancel`; anything else counts as no. */
  action: unknown;
  /** The sealed state that this server gave out with the question. */
  state: string | undefined;
}

export type Confirmed =
  | { kind: "go" }
  /** The client is to show `question` to its person and to come back with the answer and `state`. */
  | { kind: "ask"; question: string; state: string }
  /** The agent is to call again with the token. */
  | { kind: "token"; summary: string; token: string; expiresAt: Date };

export interface ConfirmOptions {
  mode: ConfirmMode;
  store: Store;
  apiKey: string;
  /** Names the account; part of what a token is bound to. */
  account: string;
  now?: () => number;
}

const LIFETIME_MS = 5 * 60_000;

/** Where a seal may come back: the state of a question cannot be used as a token, nor a token as an answer. */
type Purpose = "question" | "token";

export class Confirmation {
  private readonly options: ConfirmOptions;
  private readonly key: Buffer;
  private readonly now: () => number;

  constructor(options: ConfirmOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
    // From the API key, so that a token survives a restart and holds on every process of the same account.
    this.key = Buffer.from(hkdfSync("sha256", options.apiKey, "smartlead-mcp", "confirmation", 32));
  }

  /**
   * Decides whether a call that asks for confirmation may go on.
   * @throws {Failure} not_confirmed: nothing happened and nothing will
   */
  async require(
    tool: Tool,
    args: Record<string, unknown>,
    given: { token: string | undefined; answer: PersonsAnswer | undefined; canAsk: boolean },
  ): Promise<Confirmed> {
    const { mode } = this.options;
    const question = tool.confirm ? tool.confirm(args) : `${tool.title}?`;
    if (mode === "off" || question === null) return { kind: "go" };
    const summary = withMail(cleanLine(question), tool, args);

    if (given.answer) {
      if (given.answer.action !== "accept") throw DECLINED();
      await this.redeem("question", given.answer.state, tool, args);
      return { kind: "go" };
    }
    if (given.canAsk) {
      return { kind: "ask", question: summary, state: this.seal("question", tool, args).text };
    }
    if (mode === "elicit") throw CANNOT_ASK();
    if (given.token !== undefined) {
      await this.redeem("token", given.token, tool, args);
      return { kind: "go" };
    }
    const seal = this.seal("token", tool, args);
    return { kind: "token", summary, token: seal.text, expiresAt: new Date(seal.expiresAt) };
  }

  private seal(purpose: Purpose, tool: Tool, args: unknown): { text: string; expiresAt: number } {
    const expiresAt = this.now() + LIFETIME_MS;
    const head = `${expiresAt.toString(36)}.${randomBytes(12).toString("base64url")}`;
    return { text: `${head}.${this.mac(purpose, head, tool, args)}`, expiresAt };
  }

  private async redeem(purpose: Purpose, text: string | undefined, tool: Tool, args: unknown): Promise<void> {
    const [expiry = "", nonce = "", mac = ""] = (text ?? "").split(".");
    const expected = Buffer.from(this.mac(purpose, `${expiry}.${nonce}`, tool, args));
    const presented = Buffer.from(mac);
    if (expected.length !== presented.length || !timingSafeEqual(expected, presented)) throw WRONG_TOKEN();
    const expiresAt = Number.parseInt(expiry, 36);
    if (!(expiresAt > this.now())) throw EXPIRED();
    if (!(await this.options.store.spend(`${this.options.account}:${nonce}`, expiresAt))) throw USED();
  }

  /** Over the arguments at every depth: JSON.stringify with a list of keys would drop the nested ones. */
  private mac(purpose: Purpose, head: string, tool: Tool, args: unknown): string {
    const bound = canonicalize([purpose, head, this.options.account, tool.name, args]) ?? "";
    return createHmac("sha256", this.key).update(bound).digest("base64url");
  }
}

/** The full text of the mail under the question, each line marked so that it cannot pass for the server's own words. */
function withMail(question: string, tool: Tool, args: Record<string, unknown>): string {
  const mails = tool.mail.flatMap((name) => (typeof args[name] === "string" ? [mailText(args[name])] : []));
  if (mails.length === 0) return question;
  const quoted = mails.map((mail) =>
    mail
      .split("\n")
      .map((line) => `> ${line}`.trimEnd())
      .join("\n"),
  );
  return `${question}\n\n${quoted.join("\n>\n")}`;
}

/** How an effect is named to a person. */
export const EFFECT_WORDS: Record<Effect, string> = {
  read: "only reads",
  write: "changes data",
  destructive: "cannot be undone",
  sends_email: "sends email",
  spends_money: "spends money",
};

const notConfirmed = (message: string, next: string) => () =>
  new Failure({ kind: "not_confirmed", message: `${message} Nothing happened.`, next });

const DECLINED = notConfirmed("The person did not agree.", "Do not call again unless the person asks for it.");
const CANNOT_ASK = notConfirmed(
  "This server acts only on a person's answer, and this client cannot ask (it has no elicitation).",
  "Tell the person what you wanted to do. They can do it themselves, or use a client that can ask.",
);
const WRONG_TOKEN = notConfirmed(
  "The confirm_token does not belong to this tool with these arguments.",
  "Call without confirm_token, show the summary to the person, then repeat the same arguments with the new token.",
);
const EXPIRED = notConfirmed(
  "The confirmation has expired; it holds for five minutes.",
  "Call again without confirm_token, and ask the person again.",
);
const USED = notConfirmed(
  "This confirmation was used before; each holds for one call.",
  "Look whether the first call did what you wanted before you start another.",
);
