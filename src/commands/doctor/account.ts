/** Opens the account as the server would, piece by piece, and has each piece looked at. */
import { type Config, requireAccount } from "../../config.ts";
import { startsWithin } from "../../store/ledger.ts";
import { MemoryStore } from "../../store/memory.ts";
import { PostponingStore } from "../../store/postponing.ts";
import { version } from "../../version.ts";
import { accountName, clientOf, quotaOf, startSandbox, storePlaceOf } from "../account.ts";
import { offer } from "../offer.ts";
import { type Finding, skipped } from "./finding.ts";
import { smartleadFindings } from "./smartlead.ts";
import { stateFindings } from "./state.ts";
import { lookAtStore } from "./store.ts";

const MINUTE_MS = 60_000;

/**
 * @param usable there is a key that SmartLead can be asked with
 * @throws {UsageError} for settings that the server refuses
 */
export async function accountFindings(config: Config, usable: boolean): Promise<Finding[]> {
  offer(config);
  if (usable) requireAccount(config);
  const sandbox = config.sandbox ? await startSandbox() : undefined;
  const apiKey = sandbox?.apiKey ?? config.apiKey;
  const baseUrl = sandbox?.url ?? config.baseUrl;
  const account = accountName(apiKey, baseUrl);
  const { store, findings } = await lookAtPlaces(config, account);
  if (usable) {
    const client = clientOf(config, apiKey, baseUrl);
    const known = () => store.update(account, (ledger, now) => startsWithin(ledger, now, "common", MINUTE_MS));
    const quota = quotaOf(config, store, account);
    const question = { client, quota, windows: config.rateLimit, known, maxWaitMs: config.maxWait };
    findings.push(...(await smartleadFindings(question)));
    await client.close();
  }
  await store.close();
  await sandbox?.close();
  return findings;
}

async function lookAtPlaces(config: Config, account: string): Promise<{ store: PostponingStore; findings: Finding[] }> {
  const place = storePlaceOf(config);
  const kept = !config.sandbox || config.stateDir !== undefined;
  const folder = kept
    ? stateFindings(config.stateDir ?? config.platformStateDir)
    : [skipped("State folder", "the pretend account keeps nothing")];
  if (place === undefined) return { store: new PostponingStore(new MemoryStore()), findings: folder };
  const { store, findings } = await lookAtStore(place, account, version);
  return { store: new PostponingStore(store), findings: [...folder, ...findings] };
}
