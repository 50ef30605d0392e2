/**
 * The one path of every call: check, permit, confirm, wait for quota, send, shape, answer. The only catch of the program
 * is here, and here every call that is not a read gets its line in the audit trail.
 */
import { failureText, type Structured, successText } from "./answer.ts";
import type { AuditTrail, ConfirmedBy } from "./audit.ts";
import type { Catalogue, Entry, ListedTool } from "./catalogue.ts";
import { type Checked, check } from "./check.ts";
import { type Confirmation, EFFECT_WORDS, type PersonsAnswer } from "./confirm.ts";
import { type Delivery, type Step, tellOfWaiting } from "./delivery.ts";
import { dryRunResult } from "./dry-run.ts";
import type { Effect } from "./effects.ts";
import { asFailure } from "./failures.ts";
import { doorOf, type FrontDoor } from "./front-door.ts";
import { Hints } from "./hints.ts";
import { isJob, type Job, Work } from "./job.ts";
import type { Policy } from "./permit.ts";
import { impossible } from "./plain.ts";
import type { Look, LookUps } from "./preview/look-ups.ts";
import { preview } from "./preview/preview.ts";
import { type Identity, mayCall, mustBeAllowed } from "./rights.ts";
import { shape, shapeJob } from "./shape.ts";
import type { Tool } from "./tool.ts";
import { Fence } from "./untrusted.ts";
import { visible } from "./visible.ts";

/** What a call needs from its caller besides the arguments. */
export interface Caller {
  /** The client declared that it can show a question to its person. */
  canAsk: boolean;
  /** Set when the client comes back with its person's answer. */
  answer: PersonsAnswer | undefined;
  signal: AbortSignal;
  /** Told what a call that takes a while is doing. */
  report?: (step: Step) => void;
  /** Absent where the person who started the program is the only caller. */
  identity?: Identity | undefined;
  /** Told how the call ended. */
  ended?: ((call: EndedCall) => void) | undefined;
}

/** A call that is over, or waits for its person's answer. */
export interface EndedCall {
  /** The tool that ran, behind whichever door; what was asked for when there is none of that name. */
  tool: string;
  /** done, dry_run, confirmation_required, asked or the kind of an error. */
  outcome: string;
  ms: number;
}

export type Outcome =
  | { kind: "result"; structured: Structured; text: string; isError: boolean }
  /** The client is to ask its person, then to repeat the call with the answer and this state. */
  | { kind: "ask"; question: string; state: string };

export interface PipelineOptions {
  catalogue: Catalogue;
  /** Absent when every tool is listed. */
  frontDoor?: FrontDoor;
  policy: Policy;
  confirmation: Confirmation;
  lookUps: LookUps;
  /** Absent when no trail is kept: on the embedded pretend account. */
  audit?: AuditTrail;
  /** Changes are checked and shown, never sent. */
  dryRun: boolean;
  delivery: Delivery;
  /** Every call answers within this time; clients give up after 60 s. */
  deadlineMs: number;
  /** No result is larger, by the estimate in tokens.ts; what does not fit is on the next page. */
  maxResultTokens: number;
  /** Receives what went wrong inside, for the log. */
  onInternal: (error: unknown) => void;
}

/** What the audit trail needs to know of a call, as far as it has come. */
interface Progress {
  started: number;
  tool: string;
  effect: Effect;
  args: unknown;
  confirmedBy: ConfirmedBy | undefined;
  /** The caller's name, where there are several. */
  caller: string | undefined;
  /** Completes the line of a call that was sent. */
  finish: ((outcome: string) => void) | undefined;
  outcome: string;
}

/** Longest time that fetching what a person is shown may take. */
const PREVIEW_MS = 5000;

export class Pipeline {
  private readonly options: PipelineOptions;
  private readonly hints = new Hints();

  constructor(options: PipelineOptions) {
    this.options = options;
  }

  /** The tools that clients see: those that the caller may run, the same for every call. */
  list(identity?: Identity): ListedTool[] {
    return [...this.options.catalogue.list(identity), ...(this.options.frontDoor?.list(identity) ?? [])];
  }

  /**
   * The name under which a client calls a tool: its own when it is listed, else that of the front-door tool before it;
   * undefined when the settings or the caller's rights leave it out.
   */
  access(name: string, identity?: Identity): string | undefined {
    const { catalogue } = this.options;
    if (!catalogue.offers(name)) return undefined;
    const { tool } = catalogue.find(name);
    if (identity && !mayCall(identity, tool)) return undefined;
    return catalogue.list().some((listed) => listed.name === name) ? name : doorOf(tool);
  }

  /**
   * What the server may read by itself for a person who is choosing: whole lists, kept for some seconds.
   * @param ms everything must be answered within so many milliseconds from now
   */
  lookUp(ms: number): Look {
    // Without the caller's signal: who goes on typing gives up the request whose answer the next one needs.
    return this.options.lookUps.within(ms, AbortSignal.timeout(ms));
  }

  /** Runs one call. Never throws: what goes wrong is an answer too. */
  async call(name: string, given: unknown, caller: Caller): Promise<Outcome> {
    const progress: Progress = {
      started: Date.now(),
      tool: name,
      effect: "read",
      args: undefined,
      confirmedBy: undefined,
      caller: caller.identity?.name,
      finish: undefined,
      outcome: "done",
    };
    try {
      const outcome = await this.enter(name, given, caller, progress);
      // A question is no outcome yet; what becomes of it is written down with the answer.
      if (outcome.kind === "result") this.conclude(progress, progress.outcome);
      caller.ended?.(endedCall(progress, outcome.kind === "ask" ? "asked" : progress.outcome));
      return outcome;
    } catch (thrown) {
      const failure = this.hints.onFailure(asFailure(thrown, progress.effect), progress.args);
      if (failure.details.kind === "internal") this.options.onInternal(thrown);
      this.conclude(progress, failure.details.kind);
      caller.ended?.(endedCall(progress, failure.details.kind));
      return {
        kind: "result",
        structured: { error: failure.details },
        text: failureText(failure.details),
        isError: true,
      };
    }
  }

  private async enter(name: string, given: unknown, caller: Caller, progress: Progress): Promise<Outcome> {
    const { catalogue, frontDoor } = this.options;
    const passage = await frontDoor?.enter(name, given, caller.identity);
    if (passage?.kind === "found") return { ...passage, kind: "result", isError: false };
    const inner = passage ?? { name, given };
    const args = impossible(inner.given) === undefined ? inner.given : undefined;
    Object.assign(progress, { tool: inner.name, args, effect: catalogue.effectOf(inner.name) });
    return this.run(catalogue.find(inner.name), inner.given, caller, progress);
  }

  private async run(entry: Entry, given: unknown, caller: Caller, progress: Progress): Promise<Outcome> {
    const { policy, lookUps, audit, delivery, deadlineMs, maxResultTokens, dryRun } = this.options;
    const deadline = progress.started + deadlineMs;
    const { tool } = entry;
    if (caller.identity) mustBeAllowed(caller.identity, tool);
    const checked = check(entry, given);
    if (isJob(tool)) return this.perform(tool, checked, caller, deadline);
    const { args, detail, fields, skip, confirmToken } = checked;
    const changes = tool.effect !== "read";
    const show = () => preview(tool, args, lookUps.within(PREVIEW_MS, caller.signal));
    progress.args = args;

    if (changes) await policy.permit(tool, args, lookUps.within(deadline - Date.now(), caller.signal));
    if (changes && dryRun) {
      progress.outcome = "dry_run";
      return { kind: "result", ...dryRunResult(tool, args, await show()), isError: false };
    }

    progress.confirmedBy = this.options.confirmation.unasked;
    if (entry.asks) {
      progress.confirmedBy = undefined;
      const given = { ...caller, token: confirmToken };
      const confirmed = await this.options.confirmation.require(tool, args, given, show);
      if (confirmed.kind === "ask") return { kind: "ask", question: confirmed.question, state: confirmed.state };
      if (confirmed.kind === "token") {
        progress.outcome = "confirmation_required";
        return confirmationRequired(tool, confirmed);
      }
      progress.confirmedBy = confirmed.by;
    }
    if (changes) await policy.takeMails(tool, args);

    if (changes || tool.sensitive) progress.finish = audit?.begin(progress);
    const { signal, report } = caller;
    const answer = await delivery.send(tool, args, { began: progress.started, deadline, signal, report });
    const extent = { detail, fields, skip, maxTokens: maxResultTokens };
    const structured: Structured =
      "verified" in answer ? { done: true, ...answer } : { ...shape(tool, args, extent, answer) };
    const result = this.hints.onResult(tool, args, skip, visible(structured));
    return { kind: "result", structured: result, text: successText(result, ["hint"]), isError: false };
  }

  /** A job reads with the tools that are offered, under the same limits; as it changes nothing, nobody is asked. */
  private async perform(job: Job, { args, detail }: Checked, caller: Caller, deadline: number): Promise<Outcome> {
    const { catalogue, lookUps, maxResultTokens: maxTokens } = this.options;
    const { signal, report } = caller;
    const reading = { deadline, signal, detail, onWait: tellOfWaiting(report) };
    const work = new Work({
      // What the person has taken out is out here too.
      read: async (tool, given) => lookUps.fresh(catalogue.find(tool).name, given, reading),
      report,
      signal,
      detail,
      now: new Date(),
    });
    const { structured, own } = shapeJob(await job.run(args, work), { detail, maxTokens });
    const result = visible(structured);
    return { kind: "result", structured: result, text: successText(result, own), isError: false };
  }

  private conclude(progress: Progress, outcome: string): void {
    if (progress.finish) progress.finish(outcome);
    else if (progress.effect !== "read") this.options.audit?.note(progress, outcome);
  }
}

function endedCall({ tool, started }: Progress, outcome: string): EndedCall {
  return { tool, outcome, ms: Date.now() - started };
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
    `${new Fence().wrap(summary)}\n\nThen repeat this call with the same arguments and confirm_token ${token} ` +
    `(valid once, until ${structured.expires_at}).`;
  return { kind: "result", structured, text, isError: false };
}
