/** The HTTP endpoint as strangers, slips and thieves meet it. */
import { once } from "node:events";
import { connect as dial, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Effect } from "../../src/core/effects.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import type { Access } from "../../src/transports/http/access.ts";
import {
  callAlone,
  callIn,
  INITIALIZE,
  type OwnServer,
  type OwnServerOptions,
  openSession,
  send,
  serveHere,
} from "../support/http.ts";

let sandbox: Sandbox;
const open: OwnServer[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: null, heavyRateLimit: null });
});
afterAll(() => sandbox.close());
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop(AbortSignal.abort());
  sandbox.faults.clear();
});

async function serve({ args = [], env, ...options }: OwnServerOptions = {}): Promise<OwnServer> {
  const server = await serveHere({
    args: ["--base-url", sandbox.url, ...args],
    env: { SMARTLEAD_API_KEY: sandbox.apiKey, ...env },
    ...options,
  });
  open.push(server);
  return server;
}

const contentOf = ({ json }: { json: Record<string, unknown> }) =>
  (json["result"] as { structuredContent?: Record<string, unknown> } | undefined)?.structuredContent;
const kindOf = (answer: { json: Record<string, unknown> }) =>
  (contentOf(answer)?.["error"] as { kind?: string } | undefined)?.kind;
const arrived = () => sandbox.arrivals.length;

describe("who and what is let in", () => {
  it("refuses names and pages that are not its own", async () => {
    const { url } = await serve();
    for (const host of [
      "evil.example",
      "127.0.0.1.evil.example",
      "localhost.evil.example:80",
      "127.0.0.1@evil.example",
    ]) {
      expect({ host, ...(await send(url, { body: INITIALIZE, headers: { host } })) }).toMatchObject({ status: 403 });
    }
    for (const origin of ["https://evil.example", "null", "http://localhost.evil.example", "file://"]) {
      const answer = await send(url, { body: INITIALIZE, headers: { origin } });
      expect({ origin, ...answer }).toMatchObject({ status: 403 });
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    }
    // The machine's own, written as nobody writes it.
    const odd = await send(url, { body: INITIALIZE, headers: { host: "[0:0:0:0:0:0:0:1]" } });
    expect(odd).toMatchObject({ status: 400, json: { error: expect.stringContaining("Host") } });
    for (const headers of [{ host: "localhost:9" }, { origin: "http://localhost:5173" }, { host: "[::1]" }]) {
      expect((await send(url, { body: INITIALIZE, headers })).status).toBe(200);
    }
  });

  it("takes the names of --allowed-hosts instead of the machine's own, but for health", async () => {
    const { url } = await serve({ args: ["--allowed-hosts", "mcp.example.com"] });
    expect((await send(url, { body: INITIALIZE })).status).toBe(403);
    const headers = { host: "mcp.example.com:8443", origin: "https://mcp.example.com" };
    expect((await send(url, { body: INITIALIZE, headers })).status).toBe(200);
    expect(await send(url, { method: "GET", path: "/healthz" })).toMatchObject({ status: 200, json: { status: "ok" } });
  });

  it("lets pages of allowed hosts read its answers, and asks nothing of a preflight", async () => {
    const { url } = await serve({ env: { SMARTLEAD_MCP_TOKENS: "one-long-enough-token" } });
    const origin = "http://localhost:5173";
    const preflight = await send(url, { method: "OPTIONS", headers: { origin } });
    expect(preflight).toMatchObject({
      status: 204,
      headers: {
        "access-control-allow-origin": origin,
        "access-control-allow-headers": expect.stringContaining("authorization"),
        vary: "origin",
      },
    });
    const answer = await send(url, { body: INITIALIZE, headers: { origin } });
    expect(answer).toMatchObject({
      status: 401,
      headers: { "access-control-expose-headers": expect.stringContaining("mcp-session-id") },
    });
    expect((await send(url, { method: "OPTIONS", headers: { origin: "https://evil.example" } })).status).toBe(403);
  });

  it("wants a token where there are tokens", async () => {
    const token = "one-long-enough-token";
    const server = await serve({ env: { SMARTLEAD_MCP_TOKENS: `${token},another-long-enough-token` } });
    for (const authorization of [undefined, "Bearer", "Bearer wrong", `Basic ${token}`, `Bearer ${token}x`, token]) {
      const headers = authorization === undefined ? {} : { authorization };
      for (const answer of [
        await send(server.url, { body: INITIALIZE, headers }),
        await callAlone(server.url, "list_campaigns", {}, headers),
      ]) {
        expect({ authorization, ...answer }).toMatchObject({
          status: 401,
          headers: { "www-authenticate": expect.stringMatching(/^Bearer/) },
        });
        expect(answer.json).not.toHaveProperty("jsonrpc");
      }
    }
    const headers = { authorization: `bearer ${token}` };
    expect(contentOf(await callAlone(server.url, "list_campaigns", {}, headers))).toMatchObject({ returned: 6 });
    expect(JSON.stringify(server.log)).not.toContain(token);
  });

  it("tells a monitoring system with a token what was called and what is left, and no key", async () => {
    const token = "one-long-enough-token";
    const { url } = await serve({ args: ["--rate-limit", "50/60s"], env: { SMARTLEAD_MCP_TOKENS: token } });
    const headers = { authorization: `Bearer ${token}` };
    await callAlone(url, "list_campaigns", {}, headers);
    await callAlone(url, "made_up_by_a_caller", {}, headers);
    await openSession(url, headers);
    expect((await send(url, { method: "GET", path: "/metrics" })).status).toBe(401);
    const { status, text } = await send(url, { method: "GET", path: "/metrics", headers });
    expect(status).toBe(200);
    expect(text).toContain('smartlead_mcp_calls_total{tool="list_campaigns",outcome="done"} 1');
    expect(text).toContain('smartlead_mcp_calls_total{tool="unknown",outcome="unknown_tool"} 1');
    expect(text).toMatch(/smartlead_mcp_quota_left\{account="[0-9a-f]+[^"]*"\} 49/);
    expect(text).toContain("smartlead_mcp_wait_seconds_count 1");
    expect(text).toContain("smartlead_mcp_sessions 1");
    expect(text).not.toContain(sandbox.apiKey);
    expect(text).not.toContain("made_up");
  });

  it("names the caller in the log and the request by its id", async () => {
    const server = await serve();
    const answer = await callAlone(server.url, "list_campaigns", {}, { "x-request-id": "proxy-17" });
    expect(answer.headers["x-request-id"]).toBe("proxy-17");
    const foul = await callAlone(server.url, "list_campaigns", {}, { "x-request-id": 'a"b c' });
    expect(foul.headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
    expect(server.log).toContainEqual(
      expect.objectContaining({
        event: "call",
        request: "proxy-17",
        caller: "anyone",
        session: false,
        tool: "list_campaigns",
        outcome: "done",
        ms: expect.any(Number),
      }),
    );
    expect(JSON.stringify(server.log)).not.toContain(sandbox.apiKey);
  });
});

describe("what is no proper request", () => {
  it.each([
    ["another path", { method: "GET", path: "/" }, 404],
    ["a path below", { path: "/mcp/x", body: INITIALIZE }, 404],
    ["another method", { method: "PUT", body: INITIALIZE }, 405],
    ["a change of the health page", { path: "/healthz", body: {} }, 405],
    ["a form", { body: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
    ["no JSON", { body: "{" }, 400],
    ["nothing", { body: "" }, 400],
    ["no message", { body: { hello: "world" } }, 400],
    ["a call without a session", { body: { jsonrpc: "2.0", id: 1, method: "tools/list" } }, 400],
    ["a stream without a session", { method: "GET" }, 400],
    ["a session's end without a session", { method: "DELETE" }, 400],
    ["a huge head", { body: INITIALIZE, headers: { "x-much": "x".repeat(20_000) } }, 431],
    ["a body that is too large", { body: `{"a":"${"x".repeat(5 * 1024 * 1024)}"}` }, 413],
  ])("%s is refused", async (_what, sending, status) => {
    const { url } = await serve();
    expect((await send(url, sending)).status).toBe(status);
  });

  it("a body without end is cut off", async () => {
    const { url } = await serve();
    const { socket, closed } = await dialTo(url);
    const head =
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    socket.write(head);
    const chunk = `${(64 * 1024).toString(16)}\r\n${"x".repeat(64 * 1024)}\r\n`;
    let written = 0;
    while (!socket.closed && written < 32 * 1024 * 1024) {
      if (!socket.write(chunk)) await Promise.race([new Promise((more) => socket.once("drain", more)), closed]);
      written += chunk.length;
    }
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  it("clients that dawdle are cut off, the others are not", async () => {
    const { url } = await serve({ limits: { headersMs: 200, requestMs: 400 } });
    const slowHead = await dialTo(url);
    slowHead.socket.write("POST /mcp HTTP/1.1\r\nHost: localhost\r\n");
    const slowBody = await dialTo(url);
    slowBody.socket.write(
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
    );
    sandbox.faults.add({ kind: "delay", ms: 1200 });
    const patient = callAlone(url, "list_campaigns");
    await Promise.all([slowHead.closed, slowBody.closed]);
    expect(contentOf(await patient)).toMatchObject({ returned: 6 });
  });
});

async function dialTo(url: string): Promise<{ socket: Socket; closed: Promise<unknown> }> {
  const socket = dial(Number(new URL(url).port), "127.0.0.1");
  // Being cut off is what these connections are for.
  socket.on("error", () => undefined);
  socket.resume();
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await once(socket, "connect");
  return { socket, closed };
}

/** Callers by the name that they send as their token, with the effects that they may cause; all when none are given. */
const byName = (rights: Record<string, Effect[] | undefined>): Access => ({
  documents: new Map(),
  identify: async ({ authorization = "" }) => ({
    ok: true,
    caller: {
      name: authorization,
      effects: rights[authorization] && new Set(rights[authorization]),
    },
  }),
});

describe("sessions", () => {
  it("are the caller's own who opened them", async () => {
    const { url } = await serve({ access: byName({}) });
    const ada = { authorization: "ada" };
    const session = await openSession(url, ada);
    const guesses = ["", "x", session.slice(1), session.toUpperCase(), `${session}x`, crypto.randomUUID()];
    for (const guess of guesses) {
      expect({ guess, ...(await callIn(url, guess, "list_campaigns", {}, ada)) }).toMatchObject({ status: 404 });
    }
    const before = arrived();
    const theft = await callIn(url, session, "list_campaigns", {}, { authorization: "eve" });
    const unknown = await callIn(url, crypto.randomUUID(), "list_campaigns", {}, { authorization: "eve" });
    expect([theft.status, theft.text]).toEqual([404, unknown.text]);
    for (const method of ["GET", "DELETE"]) {
      const headers = { authorization: "eve", "mcp-session-id": session };
      expect((await send(url, { method, headers })).status).toBe(404);
    }
    expect(arrived()).toBe(before);
    expect(contentOf(await callIn(url, session, "list_campaigns", {}, ada))).toMatchObject({ returned: 6 });
  });

  it("end when their client says so", async () => {
    const { url } = await serve();
    const session = await openSession(url);
    const headers = { "mcp-session-id": session };
    expect((await send(url, { method: "DELETE", headers })).status).toBe(200);
    expect((await callIn(url, session, "list_campaigns")).status).toBe(404);
  });

  it("end when nobody uses them, not while a call is under way", async () => {
    const { url } = await serve({ limits: { sessionIdleMs: 300 } });
    const [idle, busy] = [await openSession(url), await openSession(url)];
    sandbox.faults.add({ kind: "delay", ms: 800 });
    expect(contentOf(await callIn(url, busy, "list_campaigns"))).toMatchObject({ returned: 6 });
    expect((await callIn(url, idle, "list_campaigns")).status).toBe(404);
    expect((await callIn(url, busy, "list_campaigns")).status).toBe(200);
  });

  it("are bounded: the one that was idle for longest goes, and none with a call", async () => {
    const { url } = await serve({ limits: { sessions: 2 } });
    const first = await openSession(url);
    await sleep(5);
    const second = await openSession(url);
    sandbox.faults.add({ kind: "delay", ms: 600, times: 2 });
    const before = arrived();
    const call = callIn(url, first, "list_campaigns");
    while (arrived() === before) await sleep(5);
    const third = await openSession(url);
    expect((await callIn(url, second, "list_campaigns")).status).toBe(404);
    const other = callIn(url, third, "list_campaigns");
    while (arrived() < before + 2) await sleep(5);
    const full = await send(url, { body: INITIALIZE });
    expect(full).toMatchObject({ status: 503, headers: { "retry-after": expect.stringMatching(/^\d+$/) } });
    for (const answer of [await call, await other]) expect(contentOf(answer)).toMatchObject({ returned: 6 });
  });

  it("give their stream back to a client that lost its connection", async () => {
    const { url } = await serve();
    const headers = { "mcp-session-id": await openSession(url), accept: "text/event-stream" };
    for (let turn = 0; turn < 3; turn += 1) {
      const gone = new AbortController();
      const stream = await fetch(new URL("/mcp", url), { headers, signal: gone.signal });
      expect(stream.status).toBe(200);
      gone.abort();
      await sleep(50);
    }
  });

  it("hold no rights that the caller has lost", async () => {
    const rights: Record<string, Effect[] | undefined> = { ada: undefined };
    const { url } = await serve({ access: byName(rights) });
    const session = await openSession(url, { authorization: "ada" });
    rights["ada"] = ["read"];
    expect((await callIn(url, session, "list_campaigns", {}, { authorization: "ada" })).status).toBe(404);
  });
});

describe("a person who is asked over a session", () => {
  it("can still answer while the server is stopping, and only the session's own caller can", async () => {
    const server = await serve({ access: byName({}) });
    const { url } = server;
    const ada = { authorization: "ada" };
    const session = await openSession(url, ada);
    const params = { name: "set_campaign_status", arguments: { campaign_id: 1_456_022, status: "START" } };
    const headers = { "mcp-session-id": session, "content-type": "application/json", ...ada };
    const call = await fetch(new URL("/mcp", url), {
      method: "POST",
      headers: { ...headers, accept: "application/json, text/event-stream" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 5, method: "tools/call", params }),
    });
    const events = call.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = "";
    const until = async (word: string) => {
      while (!heard.includes(word)) {
        const { value, done } = (await events?.read()) ?? { done: true };
        if (done) throw new Error(`the stream ended: ${heard}`);
        heard += value;
      }
    };
    await until("elicitation/create");
    const { id } = JSON.parse(
      heard
        .split("\n")
        .find((line) => line.startsWith("data: {"))
        ?.slice(6) ?? "{}",
    );
    open.splice(0);
    const stopped = server.stop(new AbortController().signal);

    const yes = { jsonrpc: "2.0", id, result: { action: "accept", content: {} } };
    expect((await send(url, { body: yes, headers: { ...headers, authorization: "eve" } })).status).toBe(503);
    expect((await send(url, { body: INITIALIZE, headers: ada })).status).toBe(503);
    expect((await send(url, { body: yes, headers })).status).toBe(202);
    await until('"id":5');
    expect(heard).toContain('"done":true');
    await stopped;
  });
});

describe("requests that stand alone", () => {
  it("know nothing of the one before, whose server they may get", async () => {
    const { url, log } = await serve({ access: byName({}) });
    const [campaign] = sandbox.account.campaigns;
    const args = { campaign_id: campaign?.id, status: "START" };
    const able = { capabilities: { elicitation: {} } };
    const ask = (authorization: string, what: object) =>
      callAlone(url, "set_campaign_status", args, { authorization, "x-request-id": `of-${authorization}` }, what);
    expect((await ask("ada", able)).json["result"]).toMatchObject({ resultType: "input_required" });
    expect(contentOf(await ask("eve", {}))).toMatchObject({ status: "confirmation_required" });
    const calls = log.filter(({ event }) => event === "call");
    expect(calls.map(({ caller, request, outcome }) => ({ caller, request, outcome }))).toEqual([
      { caller: "ada", request: "of-ada", outcome: "asked" },
      { caller: "eve", request: "of-eve", outcome: "confirmation_required" },
    ]);
  });

  it("get their own answers while others break off in the middle", async () => {
    const { url } = await serve();
    sandbox.faults.add({ kind: "delay", ms: 150, times: Number.POSITIVE_INFINITY });
    const ids = sandbox.account.campaigns.map(({ id }) => id);
    for (let round = 0; round < 3; round += 1) {
      const answers = ids.flatMap((campaign_id, at) => {
        const gone = callAlone(url, "get_campaign", { campaign_id }, {}, { signal: AbortSignal.timeout(20 + 30 * at) });
        gone.catch(() => undefined);
        return [callAlone(url, "get_campaign", { campaign_id }, {}, { id: 100 + at })];
      });
      const found = (await Promise.all(answers)).map((answer) => [
        answer.json["id"],
        contentOf(answer)?.["campaign_id"],
      ]);
      expect(found).toEqual(ids.map((id, at) => [100 + at, id]));
    }
  });
});

describe("rights", () => {
  const WRITE = { email_lead_map_id: 1_907_336_085, read_status: true };

  it("show and run only what the caller may do, through every door", async () => {
    const { url, log } = await serve({ access: byName({ reader: ["read"], writer: ["read", "write"] }) });
    const [reader, writer] = [{ authorization: "reader" }, { authorization: "writer" }];
    const session = await openSession(url, reader);
    const list = { jsonrpc: "2.0", id: 3, method: "tools/list", params: {} };
    const listed = await send(url, { body: list, headers: { ...reader, "mcp-session-id": session } });
    const { tools } = listed.json["result"] as { tools: { name: string; annotations: { readOnlyHint: boolean } }[] };
    expect(tools.length).toBeGreaterThan(10);
    expect(tools.filter(({ annotations }) => !annotations.readOnlyHint)).toEqual([]);

    const before = arrived();
    const hidden = { name: "change_read_status", arguments: WRITE };
    expect(kindOf(await callIn(url, session, "change_read_status", WRITE, reader))).toBe("read_only");
    expect(kindOf(await callIn(url, session, "call_write_tool", hidden, reader))).toBe("read_only");
    expect(kindOf(await callAlone(url, "change_read_status", WRITE, reader))).toBe("read_only");
    expect(kindOf(await callAlone(url, "set_campaign_status", { campaign_id: 1, status: "START" }, writer))).toBe(
      "forbidden",
    );
    expect(arrived()).toBe(before);
    const found = await callAlone(url, "search_tools", { query: "delete a campaign", limit: 20 }, reader);
    const { items } = contentOf(found) as { items: { effect: string }[] };
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ effect }) => effect !== "read")).toEqual([]);
    expect(kindOf(await callAlone(url, "change_read_status", WRITE, writer))).toBeUndefined();
    expect(log).toContainEqual(
      expect.objectContaining({ caller: "writer", tool: "change_read_status", outcome: "done" }),
    );
  });

  it("hold for briefs and resources too", async () => {
    const { url } = await serve({ access: byName({ reader: ["read"], nobody: [] }) });
    for (const [authorization, mayRead] of [
      ["reader", true],
      ["nobody", false],
    ] as const) {
      const headers = { authorization, "mcp-session-id": await openSession(url, { authorization }) };
      const ask = (method: string, params = {}) =>
        send(url, { body: { jsonrpc: "2.0", id: 3, method, params }, headers });
      const prompts = (await ask("prompts/list")).json["result"] as { prompts: unknown[] };
      expect(prompts.prompts.length > 0).toBe(mayRead);
      const before = arrived();
      const read = await ask("resources/read", { uri: "smartlead://campaigns" });
      expect("result" in read.json).toBe(mayRead);
      expect(arrived() > before).toBe(mayRead);
    }
  });

  it("make a confirmation the caller's own", async () => {
    const { url } = await serve({ access: byName({}) });
    const args = { campaign_id: 1_456_022, status: "START" };
    const asked = contentOf(await callAlone(url, "set_campaign_status", args, { authorization: "ada" }));
    const confirmed = { ...args, confirm_token: asked?.["confirm_token"] };
    expect(kindOf(await callAlone(url, "set_campaign_status", confirmed, { authorization: "eve" }))).toBe(
      "not_confirmed",
    );
    expect(kindOf(await callAlone(url, "set_campaign_status", confirmed, { authorization: "ada" }))).toBeUndefined();
  });
});

describe("keys of the callers", () => {
  const KEY = "x-smartlead-api-key";

  it("are wanted where the server has none of its own, and one at a time", async () => {
    const { url, log } = await serve({ args: ["--key-from-header"], env: { SMARTLEAD_API_KEY: "" } });
    const mine = { [KEY]: sandbox.apiKey };
    expect((await callAlone(url, "list_campaigns")).status).toBe(401);
    for (const given of ["short", "two words here", "a-long-key,another-key", "x".repeat(300)]) {
      expect({ given, ...(await callAlone(url, "list_campaigns", {}, { [KEY]: given })) }).toMatchObject({
        status: 400,
      });
    }
    expect(contentOf(await callAlone(url, "list_campaigns", {}, mine))).toMatchObject({ returned: 6 });
    expect(JSON.stringify(log)).not.toContain(sandbox.apiKey);
  });

  it("are refused where the server works its own account", async () => {
    const { url } = await serve();
    expect((await callAlone(url, "list_campaigns", {}, { [KEY]: sandbox.apiKey })).status).toBe(400);
  });

  it("stay what they were for a whole session", async () => {
    const { url } = await serve({ args: ["--key-from-header"] });
    const session = await openSession(url, { [KEY]: sandbox.apiKey });
    expect((await callIn(url, session, "list_campaigns", {}, { [KEY]: "another-key" })).status).toBe(404);
    expect((await callIn(url, session, "list_campaigns")).status).toBe(401);
    expect((await callIn(url, session, "list_campaigns", {}, { [KEY]: sandbox.apiKey })).status).toBe(200);
  });

  it("have a quota and confirmations of their own", async () => {
    const { url, pool } = await serve({ args: ["--key-from-header", "--rate-limit", "1/60s", "--max-wait", "1"] });
    const [mine, other] = [{ [KEY]: sandbox.apiKey }, { [KEY]: "another-key" }];
    expect(kindOf(await callAlone(url, "list_campaigns", {}, mine))).toBeUndefined();
    expect(kindOf(await callAlone(url, "list_campaigns", {}, mine))).toBe("rate_limited");
    // It has room in its own quota, and SmartLead does not know it.
    expect(kindOf(await callAlone(url, "list_campaigns", {}, other))).toBe("unauthorized");

    const args = { campaign_id: 1_456_022, status: "START" };
    const asked = contentOf(await callAlone(url, "set_campaign_status", args, mine));
    const confirmed = { ...args, confirm_token: asked?.["confirm_token"] };
    expect(kindOf(await callAlone(url, "set_campaign_status", confirmed, other))).toBe("not_confirmed");
    expect(pool.size).toBe(2);
  });
});
