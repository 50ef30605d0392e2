/** What a preview is made of. */
import { asFailure } from "../failures.ts";
import type { Tool } from "../tool.ts";
import type { Look } from "./look-ups.ts";

export interface Fact {
  /** The server's own words, with what others wrote in quotation marks. */
  lines: string[];
  /** What the decision hangs on, by name: compared once more before the call runs. */
  decisive?: Readonly<Record<string, string>>;
}

export interface Subject {
  tool: Tool;
  args: Readonly<Record<string, unknown>>;
  look: Look;
}

/** Finds out one thing about a call; undefined when the call is not about such a thing. */
export interface Teller {
  /** Named in the words "... could not be looked up". */
  what: string;
  concerns: (subject: Subject) => boolean;
  tell: (subject: Subject) => Promise<Fact>;
}

/** A preview that could not be made says so, and the person still decides. */
export function couldNotLookUp(what: string, error: unknown): string {
  return `${what} could NOT be looked up (${asFailure(error, "read").details.kind}): decide without, or decline.`;
}

export const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
