import { oauthOf } from "../config/callers.ts";
import { isLoopback } from "../config/values.ts";
import { type Config, requireAccount, UsageError } from "../config.ts";
import { createLog, type Log, secretsOf } from "../log.ts";
import { serverFactory } from "../server.ts";
import { openAccess } from "../transports/http/access.ts";
import { openMetrics } from "../transports/http/metrics.ts";
import { type HttpOptions, type HttpServing, startHttp } from "../transports/http.ts";
import { version } from "../version.ts";
import { openAccounts } from "./account.ts";
import { AccountPool } from "./account-pool.ts";

/** Serves MCP over HTTP until the process is told to stop; told twice, it ends at once. */
export async function serveHttp(config: Config): Promise<number> {
  mustBeSound(config);
  const secrets = [...secretsOf(config.apiKey), ...config.mcpTokens.map(({ token }) => token)];
  const log = createLog(config.logLevel, secrets);
  const service = await startService(config, log);
  const signals = new Signals(log);
  log.info("started", { version, sandbox: config.sandbox, url: service.url });
  warnOfNames(config, log);
  await signals.first;
  await service.stop(signals.second);
  log.info("stopped");
  return 0;
}

export interface Service extends HttpServing {
  pool: AccountPool;
}

/**
 * Starts to serve what the settings ask for.
 * @param instead of what the settings say, or of the transport's own limits
 * @throws {UsageError} for settings that cannot be had
 */
export async function startService(
  config: Config,
  log: Log,
  instead: Partial<Pick<HttpOptions, "access" | "limits">> = {},
): Promise<Service> {
  const access = openAccess(config, log);
  const metrics = openMetrics((tool) => accounts.effectOf(tool));
  const accounts = await openAccounts(config, log, ({ account, waitedMs, left }) => {
    metrics.waited(waitedMs / 1000);
    metrics.quotaLeft(account, left);
  });
  const pool = new AccountPool(accounts);
  try {
    const serving = await startHttp({
      ...config,
      createServer: serverFactory({ ...config, version }),
      useAccount: (apiKey, job) => pool.use(apiKey, job),
      access,
      metrics,
      drainMs: config.deadline,
      log,
      ...instead,
    });
    const stop: Service["stop"] = async (hurry) => {
      await serving.stop(hurry);
      await accounts.close();
    };
    return { ...serving, stop, pool };
  } catch (error) {
    await accounts.close();
    throw mistake(error);
  }
}

/** @throws {UsageError} for settings that would serve nobody, or everybody */
function mustBeSound(config: Config): void {
  if (config.keyFromHeader && config.sandbox) {
    throw new UsageError("--key-from-header and --sandbox exclude each other: the pretend account has one key");
  }
  if (!config.keyFromHeader) requireAccount(config);
  if (!isLoopback(config.host) && config.mcpTokens.length === 0 && oauthOf(config) === undefined) {
    throw new UsageError(
      `--host ${config.host} can be reached from other machines: set SMARTLEAD_MCP_TOKENS or --oauth-issuer, so that not everybody may call`,
    );
  }
}

/** Otherwise everyone out there is turned away, and nobody here knows why. */
function warnOfNames({ host, allowedHosts }: Config, log: Log): void {
  if (isLoopback(host) || !allowedHosts.every(isLoopback)) return;
  log.warn("only_local_names", { meaning: "other machines are refused until --allowed-hosts names this server" });
}

/** The settings may name a port or address that cannot be had: the person's to change. */
function mistake(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const theirs = code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND";
  return theirs ? new UsageError(`cannot listen: ${message}; change --host or --port`) : error;
}

/** The signals that ask a program to end. */
class Signals {
  readonly first: Promise<void>;
  /** Fires with the second one. */
  readonly second: AbortSignal;

  constructor(log: Log) {
    const hurry = new AbortController();
    this.second = hurry.signal;
    this.first = new Promise((resolve) => {
      let told = false;
      const hear = (signal: NodeJS.Signals) => {
        log.info("stopping", { signal, meaning: told ? "at once" : "when the calls under way are answered" });
        if (told) hurry.abort();
        told = true;
        resolve();
      };
      for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, hear);
    });
  }
}
