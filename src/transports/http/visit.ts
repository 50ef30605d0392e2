/** One request that was let in, on its way through the SDK to the call that it brings. */
import type { AuthInfo, ServerContext } from "@modelcontextprotocol/server";
import type { EndedCall, Pipeline } from "../../core/call.ts";
import type { Identity } from "../../core/rights.ts";
import type { Connection } from "../../server.ts";
import type { Visitor } from "./visitor.ts";

/** Where the requests arrive. */
export interface Reception {
  /** Lends the pipeline of the visitor's account for as long as a job takes. */
  work: <Result>(visit: Visit, job: (pipeline: Pipeline) => Promise<Result>) => Promise<Result>;
  ended: (visit: Visit, call: EndedCall) => void;
}

/** A session as its requests need to know it. */
interface Busy {
  /** To be called when a call begins; what it returns, when it ends. */
  begin: () => () => void;
}

export class Visit implements Connection {
  /** For the log. */
  readonly id: string;
  readonly visitor: Visitor;
  /** The session in which it came, if any. */
  session: Busy | undefined;
  /** Jobs under way. */
  jobs = 0;
  private readonly reception: Reception;

  constructor(id: string, visitor: Visitor, reception: Reception) {
    this.id = id;
    this.visitor = visitor;
    this.reception = reception;
  }

  get identity(): Identity {
    return this.visitor.identity;
  }

  async work<Result>(job: (pipeline: Pipeline) => Promise<Result>): Promise<Result> {
    const ended = this.session?.begin();
    this.jobs += 1;
    try {
      return await this.reception.work(this, job);
    } finally {
      this.jobs -= 1;
      ended?.();
    }
  }

  ended(call: EndedCall): void {
    this.reception.ended(this, call);
  }

  /** In the form in which the SDK hands on what a transport knows of a request. No token: it has done its work. */
  get authInfo(): AuthInfo {
    return { token: "", clientId: this.identity.name, scopes: [], extra: { visit: this } };
  }
}

/** The request that brought a message. */
export function visitOf(authInfo: AuthInfo | undefined): Visit {
  const visit = authInfo?.extra?.["visit"];
  if (!(visit instanceof Visit)) throw new Error("a message that no request brought");
  return visit;
}

export const connectionOf = ({ http }: ServerContext): Connection => visitOf(http?.authInfo);
