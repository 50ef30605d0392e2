import { parse } from "csv-parse/sync";
import type { Raw } from "./read.ts";

/** The rows of an export, by the names in its first line. Tolerant of lines that are too short or too long. */
export function csvRows(answer: unknown): Raw[] {
  if (typeof answer !== "string") return [];
  return parse(answer, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
  });
}
