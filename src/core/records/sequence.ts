import { mailText } from "../mail/read-mail.ts";
import { line } from "./line.ts";
import { compact, flag, id, number, type Raw, raw, rows, text } from "./read.ts";
import type { Detail, RecordValue } from "./record.ts";

/** A step of a sequence under the names that saving takes. `full` gives the HTML, so that it can be sent back unharmed. */
export function sequenceStep(row: Raw, detail: Detail): RecordValue {
  const delay = raw(row["seq_delay_details"]);
  const variants = rows(row["sequence_variants"] ?? row["seq_variants"]);
  return {
    ...compact({
      id: id(row["id"]),
      seq_number: number(row["seq_number"]),
      delay_in_days: number(delay["delayInDays"] ?? delay["delay_in_days"]),
    }),
    ...words(row, detail),
    ...compact({
      sequence_variants: variants
        .filter((variant) => flag(variant["is_deleted"]) !== true)
        .map((variant) => sequenceVariant(variant, detail)),
    }),
  };
}

function sequenceVariant(row: Raw, detail: Detail): RecordValue {
  return {
    ...compact({
      id: id(row["id"]),
      variant_label: line(row["variant_label"]),
      variant_distribution_percentage: number(row["variant_distribution_percentage"]),
    }),
    ...words(row, detail),
  };
}

function words(row: Raw, detail: Detail): RecordValue {
  const subject = text(row["subject"]);
  const body = text(row["email_body"]) ?? "";
  if (detail === "concise") return compact({ subject: line(subject), email_body: mailText(body) });
  // As it must be sent back: an empty subject keeps the thread of the step before.
  return { subject: subject ?? "", email_body: body };
}
