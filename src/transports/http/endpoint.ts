/**
 * MCP over HTTP, in both eras: since 2026 every request stands alone; clients of 2025 open a session. Whoever asks has been
 * let in before.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener, RequestError } from "@hono/node-server";
import {
  createMcpHandler,
  isInitializeRequest,
  isJsonContentType,
  isLegacyRequest,
  PARSE_ERROR,
  PROTOCOL_VERSION_META_KEY,
  type Server,
} from "@modelcontextprotocol/server";
import type { Pipeline } from "../../core/call.ts";
import { raw } from "../../core/records/read.ts";
import type { Log } from "../../log.ts";
import type { ConnectionOf } from "../../server.ts";
import { readBody } from "./body.ts";
import type { Metrics } from "./metrics.ts";
import { Refusal } from "./refusal.ts";
import { type Session, Sessions } from "./sessions.ts";
import { connectionOf, type Reception, Visit, visitOf } from "./visit.ts";
import type { Visitor } from "./visitor.ts";

/** Lends the pipeline of an account for as long as a job takes. */
export type UseAccount = <Result>(
  /** Undefined for the account that the server's settings name. */
  apiKey: string | undefined,
  job: (pipeline: Pipeline) => Promise<Result>,
) => Promise<Result>;

export interface EndpointOptions {
  createServer: (connectionOf: ConnectionOf) => Server;
  useAccount: UseAccount;
  metrics: Metrics;
  log: Log;
  limits: { bodyBytes: number; sessions: number; sessionIdleMs: number };
}

/** The protocol's code for a session that does not exist, and for requests that lack one. */
const SESSION_NOT_FOUND = -32_001;
const BAD_REQUEST = -32_000;

/** How often it is looked whether the last call has ended, and how long its answer may take to leave, in milliseconds. */
const LOOK_MS = 20;
const FLUSH_MS = 1000;

/** Longer than any tool's name; what is asked for may be anything. */
const NAME_LENGTH = 64;

/** Servers that are kept for the requests to come: as many as calls are under way at busy times. */
const MOST_IDLE = 100;

export class McpEndpoint {
  private readonly options: EndpointOptions;
  private readonly reception: Reception;
  private readonly sessions: Sessions;
  private readonly modern: ReturnType<typeof createMcpHandler>;
  private readonly idle: Server[] = [];
  /** Requests whose answer is not out yet, and jobs under way. Counted, not listed: see `lend`. */
  private exchanges = 0;
  private jobs = 0;
  private stopping = false;

  constructor(options: EndpointOptions) {
    const { log, limits, metrics, createServer } = options;
    this.options = options;
    this.reception = {
      work: (visit, job) => this.work(visit, job),
      ended: ({ id, identity, session }, { tool: name, outcome, ms }) => {
        const tool = name.slice(0, NAME_LENGTH);
        log.info("call", { request: id, caller: identity.name, session: session !== undefined, tool, outcome, ms });
        metrics.call(tool, outcome, ms / 1000);
      },
    };
    this.sessions = new Sessions({
      most: limits.sessions,
      idleMs: limits.sessionIdleMs,
      createServer: () => createServer(connectionOf),
      onCount: (open) => metrics.sessions(open),
    });
    this.modern = createMcpHandler(({ authInfo }) => this.lend(visitOf(authInfo)), {
      legacy: "reject",
      onerror: ({ message: error }) => log.debug("protocol_error", { error }),
    });
  }

  /**
   * Answers one request.
   * @param id for the log
   * @throws {Refusal} 400, 405, 413, 415 or 503
   */
  async serve(request: IncomingMessage, response: ServerResponse, id: string, visitor: Visitor): Promise<void> {
    const { method = "", headers } = request;
    if (!["GET", "POST", "DELETE"].includes(method)) {
      throw new Refusal(405, "expected GET, POST or DELETE", { allow: "GET, POST, DELETE, OPTIONS" });
    }
    if (method === "POST" && !isJsonContentType(headers["content-type"])) {
      throw new Refusal(415, "expected a body of application/json");
    }
    // What a call under way still needs, such as its person's answer, comes with further requests.
    if (this.stopping && !this.sessionOf(headers["mcp-session-id"], visitor)?.busy) throw STOPPING();
    if (method === "POST") {
      this.exchanges += 1;
      response.once("close", () => {
        this.exchanges -= 1;
      });
    }
    const body = method === "POST" ? await readBody(request, this.options.limits.bodyBytes) : undefined;
    const visit = new Visit(id, visitor, this.reception);
    let failure: unknown;
    const listener = getRequestListener((asked: Request) => this.answer(asked, body, visit), {
      // The body has been read to its end.
      autoCleanupIncoming: false,
      // Left to itself the adapter would answer with the error's own words.
      errorHandler: (error) => {
        failure = error;
      },
    });
    await listener(request, response);
    if (failure instanceof RequestError) throw new Refusal(400, "this Host or path cannot be understood");
    if (failure !== undefined) throw failure;
  }

  /**
   * Takes no new calls, and returns when the ones under way are answered.
   * @param ms longest wait
   * @param hurry ends the wait at once
   */
  async drain(ms: number, hurry: AbortSignal): Promise<void> {
    this.stopping = true;
    await until(() => this.jobs === 0, ms, hurry);
    await until(() => this.exchanges === 0, FLUSH_MS, hurry);
  }

  /** Ends sessions, streams, and calls that are still under way. */
  async close(): Promise<void> {
    await this.sessions.close();
    await this.modern.close();
  }

  private async answer(request: Request, text: string | undefined, visit: Visit): Promise<Response> {
    const body = parsed(text);
    if (text !== undefined && body === undefined) return protocolError(400, PARSE_ERROR, "the body is not JSON");
    if (standsAlone(body) || !(await isLegacyRequest(request, body))) {
      return this.modern.fetch(request, { parsedBody: body, authInfo: visit.authInfo });
    }
    const id = request.headers.get("mcp-session-id");
    if (id !== null) {
      const session = this.sessionOf(id, visit.visitor);
      if (session === undefined) return protocolError(404, SESSION_NOT_FOUND, "Session not found");
      return session.answer(visit, request, body);
    }
    if (isInitializeRequest(body)) return (await this.sessions.start(visit, request, body)) ?? NO_ROOM();
    return protocolError(400, BAD_REQUEST, "expected a session (Mcp-Session-Id), or initialize to open one");
  }

  private sessionOf(id: unknown, visitor: Visitor): Session | undefined {
    return typeof id === "string" ? this.sessions.find(id, visitor) : undefined;
  }

  private async work<Result>({ visitor }: Visit, job: (pipeline: Pipeline) => Promise<Result>): Promise<Result> {
    this.jobs += 1;
    try {
      return await this.options.useAccount(visitor.apiKey, job);
    } finally {
      this.jobs -= 1;
    }
  }

  /**
   * A server for one request, and for others when that is over. A new one for each would cost more than most calls; above all
   * the SDK keeps those in use in a Set, and a Set that lives long and changes much holds on to what it lost until the next full
   * collection. With a server goes all that its call has made, so that every small collection has to move it.
   */
  private lend(visit: Visit): Server {
    const server = this.idle.pop() ?? this.options.createServer(connectionOf);
    server.onclose = () => {
      // A call that goes on after its client has left may still speak through its server.
      if (visit.jobs === 0 && this.idle.length < MOST_IDLE) this.idle.push(server);
    };
    return server;
  }
}

const STOPPING = () => new Refusal(503, "the server is stopping", { "retry-after": "5", connection: "close" });

/**
 * Claims to be of the 2026 era. `isLegacyRequest` would say the same after looking at everything else in the message, as the
 * SDK does once more when it answers. Of a greeting only it can tell.
 */
function standsAlone(body: unknown): boolean {
  const { method, params } = raw(body);
  return method !== "initialize" && PROTOCOL_VERSION_META_KEY in raw(raw(params)["_meta"]);
}

function parsed(text = ""): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
