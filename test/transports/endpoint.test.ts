/** Requests that get the same server one after the other, with calls that do not end when their clients leave. */
import { afterEach, expect, it } from "vitest";
import type { Caller, Outcome, Pipeline } from "../../src/core/call.ts";
import { createLog } from "../../src/log.ts";
import { serverFactory } from "../../src/server.ts";
import { openMetrics } from "../../src/transports/http/metrics.ts";
import { type HttpServing, startHttp } from "../../src/transports/http.ts";
import { send } from "../support/http.ts";

let serving: HttpServing | undefined;
afterEach(() => serving?.stop(AbortSignal.abort()));

const META = "io.modelcontextprotocol";

/** A call that wants to be told of its progress, under an id that every client uses. */
function call(name: string, signal?: AbortSignal) {
  const _meta = {
    [`${META}/protocolVersion`]: "2026-07-28",
    [`${META}/clientInfo`]: { name, version: "1" },
    [`${META}/clientCapabilities`]: {},
    progressToken: name,
  };
  return send(serving?.url ?? "", {
    body: { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: {}, _meta } },
    headers: { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": name },
    ...(signal && { signal }),
  });
}

it("a call whose client has left does not speak into another one's answer", async () => {
  const begun = new Map<string, { speak: () => void }>();
  const run = (name: string, caller: Caller) =>
    new Promise<Outcome>((resolve) => {
      begun.set(name, {
        speak: () => {
          caller.report?.({ message: `words of ${name}` });
          resolve({ kind: "result", structured: { name }, text: name, isError: false });
        },
      });
    });
  const pipeline = {
    call: (name: string, _given: unknown, caller: Caller) => run(name, caller),
  } as unknown as Pipeline;
  const until = async (name: string) => {
    while (!begun.has(name)) await new Promise((next) => setTimeout(next, 5));
  };
  serving = await startHttp({
    host: "127.0.0.1",
    port: 0,
    allowedHosts: ["127.0.0.1"],
    access: {
      identify: async () => ({ ok: true, caller: { name: "anyone", effects: undefined } }),
      documents: new Map(),
    },
    keyFromHeader: false,
    drainMs: 0,
    createServer: serverFactory({ sandbox: false, dryRun: false, version: "1", results: "both" }),
    useAccount: (_key, job) => job(pipeline),
    metrics: openMetrics(() => undefined),
    log: createLog("silent", []),
  });

  const leaving = new AbortController();
  const left = call("left", leaving.signal).catch(() => undefined);
  await until("left");
  leaving.abort();
  await left;
  // The server hears of it a moment later.
  await new Promise((next) => setTimeout(next, 50));
  const stays = call("stays");
  await until("stays");
  begun.get("left")?.speak();
  await new Promise((next) => setTimeout(next, 50));
  begun.get("stays")?.speak();
  const { text } = await stays;
  expect(text).toContain("words of stays");
  expect(text).not.toContain("left");
});
