/**
 * The HTTP service under load: what a call costs beyond the request it makes, two instances on one Redis with many sessions,
 * and whether memory stays where it is.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { type Sandbox, startSandbox } from "../src/sandbox/server.ts";
import { startRedis } from "../test/support/redis.ts";
import type { HttpReport, HttpTask } from "./http-worker.ts";
import { mostWithin } from "./processes.ts";

/** Prints its tables; true when everything is as promised. */
export async function benchHttp(worker: string): Promise<boolean> {
  const passed = [await overhead(worker), await twoInstances(worker), await soak(worker)];
  return passed.every(Boolean);
}

const CALLERS = 50;
const CALLS_EACH = 40;
/** How long the pretend SmartLead takes for an answer: a call is mostly waiting, as in life. */
const SMARTLEAD_MS = 400;
/** Most milliseconds that a call through the server may take longer than its own request, at the 99th percentile. */
const MOST_OVERHEAD_MS = 5;

/** Callers that each have one call under way all the time, once at the sandbox itself and once through the server. */
async function overhead(worker: string): Promise<boolean> {
  const sandbox = await startSandbox({ rateLimit: null, heavyRateLimit: null });
  const service = await start(worker, sandbox, ["--rate-limit", "100000/1s"]);
  const agent = new Agent({ connections: CALLERS });
  const direct = async () => {
    const { body } = await request(`${sandbox.url}/api/v1/campaigns/?api_key=${sandbox.apiKey}`, { dispatcher: agent });
    await body.text();
  };
  const through = async () => {
    const { text } = await post(service.url, alone("list_campaigns"), agent);
    if (!text.includes('"returned":6')) throw new Error(text);
  };
  await rush(through, 10, 0);
  sandbox.faults.add({ kind: "delay", ms: SMARTLEAD_MS, times: Number.POSITIVE_INFINITY });
  const plain = await rush(direct, CALLS_EACH, SMARTLEAD_MS);
  const served = await rush(through, CALLS_EACH, SMARTLEAD_MS);
  const [load = 0] = loadavg();
  await agent.close();
  await service.stop();
  await sandbox.close();

  console.log(`\n${CALLERS} callers at once, each call answered by SmartLead after ${SMARTLEAD_MS} ms; milliseconds`);
  // On a machine that others keep busy this measures the others.
  console.log(`load of the machine: ${load.toFixed(1)} on ${cpus().length} processors`);
  console.log("              median     p95     p99");
  for (const [name, times] of [
    ["direct", plain],
    ["through", served],
  ] as const)
    console.log(row(name, times));
  const extra = [0.5, 0.95, 0.99].map((part) => at(served, part) - at(plain, part));
  console.log(`${"overhead".padEnd(10)}${extra.map((ms) => ms.toFixed(1).padStart(8)).join("")}`);
  return verdict((extra[2] ?? Number.POSITIVE_INFINITY) < MOST_OVERHEAD_MS, `p99 below ${MOST_OVERHEAD_MS} ms`);
}

/** Every caller goes on as soon as it has its answer; they start spread over the time of one answer. */
async function rush(call: () => Promise<void>, times: number, spreadMs: number): Promise<number[]> {
  const taken: number[] = [];
  await Promise.all(
    Array.from({ length: CALLERS }, async (_, place) => {
      await sleep((place * spreadMs) / CALLERS);
      for (let time = 0; time < times; time += 1) {
        const start = performance.now();
        await call();
        taken.push(performance.now() - start);
      }
    }),
  );
  return taken.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
const row = (name: string, sorted: readonly number[]) =>
  `${name.padEnd(10)}${[0.5, 0.95, 0.99].map((part) => at(sorted, part).toFixed(1).padStart(8)).join("")}`;

const SESSIONS = 200;
const LIMIT = { requests: 100, seconds: 2 };

/** Each session asks for a change on one instance, confirms it on the other, and tries the confirmation a second time. */
async function twoInstances(worker: string): Promise<boolean> {
  const redis = await startRedis();
  if (redis === undefined) {
    console.log("\ntwo instances: skipped, no redis-server or valkey-server on this machine");
    return true;
  }
  const sandbox = await startSandbox({ rateLimit: LIMIT, heavyRateLimit: null });
  const window = `${LIMIT.requests}/${LIMIT.seconds}s`;
  const flags = [
    "--store",
    `${redis.url}/0`,
    "--rate-limit",
    window,
    "--confirm-effects",
    "write,destructive,sends_email,spends_money",
  ];
  const instances = [await start(worker, sandbox, flags), await start(worker, sandbox, flags)] as const;
  const agent = new Agent();
  const count = { errors: 0, lost: 0, replayed: 0 };
  const change = { email_lead_map_id: 1_907_336_085, read_status: true };

  async function work(place: number): Promise<void> {
    const [home, away] = place % 2 === 0 ? instances : [instances[1], instances[0]];
    const greeted = await post(home.url, INITIALIZE, agent);
    const session = { "mcp-session-id": greeted.session };
    const inSession = (name: string, args: object) => post(home.url, call(name, args), agent, session);
    if (!(await inSession("list_lead_categories", {})).text.includes('"returned"')) count.errors += 1;
    const asked = await inSession("change_read_status", change);
    const confirm_token = /"confirm_token":"([^"]+)"/.exec(asked.text)?.[1];
    if (confirm_token === undefined) count.errors += 1;
    const confirmed = await post(away.url, alone("change_read_status", { ...change, confirm_token }), agent);
    if (!confirmed.text.includes('"done":true')) count.lost += 1;
    const again = await inSession("change_read_status", { ...change, confirm_token });
    if (!again.text.includes("not_confirmed")) count.replayed += 1;
  }
  const started = performance.now();
  const ended = await Promise.allSettled(Array.from({ length: SESSIONS }, (_, place) => work(place)));
  const seconds = (performance.now() - started) / 1000;
  count.errors += ended.filter(({ status }) => status === "rejected").length;
  await agent.close();
  for (const instance of instances) await instance.stop();
  await redis.stop();
  const times = sandbox.arrivals.map(({ time }) => time).sort((a, b) => a - b);
  const most = mostWithin(times, LIMIT.seconds * 1000);
  const refused = sandbox.arrivals.filter(({ status }) => status === 429).length;
  await sandbox.close();

  console.log(
    `\n2 instances, one Redis, ${SESSIONS} sessions at once, ${window}: ${times.length} requests in ${seconds.toFixed(1)} s`,
  );
  console.log(
    `errors ${count.errors}, confirmations lost ${count.lost}, used twice ${count.replayed}, refused by SmartLead ${refused}, ` +
      `most in a window ${most} of ${LIMIT.requests}`,
  );
  const clean = count.errors + count.lost + count.replayed + refused === 0 && most <= LIMIT.requests;
  return verdict(clean, "no error, no lost confirmation, no request over quota");
}

const ROUNDS = 8;
const CALLS_A_ROUND = 1500;
/** The first rounds fill caches and let the compiler settle. */
const WARM_UP = 5;
/** What the heap may grow over all later rounds, in megabytes: a leak of 250 bytes a call would show. */
const MOST_GROWTH_MB = 1;

/** A shortened hour: calls of both eras, sessions that end, sessions that are forgotten, streams that break off. */
async function soak(worker: string): Promise<boolean> {
  const sandbox = await startSandbox({ rateLimit: null, heavyRateLimit: null });
  const service = await start(worker, sandbox, ["--rate-limit", "100000/1s"], { sessionIdleMs: 1000, sessions: 50 });
  const agent = new Agent({ connections: 20 });
  const heaps: number[] = [];
  let rss = 0;

  async function oneSession(place: number): Promise<void> {
    const { session } = await post(service.url, INITIALIZE, agent);
    const headers = { "mcp-session-id": session };
    await post(service.url, call("list_lead_categories"), agent, headers);
    if (place % 3 === 0) {
      const gone = new AbortController();
      const stream = request(`${service.url}/mcp`, {
        dispatcher: agent,
        headers: { ...headers, accept: "text/event-stream" },
        signal: gone.signal,
      });
      await stream;
      gone.abort();
    }
    if (place % 2 === 0) await request(`${service.url}/mcp`, { method: "DELETE", dispatcher: agent, headers });
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    let next = 0;
    const goOn = async (): Promise<void> => {
      while (next < CALLS_A_ROUND) {
        const place = next;
        next += 1;
        if (place % 10 === 0) await oneSession(place);
        else await post(service.url, alone("list_lead_categories"), agent);
      }
    };
    await Promise.all(Array.from({ length: 20 }, goOn));
    // Forgotten sessions have had their time, and the sandbox keeps no record of what it was asked.
    await sleep(1500);
    sandbox.arrivals.length = 0;
    const measured = await service.measure();
    heaps.push(measured.heap / 2 ** 20);
    rss = measured.rss / 2 ** 20;
  }
  await agent.close();
  await service.stop();
  await sandbox.close();
  const growth = (heaps.at(-1) ?? Number.POSITIVE_INFINITY) - (heaps[WARM_UP - 1] ?? 0);
  console.log(
    `\n${ROUNDS} rounds of ${CALLS_A_ROUND} calls, megabytes of heap after each: ${heaps.map((mb) => mb.toFixed(1)).join(" ")}`,
  );
  console.log(`grown by ${growth.toFixed(2)} since round ${WARM_UP}; ${rss.toFixed(0)} MB resident at the end`);
  return verdict(growth < MOST_GROWTH_MB, `growth below ${MOST_GROWTH_MB} MB`);
}

function verdict(passed: boolean, promise: string): boolean {
  console.log(`${passed ? "pass" : "FAIL"}: ${promise}`);
  return passed;
}

interface Instance {
  url: string;
  measure: () => Promise<{ heap: number; rss: number }>;
  stop: () => Promise<void>;
}

async function start(
  worker: string,
  { url, apiKey }: Sandbox,
  flags: string[],
  limits: HttpTask["limits"] = {},
): Promise<Instance> {
  const folder = mkdtempSync(join(tmpdir(), "smartlead-mcp-bench-"));
  const task: HttpTask = { flags: ["--base-url", url, "--state-dir", folder, ...flags], apiKey, limits };
  const child = fork(worker, [JSON.stringify(task)], { execArgv: ["--expose-gc"], env: { PATH: process.env["PATH"] } });
  const first = await reportOf(child);
  if (!("url" in first)) throw new Error("the service did not say where it is");
  return {
    url: first.url,
    measure: async () => {
      child.send("measure");
      const report = await reportOf(child);
      if (!("heap" in report)) throw new Error("the service did not say what it holds");
      return report;
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.send("stop");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function reportOf(child: ChildProcess): Promise<HttpReport> {
  const ended = new AbortController();
  const said = once(child, "message", { signal: ended.signal });
  const gone = once(child, "exit", { signal: ended.signal }).then(() => {
    throw new Error("the service ended");
  });
  const [report] = (await Promise.race([said, gone])) as [HttpReport];
  gone.catch(() => undefined);
  ended.abort();
  return report;
}

const INITIALIZE = {
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "bench", version: "1" } },
};

const call = (name: string, args: object = {}) => ({ method: "tools/call", params: { name, arguments: args } });

/** A request of the 2026 era, which needs no session. */
function alone(name: string, args: object = {}): ReturnType<typeof call> {
  const meta = "io.modelcontextprotocol";
  const _meta = {
    [`${meta}/protocolVersion`]: "2026-07-28",
    [`${meta}/clientInfo`]: { name: "bench", version: "1" },
    [`${meta}/clientCapabilities`]: {},
  };
  const { method, params } = call(name, args);
  return { method, params: { ...params, _meta } as typeof params };
}

async function post(
  url: string,
  message: { method: string; params: object },
  dispatcher: Agent,
  headers: Record<string, string> = {},
): Promise<{ text: string; session: string }> {
  const modern = "_meta" in message.params && "name" in message.params;
  const standing = modern && {
    "mcp-protocol-version": "2026-07-28",
    "mcp-method": message.method,
    "mcp-name": String((message.params as { name?: unknown }).name),
  };
  const answer = await request(`${url}/mcp`, {
    method: "POST",
    dispatcher,
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...standing,
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, ...message }),
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${text}`);
  return { text, session: String(answer.headers["mcp-session-id"] ?? "") };
}
