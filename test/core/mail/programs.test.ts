import { describe, expect, it } from "vitest";
import { mailText, readMail } from "../../../src/core/mail/read-mail.ts";
import { LANGUAGES, PROGRAMS } from "./replies.ts";

const WORDS = ["Hi Ann,", "Thursday at 3 pm works, please send the invite.", "Could it run on our own servers?"];
const OLD = ["Hi Bob,", "We help teams like yours to onboard in days.", "Would Thursday suit you for a short call?"];

describe.each(Object.entries(PROGRAMS))("a reply from %s", (program, write) => {
  it.each(Object.entries(LANGUAGES))("in %s", (_, introductions) => {
    const body = write({ words: WORDS, old: OLD }, introductions);
    const mail = readMail(body);
    expect(mail.text.replace(/\n+/g, "\n")).toBe(WORDS.join("\n"));
    for (const line of OLD) expect(mail.quoted).toContain(line);
    expect(mail.quoted).toContain("Ann Sender");
    expect(mail.hidden).toBe(false);
    expect(mail.signature !== null).toBe(program === "iphone" || program === "outlook for phones");
    for (const line of [...WORDS, ...OLD]) expect(mailText(body)).toContain(line);
  });

  it("with one word", () => {
    const english = LANGUAGES["english"];
    if (!english) throw new Error("English is missing");
    expect(readMail(write({ words: ["Yes"], old: OLD }, english)).text).toBe("Yes");
  });
});
