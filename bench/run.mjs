/** `npm run bench`: the quota shared by many processes, and thousands of sends with faults. Takes about two minutes. */
import { cpus, release, type } from "node:os";
import { buildBench } from "./build.mjs";

const folder = await buildBench();
console.log(
  `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, ${type()} ${release()}, Node ${process.version}\n`,
);
const { benchQuota } = await import(`${folder}/quota.mjs`);
const { benchFaults } = await import(`${folder}/faults.mjs`);
const passed = [await benchQuota(`${folder}/worker.mjs`), await benchFaults()];
process.exitCode = passed.every(Boolean) ? 0 : 1;
