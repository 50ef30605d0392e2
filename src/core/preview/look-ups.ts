/**
 * What the server reads by itself: before a change what it is about and which campaigns it touches, and for a job. It reads with
 * its own tools, so that how an endpoint is called and answered is written down once.
 */
import type { ApiAnswer } from "../../smartlead/client.ts";
import type { Sender, SendOptions } from "../../smartlead/retry.ts";
import { Failure } from "../errors.ts";
import { answerFailure } from "../failures.ts";
import { kindOf } from "../records/index.ts";
import type { Detail, RecordValue } from "../records/record.ts";
import { toRequest } from "../request.ts";
import type { SentMails } from "../sent-mails.ts";
import type { Tool } from "../tool.ts";
import { Threads } from "./threads.ts";

export interface Found {
  /** The rows of a list, the one record of anything else. */
  items: readonly RecordValue[];
  /** Where SmartLead counts them. */
  total: number | undefined;
  /** What holds for all of them. */
  about: RecordValue;
}

export interface Look {
  /**
   * What a tool that reads finds.
   * @param args as the tool's schema would return them
   * @throws {Failure | Error} when there is no answer in time
   */
  read: (tool: string, args: Record<string, unknown>) => Promise<Found>;
  /**
   * The single record that a tool finds.
   * @throws {Failure | Error} when there is none, or no answer in time
   */
  one: (tool: string, args: Record<string, unknown>) => Promise<RecordValue>;
  threads: Threads;
  sentMails: SentMails;
}

/** How long a read may take, whom it tells when it waits, and how much is wanted of what it finds. */
export interface Reading extends Pick<SendOptions, "deadline" | "signal" | "onWait"> {
  detail: Detail;
}

export interface LookUpOptions {
  /** All declarations, offered or not. */
  tools: readonly Tool[];
  sender: Sender;
  sentMails: SentMails;
  now?: () => number;
}

/** A person decides on what was true a moment ago; asking again at once must not cost requests again. */
const KEPT_MS = 15_000;

export class LookUps {
  private readonly options: LookUpOptions;
  private readonly now: () => number;
  private readonly threads = new Threads();
  private readonly kept = new Map<string, { until: number; answer: Promise<Found> }>();

  constructor(options: LookUpOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
  }

  /** @param ms everything that is read with the result must be answered within so many milliseconds from now */
  within(ms: number, signal: AbortSignal): Look {
    const deadline = Date.now() + ms;
    const read: Look["read"] = (tool, args) => this.read(tool, args, deadline, signal);
    return {
      threads: this.threads,
      sentMails: this.options.sentMails,
      read,
      one: async (tool, args) => {
        const [first] = (await read(tool, args)).items;
        if (first === undefined) throw notThere();
        return first;
      },
    };
  }

  /** Remembers whose messages an answer showed. */
  learn(tool: Tool, args: Readonly<Record<string, unknown>>, answer: ApiAnswer): void {
    this.threads.learn(tool, args, answer);
  }

  /** After a change nothing that was read before it is trusted. */
  forget(): void {
    this.kept.clear();
  }

  private read(name: string, args: Record<string, unknown>, deadline: number, signal: AbortSignal): Promise<Found> {
    const key = JSON.stringify([name, args]);
    const known = this.kept.get(key);
    if (known !== undefined && known.until > this.now()) return known.answer;
    for (const [old, { until }] of this.kept) if (until <= this.now()) this.kept.delete(old);
    const answer = this.fresh(name, args, { deadline, signal, detail: "concise" });
    this.kept.set(key, { until: this.now() + KEPT_MS, answer });
    answer.catch(() => this.kept.delete(key));
    return answer;
  }

  /**
   * What a tool that reads finds now, whatever was read before.
   * @throws {Failure | Error} when there is no answer in time
   */
  async fresh(name: string, args: Record<string, unknown>, { detail, ...reading }: Reading): Promise<Found> {
    const { tools, sender } = this.options;
    const tool = tools.find((each) => each.name === name);
    if (tool?.effect !== "read") throw new Error(`${name} is no tool that reads`);
    const answer = await sender.send(toRequest(tool, args), { changes: false, heavy: tool.heavy, ...reading });
    const failure = answerFailure(tool, answer);
    if (failure) throw failure;
    this.threads.learn(tool, args, answer);
    const value = "value" in answer.body ? answer.body.value : undefined;
    const kind = kindOf(tool.returns);
    // The whole answer: what an agent gets of it may be cut to what it can bear.
    return kind.list
      ? {
          items: kind.rows(value, detail).map((row) => row()),
          total: kind.total?.(value),
          about: kind.about?.(value, detail) ?? {},
        }
      : { items: [kind.one(value, detail)], total: undefined, about: {} };
  }
}

/** SmartLead answers some wrong ids with nothing, and a proxy may answer with anything. */
export function notThere(): Failure {
  return new Failure({ kind: "not_found", message: "SmartLead has no such record.", next: "Check the ids." });
}
