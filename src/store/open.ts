/** The store that the settings name, with what takes its place when it fails. */
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { FileStore } from "./file.ts";
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
 * trouble meet again; a Redis that cannot be reached by nothing shared at all.
 */
export function openStore(place: StorePlace, { onDamage, onChange }: StoreEvents): ResilientStore {
  const preferred =
    "url" in place
      ? [new RedisStore({ url: place.url, onDamage })]
      : [
          new FileStore({ folder: place.folder, onDamage }),
          new FileStore({ folder: temporaryFolder(), suspicious: true, onDamage }),
        ];
  return new ResilientStore({ stores: [...preferred, new LoneStore()], onChange });
}

function temporaryFolder(): string {
  return join(tmpdir(), `smartlead-mcp-${userInfo().uid}`);
}
