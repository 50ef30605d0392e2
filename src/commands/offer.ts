/** Which tools the settings offer, and which of them clients see in their list. Needs no account. */
import { type Config, UsageError } from "../config.ts";
import { Catalogue } from "../core/catalogue.ts";
import { nearest } from "../core/check.ts";
import { FrontDoor } from "../core/front-door.ts";
import { jobs } from "../jobs/index.ts";
import { groups, tools, toolsets } from "../tools/index.ts";

export interface Offer {
  catalogue: Catalogue;
  /** Absent when every tool is listed. */
  frontDoor?: FrontDoor;
}

/** @throws {UsageError} for a toolset or tool that does not exist */
export function offer(config: Config): Offer {
  const listed = listedNames(config);
  const catalogue = new Catalogue([...jobs, ...tools], {
    readOnly: config.readOnly,
    confirmEffects: config.confirm === "off" ? [] : config.confirmEffects,
    excluded: known("--exclude-tools", config.excludeTools, toolNames),
    ...(listed && { listed }),
  });
  if (listed === undefined) return { catalogue };
  const search = async () => {
    const { CatalogueSearch } = await import("../core/catalogue-search.ts");
    return new CatalogueSearch(catalogue.reachable());
  };
  return { catalogue, frontDoor: new FrontDoor(catalogue, config, search) };
}

const toolNames = [...jobs, ...tools].map(({ name }) => name);

/** Names in the list that clients see; undefined means all. */
function listedNames({ toolsets: wanted, tools: single }: Config): ReadonlySet<string> | undefined {
  const names = known("--tools", single, toolNames);
  known("--toolsets", wanted, ["all", ...toolsets.map(({ id }) => id)]);
  if (wanted.includes("all")) return undefined;
  return new Set([...names, ...toolsets.filter(({ id }) => wanted.includes(id)).flatMap((set) => set.tools)]);
}

function known(flag: string, given: readonly string[], names: readonly string[]): ReadonlySet<string> {
  for (const name of given) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    const choice = names.length > groups.length + 2 ? "" : `; expected ${names.join(", ")}`;
    throw new UsageError(`${flag}: there is no "${name}"${near ? `, did you mean ${near}?` : choice}`);
  }
  return new Set(given);
}
