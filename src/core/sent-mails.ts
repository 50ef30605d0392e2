/**
 * Which messages were answered or passed on a moment ago, by any process of the account: two agents, or one that has lost
 * the thread, must not write to the same person twice without the person who confirms knowing it.
 */
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { note, sinceNoted, takeBack } from "../store/notes.ts";
import type { Change, Store } from "../store/store.ts";
import { Failure } from "./errors.ts";
import { mailText } from "./mail/read-mail.ts";
import type { Tool } from "./tool.ts";

type Arguments = Readonly<Record<string, unknown>>;

/** Milliseconds since the last mail to the same message, as far as one left within ten minutes. */
export interface Lately {
  /** One with the same words to the same people. */
  same: number | undefined;
  /** Any. */
  any: number | undefined;
}

const KEPT_MS = 10 * 60_000;

export class SentMails {
  private readonly store: Store;
  private readonly name: string;

  /** @param account names the account in the store */
  constructor(store: Store, account: string) {
    this.store = store;
    // A ledger of its own: the one for requests is rewritten with every request and should stay small.
    this.name = `${account}:sent`;
  }

  /** @throws {StoreFailure} */
  async lately(tool: Tool, args: Arguments): Promise<Lately> {
    const { same, any } = marksOf(tool, args);
    return this.store.update(this.name, (ledger, now) => ({
      same: sinceNoted(ledger, now, same, KEPT_MS),
      any: sinceNoted(ledger, now, any, KEPT_MS),
    }));
  }

  /**
   * Notes that the mail of a call leaves now.
   * @param began when the call began, `Date.now()`: of what left before, its confirmation knew
   * @returns whether one that looks alike in a conversation had left within ten minutes in this campaign, to whichever message;
   * and what takes the note back
   * @throws {Failure} not_confirmed when another call sent the same mail meanwhile
   * @throws {StoreFailure}
   */
  async claim(
    tool: Tool,
    args: Arguments,
    began: number,
  ): Promise<{ repeats: boolean; withdraw: () => Promise<void> }> {
    const { same, any, alike } = marksOf(tool, args);
    const enter: Change<"meanwhile" | "earlier" | "none"> = (ledger, now) => {
      const last = sinceNoted(ledger, now, same, KEPT_MS);
      // The store's clock and ours may differ; how much time has passed is the same on both.
      if (last !== undefined && last <= Date.now() - began) return "meanwhile";
      const before = sinceNoted(ledger, now, alike, KEPT_MS);
      for (const mark of [same, any, alike]) note(ledger, now, mark, KEPT_MS);
      return before === undefined ? "none" : "earlier";
    };
    const found = await this.store.update(this.name, enter, "change");
    if (found === "meanwhile") throw MEANWHILE();
    return {
      repeats: found === "earlier",
      withdraw: () =>
        this.store.update(this.name, (ledger) => {
          for (const mark of [same, any, alike]) takeBack(ledger, mark);
        }),
    };
  }
}

/** Digests, because what is kept must not tell whom was written what. */
function marksOf({ message, name }: Tool, args: Arguments): { same: string; any: string; alike: string } {
  const { campaign_id, email_body, forward_email_body, to_email, to_emails, cc, bcc } = args;
  const to = [args[message ?? ""], campaign_id];
  const words = String(email_body ?? forward_email_body ?? "");
  const text = mailText(words).replace(/\s+/g, " ").trim();
  // What find-mail.ts tells a mail by: whom it is passed on to, or the words of an answer.
  const look =
    typeof to_emails === "string"
      ? to_emails
          .toLowerCase()
          .split(/[\s,;]+/)
          .sort()
      : text;
  return {
    same: digest([name, to, text, to_email, to_emails, cc, bcc]),
    any: digest(to),
    alike: digest([name, campaign_id, look]),
  };
}

function digest(facts: readonly unknown[]): string {
  const plain = canonicalize(facts.map((fact) => fact ?? null)) ?? "";
  return createHash("sha256").update(plain).digest("base64url").slice(0, 22);
}

const MEANWHILE = () =>
  new Failure({
    kind: "not_confirmed",
    message: "Another call has sent the same mail to the same message in the meantime. This call sent nothing.",
    next: "Do not repeat it. Read fetch_message_history to see what left, and tell the person.",
  });
