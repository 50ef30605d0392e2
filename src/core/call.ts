/**
 * The one path of every call: check, permit, confirm, wait for quota, send, shape, answer. The only catch of the program
 * is here.
 */
import type { Sender } from "../smartlead/retry.ts";
import { failureText, type Structured, successText } from "./answer.ts";
import type { Catalogue, ListedTool } from "./catalogue.ts";
import { check } from "./check.ts";
import { type Confirmation, EFFECT_WORDS, type PersonsAnswer } from "./confirm.ts";
import { answerFailure, asFailure } from "./failures.ts";
import type { FrontDoor } from "./front-door.ts";
import { toRequest } from "./request.ts";
import { shape } from "./shape.ts";
import type { Effect, Tool } from "./tool.ts";

/** What a call needs from its caller besides the arguments. */
export interface Caller {
  /** The client declared that it can show a question to its person. */
  canAsk: boolean;
  /** Set when the client comes back with its person's answer. */
  answer: PersonsAnswer | undefined;
  signal: AbortSignal;
}

export type Outcome =
  | { kind: "result"; structured: Structured; text: string; isError: boolean }
  /** The client is to ask its person, then to repeat the call with the answer and this state. */
  | { kind: "ask"; question: string; state: string };

export interface PipelineOptions {
  catalogue: Catalogue;
  /** Absent when every tool is listed. */
  frontDoor?: FrontDoor;
  confirmation: Confirmation;
  sender: Sender;
  /** Every call answers within this time; clients give up after 60 s. */
  deadlineMs: number;
  /** Receives what went wrong inside, for the log. */
  onInternal: (error: unknown) => void;
}

export class Pipeline {
  private readonly options: PipelineOptions;

  constructor(options: PipelineOptions) {
    this.options = options;
  }

  /** The tools that clients see, the same for every client and call. */
  list(): ListedTool[] {
    return [...this.options.catalogue.list(), ...(this.options.frontDoor?.list() ?? [])];
  }

  /** Runs one call. Never throws: what goes wrong is an answer too. */
  async call(name: string, given: unknown, caller: Caller): Promise<Outcome> {
    let effect: Effect = "read";
    try {
      const passage = await this.options.frontDoor?.enter(name, given);
      if (passage?.kind === "found") return { ...passage, kind: "result", isError: false };
      const inner = passage ?? { name, given };
      effect = this.options.catalogue.effectOf(inner.name);
      return await this.run(inner.name, inner.given, caller);
    } catch (thrown) {
      const failure = asFailure(thrown, effect);
      if (failure.details.kind === "internal") this.options.onInternal(thrown);
      return {
        kind: "result",
        structured: { error: failure.details },
        text: failureText(failure.details),
        isError: true,
      };
    }
  }

  private async run(name: string, given: unknown, caller: Caller): Promise<Outcome> {
    const deadline = Date.now() + this.options.deadlineMs;
    const entry = this.options.catalogue.find(name);
    const { tool } = entry;
    const { args, detail, confirmToken } = check(entry, given);

    if (entry.asks) {
      const confirmed = await this.options.confirmation.require(tool, args, { ...caller, token: confirmToken });
      if (confirmed.kind === "ask") return { kind: "ask", question: confirmed.question, state: confirmed.state };
      if (confirmed.kind === "token") return confirmationRequired(tool, confirmed);
    }

    const answer = await this.options.sender.send(toRequest(tool, args), {
      changes: tool.effect !== "read",
      heavy: tool.heavy,
      deadline,
      signal: caller.signal,
    });
    const failure = answerFailure(tool, answer);
    if (failure) throw failure;
    const structured: Structured = { ...shape(tool, args, detail, answer) };
    return { kind: "result", structured, text: successText(structured), isError: false };
  }
}

function confirmationRequired(
  tool: Tool,
  { summary, token, expiresAt }: { summary: string; token: string; expiresAt: Date },
): Outcome {
  const structured = {
    status: "confirmation_required",
    tool: tool.name,
    effect: tool.effect,
    summary,
    confirm_token: token,
    expires_at: expiresAt.toISOString(),
  };
  const text =
    `Confirmation required: nothing has happened yet (this call ${EFFECT_WORDS[tool.effect]}). Show this to the person and wait for a yes:\n\n` +
    `${summary}\n\nThen repeat this call with the same arguments and confirm_token ${token} ` +
    `(valid once, until ${structured.expires_at}).`;
  return { kind: "result", structured, text, isError: false };
}
