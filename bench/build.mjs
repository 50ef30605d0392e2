/** Bundles what the benchmarks run as processes of their own: Node 20 does not read TypeScript. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("..", import.meta.url));

const ENTRIES = ["worker", "quota", "faults", "start", "overhead", "http", "http-worker", "bare-worker", "double"];

/** Returns the folder with the built files, named like their sources. */
export async function buildBench() {
  const outdir = `${folder}node_modules/.cache/smartlead-mcp-bench`;
  await build({
    absWorkingDir: folder,
    entryPoints: ENTRIES.map((name) => `bench/${name}.ts`),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    packages: "external",
    keepNames: true,
  });
  return outdir;
}
