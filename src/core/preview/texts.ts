/** The words that go out: texts among the arguments in full, and the step of a sequence that a test sends. */
import { type Raw, rows } from "../records/read.ts";
import type { Tool } from "../tool.ts";
import { plural, type Subject, type Teller } from "./fact.ts";
import { notThere } from "./look-ups.ts";
import { named, quoted, quotedMail, quotedPassage } from "./quote.ts";

const LABELS: Readonly<Record<string, string>> = {
  email_body: "Text of the mail",
  body: "Text of the mail",
  reply_email_body: "Quoted below it",
  forward_email_body: "Text above it",
  signature: "Signature",
};

/** Every text of a mail among the arguments, in full. */
export function mailTexts(tool: Tool, args: Raw): string[] {
  return tool.mail.flatMap((name) => {
    const value = args[name];
    if (typeof value === "string") return [`${LABELS[name] ?? named(name)}:`, quotedMail(value)];
    return rows(value).flatMap(stepText);
  });
}

/** A step of a sequence, or one of its variants. */
function stepText(step: Raw): string[] {
  const variants = rows(step["seq_variants"]);
  const label =
    step["variant_label"] === undefined ? `Step ${step["seq_number"]}` : `Variant ${named(step["variant_label"])}`;
  const subject = typeof step["subject"] === "string" && step["subject"] !== "" ? `, ${quoted(step["subject"])}` : "";
  const body = typeof step["email_body"] === "string" ? [quotedMail(step["email_body"])] : [];
  return [`${label}${subject}:`, ...body, ...variants.flatMap(stepText)];
}

export const attachments: Teller = {
  what: "The attachments",
  concerns: ({ args }) => rows(args["attachments"]).length > 0,
  tell: async ({ args }) => ({
    lines: rows(args["attachments"]).map(({ file_name, filename, file_url }) => {
      const name = file_name ?? filename;
      const from = file_url === undefined ? "" : `${name === undefined ? "" : ", from "}${named(file_url)}`;
      return `Attachment: ${name === undefined ? "" : named(name)}${from}.`;
    }),
  }),
};

export const signature: Teller = {
  what: "The signature",
  concerns: ({ args }) => args["add_signature"] === true,
  tell: async () => ({ lines: ["The mailbox's signature is added."] }),
};

export const sentStep: Teller = {
  what: "The text of the step",
  concerns: ({ args }) => args["sequence_number"] !== undefined || args["sequence_mapping_id"] !== undefined,
  tell: async (subject) => {
    const { sequence_number: wanted, sequence_mapping_id: wantedId } = subject.args;
    const steps: Raw[] = (await presentSteps(subject)).flatMap((step) => [
      step,
      ...rows(step["sequence_variants"]).map((variant) => ({ ...variant, seq_number: step["seq_number"] })),
    ]);
    const step = steps.find(({ id, seq_number }) => (wantedId === undefined ? seq_number === wanted : id === wantedId));
    if (step === undefined) throw notThere();
    return {
      lines: [
        `Step ${step["seq_number"]}, ${quoted(step["subject"] ?? "")}:`,
        quotedPassage(String(step["email_body"] ?? "")),
      ],
    };
  },
};

export const replacedSteps: Teller = {
  what: "The present sequence",
  concerns: ({ args }) => Array.isArray(args["sequences"]),
  tell: async (subject) => {
    const steps = await presentSteps(subject);
    const kept = new Set(rows(subject.args["sequences"]).map(({ id }) => id));
    const lost = steps.filter(({ id }) => !kept.has(id));
    const names = lost.map(({ seq_number, subject: title }) => `${seq_number}${title ? ` ${quoted(title)}` : ""}`);
    return {
      lines: [
        `The sequence has ${plural(steps.length, "step")} now. Deleted: ` +
          `${lost.length === 0 ? "none" : `${lost.length} (${names.join(", ")})`}.`,
      ],
      decisive: { number_of_steps: String(steps.length) },
    };
  },
};

async function presentSteps({ args, look }: Subject): Promise<readonly Raw[]> {
  return (await look.read("get_campaign_sequences", { campaign_id: args["campaign_id"] })).items;
}
