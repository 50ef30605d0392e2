/** Structured lines on standard error. Standard output belongs to the protocol in stdio mode. */
import type { LogLevel } from "./config.ts";

const ORDER: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 };

export type Log = Record<
  Exclude<LogLevel, "silent">,
  (event: string, facts?: Readonly<Record<string, unknown>>) => void
>;

/**
 * @param secrets words that no line may contain; each is replaced wherever it appears
 */
export function createLog(level: LogLevel, secrets: readonly string[], write = writeToStderr): Log {
  const at =
    (own: Exclude<LogLevel, "silent">) =>
    (event: string, facts: Readonly<Record<string, unknown>> = {}) => {
      if (ORDER[own] < ORDER[level]) return;
      const line = JSON.stringify({ time: new Date().toISOString(), level: own, event, ...facts });
      write(`${redacted(line, secrets)}\n`);
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** The same log, with further words that no text among its facts may contain. */
export function withoutSecrets(log: Log, secrets: readonly string[]): Log {
  const clean = (facts: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, typeof fact === "string" ? redacted(fact, secrets) : fact]),
    );
  const at =
    (own: keyof Log): Log[keyof Log] =>
    (event, facts = {}) =>
      log[own](event, clean(facts));
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** The forms in which a key could turn up in a text. */
export function secretsOf(apiKey: string): string[] {
  return [apiKey, encodeURIComponent(apiKey)];
}

function redacted(text: string, secrets: readonly string[]): string {
  return secrets.filter(Boolean).reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
}

function writeToStderr(line: string): void {
  process.stderr.write(line);
}
