/** The HTTP library, in a module of its own so that it can be loaded with the first request instead of at start. */
import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import { PROXY_FAILED, type WebProxy } from "./client.ts";

export { request } from "undici";

export interface AgentOptions {
  keepAliveTimeout: number;
  maxResponseSize: number;
  /** Longest wait for a proxy to open a tunnel, in milliseconds. */
  tunnelTimeout: number;
}

/** What makes the connections: straight to the host, or through the proxy. */
export function agentFor(proxy: WebProxy | undefined, { tunnelTimeout, ...options }: AgentOptions): Dispatcher {
  if (proxy === undefined) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    httpProxy: proxy.url,
    httpsProxy: proxy.url,
    noProxy: proxy.except,
    clientFactory: (origin, own) => tunnels(origin, { ...own, headersTimeout: tunnelTimeout }),
  });
}

/**
 * Connections to a proxy whose failures say that they are the proxy's. Left as they are they look like the other end's, and
 * undici asks a proxy that hangs up again without end and without a pause.
 */
function tunnels(origin: URL, options: Pool.Options): Pool {
  const pool = new Pool(origin, options);
  const open = pool.connect.bind(pool) as (request: object) => Promise<Dispatcher.ConnectData>;
  const openOrSay = async (request: object) => {
    const answer = await open(request).catch((error: NodeJS.ErrnoException) => {
      throw proxyFailure(error.code ?? error.name, error);
    });
    if (answer.statusCode === 200) return answer;
    answer.socket.on("error", () => undefined).destroy();
    throw proxyFailure(`ANSWERED_${answer.statusCode}`);
  };
  pool.connect = openOrSay as Pool["connect"];
  return pool;
}

function proxyFailure(what: string, cause?: Error): Error {
  return Object.assign(new Error("the proxy opened no tunnel", { cause }), { code: `${PROXY_FAILED}${what}` });
}
