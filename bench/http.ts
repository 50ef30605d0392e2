/** The HTTP service under load: two instances on one Redis with many sessions, and whether memory stays where it is. */
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { startSandbox } from "../src/sandbox/server.ts";
import { startRedis } from "../test/support/redis.ts";
import { alone, call, INITIALIZE, post, start, verdict } from "./http-processes.ts";
import { mostWithin } from "./processes.ts";

/** Prints its tables; true when everything is as promised. */
export async function benchHttp(worker: string): Promise<boolean> {
  const passed = [await twoInstances(worker), await soak(worker)];
  return passed.every(Boolean);
}

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
