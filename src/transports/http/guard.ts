/**
 * Which names and web pages may reach the server. A page that a person visits can make the browser call this machine: by
 * its own Origin, or under a name that it has pointed here (DNS rebinding).
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { validateHostHeader, validateOriginHeader } from "@modelcontextprotocol/server";
import { Refusal } from "./refusal.ts";

const SENT = [
  "authorization",
  "content-type",
  "last-event-id",
  "mcp-method",
  "mcp-name",
  "mcp-protocol-version",
  "mcp-session-id",
  "x-request-id",
  "x-smartlead-api-key",
].join(", ");
const READ = "mcp-session-id, retry-after, www-authenticate, x-request-id";
/** Browsers cut this to their own maximum: two hours in Chromium. */
const PREFLIGHT_SECONDS = "7200";

/**
 * Lets a browser read the answer when its page may, and refuses when host or page may not.
 * @param names host names, any port
 * @throws {Refusal} 403
 */
export function guard({ headers, method }: IncomingMessage, response: ServerResponse, names: readonly string[]): void {
  response.setHeader("vary", "origin");
  const allowed = [...names];
  if (!validateHostHeader(headers.host, allowed).ok) {
    throw new Refusal(403, "this Host is not allowed; whoever runs the server can add it to --allowed-hosts");
  }
  const { origin } = headers;
  if (!validateOriginHeader(origin, allowed).ok) {
    throw new Refusal(403, "this Origin is not allowed; whoever runs the server can add it to --allowed-hosts");
  }
  if (!origin) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-expose-headers", READ);
  if (method !== "OPTIONS") return;
  response.setHeader("access-control-allow-methods", "GET, POST, DELETE");
  response.setHeader("access-control-allow-headers", SENT);
  response.setHeader("access-control-max-age", PREFLIGHT_SECONDS);
}
