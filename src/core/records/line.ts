import { cleanLine } from "../untrusted.ts";
import { text } from "./read.ts";

/** A single line of outsiders' text: invisible characters gone, no line break that could fake structure. */
export function line(value: unknown): string | undefined {
  const given = text(value);
  return given === undefined ? undefined : cleanLine(given) || undefined;
}
