/** One instance of the HTTP service as a process of its own, which says on demand what it uses. */
// First, as in the program.
import "../src/core/lean-zod.ts";
import { startService } from "../src/commands/serve-http.ts";
import { readInvocation } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import type { HttpLimits } from "../src/transports/http.ts";

/** What the parent hands over as the one argument. */
export interface HttpTask {
  flags: string[];
  apiKey: string;
  limits: Partial<HttpLimits>;
}

/** What goes back: first where the service listens; after each "measure" the memory it holds, after each "time" its work. */
export type HttpReport = { url: string } | Memory | Work;

/** In bytes. */
export interface Memory {
  heap: number;
  rss: number;
}

export interface Work {
  /** Of the processor, by every thread since the start. */
  cpuMs: number;
}

const task = JSON.parse(process.argv[2] ?? "{}") as HttpTask;
const { config } = readInvocation([...task.flags, "--http", "--port", "0"], { SMARTLEAD_API_KEY: task.apiKey });
const log = createLog("warn", []);
const service = await startService(config, log, { limits: task.limits });
const report = (message: HttpReport) => process.send?.(message);

process.on("message", async (word) => {
  if (word === "stop") {
    await service.stop(new AbortController().signal);
    process.disconnect();
    return;
  }
  if (word === "time") {
    const { user, system } = process.cpuUsage();
    return report({ cpuMs: (user + system) / 1000 });
  }
  // Twice: what the first round frees may hold on to more.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  report({ heap: heapUsed, rss });
});
report({ url: service.url });
