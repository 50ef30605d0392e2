/** Everything a command needs to work one account or several, put together from the settings. */
import { createHash } from "node:crypto";
import { isDirect } from "../config/network.ts";
import type { Config } from "../config.ts";
import { type AuditOptions, AuditTrail } from "../core/audit.ts";
import { Pipeline } from "../core/call.ts";
import { Confirmation } from "../core/confirm.ts";
import { Delivery } from "../core/delivery.ts";
import { EFFECTS, type Effect } from "../core/effects.ts";
import { Policy } from "../core/permit.ts";
import { LookUps } from "../core/preview/look-ups.ts";
import { SentMails } from "../core/sent-mails.ts";
import { jobs } from "../jobs/index.ts";
import { type Log, secretsOf, withoutSecrets } from "../log.ts";
import type { Sandbox } from "../sandbox/server.ts";
import { Connections, SmartleadClient, type WebProxy } from "../smartlead/client.ts";
import { Quota, type QuotaOptions } from "../smartlead/quota.ts";
import { Sender } from "../smartlead/retry.ts";
import { temporaryFolder } from "../store/folder.ts";
import { MemoryStore } from "../store/memory.ts";
import { openStore, type StorePlace } from "../store/open.ts";
import { PostponingStore } from "../store/postponing.ts";
import { tools } from "../tools/index.ts";
import { version } from "../version.ts";
import { type Offer, offer } from "./offer.ts";

export interface OpenAccount {
  pipeline: Pipeline;
  close: () => Promise<void>;
}

/**
 * Opens the account that the settings name: the person's own, or the embedded sandbox.
 * @throws {UsageError} for a toolset or tool that does not exist
 */
export async function openAccount(config: Config, log: Log): Promise<OpenAccount> {
  const accounts = await openAccounts(config, log);
  return { pipeline: accounts.open(), close: accounts.close };
}

export interface Accounts {
  /**
   * The pipeline of one account: the one behind this key, or the one that the settings name. Quota, confirmations, look-ups
   * and trail are its own. Nothing of it needs closing.
   */
  open: (apiKey?: string) => Pipeline;
  /** The worst that a tool of this name could do; undefined when there is none. */
  effectOf: (tool: string) => Effect | undefined;
  /** Ends what all accounts share. */
  close: () => Promise<void>;
}

/** Told how the quota of an account stands, whenever a request may start. */
export type OnTurn = (turn: { account: string; waitedMs: number; left: number }) => void;

/**
 * Makes what any number of accounts share: the catalogue with its search index, the store, the connections to SmartLead.
 * @throws {UsageError} for a toolset or tool that does not exist
 */
export async function openAccounts(config: Config, log: Log, onTurn?: OnTurn): Promise<Accounts> {
  const offered = offer(config);
  const sandbox = config.sandbox ? await startSandbox() : undefined;
  const baseUrl = sandbox?.url ?? config.baseUrl;
  const shared = {
    offered,
    baseUrl,
    store: storeOf(config, log),
    connections: new Connections({ tunnelTimeoutMs: config.timeout, ...proxyOf(config, baseUrl) }),
    onTurn,
  };
  warnOfSilence(config, log);
  const effects = new Map(
    [...jobs, ...tools, ...(offered.frontDoor?.doorEffects() ?? [])].map(({ name, effect }) => [name, effect]),
  );
  return {
    open: (apiKey = sandbox?.apiKey ?? config.apiKey) => pipelineOf(apiKey, shared, config, log),
    effectOf: (name) => effects.get(name),
    close: async () => {
      await shared.connections.close();
      await shared.store.close();
      await sandbox?.close();
    },
  };
}

interface Shared {
  offered: Offer;
  baseUrl: string | undefined;
  store: PostponingStore;
  connections: Connections;
  onTurn: OnTurn | undefined;
}

function pipelineOf(
  apiKey: string,
  { offered, baseUrl, store, connections, onTurn }: Shared,
  config: Config,
  log: Log,
): Pipeline {
  const account = accountName(apiKey, baseUrl);
  // The same key behind another address is a proxy or a pretend account: mail that left there did not leave here.
  const place = baseUrl === undefined ? account : `${account}@${baseUrl}`;
  const ownLog = withoutSecrets(log, secretsOf(apiKey));
  const client = clientOf(config, apiKey, baseUrl, connections);
  const quota = quotaOf(config, store, account, onTurn && ((turn) => onTurn({ account, ...turn })));
  const sender = new Sender(client, quota);
  const sentMails = new SentMails(store, place);
  const lookUps = new LookUps({ tools, sender, sentMails });
  return new Pipeline({
    ...offered,
    policy: new Policy({ ...config, store, account: place }),
    confirmation: new Confirmation({ mode: config.confirm, store, apiKey, account }),
    lookUps,
    ...trailOf(config, { apiKey, account, onTrouble: (problem) => ownLog.error("audit_trouble", { problem }) }),
    dryRun: config.dryRun,
    delivery: new Delivery({ sender, lookUps, sentMails }),
    deadlineMs: config.deadline,
    maxResultTokens: config.maxResultTokens,
    onInternal: (error) => ownLog.error("internal", { error: error instanceof Error ? error.stack : String(error) }),
  });
}

/** The proxy between this machine and the account, where there is one. */
function proxyOf({ network }: Pick<Config, "network">, baseUrl: string | undefined): { proxy?: WebProxy } {
  return network.proxy && !isDirect(baseUrl) ? { proxy: network.proxy } : {};
}

/**
 * What sends requests to the account, on the way that the network's settings name.
 * @param connections its own when left out
 */
export function clientOf(
  config: Pick<Config, "timeout" | "network">,
  apiKey: string,
  baseUrl: string | undefined,
  connections?: Connections,
): SmartleadClient {
  return new SmartleadClient({
    apiKey,
    timeoutMs: config.timeout,
    userAgent: `smartlead-mcp/${version}`,
    ...(connections && { connections }),
    ...(baseUrl && { baseUrl }),
    ...proxyOf(config, baseUrl),
  });
}

/** The account's turns under the limits of the settings. */
export function quotaOf(
  config: Config,
  store: PostponingStore,
  account: string,
  onTurn?: QuotaOptions["onTurn"],
): Quota {
  return new Quota({
    store,
    account,
    version,
    windows: config.rateLimit,
    heavyWindows: config.heavyRateLimit,
    maxWaitMs: config.maxWait,
    answerMs: config.timeout,
    ...(onTurn && { onTurn }),
  });
}

/**
 * Names the account in the store, without saying the key. Behind plain HTTP, which only this machine may use, stands a
 * pretend account: what is used up there is not used up at SmartLead.
 */
export function accountName(apiKey: string, baseUrl: string | undefined): string {
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

/** What processes share; undefined on the pretend account, because a demonstration leaves no trace on the person's machine. */
export function storePlaceOf({ sandbox, store, stateDir, platformStateDir }: Config): StorePlace | undefined {
  if (sandbox && store === undefined && stateDir === undefined) return undefined;
  return store ?? { folder: stateDir ?? platformStateDir };
}

function storeOf(config: Config, log: Log): PostponingStore {
  const place = storePlaceOf(config);
  if (place === undefined) return new PostponingStore(new MemoryStore());
  const meaning =
    "url" in place
      ? "until it is back, changes are refused and reads keep to a share of the quota"
      : "other processes with the same key may not be seen";
  const store = openStore(place, {
    onDamage: (what) =>
      log.warn("state_damaged", { what, meaning: "the quota counts as used up until its windows pass" }),
    onChange: (problem) =>
      problem === undefined ? log.info("store_back") : log.warn("store_unusable", { problem, meaning }),
  });
  return new PostponingStore(store);
}

export async function startSandbox(): Promise<Sandbox> {
  // Loaded only when asked for: the pretend account is most of the program.
  const sandbox = await import("../sandbox/server.ts");
  return sandbox.startSandbox();
}
