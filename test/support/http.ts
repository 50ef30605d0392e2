/** The HTTP transport inside the test's own process, and requests made by hand: what no client would send. */
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { type Service, startService } from "../../src/commands/serve-http.ts";
import { readInvocation } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import type { Access } from "../../src/transports/http/access.ts";
import type { HttpLimits } from "../../src/transports/http.ts";
import { freshHome } from "./clients.ts";

export interface OwnServer extends Service {
  /** What it has logged so far. */
  log: Record<string, unknown>[];
}

export interface OwnServerOptions {
  args?: string[];
  env?: Record<string, string>;
  access?: Access;
  limits?: Partial<HttpLimits>;
}

/** Starts the transport with what `--http` gives it, on a free port. */
export async function serveHere({ args = [], env = {}, access, limits = {} }: OwnServerOptions): Promise<OwnServer> {
  const flags = ["--http", "--port", "0", "--rate-limit", "100000/1s", "--state-dir", freshHome(), ...args];
  const { config } = readInvocation(flags, env);
  const lines: Record<string, unknown>[] = [];
  const log = createLog("debug", [], (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  const service = await startService(config, log, { limits, ...(access && { access }) });
  return { ...service, log: lines };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The JSON body, or the last message of an event stream. */
  json: Record<string, unknown>;
}

export interface Sending {
  method?: string;
  path?: string;
  headers?: Record<string, string | string[]>;
  /** An object is sent as JSON, text as it stands. */
  body?: object | string;
  /** Breaks the connection off. */
  signal?: AbortSignal;
}

/** One request on a connection of its own. */
export function send(
  url: string,
  { method = "POST", path = "/mcp", headers = {}, body, signal }: Sending,
): Promise<Answer> {
  const text = typeof body === "object" ? JSON.stringify(body) : body;
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(path, url), {
      method,
      agent: false,
      ...(signal && { signal }),
      headers: {
        ...(text !== undefined && { "content-type": "application/json" }),
        accept: "application/json, text/event-stream",
        ...headers,
      },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      let said = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        said += chunk;
      });
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, text: said, json: jsonOf(said) });
      });
    });
    request.end(text);
  });
}

function jsonOf(text: string): Record<string, unknown> {
  const last = text.split("\n").findLast((line) => line.startsWith("data: {"));
  try {
    return JSON.parse(last?.slice(6) ?? text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The greeting of a 2025 client. */
export const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: { elicitation: {} },
    clientInfo: { name: "raw", version: "1" },
  },
};

/** Opens a session, and returns its id. */
export async function openSession(url: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await send(url, { body: INITIALIZE, headers });
  const id = answer.headers["mcp-session-id"];
  if (typeof id !== "string") throw new Error(`no session: ${answer.status} ${answer.text}`);
  return id;
}

/** A tool call of a 2025 client in its session. */
export function callIn(
  url: string,
  session: string,
  name: string,
  args: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const body = { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name, arguments: args } };
  return send(url, { body, headers: { "mcp-session-id": session, ...headers } });
}

/** A request of a 2026 client, which stands alone. */
export function callAlone(
  url: string,
  name: string,
  args: object = {},
  headers: Record<string, string> = {},
  { id = 1, capabilities = {}, signal }: { id?: number; capabilities?: object; signal?: AbortSignal } = {},
): Promise<Answer> {
  const meta = "io.modelcontextprotocol";
  const _meta = {
    [`${meta}/protocolVersion`]: "2026-07-28",
    [`${meta}/clientInfo`]: { name: "raw", version: "1" },
    [`${meta}/clientCapabilities`]: capabilities,
  };
  const body = { jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: args, _meta } };
  const own = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": name };
  return send(url, { body, headers: { ...own, ...headers }, ...(signal && { signal }) });
}
