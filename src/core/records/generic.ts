/** Records without a shape of their own: SmartLead's fields under SmartLead's names, cleaned and without secrets. */
import { line } from "./message.ts";
import { compact, isRaw, type Raw } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

/** Fields whose value opens a door. Account answers contain mailbox passwords. */
const SECRET = /(password|passwd|secret|token|api_?key|private_?key|credential)/i;

/** Identifiers of a kind that only look like numbers. */
const NEVER_NUMBER = /(phone|zip|postal|otp|code|version|message_?id|order_?id)/i;

/** Numbers arrive as strings in most counters: up to 15 digits survive as a number, and a leading zero is no number. */
const NUMERIC = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;

export function generic(row: Raw, detail: Detail, showSecrets = false): RecordValue {
  const clean = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((entry) => clean(name, entry));
    if (isRaw(value)) return generic(value, detail, showSecrets);
    if (typeof value !== "string") return value;
    if (SECRET.test(name) && !showSecrets) return masked(value);
    return NUMERIC.test(value) && !NEVER_NUMBER.test(name) ? Number(value) : line(value);
  };
  const fields = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, clean(name, value)]));
  return detail === "full" ? fields : compact(fields);
}

/** The last four characters tell a person which secret it is. */
function masked(secret: string): string {
  return secret.length > 8 ? `…${secret.slice(-4)}` : "…";
}
