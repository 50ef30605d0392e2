/**
 * The trail of every call that is not a read: one line each. A call that is sent is written down before it leaves, with the
 * outcome `begun`, and its line is completed when the answer is there: a process that dies in between leaves it behind.
 */
import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import canonicalize from "canonicalize";
import { appendLine, type WrittenLine } from "./audit-file.ts";
import type { Effect } from "./effects.ts";
import { Failure } from "./errors.ts";
import { isRaw } from "./records/read.ts";

/** How a call came to be confirmed; `not_needed` when its effect or its arguments call for no question. */
export type ConfirmedBy = "person" | "token" | "not_needed" | "off";

/** What is known of a call before its outcome. */
export interface AuditedCall {
  tool: string;
  effect: Effect;
  args: unknown;
  confirmedBy: ConfirmedBy | undefined;
  /** Who called, where several callers share the server. */
  caller?: string | undefined;
  /** `Date.now()` */
  started: number;
}

/** What a line says of itself; `outcome` is done, dry_run, confirmation_required, begun or the kind of an error. */
export interface AuditEntry {
  time: string;
  id: string;
  pid: number;
  /** Tells accounts apart without naming them. */
  account: string;
  /** Null where the person who started the program is the only caller. */
  caller: string | null;
  tool: string;
  effect: Effect;
  ids: Readonly<Record<string, unknown>>;
  arguments_digest: string;
  confirmed_by: ConfirmedBy | null;
  outcome: string;
  duration_ms: number | null;
}

export interface AuditOptions {
  folder: string;
  /** Used when the folder cannot be written; must be nobody else's. */
  reserveFolder: string;
  apiKey: string;
  account: string;
  /** Told when the trail is not kept as it should be. */
  onTrouble: (problem: string) => void;
  /** Above this size in bytes the file is put aside under another name. */
  maxBytes?: number;
}

const MAX_BYTES = 10 * 1024 * 1024;
/** Every end of a line is filled up to this length, so that one can take the place of another. */
const END_BYTES = 80;

export class AuditTrail {
  private readonly options: AuditOptions;
  private readonly key: Buffer;
  private inReserve = false;

  constructor(options: AuditOptions) {
    this.options = options;
    this.key = Buffer.from(hkdfSync("sha256", options.apiKey, "smartlead-mcp", "audit", 32));
  }

  /** Writes down a call that was not sent. */
  note(call: AuditedCall, outcome: string): void {
    try {
      this.append(this.startOf(call), endOf(outcome, Date.now() - call.started)).close();
    } catch (error) {
      this.options.onTrouble(reasonOf(error));
    }
  }

  /**
   * Writes down a call that is about to be sent.
   * @returns what completes the line
   * @throws {Failure} unavailable, when it cannot be written: a change without a trail is not made
   */
  begin(call: AuditedCall): (outcome: string) => void {
    const line = this.beginLine(this.startOf(call));
    return (outcome) => {
      try {
        line.replaceEnd(endOf(outcome, Date.now() - call.started));
      } catch (error) {
        this.options.onTrouble(reasonOf(error));
      } finally {
        line.close();
      }
    };
  }

  private beginLine(start: string): WrittenLine {
    try {
      return this.append(start, endOf("begun", null));
    } catch (error) {
      this.options.onTrouble(reasonOf(error));
      throw unwritable(error);
    }
  }

  private append(start: string, end: string): WrittenLine {
    const { folder, reserveFolder, maxBytes = MAX_BYTES, onTrouble } = this.options;
    try {
      const line = appendLine(folder, start, end, maxBytes);
      this.inReserve = false;
      return line;
    } catch (error) {
      mustBeOwn(reserveFolder);
      const line = appendLine(reserveFolder, start, end, maxBytes);
      if (!this.inReserve) onTrouble(`${reasonOf(error)}: kept in ${reserveFolder} instead`);
      this.inReserve = true;
      return line;
    }
  }

  private startOf({ tool, effect, args, confirmedBy, caller, started }: AuditedCall): string {
    const facts: Omit<AuditEntry, "outcome" | "duration_ms"> = {
      time: new Date(started).toISOString(),
      id: randomBytes(9).toString("base64url"),
      pid: process.pid,
      account: this.options.account,
      caller: caller ?? null,
      tool,
      effect,
      ids: idsIn(args),
      // Keyed: of a plain digest a short secret among the arguments could be guessed.
      arguments_digest: createHmac("sha256", this.key)
        .update(canonicalize(args) ?? "")
        .digest("hex")
        .slice(0, 32),
      confirmed_by: confirmedBy ?? null,
    };
    return JSON.stringify(facts).slice(0, -1);
  }
}

function endOf(outcome: string, ms: number | null): string {
  return `,"outcome":${JSON.stringify(outcome)},"duration_ms":${ms}`.padEnd(END_BYTES - 1).concat("}");
}

/** Enough to find the records again. */
const MOST_IDS = 20;
const ID = /^[\w<>@.+=-]{1,200}$/;

/** Arguments that are ids, as they were given. What is no plain id stays out: it may be anything. */
function idsIn(args: unknown): Record<string, unknown> {
  const plain = (value: unknown) => Number.isSafeInteger(value) || (typeof value === "string" && ID.test(value));
  const found = Object.entries(isRaw(args) ? args : {}).flatMap(([name, value]) => {
    if (!/_ids?$/.test(name)) return [];
    if (plain(value)) return [[name, value]];
    return Array.isArray(value) ? [[name, value.filter(plain).slice(0, MOST_IDS)]] : [];
  });
  return Object.fromEntries(found);
}

function mustBeOwn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Not followed: in a folder that everyone can write, a link may be a trap.
  const { uid } = lstatSync(folder);
  if (process.getuid !== undefined && uid !== process.getuid()) throw new Error(`${folder} belongs to another user`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unwritable(cause: unknown): Failure {
  return new Failure(
    {
      kind: "unavailable",
      message: "The audit trail cannot be written, so nothing was sent.",
      next: "The person must give the server a state folder that it can write (--state-dir), with room on the disk.",
    },
    { cause },
  );
}
