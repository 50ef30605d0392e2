import type { Config } from "../config.ts";
import type { AuditEntry } from "../core/audit.ts";
import { lastLines } from "../core/audit-file.ts";
import { cleanLine } from "../core/untrusted.ts";

const SHOWN = 50;

/** Prints the last calls that were not reads, of every account that keeps its trail in the state folder. */
export function audit({ stateDir, platformStateDir }: Config, json: boolean): number {
  const folder = stateDir ?? platformStateDir;
  const entries = lastLines(folder, SHOWN).map(entryOf);
  if (json) {
    process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
    return 0;
  }
  const rows = entries.map((entry) => ("unreadable" in entry ? entry.unreadable : rowOf(entry)));
  process.stdout.write(`${rows.map((row) => `${row}\n`).join("")}${rows.length} calls in ${folder}\n`);
  return 0;
}

/** A line that was cut off by a full disk is shown as it is. */
function entryOf(line: string): AuditEntry | { unreadable: string } {
  try {
    return JSON.parse(line) as AuditEntry;
  } catch {
    return { unreadable: cleanLine(line) };
  }
}

const CONFIRMED = { person: "by a person", token: "by token", not_needed: "unasked", off: "unasked (off)" };

function rowOf({ time, caller, tool, outcome, confirmed_by, duration_ms, ids }: AuditEntry): string {
  const what = outcome === "begun" ? "begun, no outcome" : outcome;
  return [
    time,
    tool.padEnd(30),
    what.padEnd(22),
    (confirmed_by ? CONFIRMED[confirmed_by] : "").padEnd(13),
    (duration_ms === null ? "" : `${duration_ms} ms`).padStart(9),
    // Lines that are older than callers with names have none.
    [...Object.entries(ids), ...(caller ? [["caller", caller]] : [])]
      .map(([name, value]) => `${name}=${value}`)
      .join(" "),
  ]
    .join("  ")
    .trimEnd();
}
