/** Between node:http and the sandbox: bodies read, answers written the way Express writes them. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { DocumentedAnswer } from "./api.ts";
import type { Answer } from "./handler.ts";

/** An answer as it goes over the wire. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Rejects when the caller hangs up before the body is complete. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Undefined for an empty text and for one that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** SmartLead sends plain text as text/html, and CSV without a charset. */
export function replyTo(answer: Answer): Reply {
  const status = answer.status ?? 200;
  if ("json" in answer) return json(status, answer.json);
  if ("text" in answer) return { status, headers: { "content-type": "text/html; charset=utf-8" }, body: answer.text };
  if ("csv" in answer) {
    return { status, headers: { "content-type": "text/csv", "content-disposition": "attachment" }, body: answer.csv };
  }
  return { status, headers: {}, body: "" };
}

/** The given headers win over the content type. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

/** The page that Express serves for a route it does not have. */
export function unknownRoute(method: string, path: string): Reply {
  const page = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Error</title>
</head>
<body>
<pre>Cannot ${method} ${path}</pre>
</body>
</html>
`;
  return { status: 404, headers: { "content-type": "text/html; charset=utf-8" }, body: page };
}

/** The documented example, for an endpoint whose state is not simulated. */
export function documented(answer: DocumentedAnswer): Answer {
  switch (answer.type) {
    case "json":
      return { json: answer.value };
    case "text":
      return { text: answer.value };
    case "csv":
      return { csv: answer.value };
    case "empty":
      return { empty: true };
  }
}

/** Writes a reply. `cut` sends half of the body and then tears the connection down. */
export function send(response: ServerResponse, reply: Reply, cut: boolean): void {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, "content-length": String(body.length) });
  if (!cut) response.end(body);
  else response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.socket?.destroy());
}
