/** What goes wrong. Truncation needs a real answer to cut, so the request is always carried out first. */
export type FaultKind =
  | { kind: "answer"; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: "empty" }
  | { kind: "drop" }
  | { kind: "delay"; ms: number }
  | { kind: "truncate" };

export type Fault = FaultKind & {
  /** "POST /campaigns/{campaign_id}/reply-email-thread", as documented; every route when left out. */
  route?: string;
  /** How many requests it hits, 1 when left out. */
  times?: number;
  /** The request is carried out at once and its effect stays; only the answer is lost, cut or late. */
  after?: boolean;
};

/** Faults waiting for requests, first come first served; one request meets at most one. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault that a request to `route` meets, counted as used. */
  take(route: string): Fault | undefined {
    const found = this.#waiting.find(({ fault }) => fault.route === undefined || sameRoute(fault.route, route));
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#waiting.splice(this.#waiting.indexOf(found), 1);
    return found.fault;
  }
}

function sameRoute(a: string, b: string): boolean {
  return a.replace(/\/$/, "") === b.replace(/\/$/, "");
}

const TOO_MANY = "Too many requests. Please slow down and retry later.";

/** Failures that SmartLead documents or that were met in reality, ready for {@link Faults.add}. */
export const failures = {
  rateLimited: { kind: "answer", status: 429, body: { message: TOO_MANY } },
  rateLimitedFor: (seconds: number) => ({
    kind: "answer",
    status: 429,
    headers: { "retry-after": String(seconds) },
    body: { message: TOO_MANY },
  }),
  /** The body of the newer rate limit guide, which carries the delay itself. */
  rateLimitedInBody: (seconds: number) => ({
    kind: "answer",
    status: 429,
    body: {
      error: {
        code: "RATE_LIMIT_EXCEEDED",
        message: `Too many requests. Please retry after ${seconds} seconds.`,
        retry_after: seconds,
      },
    },
  }),
  serverError: { kind: "answer", status: 500, body: { error: "Internal server error occurred" } },
  badGateway: {
    kind: "answer",
    status: 502,
    headers: { "content-type": "text/html; charset=UTF-8", server: "cloudflare" },
    body: "<!DOCTYPE html><html><head><title>502: Bad gateway</title></head><body><h1>Bad gateway</h1><p>Error code 502. Cloudflare</p></body></html>",
  },
  planExpired: { kind: "answer", status: 401, body: { message: "Plan expired!" } },
  notAcceptableButOk: {
    kind: "answer",
    status: 406,
    body: { ok: true, message: "Bulk reconnect API cannot be consumed more than 3 times a day" },
  },
  unsuccessful: {
    kind: "answer",
    status: 200,
    body: {
      success: false,
      message: "Not enough credits left. Need 5 more credits to do this operation",
      data: { list: [], total_count: 0 },
    },
  },
} as const satisfies Record<string, FaultKind | ((seconds: number) => FaultKind)>;
