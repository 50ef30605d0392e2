/**
 * The clients that people run, each connected over stdio to the built program as a process of its own: the current SDK in
 * both protocol eras, and the older SDK, whose client is what most hosts ship today.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Client as CurrentClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as CurrentStdio } from "@modelcontextprotocol/client/stdio";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OlderStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
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
}

type Connect = (options: ClientOptions) => Promise<TestClient>;

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

async function connectCurrent(options: ClientOptions, mode: "legacy" | { pin: string }): Promise<TestClient> {
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
  const transport = new CurrentStdio(server(options));
  const stderr = collect(transport.stderr);
  await client.connect(transport);
  return {
    call: async (name, args = {}, onprogress) =>
      toolResult(await client.callTool({ name, arguments: args }, { ...(onprogress && { onprogress }) })),
    listTools: async () => (await client.listTools()).tools,
    ...offeringsOf(client),
    instructions: () => client.getInstructions(),
    questions,
    stderr,
    pid: () => transport.pid,
    close: () => client.close(),
  };
}

async function connectOlder(options: ClientOptions): Promise<TestClient> {
  const { person } = options;
  const questions: string[] = [];
  const client = new OlderClient({ name: "test", version: "1" }, { capabilities: person ? { elicitation: {} } : {} });
  if (person) {
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      questions.push(params.message);
      return person === "accept" ? { action: "accept" as const, content: {} } : { action: person };
    });
  }
  const transport = new OlderStdio(server(options));
  const stderr = collect(transport.stderr);
  await client.connect(transport);
  return {
    call: async (name, args = {}, onprogress) =>
      toolResult(await client.callTool({ name, arguments: args }, undefined, { ...(onprogress && { onprogress }) })),
    listTools: async () => (await client.listTools()).tools,
    ...offeringsOf(client),
    instructions: () => client.getInstructions(),
    questions,
    stderr,
    pid: () => transport.pid,
    close: () => client.close(),
  };
}

/** Each kind of client under the name by which a failing test shows it. */
export const CLIENTS: [name: string, connect: Connect][] = [
  ["current SDK, 2026-07-28", (options) => connectCurrent(options, { pin: "2026-07-28" })],
  ["current SDK, 2025 era", (options) => connectCurrent(options, "legacy")],
  ["older SDK", connectOlder],
];

export const connect: Connect = (options) => connectCurrent(options, { pin: "2026-07-28" });
