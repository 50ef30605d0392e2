import "../core/lean-zod.ts";
import { type Config, requireAccount, UsageError } from "../config.ts";
import { createLog, secretsOf } from "../log.ts";
import { type Connection, serverFactory } from "../server.ts";
import { serveOverStdio } from "../transports/stdio.ts";
import { version } from "../version.ts";
import type { OpenAccount } from "./account.ts";

/**
 * A client that has said nothing for so long may have nothing to say: what is wrong with the settings must come out all
 * the same. Long enough for the greeting of one that starts at once, in milliseconds.
 */
const OPEN_AFTER_MS = 300;

/** Serves MCP over HTTP or over standard input and output, as the settings have it. */
export async function serve(config: Config): Promise<number> {
  if (config.http) return (await import("./serve-http.ts")).serveHttp(config);
  if (config.keyFromHeader) throw new UsageError("--key-from-header needs --http");
  return serveStdio(config);
}

/**
 * Serves MCP until the client goes away or the process is told to stop. The account is opened with the first list or
 * call: what that loads takes longer than everything that a greeting needs.
 */
async function serveStdio(config: Config): Promise<number> {
  requireAccount(config);
  const log = createLog(config.logLevel, secretsOf(config.apiKey));
  let opening: Promise<OpenAccount> | undefined;
  const open = () => {
    opening ??= import("./account.ts").then(({ openAccount }) => openAccount(config, log));
    return opening;
  };
  const failed = new AbortController();
  const timer = setTimeout(() => open().catch(() => failed.abort()), OPEN_AFTER_MS);
  log.info("started", { version, sandbox: config.sandbox });
  const work: Connection["work"] = async (job) => job((await open()).pipeline);
  const createServer = serverFactory({ ...config, version });
  await serveOverStdio(() => createServer(() => ({ work })), log, failed.signal);
  clearTimeout(timer);
  // Throws what was wrong with the settings, if anything was.
  await (await opening)?.close();
  return 0;
}
