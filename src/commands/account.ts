/** Everything a command needs to work an account, put together from the settings. */
import { createHash } from "node:crypto";
import type { Config } from "../config.ts";
import { type AuditOptions, AuditTrail } from "../core/audit.ts";
import { Pipeline } from "../core/call.ts";
import { Confirmation } from "../core/confirm.ts";
import { Delivery } from "../core/delivery.ts";
import { EFFECTS, type Effect } from "../core/effects.ts";
import { Policy } from "../core/permit.ts";
import { LookUps } from "../core/preview/look-ups.ts";
import { SentMails } from "../core/sent-mails.ts";
import type { Log } from "../log.ts";
import type { Sandbox } from "../sandbox/server.ts";
import { SmartleadClient } from "../smartlead/client.ts";
import { Quota } from "../smartlead/quota.ts";
import { Sender } from "../smartlead/retry.ts";
import { temporaryFolder } from "../store/folder.ts";
import { MemoryStore } from "../store/memory.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { tools } from "../tools/index.ts";
import { version } from "../version.ts";
import { offer } from "./offer.ts";

export interface OpenAccount {
  pipeline: Pipeline;
  close: () => Promise<void>;
}

/**
 * Opens the account that the settings name: the person's own, or the embedded sandbox.
 * @throws {UsageError} for a toolset or tool that does not exist
 */
export async function openAccount(config: Config, log: Log): Promise<OpenAccount> {
  const sandbox = config.sandbox ? await startSandbox() : undefined;
  const apiKey = sandbox?.apiKey ?? config.apiKey;
  const baseUrl = sandbox?.url ?? config.baseUrl;
  const account = accountName(apiKey, baseUrl);
  const store = storeOf(config, log);
  // The same key behind another address is a proxy or a pretend account: mail that left there did not leave here.
  const place = baseUrl === undefined ? account : `${account}@${baseUrl}`;
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
    answerMs: config.timeout,
  });
  warnOfSilence(config, log);
  const sender = new Sender(client, quota);
  const sentMails = new SentMails(store, place);
  const lookUps = new LookUps({ tools, sender, sentMails });
  return {
    pipeline: new Pipeline({
      ...offer(config),
      policy: new Policy({
        ...config,
        store,
        account: place,
      }),
      confirmation: new Confirmation({ mode: config.confirm, store, apiKey, account }),
      lookUps,
      ...trailOf(config, { apiKey, account, onTrouble: (problem) => log.error("audit_trouble", { problem }) }),
      dryRun: config.dryRun,
      delivery: new Delivery({ sender, lookUps, sentMails }),
      deadlineMs: config.deadline,
      maxResultTokens: config.maxResultTokens,
      onInternal: (error) => log.error("internal", { error: error instanceof Error ? error.stack : String(error) }),
    }),
    close: async () => {
      await client.close();
      await store.close();
      await sandbox?.close();
    },
  };
}

/**
 * Names the account in the store, without saying the key. Behind plain HTTP, which only this machine may use, stands a
 * pretend account: what is used up there is not used up at SmartLead.
 */
function accountName(apiKey: string, baseUrl: string | undefined): string {
  const place = baseUrl?.startsWith("http:") ? `@${baseUrl}` : "";
  return createHash("sha256")
    .update(apiKey + place)
    .digest("hex")
    .slice(0, 16);
}

/** Whoever starts a server that does harm unasked is told so. */
function warnOfSilence({ confirm, confirmEffects, dryRun, readOnly }: Config, log: Log): void {
  if (dryRun || readOnly) return;
  const asked: readonly Effect[] = confirm === "off" ? [] : confirmEffects;
  const unasked = EFFECTS.filter((effect) => effect !== "read" && effect !== "write" && !asked.includes(effect));
  if (unasked.length > 0) log.warn("confirmation_off", { unasked, meaning: "these happen without a question" });
}

function trailOf(
  { sandbox, stateDir, platformStateDir }: Config,
  options: Pick<AuditOptions, "apiKey" | "account" | "onTrouble">,
): { audit?: AuditTrail } {
  // A demonstration leaves no trace on the person's machine.
  if (sandbox && stateDir === undefined) return {};
  const folder = stateDir ?? platformStateDir;
  return { audit: new AuditTrail({ ...options, folder, reserveFolder: temporaryFolder() }) };
}

function storeOf({ sandbox, store, stateDir, platformStateDir }: Config, log: Log): Store {
  // A demonstration leaves no trace on the person's machine.
  if (sandbox && store === undefined && stateDir === undefined) return new MemoryStore();
  const place = store ?? { folder: stateDir ?? platformStateDir };
  const meaning =
    "url" in place
      ? "until it is back, changes are refused and reads keep to a share of the quota"
      : "other processes with the same key may not be seen";
  return openStore(place, {
    onDamage: (what) =>
      log.warn("state_damaged", { what, meaning: "the quota counts as used up until its windows pass" }),
    onChange: (problem) =>
      problem === undefined ? log.info("store_back") : log.warn("store_unusable", { problem, meaning }),
  });
}

async function startSandbox(): Promise<Sandbox> {
  // Loaded only when asked for: the pretend account is most of the program.
  const sandbox = await import("../sandbox/server.ts");
  return sandbox.startSandbox();
}
