/**
 * The clients that people run, each connected to the built program as a process of its own, over stdio or HTTP: the current
 * SDK in both protocol eras, and the older SDK, whose client is what most hosts ship today.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Client as CurrentClient, StreamableHTTPClientTransport as CurrentHttp } from "@modelcontextprotocol/client";
import { StdioClientTransport as CurrentStdio } from "@modelcontextprotocol/client/stdio";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OlderStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as OlderHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport as OlderTransport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { type Offerings, offeringsOf } from "./offerings.ts";

export const PROGRAM = resolve("dist/smartlead-mcp.js");

const homes = mkdtempSync(join(tmpdir(), "smartlead-mcp-test-"));
process.once("exit", () => rmSync(homes, { recursive: true, force: true }));

/** A home folder that nobody has used: nothing that a test does may reach the person's own state, or another test's. */
export const freshHome = (): string => mkdtempSync(join(homes, "home-"));

export interface ToolResult {
  isError: boolean;
  structured: Record<string, unknown>;
  text: string;
  meta: Record<string, unknown>;
}

/** What a client is told while its call runs. */
export interface Progress {
  progress: number;
  total?: number | undefined;
  message?: string | undefined;
}

export interface TestClient extends Offerings {
  call: (
    name: string,
    args?: Record<string, unknown>,
    onProgress?: (progress: Progress) => void,
  ) => Promise<ToolResult>;
  listTools: () => Promise<{ name: string; annotations?: object | undefined; inputSchema: object }[]>;
  instructions: () => string | undefined;
  /** Questions that the server asked the person so far. */
  questions: string[];
  /** Lines of standard error so far. */
  stderr: () => string;
  pid: () => number | null;
  close: () => Promise<void>;
}

export type PersonsAction = "accept" | "decline" | "cancel";

export interface ClientOptions {
  args: string[];
  env?: Record<string, string>;
  /** Without it the client declares no elicitation. */
  person?: PersonsAction;
  /** Over HTTP only: a server that runs already, instead of a process for this client alone. */
  url?: string;
  /** Over HTTP only: sent with every request. */
  headers?: Record<string, string>;
}

export type Connect = (options: ClientOptions) => Promise<TestClient>;

const server = ({ args, env }: ClientOptions) => ({
  command: process.execPath,
  args: [PROGRAM, ...args],
  env: { PATH: process.env["PATH"] ?? "", HOME: freshHome(), ...env },
  stderr: "pipe" as const,
});

interface RawResult {
  isError?: boolean | undefined;
  structuredContent?: unknown;
  content?: unknown;
  _meta?: unknown;
}

function toolResult(result: RawResult): ToolResult {
  const content = (result.content ?? []) as { type: string; text?: string }[];
  return {
    isError: result.isError === true,
    structured: (result.structuredContent ?? {}) as Record<string, unknown>,
    text: content.map((block) => block.text ?? "").join("\n"),
    meta: (result._meta ?? {}) as Record<string, unknown>,
  };
}

function collect(stream: { on: (event: "data", listener: (chunk: unknown) => void) => unknown } | null): () => string {
  let text = "";
  stream?.on("data", (chunk) => {
    text += String(chunk);
  });
  return () => text;
}

export interface HttpServer {
  /** http://127.0.0.1:PORT */
  url: string;
  process: ChildProcess;
  /** Lines of standard error so far. */
  stderr: () => string;
  /** Asks it to stop, and returns its exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Starts the built program on a free port. */
export async function startHttpServer({ args, env }: Pick<ClientOptions, "args" | "env">): Promise<HttpServer> {
  const child = spawn(process.execPath, [PROGRAM, ...args, "--http", "--port", "0", "--log-level", "info"], {
    env: { PATH: process.env["PATH"] ?? "", HOME: freshHome(), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stderr = collect(child.stderr);
  const exit = once(child, "exit");
  let url: string | undefined;
  while (url === undefined) {
    const [chunk] = await Promise.race([once(child.stderr, "data"), exit]);
    if (typeof chunk === "number") throw new Error(`the server ended: ${stderr()}`);
    url = /"event":"started".*"url":"([^"]+)"/.exec(stderr())?.[1];
  }
  return {
    url,
    process: child,
    stderr,
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      const [code] = (await exit) as [number | null];
      return code;
    },
  };
}

/** The way to a server: the transport, and what belongs to the process behind it. */
interface Way<Transport> {
  transport: Transport;
  stderr: () => string;
  pid: () => number | null;
  stop: () => Promise<unknown>;
}

type Find<Transport> = (options: ClientOptions) => Promise<Way<Transport>>;

function overStdio<Transport extends CurrentStdio | OlderStdio>(
  Stdio: new (parameters: ReturnType<typeof server>) => Transport,
): Find<Transport> {
  return async (options) => {
    const transport = new Stdio(server(options));
    return { transport, stderr: collect(transport.stderr), pid: () => transport.pid, stop: async () => undefined };
  };
}

function overHttp<Transport>(
  Http: new (url: URL, options: { requestInit: RequestInit }) => Transport,
): Find<Transport> {
  return async (options) => {
    const own = options.url === undefined ? await startHttpServer(options) : undefined;
    const url = new URL("/mcp", own?.url ?? options.url);
    return {
      transport: new Http(url, { requestInit: { headers: options.headers ?? {} } }),
      stderr: own?.stderr ?? (() => ""),
      pid: () => own?.process.pid ?? null,
      stop: async () => own?.stop(),
    };
  };
}

type CurrentTransport = CurrentStdio | CurrentHttp;

async function connectCurrent(
  options: ClientOptions,
  mode: "legacy" | { pin: string },
  find: Find<CurrentTransport> = overStdio(CurrentStdio),
): Promise<TestClient> {
  const { person } = options;
  const questions: string[] = [];
  const client = new CurrentClient(
    { name: "test", version: "1" },
    { capabilities: person ? { elicitation: {} } : {}, versionNegotiation: { mode } },
  );
  if (person) {
    client.setRequestHandler("elicitation/create", ({ params }) => {
      questions.push(params.message);
      return person === "accept" ? { action: "accept" as const, content: {} } : { action: person };
    });
  }
  const { transport, stderr, pid, stop } = await find(options);
  await client.connect(transport);
  return {
    call: async (name, args = {}, onprogress) =>
      toolResult(await client.callTool({ name, arguments: args }, { ...(onprogress && { onprogress }) })),
    listTools: async () => (await client.listTools()).tools,
    ...offeringsOf(client),
    instructions: () => client.getInstructions(),
    questions,
    stderr,
    pid,
    close: async () => {
      await client.close();
      await stop();
    },
  };
}

async function connectOlder(
  options: ClientOptions,
  find: Find<OlderStdio | OlderHttp> = overStdio(OlderStdio),
): Promise<TestClient> {
  const { person } = options;
  const questions: string[] = [];
  const client = new OlderClient({ name: "test", version: "1" }, { capabilities: person ? { elicitation: {} } : {} });
  if (person) {
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      questions.push(params.message);
      return person === "accept" ? { action: "accept" as const, content: {} } : { action: person };
    });
  }
  const { transport, stderr, pid, stop } = await find(options);
  // Its own types do not allow for exactOptionalPropertyTypes.
  await client.connect(transport as OlderTransport);
  return {
    call: async (name, args = {}, onprogress) =>
      toolResult(await client.callTool({ name, arguments: args }, undefined, { ...(onprogress && { onprogress }) })),
    listTools: async () => (await client.listTools()).tools,
    ...offeringsOf(client),
    instructions: () => client.getInstructions(),
    questions,
    stderr,
    pid,
    close: async () => {
      await client.close();
      await stop();
    },
  };
}

/** Each kind of client under the name by which a failing test shows it. */
export const CLIENTS: [name: string, connect: Connect][] = [
  ["current SDK, 2026-07-28", (options) => connectCurrent(options, { pin: "2026-07-28" })],
  ["current SDK, 2025 era", (options) => connectCurrent(options, "legacy")],
  ["older SDK", (options) => connectOlder(options)],
];

/** The same over HTTP. */
export const HTTP_CLIENTS: typeof CLIENTS = [
  ["current SDK, 2026-07-28, HTTP", (options) => connectCurrent(options, { pin: "2026-07-28" }, overHttp(CurrentHttp))],
  ["current SDK, 2025 era, HTTP", (options) => connectCurrent(options, "legacy", overHttp(CurrentHttp))],
  ["older SDK, HTTP", (options) => connectOlder(options, overHttp(OlderHttp))],
];

export const connect: Connect = (options) => connectCurrent(options, { pin: "2026-07-28" });
