/** Everything a command needs to work an account, put together from the settings. */
import { createHash } from "node:crypto";
import { type Config, UsageError } from "../config.ts";
import { Pipeline } from "../core/call.ts";
import { Confirmation } from "../core/confirm.ts";
import { createLog, type Log } from "../log.ts";
import type { Sandbox } from "../sandbox/server.ts";
import { SmartleadClient } from "../smartlead/client.ts";
import { Quota } from "../smartlead/quota.ts";
import { Sender } from "../smartlead/retry.ts";
import { MemoryStore } from "../store/memory.ts";
import { version } from "../version.ts";
import { offer } from "./offer.ts";

export interface OpenAccount {
  pipeline: Pipeline;
  log: Log;
  close: () => Promise<void>;
}

/**
 * Opens the account that the settings name: the person's own, or the embedded sandbox.
 * @throws {UsageError} when there is no key
 */
export async function openAccount(config: Config): Promise<OpenAccount> {
  const sandbox = config.sandbox ? await startSandbox(config) : undefined;
  const apiKey = sandbox?.apiKey ?? config.apiKey;
  if (apiKey === "") {
    throw new UsageError("no API key: set SMARTLEAD_API_KEY, or use --sandbox to try everything on a pretend account");
  }
  const log = createLog(config.logLevel, [apiKey, encodeURIComponent(apiKey)]);
  const baseUrl = sandbox?.url ?? config.baseUrl;
  const account = createHash("sha256").update(apiKey).digest("hex").slice(0, 16);
  const store = new MemoryStore();
  const client = new SmartleadClient({
    apiKey,
    timeoutMs: config.timeout,
    userAgent: `smartlead-mcp/${version}`,
    ...(baseUrl && { baseUrl }),
  });
  const quota = new Quota({
    store,
    account,
    windows: config.rateLimit,
    heavyWindows: config.heavyRateLimit,
    maxWaitMs: config.maxWait,
  });
  if (config.confirm === "off")
    log.warn("confirmation_off", { meaning: "mail is sent and records are deleted unasked" });
  return {
    log,
    pipeline: new Pipeline({
      ...offer(config),
      confirmation: new Confirmation({ mode: config.confirm, store, apiKey, account }),
      sender: new Sender(client, quota),
      deadlineMs: config.deadline,
      onInternal: (error) => log.error("internal", { error: error instanceof Error ? error.stack : String(error) }),
    }),
    close: async () => {
      await client.close();
      await sandbox?.close();
    },
  };
}

async function startSandbox(config: Config): Promise<Sandbox> {
  if (config.baseUrl !== undefined) throw new UsageError("--sandbox and --base-url exclude each other");
  // Loaded only when asked for: the pretend account is most of the program.
  const sandbox = await import("../sandbox/server.ts");
  return sandbox.startSandbox();
}
