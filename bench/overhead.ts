/** What a call through the HTTP service costs beyond the request that it makes. */
import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { alone, post, start, startDouble, verdict } from "./http-processes.ts";

/** Calls under way at once, on average. */
const CALLERS = 50;
const CALLS = 2000;
/** How long the pretend SmartLead takes for an answer: a call is mostly waiting, as in life. */
const SMARTLEAD_MS = 400;
/** Most milliseconds that a call through the server may take longer than its own request, at the 99th percentile. */
const MOST_OVERHEAD_MS = 5;

/**
 * What a call costs beyond the request that it makes. Calls start at random instants, whether or not the ones before are
 * answered: callers that wait for each other's answers fall into step, and then one waits for all the others. The server and
 * the double are processes of their own, so that a caller's clock shows no work but theirs; what the callers and the double
 * cost themselves is in the direct request as well.
 */
export async function benchOverhead(worker: string, double: string): Promise<boolean> {
  const smartlead = await startDouble(double, SMARTLEAD_MS);
  const service = await start(worker, smartlead, ["--rate-limit", "100000/1s"]);
  const agent = new Agent();
  const direct = async () => {
    const url = `${smartlead.url}/api/v1/campaigns/?api_key=${smartlead.apiKey}`;
    const { body } = await request(url, { dispatcher: agent });
    await body.text();
  };
  const through = async () => {
    const { text } = await post(service.url, alone("list_campaigns"), agent);
    if (!text.includes('"returned":6')) throw new Error(text);
  };
  // What runs for days is not judged by its first seconds.
  for (const call of [direct, through]) await atRandom(call, CALLS / 2);
  const plain = await atRandom(direct, CALLS);
  const before = await service.time();
  const served = await atRandom(through, CALLS);
  const after = await service.time();
  const [load = 0] = loadavg();
  await agent.close();
  await service.stop();
  await smartlead.stop();

  console.log(
    `\n${CALLERS} calls under way on average, started at random, each answered by SmartLead after ${SMARTLEAD_MS} ms; milliseconds`,
  );
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
  console.log(`the server works ${((after.cpuMs - before.cpuMs) / CALLS).toFixed(2)} ms a call`);
  return verdict((extra[2] ?? Number.POSITIVE_INFINITY) < MOST_OVERHEAD_MS, `p99 below ${MOST_OVERHEAD_MS} ms`);
}

/** Starts calls independently of each other, so many that CALLERS are under way; how long each took, ascending. */
async function atRandom(call: () => Promise<void>, count: number): Promise<number[]> {
  const begun = performance.now();
  const taking: Promise<number>[] = [];
  for (let due = 0; taking.length < count; due -= Math.log(1 - Math.random()) * (SMARTLEAD_MS / CALLERS)) {
    await sleep(begun + due - performance.now());
    taking.push(timed(call));
  }
  return (await Promise.all(taking)).sort((a, b) => a - b);
}

async function timed(call: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

const at = (sorted: readonly number[], part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
const row = (name: string, sorted: readonly number[]) =>
  `${name.padEnd(10)}${[0.5, 0.95, 0.99].map((part) => at(sorted, part).toFixed(1).padStart(8)).join("")}`;
