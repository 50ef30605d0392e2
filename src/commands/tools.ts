import type { Config } from "../config.ts";
import { offer } from "./offer.ts";

/** Prints the tools that the given settings expose. */
export function tools(config: Config, json: boolean): number {
  const { catalogue, frontDoor } = offer(config);
  const listed = [...catalogue.list(), ...(frontDoor?.list() ?? [])];
  if (json) {
    process.stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(...listed.map(({ name }) => name.length));
  const rows = listed.map(({ name, title, annotations }) => {
    const mark = annotations.readOnlyHint ? "read " : annotations.destructiveHint ? "asks " : "write";
    return `${name.padEnd(width)}  ${mark}  ${title}`;
  });
  process.stdout.write(`${rows.join("\n")}\n${listed.length} tools\n`);
  return 0;
}
