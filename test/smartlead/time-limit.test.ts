/** A caller's signal that also fires when time is up. */
import { getEventListeners, once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { SmartleadClient } from "../../src/smartlead/client.ts";
import { TimeLimit } from "../../src/smartlead/time-limit.ts";

const LONG_MS = 60_000;

it("a request for which no time is left is not sent", async () => {
  const arrived: string[] = [];
  const server = createServer((request, response) => {
    arrived.push(String(request.url));
    response.end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new SmartleadClient({ apiKey: "key-of-a-test", baseUrl, timeoutMs: 5000, userAgent: "test" });
  const request = { method: "POST", host: "server", path: "/leads", query: {}, body: {} } as const;
  const { signal } = new AbortController();
  await expect(client.send(request, signal, 0)).rejects.toMatchObject({ reason: "timeout", sent: false });
  expect(arrived).toEqual([]);
  expect((await client.send(request, signal, 1000)).status).toBe(200);
  await client.close();
  server.close();
});

describe.each([
  ["never answers", () => undefined],
  ["stops in the middle of its answer", (response: ServerResponse) => response.writeHead(200).write('{"a":')],
])("an end that %s", (_, behave) => {
  it.each([
    ["the time is up", { withinMs: 60, leavesAfterMs: LONG_MS, reason: "timeout" }],
    ["the caller leaves", { withinMs: LONG_MS, leavesAfterMs: 60, reason: "cancelled" }],
  ])("is left when %s", async (_, { withinMs, leavesAfterMs, reason }) => {
    const silent = createServer((_, response) => void behave(response)).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const baseUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const client = new SmartleadClient({ apiKey: "key-of-a-test", baseUrl, timeoutMs: LONG_MS, userAgent: "test" });
    const caller = new AbortController();
    setTimeout(() => caller.abort(), leavesAfterMs).unref();
    const request = { method: "POST", host: "server", path: "/leads", query: {}, body: {} } as const;
    await expect(client.send(request, caller.signal, withinMs)).rejects.toMatchObject({ reason, sent: true });
    expect(getEventListeners(caller.signal, "abort")).toHaveLength(0);
    await client.close();
    silent.close();
    silent.closeAllConnections();
  });
});

describe("a time limit", () => {
  it("fires when the time is up, and says so", async () => {
    const limit = new TimeLimit(5, new AbortController().signal);
    expect(limit.aborted).toBe(false);
    await sleep(30);
    expect(limit).toMatchObject({ expired: true, aborted: true });
  });

  it("fires with the caller's signal, for its reason", () => {
    const caller = new AbortController();
    const limit = new TimeLimit(LONG_MS, caller.signal);
    caller.abort("enough");
    expect(limit).toMatchObject({ expired: false, aborted: true, reason: "enough" });
    limit.end();
  });

  it("has fired where the caller had gone before", () => {
    const limit = new TimeLimit(LONG_MS, AbortSignal.abort("gone"));
    expect(limit).toMatchObject({ expired: false, aborted: true, reason: "gone" });
    limit.end();
  });

  it("leaves nothing behind when it ends", async () => {
    const { signal } = new AbortController();
    const limit = new TimeLimit(5, signal);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    limit.end();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    await sleep(30);
    expect(limit.aborted).toBe(false);
  });
});
