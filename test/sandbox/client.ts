import { afterEach } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/server.ts";
import { tinyAccount } from "./tiny-account.ts";

const running: Sandbox[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

export interface Result {
  status: number;
  headers: Headers;
  text: string;
  /** The answer parsed; undefined when it is not JSON. */
  json: unknown;
}

export interface TestSandbox extends Sandbox {
  /** `path` without /api/v1, with its query; the key is added. */
  call(method: string, path: string, body?: unknown): Promise<Result>;
}

/** A sandbox without rate limits, on the tiny account unless a seed is given, closed after the test. */
export async function openSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const account = options.seed === undefined ? { account: tinyAccount() } : {};
  const sandbox = await startSandbox({ ...account, rateLimit: null, heavyRateLimit: null, ...options });
  running.push(sandbox);
  return { ...sandbox, call: (method, path, body) => request(sandbox, method, path, body) };
}

async function request(sandbox: Sandbox, method: string, path: string, body: unknown): Promise<Result> {
  const url = new URL(`${sandbox.url}/api/v1${path}`);
  url.searchParams.append("api_key", sandbox.apiKey);
  const init: RequestInit = { method };
  if (body !== undefined)
    Object.assign(init, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("application/json") ?? false;
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}
