/**
 * Every setting once: flag, variable, default, meaning and how it is read. `--help`, the README's table of options and the
 * desktop bundle's settings come from here.
 */
import { resolve } from "node:path";
import { callerSettings } from "./config/callers.ts";
import { parseFlags } from "./config/flags.ts";
import { httpSettings } from "./config/http.ts";
import { type Network, networkOf } from "./config/network.ts";
import type { Setting } from "./config/setting.ts";
import {
  apiKey,
  atLeastOne,
  baseUrl,
  campaignIds,
  count,
  filledIn,
  list,
  oneOf,
  onOff,
  platformStateDir,
  rateWindows,
  readAs,
  resultTokens,
  seconds,
  storePlace,
  UsageError,
} from "./config/values.ts";
import { CONFIRM_MODES, type ConfirmMode, EFFECTS, type Effect } from "./core/effects.ts";

export type { Setting } from "./config/setting.ts";
export { rateWindows, UsageError } from "./config/values.ts";

const RESULT_PARTS = ["both", "text"] as const;
export type ResultParts = (typeof RESULT_PARTS)[number];

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
      atLeastOne(list(text)).map((effect) =>
        oneOf<Effect>(
          effect,
          EFFECTS.filter((name) => name !== "read"),
        ),
      ),
  },
  dryRun: {
    flag: "--dry-run",
    variable: "SMARTLEAD_DRY_RUN",
    fallback: "0",
    about: "Changes are checked and shown, never sent; results say dry_run and what would have been sent.",
    read: onOff,
  },
  onlyCampaigns: {
    flag: "--only-campaigns",
    value: "LIST",
    variable: "SMARTLEAD_ONLY_CAMPAIGNS",
    fallback: "all",
    about:
      "Ids of the only campaigns that may be changed or mailed from; a subsequence counts as a campaign of its own. " +
      "Everything else is forbidden before it leaves.",
    read: campaignIds,
  },
  maxSendsPerHour: {
    flag: "--max-sends-per-hour",
    value: "N",
    variable: "SMARTLEAD_MAX_SENDS_PER_HOUR",
    fallback: "100",
    about:
      "Most mails that calls may send in any hour, over all processes that share the store, however they are confirmed. " +
      "What a running campaign sends by itself is not counted.",
    read: count,
  },
  maxLeadsPerCall: {
    flag: "--max-leads-per-call",
    value: "N",
    variable: "SMARTLEAD_MAX_LEADS_PER_CALL",
    fallback: "2000",
    about: "Most leads that one call may add, move or make inactive, however it is confirmed. Whole lists are counted.",
    read: count,
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
  store: {
    flag: "--store",
    value: "URL",
    variable: "SMARTLEAD_STORE",
    fallback: "file:",
    about:
      "What processes share: file: (the state folder), file:/another/folder, or redis://host:port/db across machines. " +
      "The sandbox shares nothing unless a folder or a Redis is named.",
    read: storePlace,
  },
  stateDir: {
    flag: "--state-dir",
    value: "DIR",
    variable: "SMARTLEAD_STATE_DIR",
    fallback: "",
    about: "The state folder; the platform's own when left out, such as ~/.local/state/smartlead-mcp.",
    read: (text: string) => (text === "" ? undefined : resolve(text)),
  },
  timeout: {
    flag: "--timeout",
    value: "SECONDS",
    variable: "SMARTLEAD_TIMEOUT",
    fallback: "25",
    about: "One HTTP request to SmartLead.",
    read: seconds,
  },
  maxResultTokens: {
    flag: "--max-result-tokens",
    value: "TOKENS",
    variable: "SMARTLEAD_MAX_RESULT_TOKENS",
    fallback: "8000",
    about: "No result is larger; rows that do not fit are on the next page.",
    read: resultTokens,
  },
  results: {
    flag: "--results",
    value: "PARTS",
    variable: "SMARTLEAD_RESULTS",
    fallback: "both",
    about: "both: text and structured content. text: only text, for hosts that show the model both and pay twice.",
    read: (text: string) => oneOf<ResultParts>(text, RESULT_PARTS),
  },
  ...httpSettings,
  ...callerSettings,
  logLevel: {
    flag: "--log-level",
    value: "LEVEL",
    variable: "SMARTLEAD_LOG_LEVEL",
    fallback: "info",
    about: `Structured lines on standard error: ${LOG_LEVELS.join(", ")}.`,
    read: (text: string) => oneOf<LogLevel>(text, LOG_LEVELS),
  },
} as const satisfies Record<string, Setting<unknown>>;

export type Config = { readonly [Name in keyof typeof settings]: ReturnType<(typeof settings)[Name]["read"]> } & {
  /** Where state is kept when `stateDir` says nothing. */
  readonly platformStateDir: string;
  readonly network: Network;
};

export interface Invocation {
  config: Config;
  /** What is left after the flags: the command and its own words. */
  words: string[];
  help: boolean;
  version: boolean;
  /** Flags that belong to a single command. */
  own: Readonly<Record<string, string | boolean | undefined>>;
}

/** Flags that are no settings: those of a single command, and those that every program has. */
const OTHER_FLAGS = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/**
 * Reads flags and environment; a flag wins over its variable.
 * @throws {UsageError} naming what was expected
 */
export function readInvocation(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Invocation {
  const { values, positionals } = parseFlags(argv, Object.values<Setting<unknown>>(settings), OTHER_FLAGS);
  const read = Object.fromEntries(
    Object.entries<Setting<unknown>>(settings).map(([name, setting]) => {
      const key = setting.flag?.slice(2);
      const flag = key === undefined ? undefined : values[key];
      const source = flag === undefined ? setting.variable : (setting.flag ?? "");
      const text =
        flag === undefined ? filledIn(env[setting.variable]) || setting.fallback : flag === true ? "1" : String(flag);
      return [name, readAs(setting.read, text, source)];
    }),
  );
  const config = { ...read, platformStateDir: platformStateDir(env), network: networkOf(env) } as Config;
  const { help = false, version = false, port, json } = values;
  return { config, words: positionals, help: help === true, version: version === true, own: { port, json } };
}

/** @throws {UsageError} when no account is named, or two are */
export function requireAccount({ sandbox, apiKey: key, baseUrl: url }: Config): void {
  if (sandbox && url !== undefined) throw new UsageError("--sandbox and --base-url exclude each other");
  if (!sandbox && key === "") {
    throw new UsageError("no API key: set SMARTLEAD_API_KEY, or use --sandbox to try everything on a pretend account");
  }
}
