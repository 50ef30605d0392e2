/** The store that the settings name, with what takes its place when it fails. */
import { FileStore } from "./file.ts";
import { temporaryFolder } from "./folder.ts";
import { LoneStore } from "./memory.ts";
import { RedisStore } from "./redis.ts";
import { ResilientStore } from "./resilient.ts";

/** A folder of this machine, or a Redis server's URL. */
export type StorePlace = { folder: string } | { url: string };

export interface StoreEvents {
  /** State was damaged; the limit is kept by assuming that it is used up. */
  onDamage: (what: string) => void;
  /** Another store is in use than the one asked for (why), or the one asked for again (undefined). */
  onChange: (problem: string | undefined) => void;
}

/**
 * Opens nothing yet. A folder that cannot be used is replaced by one in the temporary files, where processes with the same
 * trouble meet again, and that by nothing shared at all. Whoever shares a Redis counts on limits that hold for every machine:
 * while it cannot be reached, calls that read go on within a fraction of the quota, and calls that change something are refused.
 */
export function openStore(place: StorePlace, { onDamage, onChange }: StoreEvents): ResilientStore {
  if ("url" in place) {
    const stores = [new RedisStore({ url: place.url, onDamage }), new LoneStore()];
    return new ResilientStore({ stores, withoutPreferred: ["read"], onChange });
  }
  const stores = [
    new FileStore({ folder: place.folder, onDamage }),
    new FileStore({ folder: temporaryFolder(), suspicious: true, onDamage }),
    new LoneStore(),
  ];
  return new ResilientStore({ stores, withoutPreferred: ["read", "change"], onChange });
}
