/**
 * Holds the built server against the protocol's own conformance suite, in the two revisions that clients speak.
 *
 * The suite is fetched on demand, together with a Node that it runs under: it needs Node 22, and as a development
 * dependency that Node would silently run every other script too.
 *
 * A check that fails must stand in the file below under its reason, and what stands there must fail. The suite could
 * compare by itself, but only whole scenarios: one check that cannot pass would hide all others beside it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const SUITE = "@modelcontextprotocol/conformance@0.2.0-alpha.12";
const NODE = "node@24";
const REVISIONS = ["2025-11-25", "2026-07-28"];
const EXPECTED = "test/conformance-expected-failures.json";
/** The suite runs every extension's scenarios too, whether the server has it or not. */
const EXTENSIONS = /^server-(tasks|sep-2640)-/;
const START_MS = 10_000;

const expected = new Set(Object.values(JSON.parse(readFileSync(EXPECTED, "utf8"))).flat());
const results = mkdtempSync(join(tmpdir(), "smartlead-mcp-conformance-"));
// The suite asks faster than SmartLead's limit allows, which is not what it tests.
const options = ["--http", "--sandbox", "--port", "0", "--rate-limit", "100000/1s", "--log-level", "info"];
const server = spawn(process.execPath, ["dist/smartlead-mcp.js", ...options], { stdio: ["ignore", "inherit", "pipe"] });

try {
  const url = await serverUrl();
  const checks = [];
  for (const revision of REVISIONS) checks.push(...(await run(url, revision)));
  process.exitCode = judge(checks) ? 0 : 1;
} finally {
  server.kill();
  rmSync(results, { recursive: true, force: true });
}

/** Where the server says that it listens. */
async function serverUrl() {
  const timer = setTimeout(() => server.kill(), START_MS);
  const lines = [];
  for await (const line of createInterface({ input: server.stderr })) {
    lines.push(line);
    const { event, url } = line.startsWith("{") ? JSON.parse(line) : {};
    if (event !== "started") continue;
    clearTimeout(timer);
    server.stderr.resume();
    return url;
  }
  throw new Error(`the server did not start:\n${lines.join("\n")}`);
}

/** Every check that the suite made: `scenario/check`, and whether it passed without a warning. */
async function run(url, revision) {
  const folder = join(results, revision);
  const packages = ["--package", NODE, "--package", SUITE];
  const about = ["--url", `${url}/mcp`, "--requirements", revision, "--output-dir", folder];
  const suite = spawn("npx", ["--yes", ...packages, "conformance", "server", ...about], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = createInterface({ input: suite.stdout });
  const lines = [];
  said.on("line", (line) => lines.push(line));
  const [code] = await once(suite, "close");
  // It ends with 1 when anything failed, which is for us to judge.
  if (code !== 0 && code !== 1) throw new Error(`the suite ended with ${code}:\n${lines.join("\n")}`);
  const checks = new Map();
  for (const name of readdirSync(folder).filter((name) => !EXTENSIONS.test(name))) {
    const scenario = /^server-(.+)-\d{4}-\d\d-\d\dT/.exec(name)?.[1] ?? name;
    for (const { id, status, errorMessage } of JSON.parse(readFileSync(join(folder, name, "checks.json"), "utf8"))) {
      const passed = status !== "FAILURE" && status !== "WARNING";
      const before = checks.get(`${scenario}/${id}`);
      if (before === undefined || before.passed) checks.set(`${scenario}/${id}`, { passed, status, errorMessage });
    }
  }
  return [...checks].map(([name, check]) => ({ revision, name, ...check }));
}

function judge(checks) {
  const failed = checks.filter(({ passed }) => !passed);
  const unexpected = failed.filter(({ name }) => !expected.has(name));
  for (const { revision, name, status, errorMessage } of unexpected)
    console.error(`${revision} ${status} ${name}: ${errorMessage}`);
  const stale = checks.filter(({ name, passed }) => passed && expected.has(name));
  for (const { revision, name } of stale) console.error(`${revision} ${name} passes: take it out of ${EXPECTED}`);
  const made = new Set(checks.map(({ name }) => name));
  const unknown = [...expected].filter((name) => !made.has(name));
  for (const name of unknown) console.error(`${name} is no check of the suite: take it out of ${EXPECTED}`);

  for (const revision of REVISIONS) {
    const own = checks.filter((check) => check.revision === revision);
    const passed = own.filter((check) => check.passed).length;
    console.log(`${revision}: ${passed} of ${own.length} checks passed, ${own.length - passed} cannot`);
  }
  return unexpected.length + stale.length + unknown.length === 0 && checks.length > 0;
}
