/**
 * Every setting once: flag, variable, default, meaning and how it is read. `--help`, the README's table of options and the
 * desktop bundle's settings come from here.
 */
import { parseArgs } from "node:util";
import { CONFIRM_MODES, type ConfirmMode } from "./core/confirm.ts";
import { EFFECTS, type Effect } from "./core/tool.ts";
import type { RateWindow } from "./store/windows.ts";

/** A mistake in flags or variables: one line for the person, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

export interface Setting<Value> {
  /** Without it the setting can only come from the environment. */
  flag?: string;
  /** Placeholder of the flag's value in the help; without it the flag stands alone. */
  value?: string;
  variable: string;
  fallback: string;
  about: string;
  read: (text: string) => Value;
}

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const settings = {
  apiKey: {
    variable: "SMARTLEAD_API_KEY",
    fallback: "",
    about: "The SmartLead API key (Settings, API keys). Never a flag: it would show in the process list.",
    read: apiKey,
  },
  sandbox: {
    flag: "--sandbox",
    variable: "SMARTLEAD_SANDBOX",
    fallback: "0",
    about: "Run against the embedded pretend account: no key, no network, no real mail.",
    read: onOff,
  },
  baseUrl: {
    flag: "--base-url",
    value: "URL",
    variable: "SMARTLEAD_BASE_URL",
    fallback: "",
    about: "Replaces scheme, host and port of every SmartLead host. http: only for this machine.",
    read: baseUrl,
  },
  toolsets: {
    flag: "--toolsets",
    value: "LIST",
    variable: "SMARTLEAD_TOOLSETS",
    fallback: "core",
    about: "Toolsets to list, or all: every endpoint as a tool of its own. The others are found with search_tools.",
    read: list,
  },
  tools: {
    flag: "--tools",
    value: "LIST",
    variable: "SMARTLEAD_TOOLS",
    fallback: "",
    about: "Single tools to list besides.",
    read: list,
  },
  excludeTools: {
    flag: "--exclude-tools",
    value: "LIST",
    variable: "SMARTLEAD_EXCLUDE_TOOLS",
    fallback: "",
    about: "Single tools that must not exist; wins over the other two.",
    read: list,
  },
  readOnly: {
    flag: "--read-only",
    variable: "SMARTLEAD_READ_ONLY",
    fallback: "0",
    about: "Only tools that read exist; wins over everything.",
    read: onOff,
  },
  confirm: {
    flag: "--confirm",
    value: "MODE",
    variable: "SMARTLEAD_CONFIRM",
    fallback: "auto",
    about: "auto: ask the person, else the two-step token. elicit: only a person's answer counts. off: never ask.",
    read: (text: string) => oneOf<ConfirmMode>(text, CONFIRM_MODES),
  },
  confirmEffects: {
    flag: "--confirm-effects",
    value: "LIST",
    variable: "SMARTLEAD_CONFIRM_EFFECTS",
    fallback: "destructive,sends_email,spends_money",
    about: "Which effects need confirmation; write may be added.",
    read: (text: string) =>
      list(text).map((effect) =>
        oneOf<Effect>(
          effect,
          EFFECTS.filter((name) => name !== "read"),
        ),
      ),
  },
  rateLimit: {
    flag: "--rate-limit",
    value: "LIST",
    variable: "SMARTLEAD_RATE_LIMIT",
    fallback: "10/2s,60/60s",
    about: "Requests per window, all of which hold, e.g. 60/60s,1000/1h. The default suits SmartLead's standard plan.",
    read: rateWindows,
  },
  heavyRateLimit: {
    flag: "--heavy-rate-limit",
    value: "LIST",
    variable: "SMARTLEAD_HEAVY_RATE_LIMIT",
    fallback: "10/60s",
    about: "Further windows for the statistics routes that SmartLead limits by themselves.",
    read: rateWindows,
  },
  maxWait: {
    flag: "--max-wait",
    value: "SECONDS",
    variable: "SMARTLEAD_MAX_WAIT",
    fallback: "30",
    about: "Longest wait for quota before a call is refused with rate_limited.",
    read: seconds,
  },
  deadline: {
    flag: "--deadline",
    value: "SECONDS",
    variable: "SMARTLEAD_DEADLINE",
    fallback: "55",
    about: "Every call answers within this time, waiting and retries included. Most clients give up after 60.",
    read: seconds,
  },
  timeout: {
    flag: "--timeout",
    value: "SECONDS",
    variable: "SMARTLEAD_TIMEOUT",
    fallback: "25",
    about: "One HTTP request to SmartLead.",
    read: seconds,
  },
  logLevel: {
    flag: "--log-level",
    value: "LEVEL",
    variable: "SMARTLEAD_LOG_LEVEL",
    fallback: "info",
    about: `Structured lines on standard error: ${LOG_LEVELS.join(", ")}.`,
    read: (text: string) => oneOf<LogLevel>(text, LOG_LEVELS),
  },
} as const satisfies Record<string, Setting<unknown>>;

export type Config = { readonly [Name in keyof typeof settings]: ReturnType<(typeof settings)[Name]["read"]> };

export interface Invocation {
  config: Config;
  /** What is left after the flags: the command and its own words. */
  words: string[];
  help: boolean;
  version: boolean;
  /** Flags that belong to a single command. */
  own: Readonly<Record<string, string | boolean | undefined>>;
}

/** Flags that only one command knows, besides the settings. */
const COMMAND_FLAGS = { port: { type: "string" }, json: { type: "boolean" } } as const;

/**
 * Reads flags and environment; a flag wins over its variable.
 * @throws {UsageError} naming what was expected
 */
export function readInvocation(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Invocation {
  const { values, positionals } = parseFlags(argv);
  const config = Object.fromEntries(
    Object.entries<Setting<unknown>>(settings).map(([name, setting]) => {
      const key = setting.flag?.slice(2);
      const flag = key === undefined ? undefined : values[key];
      const source = flag === undefined ? setting.variable : (setting.flag ?? "");
      const text = flag === undefined ? env[setting.variable] || setting.fallback : flag === true ? "1" : String(flag);
      return [name, readSetting(setting, text, source)];
    }),
  ) as Config;
  const { help = false, version = false, port, json } = values;
  return { config, words: positionals, help: help === true, version: version === true, own: { port, json } };
}

function parseFlags(argv: readonly string[]): {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
} {
  const flags = Object.values<Setting<unknown>>(settings).flatMap(({ flag, value }) =>
    flag === undefined
      ? []
      : [[flag.slice(2), { type: value === undefined ? ("boolean" as const) : ("string" as const) }]],
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(flags),
        ...COMMAND_FLAGS,
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "v" },
      },
    });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    const said = error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? "") : String(error);
    throw new UsageError(`${said}; see smartlead-mcp --help`);
  }
}

function readSetting(setting: Setting<unknown>, text: string, source: string): unknown {
  try {
    return setting.read(text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${source}: ${error.message}`);
  }
}

function apiKey(text: string): string {
  // Pasted keys bring their line break along; anything else odd cannot be a key and would break the URL.
  const key = text.trim();
  if (/\s/.test(key)) throw new UsageError("expected one key without spaces");
  return key;
}

function onOff(text: string): boolean {
  if (["1", "true", "yes", "on"].includes(text.toLowerCase())) return true;
  if (["0", "false", "no", "off", ""].includes(text.toLowerCase())) return false;
  throw new UsageError(`expected 1 or 0, got "${text}"`);
}

function oneOf<Word extends string>(text: string, words: readonly Word[]): Word {
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

/** Milliseconds from a number of seconds above zero. */
function seconds(text: string): number {
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

function baseUrl(text: string): string | undefined {
  if (text === "") return undefined;
  if (!URL.canParse(text)) throw new UsageError(`expected a URL such as https://proxy.example.com, got "${text}"`);
  const url = new URL(text);
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    // The key travels in the URL: over plain HTTP anyone on the way could read it.
    throw new UsageError("expected https: (http: is accepted for this machine only)");
  }
  if (url.username || url.password || url.search || url.hash || !/^\/?$/.test(url.pathname)) {
    throw new UsageError("expected scheme, host and port only, such as https://proxy.example.com:8443");
  }
  return url.origin;
}
