/** Tells a ledger from damage: what a store holds may have been cut off, edited, or written by something else. */
import { type Ledger, MAX_AHEAD_MS } from "./ledger.ts";

/** True for a ledger that a process may have written: any other content of a store is damage. */
export function isLedger(value: unknown, now: number): value is Ledger {
  const latest = now + MAX_AHEAD_MS;
  if (!isRecord(value) || !isRecord(value["lanes"])) return false;
  const { lanes, unknownBefore = now, versions = {} } = value;
  if (!isRecord(versions) || !Object.values(versions).every((used) => isUpTo(latest, used))) return false;
  return isUpTo(latest, unknownBefore) && Object.values(lanes).every((lane) => isLane(lane, latest));
}

function isLane(value: unknown, latest: number): boolean {
  if (!isRecord(value)) return false;
  const { starts, underWay, quietUntil, keepMs, lines } = value;
  if (!Array.isArray(starts) || !isRecord(underWay) || !isRecord(lines)) return false;
  return (
    starts.every((start, place) => isUpTo(place + 1 < starts.length ? starts[place + 1] : latest, start)) &&
    Object.values(underWay).every(
      (one) => isRecord(one) && isUpTo(latest, one["until"]) && isUpTo(latest, one["at"]),
    ) &&
    isUpTo(latest, quietUntil) &&
    isUpTo(Number.MAX_SAFE_INTEGER, keepMs) &&
    Object.values(lines).every(
      (line) => isRecord(line) && isUpTo(latest, line["until"]) && Number.isInteger(line["calls"]),
    )
  );
}

function isUpTo(most: number, value: unknown): boolean {
  return typeof value === "number" && value <= most;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
