/** What each caller may do where several share one server. */
import type { Effect } from "./effects.ts";
import { Failure } from "./errors.ts";
import type { Tool } from "./tool.ts";

/** What decides who may run a tool. */
type Guarded = Pick<Tool, "name" | "effect" | "sensitive">;

/** Who calls, as the server's access control found out. */
export interface Identity {
  /** For the log and the audit trail; never a secret. */
  name: string;
  /** Effects that this caller may cause; undefined means all. */
  effects: ReadonlySet<Effect> | undefined;
}

/** Reading a secret opens doors, so it takes the right to change. */
const neededFor = ({ effect, sensitive }: Guarded): Effect => (effect === "read" && sensitive ? "write" : effect);

export function mayCall({ effects }: Pick<Identity, "effects">, tool: Guarded): boolean {
  return effects === undefined || effects.has(neededFor(tool));
}

/** A caller without this right needs no door to tools that change something. */
export function mayChange({ effects }: Pick<Identity, "effects">): boolean {
  return effects === undefined || [...effects].some((effect) => effect !== "read");
}

/** @throws {Failure} read_only when the caller may only read, forbidden when it lacks this right */
export function mustBeAllowed(identity: Identity, tool: Guarded): void {
  if (mayCall(identity, tool)) return;
  throw new Failure({
    kind: mayChange(identity) ? "forbidden" : "read_only",
    message: `${tool.name} needs the right to cause "${neededFor(tool)}", which this caller does not have on this server. Nothing was sent.`,
    next: "Tell the person what you wanted to do. Only whoever runs the server can give them another token or scope.",
  });
}
