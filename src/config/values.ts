/** How the value of a setting is read from what a person wrote. */
import { isIP } from "node:net";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { StorePlace } from "../store/open.ts";
import type { RateWindow } from "../store/windows.ts";

/** A mistake in flags or variables: one line for the person, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    // What was given may hold line breaks, or codes that a terminal obeys.
    super(message.replace(/[\p{Cc}\u2028\u2029]+/gu, " "));
    this.name = "UsageError";
  }
}

/**
 * Reads the text of a setting.
 * @throws {UsageError} that names the flag or variable it came from
 */
export function readAs<Value>(read: (text: string) => Value, text: string, source: string): Value {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${source}: ${error.message}`);
  }
}

/** Hosts of desktop bundles leave the placeholder of a setting that the person left empty as it stands in the manifest. */
export function filledIn(text: string | undefined): string | undefined {
  return text !== undefined && /^\$\{user_config\.\w+\}$/.test(text) ? undefined : text;
}

export function apiKey(text: string): string {
  // Pasted keys bring their line break along; anything else odd cannot be a key and would break the URL.
  const key = text.trim();
  if (/\s/.test(key)) throw new UsageError("expected one key without spaces");
  return key;
}

export function onOff(text: string): boolean {
  if (["1", "true", "yes", "on"].includes(text.toLowerCase())) return true;
  if (["0", "false", "no", "off", ""].includes(text.toLowerCase())) return false;
  throw new UsageError(`expected 1 or 0, got "${text}"`);
}

export function oneOf<Word extends string>(text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new UsageError(`expected one of ${words.join(", ")}, got "${text}"`);
  return found;
}

export function list(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** A ceiling below which no answer could say anything is a mistake. */
export function resultTokens(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 500)
    throw new UsageError(`expected a number of tokens from 500, got "${text}"`);
  return value;
}

/** A list that must not be empty: an empty one is a slip that would switch a safeguard off. */
export function atLeastOne(words: string[]): string[] {
  if (words.length === 0) throw new UsageError("expected at least one word");
  return words;
}

/** "all" or campaign ids; undefined stands for all. */
export function campaignIds(text: string): ReadonlySet<number> | undefined {
  if (text === "all") return undefined;
  const words = list(text);
  const wrong = words.length === 0 ? text : words.find((word) => !/^[1-9]\d{0,14}$/.test(word));
  if (wrong !== undefined) throw new UsageError(`expected campaign ids such as 372,373 or all, got "${wrong}"`);
  return new Set(words.map(Number));
}

/** A whole number above zero. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`expected a whole number above 0, got "${text}"`);
  return Number(text);
}

/** Milliseconds from a number of seconds above zero. */
export function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0) || value > 86_400) throw new UsageError(`expected a number of seconds above 0, got "${text}"`);
  return Math.round(value * 1000);
}

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** "10/2s,60/60s" */
export function rateWindows(text: string): RateWindow[] {
  const windows = list(text).map((part) => {
    const match = /^(\d+)\/(\d+)(s|m|h|d)$/.exec(part);
    const requests = Number(match?.[1]);
    const length = Number(match?.[2]);
    if (!match || requests < 1 || length < 1) {
      throw new UsageError(`expected windows such as 60/60s or 1000/1h, got "${part}"`);
    }
    return { requests, ms: length * UNIT_MS[match[3] as keyof typeof UNIT_MS] };
  });
  if (windows.length === 0) throw new UsageError("expected at least one window such as 60/60s");
  return windows;
}

export function baseUrl(text: string): string | undefined {
  if (text === "") return undefined;
  // It may hold a password, so what was given is not repeated.
  if (!URL.canParse(text)) throw new UsageError("expected a URL such as https://proxy.example.com");
  const url = new URL(text);
  if (!isSafeOnTheWay(url)) {
    // The key travels in the URL: over plain HTTP anyone on the way could read it.
    throw new UsageError("expected https: (http: is accepted for this machine only)");
  }
  if (url.username || url.password || url.search || url.hash || !/^\/?$/.test(url.pathname)) {
    throw new UsageError("expected scheme, host and port only, such as https://proxy.example.com:8443");
  }
  return url.origin;
}

/** The machine's own name and addresses, which nobody else reaches. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);
}

/** Nobody between here and there can read or change what is said. */
export function isSafeOnTheWay({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** A name or address to listen on, without scheme and port. */
export function listenHost(text: string): string {
  const host = text.trim();
  if (!isIP(host) && !isHostName(host)) {
    throw new UsageError(`expected a name or an address such as 127.0.0.1 or 0.0.0.0, got "${text}"`);
  }
  return host;
}

/** 0 lets the system choose. */
export function port(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value > 65_535)
    throw new UsageError(`expected a number from 0 to 65535, got "${text}"`);
  return value;
}

/** Names as they stand in a URL: lower case, IPv6 addresses in brackets, no port. */
export function hostNames(text: string): string[] {
  return atLeastOne(list(text)).map((name) => {
    const bare = name.replace(/^\[|\]$/g, "").toLowerCase();
    if (isIP(bare) === 6) return new URL(`http://[${bare}]`).hostname;
    if (isIP(bare) === 4 || isHostName(bare)) return bare;
    throw new UsageError(`expected names such as mcp.example.com, without scheme and port, got "${name}"`);
  });
}

function isHostName(text: string): boolean {
  return /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i.test(text);
}

/** "file:", "file:/folder" or the URL of a Redis; undefined stands for the state folder. */
export function storePlace(text: string): StorePlace | undefined {
  if (text === "file:") return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (/^rediss?:$/.test(url?.protocol ?? "") && url?.hostname) return { url: text };
  if (text.startsWith("file:"))
    return { folder: text.startsWith("file://") ? fileURLToPath(text) : resolve(text.slice(5)) };
  // A Redis URL may hold a password, so what was given is not repeated.
  throw new UsageError("expected file:, file:/folder or redis://host:port/db");
}

/** The folder in which programs of this platform keep what must survive a restart and is no setting. */
export function platformStateDir(
  env: Readonly<Record<string, string | undefined>>,
  platform = process.platform,
): string {
  const home = env["HOME"] || homedir();
  const name = "smartlead-mcp";
  if (platform === "darwin") return join(home, "Library", "Application Support", name);
  if (platform === "win32") return join(env["LOCALAPPDATA"] || join(home, "AppData", "Local"), name);
  return join(env["XDG_STATE_HOME"] || join(home, ".local", "state"), name);
}
