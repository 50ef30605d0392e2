/** The HTTP service and the pretend SmartLead as processes of their own, and the requests that a client sends them. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Agent, request } from "undici";
import type { Sandbox } from "../src/sandbox/server.ts";
import type { DoubleReport } from "./double.ts";
import type { HttpReport, HttpTask, Memory, Work } from "./http-worker.ts";

export interface Instance {
  url: string;
  measure: () => Promise<Memory>;
  time: () => Promise<Work>;
  stop: () => Promise<void>;
}

export async function start(
  worker: string,
  { url, apiKey }: Pick<Sandbox, "url" | "apiKey">,
  flags: string[],
  limits: HttpTask["limits"] = {},
): Promise<Instance> {
  const folder = mkdtempSync(join(tmpdir(), "smartlead-mcp-bench-"));
  const task: HttpTask = { flags: ["--base-url", url, "--state-dir", folder, ...flags], apiKey, limits };
  const child = fork(worker, [JSON.stringify(task)], { execArgv: ["--expose-gc"], env: { PATH: process.env["PATH"] } });
  const first = await reportOf(child);
  if (!("url" in first)) throw new Error("the service did not say where it is");
  return {
    url: first.url,
    measure: () => ask<Memory>(child, "measure"),
    time: () => ask<Work>(child, "time"),
    stop: async () => {
      await ending(child);
      rmSync(folder, { recursive: true });
    },
  };
}

export async function startDouble(
  worker: string,
  answerMs: number,
): Promise<DoubleReport & { stop: () => Promise<void> }> {
  const child = fork(worker, [String(answerMs)], { env: { PATH: process.env["PATH"] } });
  const report = await reportOf<DoubleReport>(child);
  return { ...report, stop: () => ending(child) };
}

function ask<Report>(child: ChildProcess, word: string): Promise<Report> {
  const answer = reportOf<Report>(child);
  child.send(word);
  return answer;
}

async function ending(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.send("stop");
  await ended;
}

async function reportOf<Report = HttpReport>(child: ChildProcess): Promise<Report> {
  const ended = new AbortController();
  const said = once(child, "message", { signal: ended.signal });
  const gone = once(child, "exit", { signal: ended.signal }).then(() => {
    throw new Error("the process ended");
  });
  const [report] = (await Promise.race([said, gone])) as [Report];
  gone.catch(() => undefined);
  ended.abort();
  return report;
}

export const INITIALIZE = {
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "bench", version: "1" } },
};

export const call = (name: string, args: object = {}) => ({ method: "tools/call", params: { name, arguments: args } });

/** A request of the 2026 era, which needs no session. */
export function alone(name: string, args: object = {}): ReturnType<typeof call> {
  const meta = "io.modelcontextprotocol";
  const _meta = {
    [`${meta}/protocolVersion`]: "2026-07-28",
    [`${meta}/clientInfo`]: { name: "bench", version: "1" },
    [`${meta}/clientCapabilities`]: {},
  };
  const { method, params } = call(name, args);
  return { method, params: { ...params, _meta } as typeof params };
}

export async function post(
  url: string,
  message: { method: string; params: object },
  dispatcher: Agent,
  headers: Record<string, string> = {},
): Promise<{ text: string; session: string }> {
  const modern = "_meta" in message.params && "name" in message.params;
  const standing = modern && {
    "mcp-protocol-version": "2026-07-28",
    "mcp-method": message.method,
    "mcp-name": String((message.params as { name?: unknown }).name),
  };
  const answer = await request(`${url}/mcp`, {
    method: "POST",
    dispatcher,
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...standing,
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, ...message }),
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${text}`);
  return { text, session: String(answer.headers["mcp-session-id"] ?? "") };
}

export function verdict(passed: boolean, promise: string): boolean {
  console.log(`${passed ? "pass" : "FAIL"}: ${promise}`);
  return passed;
}
