import { createHash } from "node:crypto";
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Oauth } from "../../../config/callers.ts";
import type { Effect } from "../../../core/effects.ts";
import type { CallerIdentity } from "../access.ts";
import type { Denial } from "./denial.ts";
import { IssuerUnreachable } from "./issuer.ts";

export interface AccessTokenOptions extends Oauth {
  keys: JWTVerifyGetKey;
  /** Told of a failure that is neither the caller's nor a lost connection. */
  onTrouble: (problem: string) => void;
}

/** What a scope lets its holder do. */
export const SCOPES: Readonly<Record<string, readonly Effect[]>> = {
  "smartlead:read": ["read"],
  "smartlead:write": ["write", "destructive", "spends_money"],
  "smartlead:send": ["sends_email"],
};

/** Public keys only: with a shared secret, whoever can check a token could also make one. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** By how much the issuer's clock and this machine's may differ, in seconds. */
const CLOCK_TOLERANCE = 10;

/** An access token (RFC 9068), or a token that says nothing of its kind, as many issuers have it. */
const TOKEN_TYPE = /^((application\/)?at\+)?jwt$/i;

/** The access tokens (JWT) of one OAuth issuer. */
export class AccessTokens {
  private readonly options: AccessTokenOptions;

  constructor(options: AccessTokenOptions) {
    this.options = options;
  }

  async holderOf(token: string): Promise<CallerIdentity | Denial> {
    const { issuer, audience, keys, onTrouble } = this.options;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ["exp"],
        clockTolerance: CLOCK_TOLERANCE,
      });
      if (!TOKEN_TYPE.test(protectedHeader.typ ?? "JWT")) return invalid("The token is not an access token.");
      return holder(payload);
    } catch (error) {
      if (error instanceof IssuerUnreachable) {
        const { retryAfterSeconds } = error;
        return {
          reason: "unavailable",
          message: "The token cannot be checked just now: its issuer does not answer.",
          retryAfterSeconds,
        };
      }
      // A key of the issuer's that is of no use, such as one too short.
      if (!(error instanceof errors.JOSEError)) onTrouble(String(error));
      return invalid(faultOf(error));
    }
  }
}

function holder(payload: JWTPayload): CallerIdentity | Denial {
  if (payload["cnf"] !== undefined)
    return invalid(
      "The token is bound to a proof of possession (DPoP or a certificate), which this server does not check.",
    );
  const name = payload.sub || payload["client_id"];
  if (typeof name !== "string" || name === "") return invalid("The token names neither a subject nor a client.");
  const effects = new Set(
    scopesOf(payload).flatMap((scope) => (Object.hasOwn(SCOPES, scope) ? (SCOPES[scope] ?? []) : [])),
  );
  if (effects.size === 0)
    return {
      reason: "insufficient_scope",
      message: `The token has none of the scopes ${Object.keys(SCOPES).join(", ")}.`,
    };
  return { name: `oauth:${plainName(name)}`, effects };
}

/** One string with spaces (RFC 9068), or under the name that Okta and Entra use, there also as a list. */
function scopesOf({ scope, scp }: JWTPayload): string[] {
  return [scope, scp].flat().flatMap((words) => (typeof words === "string" ? words.split(" ") : []));
}

/** Short and without surprises in a log line; a digest keeps those apart that had to be changed. */
function plainName(name: string): string {
  if (/^[\w.@|:-]{1,64}$/.test(name)) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 16);
  return `${name.replace(/[^\w.@|:-]/g, "").slice(0, 40)}~${digest}`;
}

function faultOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "The token has expired.";
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim } = error;
    if (claim === "iss") return "The token is of another issuer.";
    if (claim === "aud") return "The token was issued for another audience.";
    if (claim === "nbf") return "The token is not valid yet.";
    return `The token's claim ${claim} is missing or wrong.`;
  }
  return "The token cannot be verified.";
}

const invalid = (message: string): Denial => ({ reason: "invalid_token", message });
