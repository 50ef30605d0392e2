/** Serves many clients over HTTP: MCP at /mcp, health at /healthz, metrics at /metrics. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Access } from "./http/access.ts";
import { type EndpointOptions, McpEndpoint } from "./http/endpoint.ts";
import { guard } from "./http/guard.ts";
import { Refusal, requestIdOf, sendJson } from "./http/refusal.ts";
import { admit, visitorOf } from "./http/visitor.ts";

export interface HttpOptions extends Omit<EndpointOptions, "limits"> {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Names accepted in Host and Origin. */
  allowedHosts: readonly string[];
  access: Access;
  /** The SmartLead key comes with each request instead of from the settings. */
  keyFromHeader: boolean;
  /** Longest time that calls under way get when the server stops, in milliseconds. */
  drainMs: number;
  limits?: Partial<HttpLimits>;
}

export interface HttpLimits {
  /** A client that takes longer for the head of a request, in milliseconds, is cut off. */
  headersMs: number;
  /** The same for the whole request. */
  requestMs: number;
  headerBytes: number;
  headers: number;
  bodyBytes: number;
  connections: number;
  sessions: number;
  sessionIdleMs: number;
}

const LIMITS: HttpLimits = {
  headersMs: 5000,
  requestMs: 30_000,
  headerBytes: 16 * 1024,
  headers: 100,
  bodyBytes: 4 * 1024 * 1024,
  connections: 2000,
  sessions: 1000,
  sessionIdleMs: 30 * 60_000,
};

/** Longer than proxies keep an idle connection, nginx for 60 s: the proxy must be the one to close it. */
const KEEP_ALIVE_MS = 75_000;
/** How often connections are looked at for time that has run out; Node's own 30 s would outlast the limits. */
const CHECK_MS = 1000;
/** How long the last answers may take to leave, in milliseconds. */
const LAST_WORDS_MS = 500;
const LOOK_MS = 10;

export interface HttpServing {
  /** http://host:port */
  url: string;
  /**
   * Takes no new calls, lets those under way finish, then ends everything.
   * @param hurry ends everything at once
   */
  stop: (hurry: AbortSignal) => Promise<void>;
}

/** Something to read beside MCP. */
interface Page {
  status?: number;
  body: string;
  contentType: string;
}

const JSON_TYPE = "application/json";

/** Starts to listen. Rejects when the port is taken or may not be had. */
export async function startHttp(options: HttpOptions): Promise<HttpServing> {
  const limits = { ...LIMITS, ...options.limits };
  const endpoint = new McpEndpoint({ ...options, limits });
  /** Answers that are not out yet. Counted, not listed: what a Set has lost, it still holds for a while. */
  let answers = 0;
  let stopping = false;
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, limits.headersMs),
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: limits.headerBytes,
    },
    (request, response) => {
      const id = requestIdOf(request.headers);
      response.setHeader("x-request-id", id);
      answers += 1;
      response.once("close", () => {
        answers -= 1;
      });
      route(request, response, id).catch((error: unknown) => refuse(error, response, id));
    },
  );
  server.maxHeadersCount = limits.headers;
  server.maxConnections = limits.connections;

  async function route(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const { access, allowedHosts, keyFromHeader, metrics } = options;
    const { headers, method } = request;
    const path = request.url?.split("?")[0] ?? "";
    const page = async (): Promise<Page | undefined> => {
      if (path === "/metrics") {
        await admit(headers, access);
        return metrics.text();
      }
      const document = access.documents.get(path);
      return document && { body: JSON.stringify(document), contentType: JSON_TYPE };
    };
    // Load balancers ask under whatever name they have for the machine.
    if (path !== "/healthz") guard(request, response, allowedHosts);
    if (method === "OPTIONS") return sendJson(response, 204, undefined);
    if (path === "/mcp") {
      const visitor = await visitorOf(headers, { access, keyFromHeader });
      return endpoint.serve(request, response, id, visitor);
    }
    const found = path === "/healthz" ? health(stopping) : await page();
    if (found === undefined) throw new Refusal(404, "there is nothing here; MCP is at /mcp");
    if (method !== "GET" && method !== "HEAD") throw new Refusal(405, "expected GET", { allow: "GET, HEAD" });
    response.writeHead(found.status ?? 200, { "content-type": found.contentType, "cache-control": "no-store" });
    response.end(found.body);
  }

  function refuse(error: unknown, response: ServerResponse, id: string): void {
    const known = error instanceof Refusal;
    const refusal = known ? error : new Refusal(500, "something went wrong inside");
    if (known) options.log.info("refused", { request: id, status: refusal.status, reason: refusal.message });
    else options.log.error("internal", { request: id, error: error instanceof Error ? error.stack : String(error) });
    if (response.headersSent) response.destroy();
    else sendJson(response, refusal.status, { error: refusal.message }, refusal.headers);
  }

  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`,
    stop: async (hurry) => {
      stopping = true;
      // It goes on listening meanwhile: load balancers must hear that it is going, and a call under way may need its person's
      // answer, which comes on any connection.
      await endpoint.drain(options.drainMs, hurry);
      const closed = once(server.close(), "close");
      await endpoint.close();
      for (let left = LAST_WORDS_MS; answers > 0 && left > 0 && !hurry.aborted; left -= LOOK_MS) await sleep(LOOK_MS);
      // Those on which no request ever came are not idle to Node.
      server.closeAllConnections();
      await closed;
    },
  };
}

function health(stopping: boolean): Page {
  const body = JSON.stringify({ status: stopping ? "stopping" : "ok" });
  return { status: stopping ? 503 : 200, body, contentType: JSON_TYPE };
}

function listen(server: Server, { host, port }: HttpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
