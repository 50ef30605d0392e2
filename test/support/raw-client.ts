/** A client that speaks the protocol by hand, to answer what no SDK would let it answer. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { freshHome, PROGRAM } from "./clients.ts";

type Message = { id?: number; method?: string; params?: Record<string, unknown>; result?: unknown; error?: unknown };
type Answering = () => unknown;

const MODERN = "2026-07-28";
const META = "io.modelcontextprotocol";
const INFO = { name: "raw", version: "1" };
const CAPABILITIES = { elicitation: { form: {} } };

export class RawClient {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly era: string;
  private readonly answering: Answering;
  /** Notifications so far, in the order in which they came. */
  readonly notified: Message[] = [];
  private last = 0;

  private constructor(child: ChildProcessWithoutNullStreams, era: string, answering: Answering) {
    this.child = child;
    this.era = era;
    this.answering = answering;
    child.stdin.on("error", () => undefined);
    createInterface({ input: child.stdout }).on("line", (line) => this.receive(JSON.parse(line) as Message));
  }

  /**
   * Starts the built program and shakes hands as the era wants it.
   * @param answering what the person's answer is to be; an Error is sent as one
   */
  static async start(
    { args, env }: { args: string[]; env: Record<string, string> },
    era: string,
    answering: Answering,
  ): Promise<RawClient> {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { PATH: process.env["PATH"] ?? "", HOME: freshHome(), ...env },
    });
    const client = new RawClient(child, era, answering);
    if (era !== MODERN) {
      await client.send("initialize", { protocolVersion: era, capabilities: CAPABILITIES, clientInfo: INFO });
      client.write({ method: "notifications/initialized" });
    }
    return client;
  }

  /** Calls a tool and answers the server's question on the way. */
  async call(name: string, args: Record<string, unknown>): Promise<unknown> {
    const first = (await this.request(name, args)) as { requestState?: string };
    if (first.requestState === undefined) return first;
    const answer = this.answering();
    const inputResponses = { confirm: answer instanceof Error ? undefined : answer };
    return this.request(name, args, { inputResponses, requestState: first.requestState });
  }

  /** One `tools/call`, with whatever else is to stand beside its arguments. */
  async request(name: string, args: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<unknown> {
    const { result, error } = await this.send("tools/call", { name, arguments: args, ...more });
    return result ?? { error };
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, "exit");
    for (const resolve of this.waiting.values()) resolve({ error: "gone" });
  }

  private send(method: string, params: Record<string, unknown>): Promise<Message> {
    const id = ++this.last;
    const _meta = {
      [`${META}/protocolVersion`]: this.era,
      [`${META}/clientInfo`]: INFO,
      [`${META}/clientCapabilities`]: CAPABILITIES,
    };
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.write({
        id,
        method,
        params: this.era === MODERN ? { ...params, _meta: { ..._meta, ...(params["_meta"] as object) } } : params,
      });
    });
  }

  private write(message: Message): void {
    this.child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  private receive(message: Message): void {
    const { id } = message;
    if (id === undefined) {
      this.notified.push(message);
      return;
    }
    if (message.method === "elicitation/create") {
      const answer = this.answering();
      this.write(answer instanceof Error ? { id, error: { code: -32_000, message: "no" } } : { id, result: answer });
      return;
    }
    this.waiting.get(id)?.(message);
    this.waiting.delete(id);
  }
}
