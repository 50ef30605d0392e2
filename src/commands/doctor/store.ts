/** Looks at what processes share: whether it can be used, is whole, and who else uses it. */
import { startsWithin } from "../../store/ledger.ts";
import { openStore, type StorePlace } from "../../store/open.ts";
import type { Store } from "../../store/store.ts";
import { type Finding, failed, ok, warning } from "./finding.ts";

const ABOUT = "Shared quota";
/** A version that was seen longer ago is no longer running, or does nothing. */
const SEEN_MS = 900_000;
const MINUTE_MS = 60_000;

/** Opens the store and reads the account's ledger as the server would. The caller closes the store. */
export async function lookAtStore(
  place: StorePlace,
  account: string,
  version: string,
): Promise<{ store: Store; findings: Finding[] }> {
  const damage: string[] = [];
  // Why another store took the place of this one is read from it afterwards.
  const store = openStore(place, { onDamage: (what) => damage.push(what), onChange: () => {} });
  const known = await store.update(account, (ledger, now) => ({
    minute: startsWithin(ledger, now, "common", MINUTE_MS),
    others: Object.entries(ledger.versions ?? {}).filter(([other, used]) => other !== version && now - used < SEEN_MS),
  }));
  const { problem } = store;
  if (problem !== undefined) {
    const fix =
      "url" in place
        ? "Start it, or correct --store. Until then changes are refused, and reads keep to a share of the limit."
        : "Give it to your user, or correct --store. Until then other processes with the same key may not be seen.";
    return { store, findings: [failed(ABOUT, problem, fix)] };
  }
  const state =
    damage.length === 0
      ? ok(ABOUT, `${known.minute} requests in the last minute, by all processes that share it`)
      : warning(
          ABOUT,
          damage.join("; "),
          "Nothing to do now: it is written anew and counts as used up for a while. If it comes back, look at the disk.",
        );
  return { store, findings: [state, ...known.others.map(([other]) => versionFinding(other, version))] };
}

function versionFinding(other: string, version: string): Finding {
  return warning(
    "Versions",
    `smartlead-mcp ${other} works the same account, this is ${version}`,
    "Update both, and restart the clients that run them.",
  );
}
