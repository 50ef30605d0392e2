import type { Config } from "../config.ts";
import type { ListedTool } from "../core/catalogue.ts";
import costs from "./costs.json" with { type: "json" };
import { offer } from "./offer.ts";

/** Prints the tools that clients see under the given settings, with what each costs an agent in every conversation. */
export function tools(config: Config, json: boolean): number {
  const { catalogue, frontDoor } = offer(config);
  const listed = [...catalogue.list(), ...(frontDoor?.list() ?? [])];
  if (json) {
    process.stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(...listed.map(({ name }) => name.length));
  const rows = listed.map(
    (tool) => `${tool.name.padEnd(width)}  ${effectOf(tool)}  ${String(costOf(tool)).padStart(4)}  ${tool.title}`,
  );
  const total = listed.reduce((sum, tool) => sum + costOf(tool), 0);
  const others = frontDoor
    ? `; ${catalogue.reachable().length - catalogue.list().length} more through search_tools`
    : "";
  process.stdout.write(`${rows.join("\n")}\n\n${listed.length} tools, about ${total} tokens (GPT-4o)${others}\n`);
  return 0;
}

/** Counted when the documentation is generated: a tokenizer is larger than this program. */
function costOf({ name }: ListedTool): number {
  return (costs as Readonly<Record<string, number>>)[name] ?? 0;
}

function effectOf({ annotations }: ListedTool): string {
  if (annotations.readOnlyHint) return "reads  ";
  return annotations.destructiveHint ? "asks   " : "changes";
}
