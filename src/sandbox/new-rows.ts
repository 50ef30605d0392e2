import { createHash } from "node:crypto";
import type { Account } from "./account.ts";

/** The id of a row that a write creates. Counted, so that the same calls give the same ids. */
export function nextId(account: Account): number {
  const id = account.next_id;
  account.next_id += 1;
  return id;
}

/** A UUID for a new message, as repeatable as the ids. */
export function nextUuid(account: Account): string {
  const hex = createHash("sha256")
    .update(`sandbox ${nextId(account)}`)
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
