/** A checked call as a request: each argument in its documented place, under its documented name. */
import type { ApiRequest, QueryValue } from "../smartlead/client.ts";
import type { Tool } from "./tool.ts";

export function toRequest(tool: Tool, args: Readonly<Record<string, unknown>>): ApiRequest {
  const query: Record<string, QueryValue> = {};
  const body: Record<string, unknown> = {};
  let wholeBody: unknown;
  let path = tool.path;
  for (const [name, value] of Object.entries(args)) {
    // Send only what the caller gave: SmartLead takes an unexpected key or null for a mistake.
    if (value === undefined) continue;
    if (tool.pathParameters.includes(name)) {
      path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
      continue;
    }
    const [place, ...keys] = (tool.wire[name] ?? defaultPlace(tool, name)).split(".");
    if (place === "body" && keys.length === 0) wholeBody = value;
    else if (place === "query") query[keys.join(".")] = value as QueryValue;
    else setAt(body, keys, value);
  }
  const hasBody =
    tool.method !== "GET" && (tool.method !== "DELETE" || wholeBody !== undefined || Object.keys(body).length > 0);
  return { method: tool.method, host: tool.host, path, query, body: hasBody ? (wholeBody ?? body) : undefined };
}

/** GET and DELETE take their arguments in the query, everything else in the JSON body. */
function defaultPlace(tool: Tool, name: string): string {
  return tool.method === "GET" || tool.method === "DELETE" ? `query.${name}` : `body.${name}`;
}

function setAt(body: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const [key = "", ...deeper] = keys;
  if (deeper.length === 0) {
    body[key] = value;
    return;
  }
  const inner = (body[key] ?? {}) as Record<string, unknown>;
  body[key] = inner;
  setAt(inner, deeper, value);
}
