/** A caller's signal that also fires when time is up. */
import { getEventListeners, once } from "node:events";
import { createServer } from "node:http";
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
