/** One process of many that share a quota: reads from the sandbox as fast as it is let, until it is told to stop. */
import { setTimeout as sleep } from "node:timers/promises";
import { rateWindows, storePlace } from "../src/config/values.ts";
import { SmartleadClient } from "../src/smartlead/client.ts";
import { Quota, QuotaExhausted } from "../src/smartlead/quota.ts";
import { Sender } from "../src/smartlead/retry.ts";
import { openStore } from "../src/store/open.ts";
import { PostponingStore } from "../src/store/postponing.ts";

/** What the parent hands over as the one argument. */
export interface Task {
  url: string;
  apiKey: string;
  /** Tells the processes apart where the requests arrive. */
  name: string;
  store: string;
  windows: string;
  /** Calls under way at the same time. */
  calls: number;
}

const task = JSON.parse(process.argv[2] ?? "{}") as Task;
const place = storePlace(task.store);
if (place === undefined) throw new Error("the store must be named");
const opened = openStore(place, {
  onDamage: (what) => process.stderr.write(`${what}\n`),
  onChange: (problem) => process.stderr.write(`${problem ?? "the store is back"}\n`),
});
const store = new PostponingStore(opened);
const client = new SmartleadClient({ apiKey: task.apiKey, baseUrl: task.url, timeoutMs: 10_000, userAgent: task.name });
const windows = rateWindows(task.windows);
const limits = { windows, heavyWindows: windows, maxWaitMs: 30_000, answerMs: 10_000 };
const quota = new Quota({ store, account: task.apiKey, ...limits });
const sender = new Sender(client, quota);
const stop = new AbortController();

async function readOn(): Promise<void> {
  const request = { method: "GET", host: "server", path: "/campaigns/", query: {}, body: undefined } as const;
  while (!stop.signal.aborted) {
    const options = { changes: false, heavy: false, deadline: Date.now() + 55_000, signal: stop.signal };
    try {
      await sender.send(request, options);
    } catch (error) {
      // A crowd of processes may have no room within the longest wait; the next try comes when there is.
      if (error instanceof QuotaExhausted) await sleep(error.retryAfterSeconds * 1000, undefined, stop).catch(() => {});
    }
  }
}

process.once("message", async () => {
  process.once("message", () => stop.abort());
  await Promise.all(Array.from({ length: task.calls }, readOn));
  await client.close();
  await store.close();
  process.disconnect();
});
// Only what comes after the loading is measured.
await client.prepare();
await store.update(task.apiKey, () => undefined);
process.send?.("ready");
