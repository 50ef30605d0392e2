/**
 * A pretend SmartLead account behind the documented HTTP API, strict like the real one, on a loopback port.
 * It knows api.json and nothing of this program's own tool declarations.
 */

import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "./account.ts";
import { endpoints, routeOf } from "./api.ts";
import { blockList } from "./block-list.ts";
import { campaignStatistics } from "./campaign-statistics.ts";
import { campaigns } from "./campaigns.ts";
import { type Fault, Faults } from "./faults.ts";
import { type Generation, type Handlers, Refusal } from "./handler.ts";
import { inboxActions } from "./inbox-actions.ts";
import { inboxLists } from "./inbox-lists.ts";
import { leads } from "./leads.ts";
import { mailboxes } from "./mailboxes.ts";
import { messageHistory } from "./message-history.ts";
import { RateGate, type RateLimit } from "./rate-limit.ts";
import { replies } from "./replies.ts";
import { createRouter, type Match } from "./router.ts";
import { seedAccount } from "./seed.ts";
import { untrackedReplies } from "./untracked-replies.ts";
import { validateRequest } from "./validate.ts";
import { webhooks } from "./webhooks.ts";
import { documented, json, parseJson, type Reply, readBody, replyTo, send, unknownRoute } from "./wire.ts";

export interface SandboxOptions {
  /** A free port when left out. */
  port?: number;
  /** Seeds the account's names and texts; the same seed gives the same account. */
  seed?: string;
  /** Serves this account instead of a seeded one. */
  account?: Account;
  apiKey?: string;
  /** 60 requests in any 60 seconds when left out, as the standard plan has it; null for none. */
  rateLimit?: RateLimit | null;
  /** The further limit of the heavy routes, 10 in 60 seconds when left out; null for none. */
  heavyRateLimit?: RateLimit | null;
  generation?: Generation;
}

/** One request as it reached the sandbox. */
export interface Arrival {
  /** Milliseconds of performance.now() when the request's head had arrived. */
  time: number;
  date: Date;
  method: string;
  path: string;
  /** "POST /campaigns/{campaign_id}/status", or null for an unknown route. */
  route: string | null;
  /** Without the api_key; a repeated key holds a list. */
  query: Record<string, string | string[]>;
  /** Parsed JSON; undefined without a body or when it is not JSON. */
  body: unknown;
  rawBody: string;
  headers: IncomingHttpHeaders;
  /** Null while unanswered, and for ever when a fault cut the connection before the head of an answer. */
  status: number | null;
}

export interface Sandbox {
  /** http://127.0.0.1:PORT, without /api/v1. */
  url: string;
  apiKey: string;
  account: Account;
  /** In the order of arrival. */
  arrivals: Arrival[];
  faults: Faults;
  close(): Promise<void>;
}

export const DEFAULT_API_KEY = "sandbox-api-key";

const handlers: Handlers = {
  ...campaigns,
  ...campaignStatistics,
  ...mailboxes,
  ...leads,
  ...blockList,
  ...inboxLists,
  ...inboxActions,
  ...untrackedReplies,
  ...replies,
  ...messageHistory,
  ...webhooks,
};
const route = createRouter(endpoints.filter((endpoint) => endpoint.required));

/** Starts a pretend account on 127.0.0.1. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const account = options.account ?? seedAccount(options.seed);
  const apiKey = options.apiKey ?? DEFAULT_API_KEY;
  const generation = options.generation ?? "flat";
  const gate = new RateGate({
    all: options.rateLimit === undefined ? { requests: 60, seconds: 60 } : options.rateLimit,
    heavy: options.heavyRateLimit === undefined ? { requests: 10, seconds: 60 } : options.heavyRateLimit,
  });
  const arrivals: Arrival[] = [];
  const faults = new Faults();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(`http://sandbox${request.url ?? "/"}`);
    const method = request.method ?? "GET";
    const match = route(method, url.pathname);
    const arrival: Arrival = {
      time: performance.now(),
      date: new Date(),
      method,
      path: url.pathname,
      route: match === undefined ? null : routeOf(match.endpoint),
      query: queryOf(url.searchParams),
      body: undefined,
      rawBody: "",
      headers: request.headers,
      status: null,
    };
    arrivals.push(arrival);
    arrival.rawBody = await readBody(request);
    arrival.body = parseJson(arrival.rawBody);

    const refused =
      refuseKey(url.searchParams.get("api_key"), apiKey) ?? gate.refuse(match?.endpoint.heavy ?? false, arrival.time);
    const answer = () => refused ?? carryOut(arrival, match, account, generation);
    const fault = refused === undefined && match !== undefined ? faults.take(routeOf(match.endpoint)) : undefined;
    const reply = fault === undefined ? answer() : await suffer(fault, answer);
    if (reply === undefined) {
      response.socket?.destroy();
      return;
    }
    if (refused === undefined && method === "GET") Object.assign(reply.headers, gate.headers(arrival.time));
    arrival.status = reply.status;
    send(response, reply, fault?.kind === "truncate");
  }

  const server = createServer((request, response) => {
    // Only reading the request can fail: the caller has gone, or its target is no URL.
    serve(request, response).catch(() => response.destroy());
  });
  // Longer than any client keeps an idle connection: the sandbox must not be the one that closes it under a request.
  server.keepAliveTimeout = 120_000;
  const port = await listen(server, options.port ?? 0);

  return {
    url: `http://127.0.0.1:${port}`,
    apiKey,
    account,
    arrivals,
    faults,
    close: () => close(server),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address !== null) resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function queryOf(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    if (name === "api_key") continue;
    const [first = "", ...rest] = search.getAll(name);
    query[name] = rest.length === 0 ? first : [first, ...rest];
  }
  return query;
}

function refuseKey(given: string | null, apiKey: string): Reply | undefined {
  if (given === null || given === "") return json(401, { message: "API key is required." });
  return given === apiKey ? undefined : json(401, { message: "Invalid API Key" });
}

function carryOut(arrival: Arrival, match: Match | undefined, account: Account, generation: Generation): Reply {
  if (match === undefined) return unknownRoute(arrival.method, arrival.path);
  const isJson = arrival.headers["content-type"]?.includes("application/json") ?? false;
  if (isJson && arrival.rawBody !== "" && (typeof arrival.body !== "object" || arrival.body === null)) {
    return json(400, { statusCode: 400, error: "Bad Request", message: "Unexpected token in JSON" });
  }
  try {
    // Express leaves the body empty unless the request says that it is JSON.
    const body = isJson ? arrival.body : undefined;
    const checked = validateRequest(match.endpoint, { params: match.params, query: arrival.query, body });
    const handler = handlers[routeOf(match.endpoint)];
    if (handler === undefined) return replyTo(documented(match.endpoint.answer));
    return replyTo(handler({ account, generation, now: arrival.date, ...checked }));
  } catch (error) {
    return error instanceof Refusal ? replyTo(error.answer) : json(500, { error: String(error) });
  }
}

/** What the caller gets of a request that meets a fault; undefined cuts the connection. */
async function suffer(fault: Fault, answer: () => Reply): Promise<Reply | undefined> {
  const carriedOut = fault.after ? answer() : undefined;
  switch (fault.kind) {
    case "answer": {
      const { status, body = "", headers = {} } = fault;
      return typeof body === "string" ? { status, headers: { ...headers }, body } : json(status, body, headers);
    }
    case "empty":
      return { status: 200, headers: {}, body: "" };
    case "drop":
      return undefined;
    case "delay":
      await sleep(fault.ms);
      return carriedOut ?? answer();
    case "truncate":
      return carriedOut ?? answer();
  }
}
