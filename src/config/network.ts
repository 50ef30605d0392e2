/** What the variables that programs share say about the way to the network. */
import type { WebProxy } from "../smartlead/client.ts";
import { isLoopback, UsageError } from "./values.ts";

export interface Network {
  /** Undefined reaches SmartLead directly. */
  proxy: WebProxy | undefined;
  /** NODE_EXTRA_CA_CERTS, which Node reads by itself when it starts. */
  extraCertificates: string | undefined;
  /** NODE_TLS_REJECT_UNAUTHORIZED=0: Node accepts whoever answers. */
  unverified: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws {UsageError} for a proxy that cannot be one */
export function networkOf(env: Environment): Network {
  return {
    proxy: proxyOf(env),
    extraCertificates: env["NODE_EXTRA_CA_CERTS"] || undefined,
    unverified: env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0",
  };
}

/** True for a base URL on this machine, which is not behind a proxy. */
export function isDirect(baseUrl: string | undefined): boolean {
  return baseUrl !== undefined && isLoopback(new URL(baseUrl).hostname);
}

/** HTTPS_PROXY, else HTTP_PROXY, with NO_PROXY, in small letters or large; nothing when NO_PROXY is `*`. */
function proxyOf(env: Environment): WebProxy | undefined {
  const name = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"].find((variable) => env[variable]);
  const except = env["no_proxy"] || env["NO_PROXY"] || "";
  if (name === undefined || except.trim() === "*") return undefined;
  const text = env[name] ?? "";
  // Many tools take a proxy without a scheme, and mean plain HTTP to it.
  const url = text.includes("://") ? text : `http://${text}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    // The URL may hold a password, so what was given is not repeated.
    throw new UsageError(`${name}: expected a proxy such as http://proxy.example.com:8080`);
  }
  return { url, except };
}
