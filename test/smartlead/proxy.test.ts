/** The way to SmartLead through a proxy: what reaches it, what certainly does not, and what nobody is told on the way. */
import { createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { readInvocation, UsageError } from "../../src/config.ts";
import { asFailure } from "../../src/core/failures.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { type ApiRequest, ConnectionFailure, SmartleadClient } from "../../src/smartlead/client.ts";
import { listen, startProxy, startTls } from "../support/proxy.ts";

const PASSWORD = "proxy-password";
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const get: ApiRequest = { method: "GET", host: "server", path: "/leads/fetch-categories", query: {}, body: undefined };

/** Ends with the test. */
async function during<Started extends { close: () => Promise<unknown> }>(starting: Promise<Started>): Promise<Started> {
  const started = await starting;
  closing.push(() => started.close());
  return started;
}

const portOf = ({ url }: { url: string }) => Number(new URL(url).port);

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
    const sandbox = await during(startSandbox());
    const proxy = await during(startProxy({ port: portOf(sandbox) }));
    const answer = await clientBehind(proxy.port).send(get, new AbortController().signal);
    expect(answer.status).toBe(200);
    expect(proxy.asked).toEqual([
      { target: "api.example.test:80", authorization: `Basic ${btoa(`user:${PASSWORD}`)}` },
    ]);
    expect(JSON.stringify(sandbox.arrivals[0]?.headers)).not.toMatch(/proxy/i);
  });

  it("goes around it where NO_PROXY says so", async () => {
    const sandbox = await during(startSandbox());
    const proxy = await during(startProxy({ status: 502 }));
    const answer = await clientBehind(proxy.port, sandbox.url, "127.0.0.1,other.test").send(
      get,
      new AbortController().signal,
    );
    expect([answer.status, proxy.asked]).toEqual([200, []]);
  });

  it.each([403, 407, 502])("was certainly not sent when the proxy answers %d", async (status) => {
    const proxy = await during(startProxy({ status }));
    const failure = await failureOf(clientBehind(proxy.port));
    expect(failure).toMatchObject({ reason: "unreachable", sent: false, code: `PROXY_ANSWERED_${status}` });
    const { details } = asFailure(failure, "sends_email");
    expect(details).toMatchObject({ kind: "unavailable", message: expect.stringContaining("Nothing was changed") });
    expect(details.next).toContain(`127.0.0.1:${proxy.port}`);
    expect(JSON.stringify([failure, details, failure.stack])).not.toContain(PASSWORD);
  });

  it("was certainly not sent when nothing listens there", async () => {
    const { port, close } = await listen(createTcpServer());
    await close();
    expect(await failureOf(clientBehind(port))).toMatchObject({ sent: false, code: "PROXY_ECONNREFUSED" });
  });

  it("was certainly not sent when the proxy hangs up, and does not ask again by itself", async () => {
    let connections = 0;
    const { port } = await during(
      listen(
        createTcpServer((socket) => {
          connections += 1;
          socket.end();
        }),
      ),
    );
    expect(await failureOf(clientBehind(port))).toMatchObject({ sent: false, code: "PROXY_UND_ERR_SOCKET" });
    expect(connections).toBe(1);
  });

  it("was certainly not sent when the proxy answers with a certificate of its own", async () => {
    const sandbox = await during(startSandbox());
    const tls = await during(startTls(portOf(sandbox)));
    const proxy = await during(startProxy(tls));
    const failure = await failureOf(clientBehind(proxy.port, "https://api.example.test"));
    expect(failure).toMatchObject({ sent: false, code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(sandbox.arrivals).toEqual([]);
  });

  it.each(["http", "https"])("ends in time when the proxy says nothing (%s)", async (scheme) => {
    const { port } = await during(listen(createTcpServer()));
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
