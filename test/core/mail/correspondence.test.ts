/** New words kept and history gone, reply by reply. */
import { describe, expect, it } from "vitest";
import { readMail } from "../../../src/core/mail/read-mail.ts";
import { type Reply, replies } from "./correspondence.ts";
import { oddReplies } from "./odd-replies.ts";

const flat = (text: string) => text.replace(/\s+/g, " ");

/** What mail programs say themselves and nobody writes in these letters. */
const PROGRAMS_WORDS = /Ann Sender|ann@sender|Sent (?:with|from|via)|gesendet|Enviado|Outlook|Original Message/;

function judge({ body, words, old }: Reply): void {
  const text = flat(readMail(body).text);
  for (const line of words) expect(text).toContain(flat(line));
  for (const line of old) expect(text).not.toContain(flat(line));
  expect(text).not.toMatch(PROGRAMS_WORDS);
}

describe("replies in the form of their program, version and language", () => {
  it.each(replies.map((reply) => [reply.name, reply] as const))("%s", (_, reply) => judge(reply));
});

describe("replies that break the rules of the others", () => {
  it.each(oddReplies.map((reply) => [reply.name, reply] as const))("%s", (_, reply) => judge(reply));
});
