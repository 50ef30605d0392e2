/**
 * One HTTP request to SmartLead and its decoded answer. The API key exists in this file's URL and nowhere else: no
 * error, log line or answer that leaves here contains it.
 */
import type { Dispatcher, request } from "undici";
import { type AnswerBody, decodeBody, decodeText } from "./decode.ts";
import { TimeLimit } from "./time-limit.ts";

export type ApiHost = "server" | "delivery" | "senders" | "prospect";

const ORIGINS: Record<ApiHost, string> = {
  server: "https://server.smartlead.ai",
  delivery: "https://smartdelivery.smartlead.ai",
  senders: "https://smart-senders.smartlead.ai",
  prospect: "https://prospect-api.smartlead.ai",
};

export type QueryValue = string | number | boolean | readonly (string | number)[];

export interface ApiRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  host: ApiHost;
  /** Below /api/v1, parameters filled in and encoded. */
  path: string;
  query: Readonly<Record<string, QueryValue>>;
  /** JSON body; undefined sends none. */
  body: unknown;
}

export interface ApiAnswer {
  status: number;
  /** Lower-case names; of repeated headers the first. */
  headers: Readonly<Record<string, string | undefined>>;
  body: AnswerBody;
}

/** No answer came. `sent` is false only when it is certain that SmartLead never saw the request. */
export class ConnectionFailure extends Error {
  readonly reason: "unreachable" | "lost" | "timeout" | "cancelled";
  readonly sent: boolean;
  /** The error code of the network layer, for people who must fix the network. */
  readonly code: string | undefined;
  /** Host and port of the proxy that the settings name, without its password. */
  readonly proxy: string | undefined;

  constructor(reason: ConnectionFailure["reason"], sent: boolean, code?: string, proxy?: string) {
    super(`${reason}${code ? ` (${code})` : ""}`);
    this.name = "ConnectionFailure";
    this.reason = reason;
    this.sent = sent;
    this.code = code;
    this.proxy = proxy;
  }
}

/** What stands between this machine and SmartLead. */
export interface WebProxy {
  /** `http:` or `https:`, with a user name and password where the proxy wants them. */
  url: string;
  /** Hosts that are reached without it, as NO_PROXY lists them. */
  except: string;
}

export interface ClientOptions {
  apiKey: string;
  /** Replaces scheme, host and port of every SmartLead host. */
  baseUrl?: string;
  /** For one request, in milliseconds. SmartLead's proxy gives up after about 30 s, so the default stays below. */
  timeoutMs: number;
  userAgent: string;
  proxy?: WebProxy;
  /** Shared with other accounts, through the same proxy; its own when left out. */
  connections?: Connections;
}

/** More than any documented answer; a body beyond it is not worth the memory of the person's machine. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** The certificate of the other end is not one that this machine trusts; nothing is said to such an end. */
export const UNTRUSTED: ReadonlySet<string> = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Failures of the network layer after which SmartLead certainly saw nothing. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  ...UNTRUSTED,
]);

/** Starts the code of a failure that is the proxy's: it opened no way to SmartLead, so SmartLead saw nothing. */
export const PROXY_FAILED = "PROXY_";

export interface ConnectionOptions {
  proxy?: WebProxy;
  /** Longest wait for a proxy to open a tunnel, in milliseconds. */
  tunnelTimeoutMs: number;
}

interface Way {
  request: typeof request;
  agent: Dispatcher;
}

/** Open connections to SmartLead. Any number of accounts may share them: the key is in each request, not in the connection. */
export class Connections {
  private readonly options: ConnectionOptions;
  private opening: Promise<Way> | undefined;

  constructor(options: ConnectionOptions) {
    this.options = options;
  }

  /** Loads what the first request needs: listing tools needs no network, and this library is as large as the rest. */
  open(): Promise<Way> {
    const { proxy, tunnelTimeoutMs: tunnelTimeout } = this.options;
    this.opening ??= import("./http.ts").then(({ agentFor, request }) => ({
      request,
      // As many connections as the quota allows requests: one that waited for a connection would start at a time that
      // nobody wrote down.
      agent: agentFor(proxy, { keepAliveTimeout: 10_000, maxResponseSize: MAX_BODY_BYTES, tunnelTimeout }),
    }));
    return this.opening;
  }

  async close(): Promise<void> {
    await (await this.opening)?.agent.destroy();
  }
}

export class SmartleadClient {
  private readonly options: ClientOptions;
  private readonly connections: Connections;

  constructor(options: ClientOptions) {
    this.options = options;
    const { connections, timeoutMs: tunnelTimeoutMs, proxy } = options;
    this.connections = connections ?? new Connections({ tunnelTimeoutMs, ...(proxy && { proxy }) });
  }

  /** Makes ready what a request needs, so that sending it takes no longer than it must. */
  async prepare(): Promise<void> {
    await this.connections.open();
  }

  /**
   * Sends one request, once.
   * @param withinMs when the caller must have an answer, where that is sooner than the client's own time-out
   * @throws {ConnectionFailure} when no complete answer came
   */
  async send(request: ApiRequest, signal: AbortSignal, withinMs = Number.POSITIVE_INFINITY): Promise<ApiAnswer> {
    if (signal.aborted) throw new ConnectionFailure("cancelled", false);
    // A change that is cut off at once leaves nobody knowing whether it was made.
    if (withinMs <= 0) throw new ConnectionFailure("timeout", false);
    const { request: send, agent } = await this.connections.open();
    const limit = new TimeLimit(Math.min(this.options.timeoutMs, withinMs), signal);
    try {
      const answering = send(this.url(request), {
        method: request.method,
        dispatcher: agent,
        signal: limit,
        headers: {
          // Cloudflare stands in front and blocks requests without a normal User-Agent.
          "user-agent": this.options.userAgent,
          accept: "application/json, text/plain, */*",
          ...(request.body !== undefined && { "content-type": "application/json" }),
        },
        body: request.body === undefined ? null : JSON.stringify(request.body),
      });
      const answer = await endingWith(limit, answering);
      const headers = Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
      );
      const text = this.withoutKey(decodeText(await answer.body.bytes()));
      return { status: answer.statusCode, headers, body: decodeBody(text, headers["content-type"] ?? "") };
    } catch (error) {
      throw this.connectionFailure(error, signal, limit.expired);
    } finally {
      limit.end();
    }
  }

  async close(): Promise<void> {
    await this.connections.close();
  }

  /** Errors that quote the request's URL, and lists of keys, would carry the key on. */
  private withoutKey(text: string): string {
    const { apiKey } = this.options;
    return text.replaceAll(apiKey, "***").replaceAll(encodeURIComponent(apiKey), "***");
  }

  private url({ host, path, query }: ApiRequest): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      parameters.append(name, Array.isArray(value) ? value.join(",") : String(value));
    }
    parameters.append("api_key", this.options.apiKey);
    return `${this.options.baseUrl ?? ORIGINS[host]}/api/v1${path}?${parameters}`;
  }

  private connectionFailure(error: unknown, signal: AbortSignal, late: boolean): ConnectionFailure {
    const proxy = this.options.proxy && new URL(this.options.proxy.url).host;
    const code = errorCode(error);
    if (code !== undefined && (NEVER_SENT.has(code) || code.startsWith(PROXY_FAILED)))
      return new ConnectionFailure("unreachable", false, code, proxy);
    if (signal.aborted) return new ConnectionFailure("cancelled", true);
    if (late) return new ConnectionFailure("timeout", true, undefined, proxy);
    return new ConnectionFailure("lost", true, code, proxy);
  }
}

/** undici looks at the signal of a request only when there is a connection: without one the caller would wait for it. */
function endingWith<Answer>(end: TimeLimit, answering: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    end.once("abort", () => reject(end.reason));
    answering.then(resolve, reject);
  });
}

/** The innermost error code: undici and Node wrap the one that matters. */
function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? code : errorCode(error.cause);
}
