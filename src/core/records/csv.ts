import { parse } from "csv-parse/sync";
import { type Raw, text } from "./read.ts";

/** The rows of an export, by the names in its first line. Tolerant of lines that are too short or too long. */
export function csvRows(answer: unknown): Raw[] {
  if (typeof answer !== "string") return [];
  const found: Raw[] = parse(answer, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
  });
  return found.map((row) => ({ ...row, custom_fields: decoded(row["custom_fields"]) }));
}

/** A cell that holds JSON. */
function decoded(cell: unknown): unknown {
  try {
    return JSON.parse(text(cell) ?? "{}");
  } catch {
    return { custom_fields: cell };
  }
}
