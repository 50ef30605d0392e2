import { isId } from "./plain.ts";
import type { LazyRecord } from "./record.ts";

export interface Chosen {
  rows: LazyRecord[];
  /** Asked for, and in no row. */
  fields_unknown?: string[];
  /** What could have been asked for. */
  fields_known?: string[];
}

/**
 * Rows with only the fields that were asked for, behind the ids a row begins with. A field that only full rows have is
 * taken from there. SmartLead leaves fields out, so which ones exist is known only from the rows of an answer.
 */
export function chooseFields(
  given: readonly LazyRecord[],
  inFull: () => readonly LazyRecord[],
  fields: readonly string[],
): Chosen {
  const rows = given.map((row) => row());
  const known = new Set(rows.flatMap(Object.keys));
  const full = fields.every((name) => known.has(name)) ? rows : inFull().map((row) => row());
  for (const name of full.flatMap(Object.keys)) known.add(name);
  const unknown = fields.filter((name) => !known.has(name));
  const chosen = rows.map((row, at) => {
    const names = Object.keys(row);
    const firstOther = names.findIndex((name) => !isId(name));
    const ids = firstOther < 0 ? names : names.slice(0, firstOther);
    const picked = [...new Set([...ids, ...fields])].flatMap((name): [string, unknown][] => {
      const value = row[name] ?? full[at]?.[name];
      return value === undefined ? [] : [[name, value]];
    });
    return () => Object.fromEntries(picked);
  });
  if (unknown.length === 0 || rows.length === 0) return { rows: chosen };
  return { rows: chosen, fields_unknown: unknown, fields_known: [...known] };
}
