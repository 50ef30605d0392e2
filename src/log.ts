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
      write(`${secrets.filter(Boolean).reduce((text, secret) => text.replaceAll(secret, "***"), line)}\n`);
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function writeToStderr(line: string): void {
  process.stderr.write(line);
}
