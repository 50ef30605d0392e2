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
export async function benchOverhead(folder: string): Promise<boolean> {
  const smartlead = await startDouble(`${folder}/double.mjs`, SMARTLEAD_MS);
  const agent = new Agent();
  const direct = async () => {
    const url = `${smartlead.url}/api/v1/campaigns/?api_key=${smartlead.apiKey}`;
    const { body } = await request(url, { dispatcher: agent });
    await body.text();
  };
  const plain = await measure(direct);
  const through = async (worker: string): Promise<Served> => {
    const service = await start(`${folder}/${worker}.mjs`, smartlead, ["--rate-limit", "100000/1s"]);
    const call = async () => {
      const { text } = await post(service.url, alone("list_campaigns"), agent);
      if (!text.includes('"returned":6')) throw new Error(text);
    };
    // What runs for days is not judged by its first seconds.
    await atRandom(call, CALLS / 2);
    const before = await service.time();
    const times = await atRandom(call, CALLS);
    const after = await service.time();
    await service.stop();
    return { times, cpuMs: (after.cpuMs - before.cpuMs) / CALLS };
  };
  // The machine has good and bad minutes: what is compared is measured as close together as can be.
  const bare = await through("bare-worker");
  const own = await through("http-worker");
  const [load = 0] = loadavg();
  await agent.close();
  await smartlead.stop();

  console.log(
    `\n${CALLERS} calls under way on average, started at random, each answered by SmartLead after ${SMARTLEAD_MS} ms; milliseconds`,
  );
  // On a machine that others keep busy this measures the others.
  console.log(`load of the machine: ${load.toFixed(1)} on ${cpus().length} processors`);
  console.log("                               median     p95     p99   work a call");
  const extra = ({ times }: Served) => PARTS.map((part) => at(times, part) - at(plain, part));
  console.log(
    row(
      "the request itself",
      PARTS.map((part) => at(plain, part)),
    ),
  );
  console.log(row("+ an empty server of the SDK", extra(bare), bare.cpuMs));
  console.log(row("+ this server", extra(own), own.cpuMs));
  return verdict((extra(own)[2] ?? Number.POSITIVE_INFINITY) < MOST_OVERHEAD_MS, `p99 below ${MOST_OVERHEAD_MS} ms`);
}

/** How long the calls through a server took, and how long all its threads worked for one. */
interface Served {
  times: readonly number[];
  cpuMs: number;
}

async function measure(call: () => Promise<void>): Promise<number[]> {
  await atRandom(call, CALLS / 2);
  return atRandom(call, CALLS);
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
const PARTS = [0.5, 0.95, 0.99];
const row = (name: string, figures: readonly number[], cpuMs?: number) =>
  `${name.padEnd(29)}${figures.map((ms) => ms.toFixed(1).padStart(8)).join("")}${cpuMs === undefined ? "" : cpuMs.toFixed(2).padStart(14)}`;
