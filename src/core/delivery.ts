/**
 * The step of a call that leaves the machine. For a mail to a message it also notes that it leaves, and when no answer tells
 * what became of it, looks into the conversation before it speaks.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { ApiAnswer } from "../smartlead/client.ts";
import type { Waiting } from "../smartlead/quota.ts";
import type { Sender } from "../smartlead/retry.ts";
import { Failure, type FailureDetails } from "./errors.ts";
import { answerFailure, asFailure } from "./failures.ts";
import { findMail, type Sighting } from "./find-mail.ts";
import type { LookUps } from "./preview/look-ups.ts";
import { toRequest } from "./request.ts";
import type { SentMails } from "./sent-mails.ts";
import type { Tool } from "./tool.ts";

type Arguments = Readonly<Record<string, unknown>>;

/** How far a call has come. */
export interface Step {
  message: string;
  /** Parts of the work that are behind it. */
  done?: number;
  /** All parts of the work. */
  total?: number;
}

export interface Terms {
  /** When the call began and by when it must have answered, `Date.now()`. */
  began: number;
  deadline: number;
  signal: AbortSignal;
  /** Told what a call that takes a while is doing. */
  report?: ((step: Step) => void) | undefined;
}

export interface DeliveryOptions {
  sender: Sender;
  lookUps: LookUps;
  sentMails: SentMails;
}

/** The mail that an unanswered call sent, as its conversation shows it. */
export interface SeenMail {
  verified: true;
  stats_id?: unknown;
  time?: unknown;
}

/** SmartLead needs a moment to show a mail that it has taken. */
const LOOK_AGAIN_MS = 6000;
/** What a look needs of the caller's time. */
const LOOK_MS = 4000;
/** When an agent may look again. */
const PATIENCE_MS = 5 * 60_000;

export class Delivery {
  private readonly options: DeliveryOptions;

  constructor(options: DeliveryOptions) {
    this.options = options;
  }

  /**
   * Sends the request of a tool.
   * @returns SmartLead's answer, or the mail where only the conversation tells that it left
   * @throws {Failure | QuotaExhausted | WaitCancelled | ConnectionFailure | StoreFailure}
   */
  async send(tool: Tool, args: Arguments, terms: Terms): Promise<ApiAnswer | SeenMail> {
    if (tool.message === undefined) return this.request(tool, args, terms);
    const claim = await this.options.sentMails.claim(tool, args, terms.began);
    try {
      return await this.request(tool, args, terms);
    } catch (thrown) {
      const { details } = asFailure(thrown, tool.effect);
      if (details.kind === "outcome_unknown") return this.afterUnknown(details, tool, args, { ...terms, ...claim });
      await claim.withdraw();
      throw thrown;
    }
  }

  private async request(tool: Tool, args: Arguments, { deadline, signal, report }: Terms): Promise<ApiAnswer> {
    const { sender, lookUps } = this.options;
    const changes = tool.effect !== "read";
    const answer = await sender
      .send(toRequest(tool, args), { changes, heavy: tool.heavy, deadline, signal, onWait: tellOfWaiting(report) })
      .finally(() => {
        if (changes) lookUps.forget();
      });
    const failure = answerFailure(tool, answer);
    if (failure) throw failure;
    lookUps.learn(tool, args, answer);
    return answer;
  }

  private async afterUnknown(
    details: FailureDetails,
    tool: Tool,
    args: Arguments,
    terms: Terms & { repeats: boolean },
  ): Promise<SeenMail> {
    // Of two mails with the same words the one that is there may be the other.
    if (terms.repeats) throw new Failure({ ...details, next: REPEATED });
    terms.report?.({ message: "No clear answer came. Looking whether the mail is in the conversation." });
    let sighting = await this.look(tool, args, terms);
    if (sighting.kind === "absent" && terms.deadline - Date.now() > LOOK_AGAIN_MS + LOOK_MS) {
      await sleep(LOOK_AGAIN_MS, undefined, { signal: terms.signal }).catch(() => undefined);
      this.options.lookUps.forget();
      sighting = await this.look(tool, args, terms);
    }
    if (sighting.kind === "found") {
      const { stats_id, time } = sighting.mail;
      return { verified: true, stats_id, time };
    }
    throw new Failure({ ...details, next: sighting.kind === "absent" ? absent(sighting) : UNSEEN });
  }

  private look(tool: Tool, args: Arguments, { began, deadline, signal }: Terms): Promise<Sighting> {
    return findMail(tool, args, began, this.options.lookUps.within(deadline - Date.now(), signal));
  }
}

/** A wait for quota, told as a step of the call. */
export function tellOfWaiting(report: Terms["report"]): ((waiting: Waiting) => void) | undefined {
  return (
    report &&
    (({ place, seconds }) =>
      report({ message: `Waiting for SmartLead's request limit: place ${place}, about ${seconds} s.` }))
  );
}

function absent({ campaignId, leadId, at }: Extract<Sighting, { kind: "absent" }>): string {
  const again = new Date(at.getTime() + PATIENCE_MS).toISOString();
  return (
    `At ${at.toISOString()} it was not in the conversation, which proves nothing: SmartLead queues mail. Do not send again. ` +
    `Look from ${again} on: fetch_message_history with campaign_id ${campaignId} and lead_id ${leadId}, and tell the person.`
  );
}

const UNSEEN =
  "The server could not look into the conversation itself. Do not send again. In a few minutes read " +
  "fetch_message_history of this lead (list_scheduled_messages for a mail that waits), and tell the person what you found.";
const REPEATED =
  "A mail that looks the same left a few minutes before, so what stands in the conversation cannot tell. Do not " +
  "send again. Read fetch_message_history of this lead in a few minutes, and count.";
