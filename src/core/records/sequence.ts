import { mailText } from "../mail/read-mail.ts";
import { line } from "./message.ts";
import { compact, flag, id, number, type Raw, raw, rows, text } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

/** A step of a sequence under the names that saving takes. `full` gives the HTML, so that it can be sent back unharmed. */
export function sequenceStep(row: Raw, detail: Detail): RecordValue {
  const delay = raw(row["seq_delay_details"]);
  return compact({
    step_id: id(row["id"]),
    seq_number: number(row["seq_number"]),
    delay_in_days: number(delay["delayInDays"] ?? delay["delay_in_days"]),
    ...words(row, detail),
    sequence_variants: rows(row["sequence_variants"] ?? row["seq_variants"])
      .filter((variant) => flag(variant["is_deleted"]) !== true)
      .map((variant) =>
        compact({
          id: id(variant["id"]),
          variant_label: line(variant["variant_label"]),
          variant_distribution_percentage: number(variant["variant_distribution_percentage"]),
          ...words(variant, detail),
        }),
      ),
  });
}

function words(row: Raw, detail: Detail): RecordValue {
  const body = text(row["email_body"]) ?? "";
  return { subject: line(row["subject"]), email_body: detail === "full" ? body : mailText(body) };
}
