/** The way to SmartLead through a proxy: what reaches it, what certainly does not, and what nobody is told on the way. */
import { createServer as createHttpServer, type Server } from "node:http";
import { connect, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { readInvocation, UsageError } from "../../src/config.ts";
import { asFailure } from "../../src/core/failures.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { type ApiRequest, ConnectionFailure, SmartleadClient } from "../../src/smartlead/client.ts";
import { untrusted } from "../support/untrusted.ts";

const PASSWORD = "proxy-password";
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const get: ApiRequest = { method: "GET", host: "server", path: "/leads/fetch-categories", query: {}, body: undefined };

/** A proxy that answers CONNECT with this status, or opens the tunnel to the sandbox; what it was asked is kept. */
async function startProxy(answer: number | { url: string }) {
  const asked: { target: string; authorization: string | undefined }[] = [];
  const server = createHttpServer((_request, response) => response.writeHead(500).end());
  server.on("connect", (request, socket) => {
    socket.on("error", () => undefined);
    asked.push({ target: request.url ?? "", authorization: request.headers["proxy-authorization"] });
    if (typeof answer === "number") {
      socket.end(`HTTP/1.1 ${answer} No\r\n\r\n`);
      return;
    }
    const upstream = connect(Number(new URL(answer.url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
  });
  return { asked, port: await listen(server) };
}

function listen(server: Server | TcpServer): Promise<number> {
  const sockets = new Set<{ destroy: () => void }>();
  server.on("connection", (socket) => sockets.add(socket));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

function clientBehind(port: number, baseUrl = "http://api.example.test", except = "", timeoutMs = 3000) {
  const proxy = { url: `http://user:${PASSWORD}@127.0.0.1:${port}`, except };
  const client = new SmartleadClient({ apiKey: "sandbox-api-key", timeoutMs, userAgent: "test", baseUrl, proxy });
  closing.push(() => client.close());
  return client;
}

async function failureOf(client: SmartleadClient): Promise<ConnectionFailure> {
  const outcome = await client.send(get, new AbortController().signal).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ConnectionFailure);
  return outcome as ConnectionFailure;
}

describe("a request through a proxy", () => {
  it("arrives, with the proxy's password told to the proxy alone", async () => {
    const sandbox = await startSandbox();
    closing.push(() => sandbox.close());
    const proxy = await startProxy(sandbox);
    const answer = await clientBehind(proxy.port).send(get, new AbortController().signal);
    expect(answer.status).toBe(200);
    expect(proxy.asked).toEqual([
      { target: "api.example.test:80", authorization: `Basic ${btoa(`user:${PASSWORD}`)}` },
    ]);
    expect(JSON.stringify(sandbox.arrivals[0]?.headers)).not.toMatch(/proxy/i);
  });

  it("goes around it where NO_PROXY says so", async () => {
    const sandbox = await startSandbox();
    closing.push(() => sandbox.close());
    const proxy = await startProxy(502);
    const answer = await clientBehind(proxy.port, sandbox.url, "127.0.0.1,other.test").send(
      get,
      new AbortController().signal,
    );
    expect([answer.status, proxy.asked]).toEqual([200, []]);
  });

  it.each([403, 407, 502])("was certainly not sent when the proxy answers %d", async (status) => {
    const proxy = await startProxy(status);
    const failure = await failureOf(clientBehind(proxy.port));
    expect(failure).toMatchObject({ reason: "unreachable", sent: false, code: `PROXY_ANSWERED_${status}` });
    const { details } = asFailure(failure, "sends_email");
    expect(details).toMatchObject({ kind: "unavailable", message: expect.stringContaining("Nothing was changed") });
    expect(details.next).toContain(`127.0.0.1:${proxy.port}`);
    expect(JSON.stringify([failure, details, failure.stack])).not.toContain(PASSWORD);
  });

  it("was certainly not sent when nothing listens there", async () => {
    const port = await listen(createTcpServer());
    await closing.pop()?.();
    expect(await failureOf(clientBehind(port))).toMatchObject({ sent: false, code: "PROXY_ECONNREFUSED" });
  });

  it("was certainly not sent when the proxy hangs up, and does not ask again by itself", async () => {
    let connections = 0;
    const port = await listen(
      createTcpServer((socket) => {
        connections += 1;
        socket.end();
      }),
    );
    expect(await failureOf(clientBehind(port))).toMatchObject({ sent: false, code: "PROXY_UND_ERR_SOCKET" });
    expect(connections).toBe(1);
  });

  it("was certainly not sent when the proxy answers with a certificate of its own", async () => {
    const port = await listen(createTlsServer(untrusted));
    const tunnel = await startProxy({ url: `http://127.0.0.1:${port}` });
    const failure = await failureOf(clientBehind(tunnel.port, "https://api.example.test"));
    expect(failure).toMatchObject({ sent: false, code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  it.each(["http", "https"])("ends in time when the proxy says nothing (%s)", async (scheme) => {
    const port = await listen(createTcpServer());
    const started = performance.now();
    await failureOf(clientBehind(port, `${scheme}://api.example.test`, "", 200));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

describe("the proxy of the settings", () => {
  const read = (env: Record<string, string>) => readInvocation([], env).config.network.proxy;

  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: "" }, undefined],
    [
      { HTTPS_PROXY: "http://a:1", HTTP_PROXY: "http://b:2" },
      { url: "http://a:1", except: "" },
    ],
    [
      { https_proxy: "http://small:1", HTTPS_PROXY: "http://large:1" },
      { url: "http://small:1", except: "" },
    ],
    [
      { HTTP_PROXY: "http://b:2", NO_PROXY: "x.test" },
      { url: "http://b:2", except: "x.test" },
    ],
    [{ HTTPS_PROXY: "proxy.test:8080" }, { url: "http://proxy.test:8080", except: "" }],
    [{ HTTPS_PROXY: "http://a:1", NO_PROXY: "*" }, undefined],
  ])("%j", (env, proxy) => expect(read(env)).toEqual(proxy));

  it.each(["socks5://user:secret@a:1", "http://user:secret@:99999"])("is refused without repeating %s", (url) => {
    expect(() => read({ HTTPS_PROXY: url })).toThrow(UsageError);
    expect(() => read({ HTTPS_PROXY: url })).toThrow(/^HTTPS_PROXY: expected/);
    expect(() => read({ HTTPS_PROXY: url })).not.toThrow(/secret/);
  });
});
