/**
 * MCP over HTTP, in both eras: since 2026 every request stands alone; clients of 2025 open a session. Whoever asks has been
 * let in before.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { toNodeHandler } from "@modelcontextprotocol/node";
import {
  createMcpHandler,
  isInitializeRequest,
  isJsonContentType,
  isLegacyRequest,
  PARSE_ERROR,
  type Server,
} from "@modelcontextprotocol/server";
import type { Pipeline } from "../../core/call.ts";
import type { Log } from "../../log.ts";
import type { Connection } from "../../server.ts";
import type { Metrics } from "./metrics.ts";
import { Refusal } from "./refusal.ts";
import { type Session, Sessions } from "./sessions.ts";
import type { Visitor } from "./visitor.ts";

/** Lends the pipeline of an account for as long as a job takes. */
export type UseAccount = <Result>(
  /** Undefined for the account that the server's settings name. */
  apiKey: string | undefined,
  job: (pipeline: Pipeline) => Promise<Result>,
) => Promise<Result>;

export interface EndpointOptions {
  createServer: (connection: Connection) => Server;
  useAccount: UseAccount;
  metrics: Metrics;
  log: Log;
  limits: { bodyBytes: number; sessions: number; sessionIdleMs: number };
}

/** One request that was let in. */
interface Visit {
  /** For the log. */
  id: string;
  visitor: Visitor;
}

/** The protocol's code for a session that does not exist, and for requests that lack one. */
const SESSION_NOT_FOUND = -32_001;
const BAD_REQUEST = -32_000;

/** How often it is looked whether the last call has ended, and how long its answer may take to leave, in milliseconds. */
const LOOK_MS = 20;
const FLUSH_MS = 1000;

/** Longer than any tool's name; what is asked for may be anything. */
const NAME_LENGTH = 64;

export class McpEndpoint {
  private readonly options: EndpointOptions;
  private readonly visits = new AsyncLocalStorage<Visit>();
  private readonly sessions: Sessions;
  private readonly modern: ReturnType<typeof createMcpHandler>;
  private readonly node: ReturnType<typeof toNodeHandler>;
  /** Requests whose answer is not out yet. */
  private readonly exchanges = new Set<ServerResponse>();
  private calls = 0;
  private stopping = false;

  constructor(options: EndpointOptions) {
    const { log, limits, metrics } = options;
    const onerror = (error: Error) => log.debug("protocol_error", { error: error.message, ...this.requestId() });
    this.options = options;
    this.sessions = new Sessions({
      most: limits.sessions,
      idleMs: limits.sessionIdleMs,
      createServer: (visitor, busy) => this.serverFor(visitor, busy),
      onCount: (open) => metrics.sessions(open),
    });
    this.modern = createMcpHandler(() => this.serverFor(this.visit().visitor), { legacy: "reject", onerror });
    this.node = toNodeHandler(
      { fetch: (request) => this.answer(request) },
      {
        maxRequestBodySize: limits.bodyBytes,
        onerror,
      },
    );
  }

  /**
   * Answers one request.
   * @throws {Refusal} 405, 415 or 503
   */
  async serve(request: IncomingMessage, response: ServerResponse, visit: Visit): Promise<void> {
    const { method = "", url = "", headers } = request;
    if (!["GET", "POST", "DELETE"].includes(method)) {
      throw new Refusal(405, "expected GET, POST or DELETE", { allow: "GET, POST, DELETE, OPTIONS" });
    }
    if (method === "POST" && !isJsonContentType(headers["content-type"])) {
      throw new Refusal(415, "expected a body of application/json");
    }
    // What a call under way still needs, such as its person's answer, comes with further requests.
    if (this.stopping && !this.sessionOf(headers["mcp-session-id"], visit.visitor)?.busy) throw STOPPING();
    if (method === "POST") {
      this.exchanges.add(response);
      response.once("close", () => this.exchanges.delete(response));
    }
    await this.visits.run(visit, () => this.node(Object.assign(request, { method, url }), response));
  }

  /**
   * Takes no new calls, and returns when the ones under way are answered.
   * @param ms longest wait
   * @param hurry ends the wait at once
   */
  async drain(ms: number, hurry: AbortSignal): Promise<void> {
    this.stopping = true;
    await until(() => this.calls === 0, ms, hurry);
    await until(() => this.exchanges.size === 0, FLUSH_MS, hurry);
  }

  /** Ends sessions, streams, and calls that are still under way. */
  async close(): Promise<void> {
    await this.sessions.close();
    await this.modern.close();
  }

  private async answer(request: Request): Promise<Response> {
    let body: unknown;
    if (request.method === "POST") {
      try {
        body = await request.json();
      } catch {
        return protocolError(400, PARSE_ERROR, "the body is not JSON");
      }
    }
    if (!(await isLegacyRequest(request, body))) return this.modern.fetch(request, { parsedBody: body });
    const { visitor } = this.visit();
    const id = request.headers.get("mcp-session-id");
    if (id !== null) {
      const session = this.sessionOf(id, visitor);
      if (session === undefined) return protocolError(404, SESSION_NOT_FOUND, "Session not found");
      return streaming(request, await session.answer(request, body));
    }
    if (isInitializeRequest(body)) return (await this.sessions.start(visitor, request, body)) ?? NO_ROOM();
    return protocolError(400, BAD_REQUEST, "expected a session (Mcp-Session-Id), or initialize to open one");
  }

  private sessionOf(id: unknown, visitor: Visitor): Session | undefined {
    return typeof id === "string" ? this.sessions.find(id, visitor) : undefined;
  }

  private serverFor({ identity, apiKey }: Visitor, busy?: () => () => void): Server {
    const { createServer, useAccount, log, metrics } = this.options;
    return createServer({
      identity,
      work: async (job) => {
        const ended = busy?.();
        this.calls += 1;
        try {
          return await useAccount(apiKey, job);
        } finally {
          this.calls -= 1;
          ended?.();
        }
      },
      ended: ({ tool: name, outcome, ms }) => {
        const tool = name.slice(0, NAME_LENGTH);
        log.info("call", {
          ...this.requestId(),
          caller: identity.name,
          session: busy !== undefined,
          tool,
          outcome,
          ms,
        });
        metrics.call(tool, outcome, ms / 1000);
      },
    });
  }

  private visit(): Visit {
    const visit = this.visits.getStore();
    if (visit === undefined) throw new Error("outside a request");
    return visit;
  }

  private requestId(): { request?: string } {
    const visit = this.visits.getStore();
    return visit ? { request: visit.id } : {};
  }
}

const STOPPING = () => new Refusal(503, "the server is stopping", { "retry-after": "5", connection: "close" });

/**
 * Begins a stream at once, and ends it when its client goes away. Left to itself the adapter to Node does either with the
 * first keep-alive after 15 s only: a client would wait for its stream, and one that comes back for it would be turned away.
 */
function streaming({ method, signal }: Request, response: Response): Response {
  const { body, status, headers } = response;
  if (body === null) return response;
  const stream = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => {
      // A comment, which readers of event streams skip.
      if (method === "GET" && status === 200) controller.enqueue(new TextEncoder().encode(": open\n\n"));
    },
  });
  return new Response(body.pipeThrough(stream, { signal }), { status, headers });
}

/** Every session has a call under way; some will have ended by then. */
const NO_ROOM = () =>
  Response.json({ error: "every session of this server is in use" }, { status: 503, headers: { "retry-after": "30" } });

function protocolError(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: "2.0", error: { code, message }, id: null }, { status });
}

async function until(reached: () => boolean, ms: number, hurry: AbortSignal): Promise<void> {
  const end = Date.now() + ms;
  while (!reached() && Date.now() < end && !hurry.aborted) await sleep(LOOK_MS);
}
