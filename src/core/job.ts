/**
 * A job: one call that answers what would take an agent several. It is a function over the tools that read, and knows no
 * endpoint: how those are called and answered is written once, in their declarations.
 */
import * as z from "zod";
import type { Step } from "./delivery.ts";
import type { ErrorKind } from "./errors.ts";
import { asFailure } from "./failures.ts";
import { type Found, notThere } from "./preview/look-ups.ts";
import type { Detail, RecordValue } from "./records/record.ts";
import type { Offered, Tool } from "./tool.ts";

export interface Job extends Offered {
  readonly effect: "read";
  /** @throws {Failure | Error} when what the job is about cannot be read */
  readonly run: (args: Record<string, unknown>, work: Work) => Promise<JobAnswer>;
}

export interface JobAnswer {
  /** What the server says itself: it stands outside the fence, so no word of an outsider may be in it. */
  own: RecordValue;
  /** What was read and stands above the rows. */
  about: RecordValue;
  rows: readonly RecordValue[];
  /** Arguments of what follows when so many of the rows were shown; null when nothing does. */
  next: (shown: number) => RecordValue | null;
}

export interface JobDeclaration<Input extends z.ZodRawShape> {
  /** Named after what comes of it: `lead_dossier`. */
  name: string;
  title: string;
  /** Says too where figures come from and how many requests a call costs. */
  about: string;
  asked: string;
  /** Ids without which there is no call. */
  needs?: readonly (keyof Input & string)[];
  input: Input;
  example: z.input<z.ZodObject<Input>>;
  run: (args: z.output<z.ZodObject<Input>>, work: Work) => Promise<JobAnswer>;
}

export function job<Input extends z.ZodRawShape>(declaration: JobDeclaration<Input>): Job {
  const { input, example, run, needs = [], ...words } = declaration;
  return {
    ...words,
    effect: "read",
    sensitive: false,
    pathParameters: needs,
    schema: z.strictObject(input),
    example: { ...example },
    // The pipeline calls this only with what `schema` returned for the same job.
    run: (args, work) => run(args as z.output<z.ZodObject<Input>>, work),
  };
}

export const isJob = (tool: Tool | Job): tool is Job => "run" in tool;

/** A part of the answer that is missing. */
export interface Missing {
  part: string;
  /** In our words. */
  why: string;
  /** When a read failed. */
  kind?: ErrorKind;
  retry_after_seconds?: number;
}

export interface WorkOptions {
  /** What a tool that reads finds now. */
  read: (tool: string, args: Record<string, unknown>) => Promise<Found>;
  report: ((step: Step) => void) | undefined;
  signal: AbortSignal;
  detail: Detail;
  now: Date;
}

/** What a job has while it runs. Every read goes through the account's quota and must end before the call's deadline. */
export class Work {
  readonly detail: Detail;
  readonly now: Date;
  /** What could not be read, in the order in which it failed. */
  readonly incomplete: Missing[] = [];
  private readonly options: WorkOptions;
  private done = 0;
  private total: number | undefined;

  constructor(options: WorkOptions) {
    this.options = options;
    this.detail = options.detail;
    this.now = options.now;
  }

  /** Says how many reads there will be, for those who watch. */
  plan(reads: number): void {
    this.total = reads;
  }

  /**
   * What the job cannot do without.
   * @throws {Failure | Error} when there is no answer in time
   */
  async read(what: string, tool: string, args: Record<string, unknown>): Promise<Found> {
    const found = await this.options.read(tool, args).finally(() => {
      this.done += 1;
    });
    const total = this.total === undefined ? {} : { total: this.total };
    this.options.report?.({ message: `Read ${what}.`, done: this.done, ...total });
    return found;
  }

  /**
   * The single record that the job cannot do without.
   * @throws {Failure | Error} when there is none, or no answer in time
   */
  async one(what: string, tool: string, args: Record<string, unknown>): Promise<RecordValue> {
    const [first] = (await this.read(what, tool, args)).items;
    if (first === undefined) throw notThere();
    return first;
  }

  /** What the answer is the poorer without: undefined when it cannot be read, and then `incomplete` says why. */
  async part(what: string, tool: string, args: Record<string, unknown>): Promise<Found | undefined> {
    try {
      return await this.read(what, tool, args);
    } catch (thrown) {
      const { kind, message, retry_after_seconds } = asFailure(thrown, "read").details;
      // Our own faults are no gap in the data, and nobody waits for the rest of a cancelled call.
      if (kind === "internal" || this.options.signal.aborted) throw thrown;
      this.miss(what, message, { kind, ...(retry_after_seconds !== undefined && { retry_after_seconds }) });
      return undefined;
    }
  }

  /** Notes that a part of the answer is missing. */
  miss(part: string, why: string, failure: Pick<Missing, "kind" | "retry_after_seconds"> = {}): void {
    this.incomplete.push({ part, why, ...failure });
  }
}
