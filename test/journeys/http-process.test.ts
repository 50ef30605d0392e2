/** The program as a service: how it starts, refuses to start, and ends. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { freshHome, type HttpServer, PROGRAM, startHttpServer } from "../support/clients.ts";
import { callAlone, callIn, INITIALIZE, openSession, send } from "../support/http.ts";

const DELAY_MS = 1200;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: null });
});
afterAll(() => sandbox.close());

const start = (args: string[] = []) =>
  startHttpServer({ args: ["--base-url", sandbox.url, ...args], env: { SMARTLEAD_API_KEY: sandbox.apiKey } });

/** Two calls, one of each era, that SmartLead takes its time to answer. */
async function slowCalls({ url }: HttpServer): Promise<Promise<{ text: string }>[]> {
  const session = await openSession(url);
  const before = sandbox.arrivals.length;
  sandbox.faults.add({ kind: "delay", ms: DELAY_MS, times: 2 });
  const calls = [callAlone(url, "list_campaigns"), callIn(url, session, "list_campaigns")];
  while (sandbox.arrivals.length < before + 2) await sleep(10);
  return calls;
}

describe("told to stop", () => {
  it("it answers the calls under way, takes no others, and ends well", async () => {
    const server = await start();
    const health = async () => (await send(server.url, { method: "GET", path: "/healthz" })).status;
    expect(await health()).toBe(200);
    const calls = await slowCalls(server);
    const ended = server.stop();
    while (!/"event":"stopping"/.test(server.stderr())) await sleep(10);
    expect(await health()).toBe(503);
    for (const refused of [
      await callAlone(server.url, "list_campaigns"),
      await send(server.url, { body: INITIALIZE }),
    ]) {
      expect(refused).toMatchObject({
        status: 503,
        headers: { "retry-after": expect.any(String), connection: "close" },
      });
    }
    for (const { text } of await Promise.all(calls)) expect(text).toContain('"returned":6');
    expect(await ended).toBe(0);
  });

  it("twice, it ends at once", async () => {
    const server = await start();
    const calls = await slowCalls(server);
    const cut = Promise.allSettled(calls);
    const asked = performance.now();
    const ended = server.stop();
    while (!/"event":"stopping"/.test(server.stderr())) await sleep(10);
    server.process.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(DELAY_MS);
    await cut;
  });

  it("it waits no longer than --deadline", async () => {
    const server = await start(["--deadline", "0.3", "--timeout", "30"]);
    const calls = await slowCalls(server);
    expect(await server.stop("SIGINT")).toBe(0);
    await Promise.allSettled(calls);
  });
});

describe("started wrongly, it says why in one line and ends with 2", () => {
  const run = async (args: string[], env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { PATH: process.env["PATH"] ?? "", HOME: freshHome(), ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const [code] = (await once(child, "exit")) as [number | null];
    return { code, stderr };
  };

  it.each([
    [["--http"], {}, /SMARTLEAD_API_KEY/],
    [["--http", "--sandbox", "--host", "0.0.0.0"], {}, /SMARTLEAD_MCP_TOKENS/],
    [["--http", "--sandbox", "--host", "::"], {}, /SMARTLEAD_MCP_TOKENS/],
    [["--http", "--key-from-header", "--host", "10.0.0.1"], {}, /SMARTLEAD_MCP_TOKENS/],
    [["--http", "--sandbox", "--key-from-header"], {}, /exclude each other/],
    [["--key-from-header"], {}, /--http/],
    [["--http", "--sandbox", "--host", "http://0.0.0.0"], {}, /--host/],
    [["--http", "--sandbox", "--port", "70000"], {}, /0 to 65535/],
    [["--http", "--sandbox", "--allowed-hosts", "https://mcp.example.com"], {}, /without scheme/],
    [["--http", "--sandbox", "--toolsets", "nonsense"], {}, /nonsense/],
  ])("%j", async (args, env, words) => {
    const { code, stderr } = await run(args, env);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(words) });
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("a port that is taken", async () => {
    const other = createServer();
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    expect(await run(["--http", "--sandbox", "--port", `${port}`])).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^smartlead-mcp: cannot listen: .*--port\n$/),
    });
    other.close();
  });
});
