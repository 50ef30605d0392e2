/** Is the limit kept, is it used, is it shared evenly, and what does a reservation cost? */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reserve } from "../src/store/ledger.ts";
import { openStore, type StorePlace } from "../src/store/open.ts";
import { startRedis } from "../test/support/redis.ts";
import { runProcesses } from "./processes.ts";

/** A scaled version of SmartLead's minute, so that a run takes seconds. */
const WINDOWS = "20/2s";
const LIMIT = 20;
const SECONDS = 7;

/** Prints its tables; true when everything is as promised. */
export async function benchQuota(worker: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "smartlead-mcp-bench-"));
  const redis = await startRedis();
  const passed: boolean[] = [];

  console.log(`Processes sharing ${WINDOWS} for ${SECONDS} s, counted where the requests arrive`);
  console.log("store  processes  most in a window  refused  allowed rate used  Jain index");
  const rows = [1, 2, 4, 8, 16].map((processes) => ({ kind: "file", processes, store: `file:${folder}/${processes}` }));
  if (redis)
    rows.push(...[1, 4, 16].map((processes, db) => ({ kind: "redis", processes, store: `${redis.url}/${db}` })));
  for (const { kind, processes, store } of rows) {
    const { most, refused, used, fairness } = await runProcesses({
      worker,
      processes,
      windows: WINDOWS,
      seconds: SECONDS,
      store,
    });
    const [counted = 0] = most;
    console.log(
      [
        kind.padEnd(5),
        String(processes).padStart(10),
        `${counted} of ${LIMIT}`.padStart(17),
        String(refused).padStart(8),
        `${(used * 100).toFixed(1)} %`.padStart(18),
        fairness.toFixed(3).padStart(11),
      ].join(" "),
    );
    passed.push(counted <= LIMIT && refused === 0 && used >= 0.95 && fairness >= 0.9);
  }

  console.log("\nOne reservation, in milliseconds");
  console.log("store  median     p95");
  const places: [string, StorePlace, number][] = [["file", { folder: join(folder, "cost") }, 0.5]];
  if (redis) places.push(["redis", { url: `${redis.url}/9` }, 1]);
  else console.log("redis  skipped: no redis-server or valkey-server on this machine");
  for (const [kind, place, allowed] of places) {
    const { median, p95 } = await cost(place);
    console.log(`${kind.padEnd(5)} ${median.toFixed(3).padStart(7)} ${p95.toFixed(3).padStart(7)}`);
    passed.push(median <= allowed);
  }
  await redis?.stop();
  rmSync(folder, { recursive: true });
  return passed.every(Boolean);
}

/** Reservations in SmartLead's default windows, most of them with a full calendar. */
async function cost(place: StorePlace): Promise<{ median: number; p95: number }> {
  const store = openStore(place, { onDamage: console.error, onChange: console.error });
  const windows = [
    { requests: 10, ms: 2000 },
    { requests: 60, ms: 60_000 },
  ];
  const times: number[] = [];
  for (let taken = 0; taken < 2000; taken += 1) {
    const start = performance.now();
    await store.update("cost", (ledger, now) => reserve(ledger, now, [{ lane: "common", windows }], 60_000));
    times.push(performance.now() - start);
    // A calendar that stays full would only be refused.
    if (taken % 60 === 59) await store.update("cost", ({ lanes }) => lanes["common"]?.starts.splice(0));
  }
  await store.close();
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}
