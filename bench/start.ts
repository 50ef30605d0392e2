/**
 * What a client waits for and pays: the time to the first answer, memory, the size of the tool list, the cost of a call beyond
 * the request it makes. Beside it every public SmartLead server that the registry gives out, in the same run.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { startSandbox } from "../src/sandbox/server.ts";

const RUNS = 15;
const CALLS = 200;
/** Longest time from starting a program to its first answer, as a multiple of an empty Node program. */
const MOST_START = 1.6;
/** Most milliseconds that a call may take beyond its request, in the middle. */
const MOST_CALL_MS = 5;

/** Public servers for SmartLead that are npm packages, with the arguments that make them serve. */
const PEERS: [name: string, args: string[]][] = [
  ["smartlead-mcp-by-leadmagic", []],
  ["smartlead-mcp-server", ["start"]],
  ["@voriq/smartlead-mcp", []],
];

interface Program {
  name: string;
  command: string[];
}

interface Start {
  /** Milliseconds to the answer to `initialize`, and to `tools/list` after it. */
  greeted: number;
  listed: number;
  memoryMb: number;
  list: { tools: unknown[] };
}

const OURS = resolve("dist/smartlead-mcp.js");

/** Prints its tables; true when what is promised of the program itself holds. */
export async function benchStart(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "smartlead-mcp-bench-"));
  const { found, missing } = await install(folder);
  const programs: Program[] = [{ name: "smartlead-mcp", command: [OURS] }, ...found];
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "");

  const emptyRuns: number[] = [];
  const starts = programs.map((): Start[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    emptyRuns.push(await lifetime(empty));
    for (const [at, program] of programs.entries()) starts[at]?.push(await start(program, folder));
  }
  const base = median(emptyRuns);
  console.log(
    `\nFrom start to answer, as a multiple of an empty Node program (${base.toFixed(0)} ms); medians of ${RUNS}`,
  );
  console.log("server                      initialize  tools/list  memory  tools  tokens of the list");
  const ratios = programs.map(({ name }, at) => {
    const runs = starts[at] ?? [];
    const tools = runs[0]?.list.tools ?? [];
    const greeted = median(runs.map((run) => run.greeted)) / base;
    console.log(
      [
        name.padEnd(26),
        `${greeted.toFixed(2)} x`.padStart(11),
        `${(median(runs.map((run) => run.listed)) / base).toFixed(2)} x`.padStart(11),
        `${median(runs.map((run) => run.memoryMb)).toFixed(0)} MB`.padStart(7),
        String(tools.length).padStart(6),
        String(encode(JSON.stringify(tools)).length).padStart(19),
      ].join(" "),
    );
    return greeted;
  });
  for (const name of missing) console.log(`${name.padEnd(26)} not to be had from this registry`);
  rmSync(folder, { recursive: true, force: true });

  const [ours = Number.NaN, ...others] = ratios;
  const calls = await costOfCalls();
  return [
    ours <= MOST_START || fault(`the first answer takes more than ${MOST_START} times an empty program`),
    others.every((other) => ours <= other) || fault("another server answers sooner"),
    calls <= MOST_CALL_MS || fault(`a call costs more than ${MOST_CALL_MS} ms`),
  ].every(Boolean);
}

function fault(words: string): false {
  console.log(`NOT AS PROMISED: ${words}`);
  return false;
}

async function install(folder: string): Promise<{ found: Program[]; missing: string[] }> {
  const found: Program[] = [];
  const missing: string[] = [];
  for (const [name, args] of PEERS) {
    try {
      await promisify(execFile)("npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", name], {
        timeout: 60_000,
      });
      const own = join(folder, "node_modules", name);
      const { bin } = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
      const [file = ""] = typeof bin === "string" ? [bin] : (Object.values(bin) as string[]);
      found.push({ name, command: [join(own, file), ...args] });
    } catch {
      missing.push(name);
    }
  }
  return { found, missing };
}

async function lifetime(file: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [file], { stdio: "ignore" });
  await new Promise((done) => child.once("exit", done));
  return performance.now() - began;
}

/** Starts a server, greets it, asks for its tools, and ends it. */
async function start({ command }: Program, home: string): Promise<Start> {
  const began = performance.now();
  const server = serve(command, { HOME: home, SMARTLEAD_API_KEY: "bench" });
  await server.ask("initialize", GREETING);
  const greeted = performance.now() - began;
  server.tell("notifications/initialized");
  const list = (await server.ask("tools/list", {})) as Start["list"];
  const listed = performance.now() - began;
  const memoryMb = residentMb(server.child.pid);
  await server.end();
  return { greeted, listed, memoryMb, list };
}

const GREETING = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "bench", version: "1" } };

interface Server {
  child: ChildProcess;
  ask: (method: string, params: object) => Promise<unknown>;
  tell: (method: string) => void;
  end: () => Promise<unknown>;
}

/** A client of the fewest words: what a library would add is not what is measured. */
function serve(command: string[], env: Record<string, string>): Server {
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const answers = new Map<number, (result: unknown) => void>();
  const ended = new Promise<never>((_, reject) => {
    child.once("exit", () => reject(new Error(`${command[0]} ended before it had answered`)));
  });
  ended.catch(() => undefined);
  createInterface(child.stdout).on("line", (line) => {
    const { id, result } = JSON.parse(line) as { id?: number; result?: unknown };
    if (id !== undefined) answers.get(id)?.(result);
  });
  let last = 0;
  const write = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  return {
    child,
    ask: (method, params) => {
      last += 1;
      const id = last;
      const answered = new Promise((answer) => answers.set(id, answer));
      write({ id, method, params });
      return Promise.race([answered, ended]);
    },
    tell: (method) => write({ method }),
    end: () =>
      new Promise((done) => {
        child.once("exit", done);
        child.kill("SIGKILL");
      }),
  };
}

/** Resident memory as the kernel counts it; NaN where there is no /proc. */
function residentMb(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Milliseconds in the middle that a call takes beyond the same request made directly. */
async function costOfCalls(): Promise<number> {
  const sandbox = await startSandbox({ rateLimit: null });
  const home = mkdtempSync(join(tmpdir(), "smartlead-mcp-bench-"));
  const server = serve([OURS, "--base-url", sandbox.url, "--rate-limit", "100000/1s", "--state-dir", home], {
    HOME: home,
    SMARTLEAD_API_KEY: sandbox.apiKey,
  });
  await server.ask("initialize", GREETING);
  server.tell("notifications/initialized");
  const url = `${sandbox.url}/api/v1/leads/fetch-categories?api_key=${sandbox.apiKey}`;
  const direct: number[] = [];
  const called: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    direct.push(await timed(async () => (await fetch(url)).json()));
    called.push(await timed(() => server.ask("tools/call", { name: "list_lead_categories", arguments: {} })));
  }
  await server.end();
  await sandbox.close();
  rmSync(home, { recursive: true, force: true });
  const cost = median(called) - median(direct);
  console.log(
    `\nA call over stdio: ${median(called).toFixed(1)} ms, the request alone ${median(direct).toFixed(1)} ms, ` +
      `the difference ${cost.toFixed(1)} ms (medians of ${CALLS})`,
  );
  return cost;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
