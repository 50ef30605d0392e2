/** Who stands behind a request, and whose SmartLead account they work. */
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Access, CallerIdentity } from "./access.ts";
import { Refusal } from "./refusal.ts";

export interface Visitor {
  identity: CallerIdentity;
  /** The SmartLead key that the caller brought; undefined where the server works its own account. */
  apiKey: string | undefined;
}

const KEY_HEADER = "x-smartlead-api-key";
/** Visible ASCII without comma: two headers of that name arrive joined by one. */
const KEY = /^[!-+\--~]{8,256}$/;

/** @throws {Refusal} 401, 403, or 503 when nobody can tell who calls */
export async function admit(headers: IncomingHttpHeaders, access: Access): Promise<CallerIdentity> {
  const admission = await access.identify(headers);
  if (admission.ok) return admission.caller;
  const { status, message, challenge, retryAfterSeconds } = admission;
  throw new Refusal(status, message, {
    "www-authenticate": challenge,
    ...(retryAfterSeconds !== undefined && { "retry-after": `${retryAfterSeconds}` }),
  });
}

/** @throws {Refusal} 400, 401, 403 or 503 */
export async function visitorOf(
  headers: IncomingHttpHeaders,
  { access, keyFromHeader }: { access: Access; keyFromHeader: boolean },
): Promise<Visitor> {
  const identity = await admit(headers, access);
  return { identity, apiKey: keyOf(headers, keyFromHeader) };
}

/** The same for the same caller with the same rights and key: a session belongs to one of these. */
export function bindingOf({ identity: { name, effects }, apiKey }: Visitor): string {
  return createHash("sha256")
    .update(JSON.stringify([name, effects === undefined ? null : [...effects].sort(), apiKey ?? null]))
    .digest("base64url");
}

function keyOf({ [KEY_HEADER]: given }: IncomingHttpHeaders, keyFromHeader: boolean): string | undefined {
  if (!keyFromHeader) {
    // Whoever sends a key expects to work that account; in another one they might mail strangers.
    if (given !== undefined) {
      throw new Refusal(400, "this server works its own SmartLead account and takes no X-Smartlead-Api-Key");
    }
    return undefined;
  }
  if (given === undefined || given === "") {
    throw new Refusal(401, "this server needs your SmartLead API key in the header X-Smartlead-Api-Key", {
      "www-authenticate": 'SmartleadApiKey header="X-Smartlead-Api-Key"',
    });
  }
  if (typeof given !== "string" || !KEY.test(given)) {
    throw new Refusal(400, "X-Smartlead-Api-Key does not hold one API key");
  }
  return given;
}
