/** Where the keys of an OAuth issuer come from. */
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { isSafeOnTheWay } from "../../../config/values.ts";

/** The keys could not be fetched, which is no fault of the caller's. */
export class IssuerUnreachable extends Error {
  readonly retryAfterSeconds: number;

  constructor(retryAfterMs: number) {
    super("the issuer's keys cannot be fetched");
    this.name = "IssuerUnreachable";
    this.retryAfterSeconds = Math.ceil(retryAfterMs / 1000);
  }
}

export interface IssuerOptions {
  issuer: string;
  /** Told once for each attempt that failed. */
  onTrouble: (problem: string) => void;
  /**
   * At least so long after one attempt the issuer is not asked again, whatever tokens come in: a rotated key is known
   * after that time at the latest.
   */
  cooldownMs?: number;
  /** Longest time for finding and fetching the keys together. */
  fetchMs?: number;
}

/**
 * Keys by the `kid` of a token. They are fetched with the first token, kept for ten minutes (jose's own default), and
 * fetched again when a token names one that is not among them.
 * @throws {IssuerUnreachable} when called
 */
export function issuerKeys({ issuer, onTrouble, cooldownMs = 10_000, fetchMs = 5000 }: IssuerOptions): JWTVerifyGetKey {
  let retryAt = 0;
  // jose waits after a success before it asks again, but not after a failure.
  const load = async (_url: string, { signal }: { signal: AbortSignal }) => {
    const left = retryAt - Date.now();
    if (left > 0) throw new IssuerUnreachable(left);
    try {
      const keys = await fetchJson(await findKeys(issuer, signal), signal);
      createLocalJWKSet(keys as unknown as JSONWebKeySet);
      return Response.json(keys);
    } catch (error) {
      retryAt = Date.now() + cooldownMs;
      onTrouble(problemOf(error));
      throw new IssuerUnreachable(cooldownMs);
    }
  };
  return createRemoteJWKSet(new URL(issuer), {
    [customFetch]: load,
    cooldownDuration: cooldownMs,
    timeoutDuration: fetchMs,
  });
}

/** Where an issuer may describe itself, in the order that MCP's authorization chapter gives. */
function metadataUrls(issuer: string): URL[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, "");
  const places = [
    `/.well-known/oauth-authorization-server${path}`,
    `/.well-known/openid-configuration${path}`,
    `${path}/.well-known/openid-configuration`,
  ];
  return [...new Set(places)].map((place) => new URL(place, origin));
}

/** Where the issuer says that its keys are. */
async function findKeys(issuer: string, signal: AbortSignal): Promise<URL> {
  const problems: string[] = [];
  for (const url of metadataUrls(issuer)) {
    try {
      const { issuer: named, jwks_uri } = await fetchJson(url, signal);
      if (named !== issuer) throw new Error(`it describes the issuer ${JSON.stringify(named)}`);
      if (typeof jwks_uri !== "string") throw new Error("it names no jwks_uri");
      const keys = new URL(jwks_uri);
      if (!isSafeOnTheWay(keys)) throw new Error("anyone on the way could replace the keys at its jwks_uri");
      return keys;
    } catch (error) {
      problems.push(`${url}: ${problemOf(error)}`);
    }
  }
  throw new Error(problems.join("; "));
}

async function fetchJson(url: URL, signal: AbortSignal): Promise<Record<string, unknown>> {
  const response = await fetch(url, { signal, redirect: "manual", headers: { accept: "application/json" } });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`answered ${response.status}`);
  }
  const json: unknown = await response.json();
  if (typeof json !== "object" || json === null) throw new Error("answered no JSON object");
  return json as Record<string, unknown>;
}

/** fetch says "fetch failed" and hides the reason behind it. */
function problemOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message ? `${message}: ${cause.message}` : message;
}
