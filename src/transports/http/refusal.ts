/** Answers of the transport itself, to requests that never reach the protocol. */

import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Thrown wherever a request is found wanting, and answered in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;

  /** @param message for whoever set up the client; never repeats a secret */
  constructor(status: number, message: string, headers: OutgoingHttpHeaders = {}) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.headers = headers;
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object | undefined,
  headers: OutgoingHttpHeaders = {},
): void {
  const text = body && JSON.stringify(body);
  response.writeHead(status, {
    "cache-control": "no-store",
    ...(text !== undefined && { "content-type": "application/json" }),
    ...headers,
  });
  response.end(text);
}

/** The id under which the log speaks of a request: the proxy's, when it is fit for a log line, or a new one. */
export function requestIdOf({ "x-request-id": given }: IncomingHttpHeaders): string {
  return typeof given === "string" && /^[\w.:+/=-]{1,128}$/.test(given) ? given : randomUUID();
}
