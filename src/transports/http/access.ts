/** Who may call: holders of the owner's bearer tokens, of an OAuth issuer's access tokens, or anyone. */
import type { IncomingHttpHeaders } from "node:http";
import { oauthOf } from "../../config/callers.ts";
import type { Config } from "../../config.ts";
import type { Effect } from "../../core/effects.ts";
import type { Log } from "../../log.ts";
import { AccessTokens } from "./access/access-tokens.ts";
import { type Denial, type Refusal, refusal } from "./access/denial.ts";
import { issuerKeys } from "./access/issuer.ts";
import { OwnTokens } from "./access/own-tokens.ts";
import { type Publication, protectedResource } from "./access/protected-resource.ts";

export interface CallerIdentity {
  /** Who calls, for the log and the audit trail; never a secret. */
  name: string;
  /** Effects this caller may cause; undefined means all. */
  effects: ReadonlySet<Effect> | undefined;
}

export interface Access {
  /** Decides by the request's headers. Never throws for bad input. */
  identify(headers: IncomingHttpHeaders): Promise<{ ok: true; caller: CallerIdentity } | ({ ok: false } & Refusal)>;
  /** Further public GET paths: the protected-resource metadata document by path; empty when there is no issuer. */
  documents: ReadonlyMap<string, object>;
}

/** The only caller there is where nobody has to say who they are. */
const ANYONE: CallerIdentity = { name: "anyone", effects: undefined };

/** @throws {UsageError} when an OAuth issuer is set without its audience, or the other way round */
export function openAccess(config: Pick<Config, "mcpTokens" | "oauthIssuer" | "oauthAudience">, log: Log): Access {
  const oauth = oauthOf(config);
  if (config.mcpTokens.length === 0 && !oauth) {
    return { identify: async () => ({ ok: true, caller: ANYONE }), documents: new Map() };
  }
  const ownTokens = new OwnTokens(config.mcpTokens);
  const onTrouble = (problem: string) => log.error("oauth_issuer_trouble", { problem });
  const accessTokens =
    oauth && new AccessTokens({ ...oauth, keys: issuerKeys({ issuer: oauth.issuer, onTrouble }), onTrouble });
  const publication: Publication = oauth ? protectedResource(oauth) : { documents: new Map() };
  const judge = async (token: string): Promise<CallerIdentity | Denial> =>
    ownTokens.holderOf(token) ??
    accessTokens?.holderOf(token) ?? { reason: "invalid_token", message: "This server does not know the token." };

  return {
    documents: publication.documents,
    async identify({ authorization }) {
      const token = bearerToken(authorization);
      const judged = token === undefined ? NO_TOKEN : await judge(token);
      if ("name" in judged) return { ok: true, caller: judged };
      return { ok: false, ...refusal(judged, publication.url) };
    },
  };
}

const NO_TOKEN: Denial = {
  reason: "no_token",
  message: "This server asks who calls: send the header Authorization: Bearer <token>.",
};

/** What stands behind "Bearer", however odd; undefined where nothing is presented in this way. */
function bearerToken(authorization: string | undefined): string | undefined {
  const match = /^Bearer(?: (.*))?$/i.exec(authorization?.trim() ?? "");
  return match ? (match[1] ?? "").trim() : undefined;
}
