/** What a call through the HTTP service costs beyond the request that it makes. */
import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { alone, type Instance, post, start, startDouble, verdict } from "./http-processes.ts";

const CALLERS = 50;
/** How long the pretend SmartLead takes for an answer: a call is mostly waiting, as in life. */
const SMARTLEAD_MS = 400;
/** What a caller takes from an answer to its next call: a language model writes that one, or a person. */
const THINK_MS = 2000;

/** How much the callers want at once. */
interface Load {
  name: string;
  /** From one call to the next, whoever makes it; on average. */
  gapMs: number;
  calls: number;
}

const LOADS: readonly Load[] = [
  {
    name: `${CALLERS} callers, each ${THINK_MS / 1000} s from an answer to its next call`,
    gapMs: (SMARTLEAD_MS + THINK_MS) / CALLERS,
    calls: 600,
  },
  { name: `${CALLERS} calls under way at every moment`, gapMs: SMARTLEAD_MS / CALLERS, calls: 2000 },
];
const WARM_UP: Load = { name: "warm-up", gapMs: SMARTLEAD_MS / CALLERS, calls: 1000 };

/** Most milliseconds that a call through the server may take longer than its own request, at the 99th percentile. */
const MOST_OVERHEAD_MS = 5;

type Call = () => Promise<void>;

/** How long the calls of one load took, ascending, and how long all threads of the server worked for one. */
interface Served {
  times: readonly number[];
  cpuMs?: number;
}

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
  const through = async (worker: string): Promise<Served[]> => {
    const service = await start(`${folder}/${worker}.mjs`, smartlead, ["--rate-limit", "100000/1s"]);
    const served = await measure(async () => {
      const { text } = await post(service.url, alone("list_campaigns"), agent);
      if (!text.includes('"returned":6')) throw new Error(text);
    }, service);
    await service.stop();
    return served;
  };
  // The machine has good and bad minutes: what is compared is measured as close together as can be.
  const plain = await measure(direct);
  const bare = await through("bare-worker");
  const own = await through("http-worker");
  const [load = 0] = loadavg();
  await agent.close();
  await smartlead.stop();

  console.log(`\nMilliseconds that a call over HTTP takes, SmartLead's answer takes ${SMARTLEAD_MS}`);
  // On a machine that others keep busy this measures the others.
  console.log(`load of the machine: ${load.toFixed(1)} on ${cpus().length} processors`);
  return LOADS.map(({ name }, at) => report(name, plain[at], bare[at], own[at])).every(Boolean);
}

function report(name: string, plain?: Served, bare?: Served, own?: Served): boolean {
  const extra = (served?: Served) => PARTS.map((part) => quantile(served, part) - quantile(plain, part));
  console.log(`\n${name.padEnd(58)}median     p95     p99   work a call`);
  console.log(
    row(
      "the request itself",
      PARTS.map((part) => quantile(plain, part)),
    ),
  );
  console.log(row("+ an empty server of the SDK", extra(bare), bare?.cpuMs));
  console.log(row("+ this server", extra(own), own?.cpuMs));
  const [, , p99 = Number.POSITIVE_INFINITY] = extra(own);
  return verdict(p99 < MOST_OVERHEAD_MS, `p99 below ${MOST_OVERHEAD_MS} ms, ${name}`);
}

/** Every load, one after the other, after a warm-up: what runs for days is not judged by its first seconds. */
async function measure(call: Call, service?: Instance): Promise<Served[]> {
  await atRandom(call, WARM_UP);
  const served: Served[] = [];
  for (const load of LOADS) {
    const before = await service?.time();
    const times = await atRandom(call, load);
    const after = await service?.time();
    served.push({ times, ...(before && after && { cpuMs: (after.cpuMs - before.cpuMs) / load.calls }) });
  }
  return served;
}

/** Starts calls independently of each other; how long each took, ascending. */
async function atRandom(call: Call, { gapMs, calls }: Load): Promise<number[]> {
  const begun = performance.now();
  const taking: Promise<number>[] = [];
  for (let due = 0; taking.length < calls; due -= Math.log(1 - Math.random()) * gapMs) {
    await sleep(begun + due - performance.now());
    taking.push(timed(call));
  }
  return (await Promise.all(taking)).sort((a, b) => a - b);
}

async function timed(call: Call): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

const PARTS = [0.5, 0.95, 0.99];
const quantile = (served: Served | undefined, part: number) =>
  served?.times[Math.floor(served.times.length * part)] ?? Number.NaN;
const row = (name: string, figures: readonly number[], cpuMs?: number) =>
  `${name.padEnd(56)}${figures.map((ms) => ms.toFixed(1).padStart(8)).join("")}${cpuMs === undefined ? "" : cpuMs.toFixed(2).padStart(14)}`;
