/**
 * Sessions of 2025-era clients. A session is what lets the server ask the client's person while a call is under way; it
 * lives in this process only. A client whose session is gone gets a 404 and starts anew, as the protocol has it.
 */
import { randomBytes } from "node:crypto";
import { type Server, WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server";
import type { Visit } from "./visit.ts";
import { bindingOf, type Visitor } from "./visitor.ts";

export interface SessionOptions {
  /** Most sessions at a time. */
  most: number;
  /** A session without a request or a call under way ends after so many milliseconds. */
  idleMs: number;
  createServer: () => Server;
  /** Told how many are open whenever that changes. */
  onCount: (open: number) => void;
}

export class Session {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  private readonly binding: string;
  private calls = 0;
  private lastUsed = Date.now();

  constructor(id: string, visitor: Visitor) {
    this.binding = bindingOf(visitor);
    this.transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: () => id });
  }

  belongsTo(visitor: Visitor): boolean {
    return this.binding === bindingOf(visitor);
  }

  get busy(): boolean {
    return this.calls > 0;
  }

  get idleMs(): number {
    return this.busy ? 0 : Date.now() - this.lastUsed;
  }

  begin(): () => void {
    this.calls += 1;
    return () => {
      this.calls -= 1;
      this.lastUsed = Date.now();
    };
  }

  /** Hands over one request. */
  answer(visit: Visit, request: Request, parsedBody: unknown): Promise<Response> {
    this.lastUsed = Date.now();
    visit.session = this;
    const { authInfo } = visit;
    return this.transport.handleRequest(request, { authInfo, ...(parsedBody !== undefined && { parsedBody }) });
  }
}

/** Often enough that no session outlives its time by much. */
const LOOKS_PER_IDLE_TIME = 10;

export class Sessions {
  private readonly options: SessionOptions;
  private readonly open = new Map<string, Session>();
  private readonly timer: NodeJS.Timeout;

  constructor(options: SessionOptions) {
    this.options = options;
    this.timer = setInterval(() => this.endIdle(), options.idleMs / LOOKS_PER_IDLE_TIME).unref();
  }

  /** Opens a session with the request that greets. Undefined when there is no room. */
  async start(visit: Visit, request: Request, parsedBody: unknown): Promise<Response | undefined> {
    if (!(await this.makeRoom())) return undefined;
    const id = randomBytes(24).toString("base64url");
    const session = new Session(id, visit.visitor);
    const server = this.options.createServer();
    // However it ends: by the client, its time, or with the server.
    server.onclose = () => this.forget(id);
    this.open.set(id, session);
    this.options.onCount(this.open.size);
    await server.connect(session.transport);
    const response = await session.answer(visit, request, parsedBody);
    // The greeting was refused: nobody will ever know the id.
    if (session.transport.sessionId === undefined) await session.transport.close();
    return response;
  }

  /** Undefined for a session that is unknown, over, or another caller's: nobody learns which. */
  find(id: string, visitor: Visitor): Session | undefined {
    const session = this.open.get(id);
    return session?.belongsTo(visitor) ? session : undefined;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([...this.open.values()].map(({ transport }) => transport.close()));
  }

  /** Ends the session that nobody has used for longest, when all places are taken. */
  private async makeRoom(): Promise<boolean> {
    if (this.open.size < this.options.most) return true;
    const [longest] = [...this.open.values()].filter(({ busy }) => !busy).sort((a, b) => b.idleMs - a.idleMs);
    await longest?.transport.close();
    return longest !== undefined;
  }

  private endIdle(): void {
    for (const session of this.open.values()) {
      // Closing cannot fail: it ends streams in memory.
      if (session.idleMs >= this.options.idleMs) void session.transport.close();
    }
  }

  private forget(id: string): void {
    this.open.delete(id);
    this.options.onCount(this.open.size);
  }
}
