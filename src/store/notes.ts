/** Things that happened lately, under a name, for every process of the account to know. Pure, like the ledger that keeps them. */
import type { Ledger } from "./ledger.ts";

/**
 * Notes that something happened now.
 * @param keepMs for how long it is of interest; older notes of any name are forgotten
 */
export function note(ledger: Ledger, now: number, name: string, keepMs: number): void {
  for (const [other, { starts }] of Object.entries(ledger.lanes)) {
    if ((starts.at(-1) ?? Number.NEGATIVE_INFINITY) <= now - keepMs) delete ledger.lanes[other];
  }
  const starts = [...(ledger.lanes[name]?.starts ?? []), now].filter((start) => start > now - keepMs).sort(ascending);
  ledger.lanes[name] = { starts, underWay: {}, quietUntil: 0, keepMs, lines: {} };
}

/** Takes back the last note under the name. */
export function takeBack(ledger: Ledger, name: string): void {
  ledger.lanes[name]?.starts.pop();
}

/** How many milliseconds ago something was last noted under the name; undefined when not within `keepMs`. */
export function sinceNoted(ledger: Ledger, now: number, name: string, keepMs: number): number | undefined {
  const last = ledger.lanes[name]?.starts.at(-1);
  return last === undefined || last <= now - keepMs ? undefined : Math.max(0, now - last);
}

const ascending = (a: number, b: number) => a - b;
