/** Many real processes with one quota, counted where their requests arrive. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { rateWindows } from "../src/config/values.ts";
import { type Arrival, startSandbox } from "../src/sandbox/server.ts";
import type { Task } from "./worker.ts";

export interface Plan {
  /** The built bench/worker.ts. */
  worker: string;
  processes: number;
  /** As `--rate-limit` has it; the first window is also what the sandbox enforces. */
  windows: string;
  seconds: number;
  /** As `--store` has it. */
  store: string;
  env?: Record<string, string>;
  /** Longest time in milliseconds that a request is held on its way to the sandbox, which counts it when it arrives. */
  heldMs?: number;
  /** Done to the processes while they run. */
  meanwhile?: (children: ChildProcess[]) => Promise<void>;
}

export interface Measured {
  arrivals: readonly Arrival[];
  /** For each window, the most arrivals that any rolling window has seen. */
  most: number[];
  refused: number;
  /** The rate at which requests arrived, as a part of the allowed one. */
  used: number;
  /** Jain's index over the processes: 1 when all got the same. */
  fairness: number;
  /** What the processes wrote to standard error. */
  stderr: string;
}

/** Runs the processes against a sandbox that counts and refuses. */
export async function runProcesses(plan: Plan): Promise<Measured> {
  const windows = rateWindows(plan.windows);
  const [first] = windows;
  if (first === undefined) throw new Error("expected a window");
  const sandbox = await startSandbox({ rateLimit: { requests: first.requests, seconds: first.ms / 1000 } });
  const way = plan.heldMs === undefined ? undefined : await startSlowWay(sandbox.url, plan.heldMs);
  let stderr = "";
  const children = Array.from({ length: plan.processes }, (_, place) => {
    const { apiKey } = sandbox;
    const url = way?.url ?? sandbox.url;
    const task: Task = { url, apiKey, name: `process-${place}`, store: plan.store, windows: plan.windows, calls: 3 };
    const env = { PATH: process.env["PATH"], ...plan.env };
    const child = fork(plan.worker, [JSON.stringify(task)], { stdio: ["ignore", "ignore", "pipe", "ipc"], env });
    child.stderr?.on("data", (chunk) => {
      stderr += chunk;
    });
    return child;
  });
  await Promise.all(
    children.map(async (child) => {
      const [said] = await Promise.race([once(child, "message"), once(child, "exit")]);
      if (said !== "ready") throw new Error(`a process ended before it began: ${stderr}`);
    }),
  );
  for (const child of children) child.send("go");
  await Promise.all([sleep(plan.seconds * 1000), plan.meanwhile?.(children)]);
  const ended = children.map((child) =>
    child.exitCode === null && child.signalCode === null ? once(child, "exit") : [],
  );
  for (const child of children) if (child.connected) child.send("stop");
  await Promise.all(ended);
  const arrivals = [...sandbox.arrivals];
  way?.close();
  await sandbox.close();
  return { ...measure(arrivals, windows, plan.processes), arrivals, stderr };
}

/** A way to the sandbox on which each request is held for a random time, as by a busy proxy. */
async function startSlowWay(target: string, heldMs: number): Promise<{ url: string; close: () => void }> {
  const { port, hostname } = new URL(target);
  const server = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    socket.on("data", async (chunk) => {
      await sleep(Math.random() * heldMs);
      onward.write(chunk);
    });
    onward.pipe(socket);
    socket.on("error", () => onward.destroy()).on("close", () => onward.destroy());
    onward.on("error", () => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

function measure(
  arrivals: readonly Arrival[],
  windows: ReturnType<typeof rateWindows>,
  processes: number,
): Omit<Measured, "arrivals" | "stderr"> {
  const times = arrivals.map(({ time }) => time).sort((a, b) => a - b);
  const used = windows.map(({ requests, ms }) => {
    // How long after each arrival the one came that is a full window later.
    const periods = times.slice(requests).map((time, place) => time - (times[place] ?? 0));
    return ms / (periods.reduce((total, period) => total + period, 0) / periods.length);
  });
  const shares = Array.from(
    { length: processes },
    (_, place) => arrivals.filter(({ headers }) => headers["user-agent"] === `process-${place}`).length,
  );
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share * share, 0);
  return {
    most: windows.map(({ ms }) => mostWithin(times, ms)),
    refused: arrivals.filter(({ status }) => status === 429).length,
    used: Math.max(...used),
    fairness: (sum * sum) / (processes * squares),
  };
}

/** Most instants that lie in any one rolling window. */
export function mostWithin(times: readonly number[], ms: number): number {
  let most = 0;
  let from = 0;
  for (const [place, time] of times.entries()) {
    while (time - (times[from] ?? 0) >= ms) from += 1;
    most = Math.max(most, place - from + 1);
  }
  return most;
}
