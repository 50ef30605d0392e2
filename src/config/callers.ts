/** How the settings say who may call over HTTP. */

import { type Effect, RIGHTS, type Rights } from "../core/effects.ts";
import type { Setting } from "./setting.ts";
import { isSafeOnTheWay, list, UsageError } from "./values.ts";

export const callerSettings = {
  mcpTokens: {
    variable: "SMARTLEAD_MCP_TOKENS",
    fallback: "",
    about:
      "Bearer tokens of HTTP callers, comma-separated: token, name:token or name:token:rights, where rights are read-only, " +
      "no-send (neither mail nor spending) or full. Never a flag: it would show in the process list.",
    read: callerTokens,
  },
  oauthIssuer: {
    flag: "--oauth-issuer",
    value: "URL",
    variable: "SMARTLEAD_OAUTH_ISSUER",
    fallback: "",
    about:
      "OAuth issuer whose access tokens (JWT) HTTP callers may present; the scopes smartlead:read, smartlead:write and " +
      "smartlead:send say what they may do.",
    read: issuerUrl,
  },
  oauthAudience: {
    flag: "--oauth-audience",
    value: "AUD",
    variable: "SMARTLEAD_OAUTH_AUDIENCE",
    fallback: "",
    about:
      "What those tokens must be issued for. Best the public URL of /mcp: clients then find the issuer by themselves.",
    read: audience,
  },
} as const satisfies Record<string, Setting<unknown>>;

/** A bearer token that the server's owner has given away. */
export interface CallerToken {
  /** Who holds it, for the log and the audit trail. Several tokens of one holder let it be changed without a gap. */
  name: string;
  token: string;
  effects: ReadonlySet<Effect>;
}

/** Shorter ones can be guessed; `openssl rand -hex 16` makes twice as many. */
const SHORTEST_TOKEN = 16;

/** What a client can put behind "Bearer" (RFC 6750, section 2.1). */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/** Without a colon, so that it is never the name of a caller that an OAuth issuer vouches for. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * "token", "name:token" or "name:token:rights", separated by commas.
 * @throws {UsageError} naming the place in the list and nothing of what stands there: any part of it may be the secret
 */
export function callerTokens(text: string): readonly CallerToken[] {
  const tokens = list(text).map((entry, index) => {
    try {
      return callerToken(entry, `token-${index + 1}`);
    } catch (error) {
      throw error instanceof UsageError ? new UsageError(`entry ${index + 1}: ${error.message}`) : error;
    }
  });
  tokens.forEach(({ name, token, effects }, index) => {
    for (const earlier of tokens.slice(0, index)) {
      if (earlier.token === token) throw new UsageError(`entry ${index + 1}: the same token as an earlier entry`);
      if (earlier.name === name && earlier.effects !== effects)
        throw new UsageError(`entry ${index + 1}: the same name as an earlier entry with other rights`);
    }
  });
  return tokens;
}

function callerToken(entry: string, unnamed: string): CallerToken {
  const parts = entry.split(":");
  if (parts.length > 3) throw new UsageError("expected token, name:token or name:token:rights");
  const [name, token, rights] = parts.length === 1 ? [unnamed, ...parts] : parts;
  if (!NAME.test(name ?? "")) throw new UsageError("expected a name of letters, digits, dots and dashes");
  if (token === undefined || token.length < SHORTEST_TOKEN)
    throw new UsageError(`expected a token of at least ${SHORTEST_TOKEN} characters`);
  if (!TOKEN.test(token)) throw new UsageError("expected a token of letters, digits and - . _ ~ + /");
  return { name: name ?? unnamed, token, effects: effectsOf(rights ?? "full") };
}

function effectsOf(rights: string): ReadonlySet<Effect> {
  if (!Object.hasOwn(RIGHTS, rights)) throw new UsageError(`expected rights ${Object.keys(RIGHTS).join(", ")}`);
  return RIGHTS[rights as Rights];
}

/** An issuer's identifier, kept as it was written: it is compared letter by letter (RFC 8414, section 3.3). */
export function issuerUrl(text: string): string | undefined {
  if (text === "") return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !isSafeOnTheWay(url))
    throw new UsageError("expected an https: URL (http: is accepted for this machine only)");
  if (url.username || url.password || url.search || url.hash)
    throw new UsageError("expected a URL without user, query and fragment");
  return text;
}

export function audience(text: string): string | undefined {
  if (/\s/.test(text)) throw new UsageError("expected one word, such as https://smartlead.example.com/mcp");
  return text || undefined;
}

/** Whose access tokens are accepted, and for which resource they must have been issued. */
export interface Oauth {
  issuer: string;
  audience: string;
}

/** @throws {UsageError} when only one of the two is set: then no token would ever fit, or any would */
export function oauthOf(config: {
  oauthIssuer: string | undefined;
  oauthAudience: string | undefined;
}): Oauth | undefined {
  const { oauthIssuer: issuer, oauthAudience: audience } = config;
  if (issuer !== undefined && audience !== undefined) return { issuer, audience };
  if (issuer === undefined && audience === undefined) return undefined;
  throw new UsageError("--oauth-issuer and --oauth-audience belong together: set both or neither");
}
