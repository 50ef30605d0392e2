/**
 * `npm run bench`: start, size and cost of a call, the quota shared by many processes, thousands of sends with faults, what
 * HTTP costs a call, the HTTP service under load. Takes about seven minutes; names of parts as arguments (start, quota, faults,
 * overhead, http) run these only.
 */
import { cpus, release, type } from "node:os";
import { buildBench } from "./build.mjs";

const folder = await buildBench();
console.log(
  `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, ${type()} ${release()}, Node ${process.version}\n`,
);
const { benchStart } = await import(`${folder}/start.mjs`);
const { benchQuota } = await import(`${folder}/quota.mjs`);
const { benchFaults } = await import(`${folder}/faults.mjs`);
const { benchOverhead } = await import(`${folder}/overhead.mjs`);
const { benchHttp } = await import(`${folder}/http.mjs`);
const parts = {
  start: benchStart,
  quota: () => benchQuota(`${folder}/worker.mjs`),
  faults: benchFaults,
  overhead: () => benchOverhead(folder),
  http: () => benchHttp(`${folder}/http-worker.mjs`),
};

const wanted = process.argv.slice(2);
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (!(await run())) process.exitCode = 1;
}
