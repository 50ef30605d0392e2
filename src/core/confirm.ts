/**
 * Asking before harm. A client that can ask its person is made to (elicitation); for the others the first call changes
 * nothing and hands out a sealed token, and only the same call with it runs. The token is a guard against slips: a model
 * that wants to can repeat it, so it is no proof that a person agreed.
 */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import canonicalize from "canonicalize";
import { type Store, StoreFailure } from "../store/store.ts";
import type { ConfirmedBy } from "./audit.ts";
import { CONFIRMATION_LIFETIME_MS, type ConfirmMode, type Effect } from "./effects.ts";
import { Failure } from "./errors.ts";
import { type Preview, questionOf } from "./preview/preview.ts";
import type { Identity } from "./rights.ts";
import type { Tool } from "./tool.ts";

/** What a client sent back after it asked its person. */
export interface PersonsAnswer {
  /** `accept`, `decline` or `cancel`; anything else counts as no. */
  action: unknown;
  /** The sealed state that this server gave out with the question. */
  state: string | undefined;
}

export type Confirmed =
  | { kind: "go"; by: ConfirmedBy }
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

type Decisive = Preview["decisive"];

/** What a confirmation holds for besides the account: the tool, its arguments and the caller's name, if it has one. */
type Bound = readonly [tool: string, args: unknown, caller: string | null];

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

  /** How calls are marked that nobody is asked about. */
  get unasked(): ConfirmedBy {
    return this.options.mode === "off" ? "off" : "not_needed";
  }

  /**
   * Decides whether a call that asks for confirmation may go on.
   * @param look fetches what the person is shown, only when there is somebody to show it to
   * @throws {Failure} not_confirmed: nothing happened and nothing will
   */
  async require(
    tool: Tool,
    args: Record<string, unknown>,
    given: {
      token: string | undefined;
      answer: PersonsAnswer | undefined;
      canAsk: boolean;
      identity?: Identity | undefined;
    },
    look: () => Promise<Preview>,
  ): Promise<Confirmed> {
    const { mode } = this.options;
    if (mode === "off" || questionOf(tool, args) === null) return { kind: "go", by: this.unasked };
    const bound: Bound = [tool.name, args, given.identity?.name ?? null];

    if (given.answer) {
      if (given.answer.action === "decline" || given.answer.action === "cancel") throw DECLINED();
      if (given.answer.action !== "accept") throw NO_ANSWER();
      await this.redeem("question", given.answer.state, bound, look);
      return { kind: "go", by: "person" };
    }
    if (given.canAsk) {
      const { summary, decisive } = await look();
      return { kind: "ask", question: summary, state: this.seal("question", bound, decisive).text };
    }
    if (mode === "elicit") throw CANNOT_ASK();
    if (given.token !== undefined) {
      await this.redeem("token", given.token, bound, look);
      return { kind: "go", by: "token" };
    }
    const { summary, decisive } = await look();
    const seal = this.seal("token", bound, decisive);
    return { kind: "token", summary, token: seal.text, expiresAt: new Date(seal.expiresAt) };
  }

  private seal(purpose: Purpose, bound: Bound, decisive: Decisive): { text: string; expiresAt: number } {
    const expiresAt = this.now() + CONFIRMATION_LIFETIME_MS;
    const nonce = randomBytes(12).toString("base64url");
    const head = `${expiresAt.toString(36)}.${nonce}.${this.marksOf(decisive).join("")}`;
    return { text: `${head}.${this.mac(purpose, head, bound)}`, expiresAt };
  }

  private async redeem(
    purpose: Purpose,
    text: string | undefined,
    bound: Bound,
    look: () => Promise<Preview>,
  ): Promise<void> {
    const [expiry = "", nonce = "", marks = "", mac = ""] = (text ?? "").split(".");
    const expected = Buffer.from(this.mac(purpose, `${expiry}.${nonce}.${marks}`, bound));
    const presented = Buffer.from(mac);
    if (expected.length !== presented.length || !timingSafeEqual(expected, presented)) throw WRONG[purpose]();
    const expiresAt = Number.parseInt(expiry, 36);
    if (!(expiresAt > this.now())) throw EXPIRED();
    if (!(await this.spend(nonce, expiresAt))) throw USED();
    if (marks !== "" && this.contradicts(marks, (await look()).decisive)) throw CHANGED();
  }

  private async spend(nonce: string, expiresAt: number): Promise<boolean> {
    try {
      return await this.options.store.spend(
        `${this.options.account}:${nonce}`,
        expiresAt - CONFIRMATION_LIFETIME_MS,
        expiresAt,
      );
    } catch (error) {
      throw error instanceof StoreFailure ? CANNOT_TELL() : error;
    }
  }

  /** Over the arguments at every depth: JSON.stringify with a list of keys would drop the nested ones. */
  private mac(purpose: Purpose, head: string, bound: Bound): string {
    const sealed = canonicalize([purpose, head, this.options.account, ...bound]) ?? "";
    return createHmac("sha256", this.key).update(sealed).digest("base64url");
  }

  /** Each fact as a short mark, the same for the same fact. */
  private marksOf(decisive: Decisive): string[] {
    return Object.entries(decisive).map(([name, value]) => {
      const digest = createHmac("sha256", this.key)
        .update(JSON.stringify([name, value]))
        .digest("base64url");
      return name.charAt(0) + digest.slice(0, MARK_LENGTH - 1);
    });
  }

  /**
   * Something that the person decided on is otherwise now. What could not be found out then or cannot be now contradicts
   * nothing.
   */
  private contradicts(marks: string, decisive: Decisive): boolean {
    const now = this.marksOf(decisive);
    return chunks(marks).some((mark) => !now.includes(mark) && now.some((other) => other.charAt(0) === mark.charAt(0)));
  }
}

/** A letter for the fact and 24 bits of its value. */
const MARK_LENGTH = 5;

const chunks = (marks: string) =>
  Array.from({ length: Math.floor(marks.length / MARK_LENGTH) }, (_, at) =>
    marks.slice(at * MARK_LENGTH, (at + 1) * MARK_LENGTH),
  );

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
const NO_ANSWER = notConfirmed(
  "The client brought back no answer of its person.",
  "Tell the person what you wanted to do, and ask whether you should try again.",
);
const CANNOT_ASK = notConfirmed(
  "This server acts only on a person's answer, and this client cannot ask (it has no elicitation).",
  "Tell the person what you wanted to do. They can do it themselves, or use a client that can ask.",
);
const WRONG: Record<Purpose, () => Failure> = {
  token: notConfirmed(
    "The confirm_token does not belong to this tool with these arguments.",
    "Call without confirm_token, show the summary to the person, then repeat the same arguments with the new token.",
  ),
  question: notConfirmed(
    "The person's answer does not belong to a question about this tool with these arguments.",
    "Make the call anew, without requestState and inputResponses: the person is asked about what it does now.",
  ),
};
const EXPIRED = notConfirmed(
  "The confirmation has expired; it holds for five minutes.",
  "Call again without confirm_token, and ask the person again.",
);
const USED = notConfirmed(
  "This confirmation was used before; each holds for one call.",
  "Look whether the first call did what you wanted before you start another.",
);
const CHANGED = notConfirmed(
  "What the person decided on has changed since: the campaign's state, the lead's address, the mailbox or the price.",
  "Call again without confirm_token, and show the person the new summary.",
);
const CANNOT_TELL = notConfirmed(
  "Whether this confirmation was used before cannot be found out now.",
  "Try again in a minute, without confirm_token. If it goes on, the person should look at the server's state folder.",
);
