/**
 * The last gate of every answer: whatever made the records, no text leaves that people cannot see. Names of fields are
 * checked too, because custom fields are named by whoever writes the list.
 */
import { isHtml, mailText, readMail } from "./mail/read-mail.ts";
import { isRaw, put, type Raw } from "./records/read.ts";
import { cleanLine, cleanText } from "./untrusted.ts";

/** Read as mail already; what looks like HTML in it now was written for people to see. */
const READ_ALREADY = "text";

const MAX_NAME = 200;

/** The record with every text cleaned, HTML as what people see of it; says `hidden_text_removed` where that was not all. */
export function visible(record: Raw): Record<string, unknown> {
  let hidden = false;
  const clean = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((entry) => clean(name, entry));
    if (isRaw(value)) return visible(value);
    if (typeof value !== "string") return value;
    const found = readable(name, value);
    hidden ||= found.hidden;
    return found.text;
  };
  const shown: Record<string, unknown> = {};
  for (const name of Object.keys(record)) put(shown, nameOf(name), clean(name, record[name]));
  if (hidden) shown["hidden_text_removed"] = true;
  return shown;
}

function readable(name: string, value: string): { text: string; hidden: boolean } {
  if (name === READ_ALREADY || !isHtml(value)) return cleanText(value);
  return { text: mailText(value), hidden: readMail(value).hidden };
}

const nameOf = (name: string) => (/^\w+$/.test(name) ? name : cleanLine(name).slice(0, MAX_NAME));
