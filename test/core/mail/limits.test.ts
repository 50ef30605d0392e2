import { describe, expect, it } from "vitest";
import { readMail } from "../../../src/core/mail/read-mail.ts";
import { Fence } from "../../../src/core/untrusted.ts";
import { LANGUAGES, PROGRAMS } from "./replies.ts";

/** Twice what the slowest takes; a quadratic step would take ten times as long. */
const PATIENCE = 1000;

/** Of the processor, not of the clock: other tests run beside this one. */
function milliseconds(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe("speed", () => {
  it("reads a conversation's mails in no time", () => {
    const old = Array.from(
      { length: 30 },
      (_, at) => `Sentence ${at} of a mail that explains what we do, for whom, and why it matters.`,
    );
    const bodies = Object.values(PROGRAMS).flatMap((write) =>
      Object.values(LANGUAGES)
        .slice(0, 4)
        .map((language) => write({ words: ["Yes.", "Thursday."], old }, language)),
    );
    for (const body of bodies) readMail(body);
    // Some 90 mails of 4 to 6 KB: 25 ms on a laptop.
    expect(milliseconds(() => bodies.forEach(readMail))).toBeLessThan(250);
  });
});

const PIECES = [
  ...[
    "<",
    "<div>",
    "</b>",
    "<div",
    "<a href=",
    "<!--",
    "<!--[if",
    "<style>",
    "<style",
    "<p style='a:b;'>x",
    "<td>x",
    "<tr><td>x",
    "<blockquote>x",
  ],
  ...[
    "> ",
    ">\n",
    "&lt;",
    "On 2026-01-05 10:00 ",
    "On 2026-01-05 10:00\n",
    "a@b.c:\n",
    "-----",
    "_____\n",
    "From: a@b\n",
    "--\n",
    "\n",
    " \n",
    " ",
  ],
  ...[
    "Sent from ",
    "Best regards\n\n",
    "confidential intended ",
    "A ",
    "+1 555 555 5555 ",
    "() ",
    "word@",
    "\u200b",
    "a\u200b",
    "\u00a0",
  ],
  ...[
    "<svg>",
    "<form>",
    "<font color=red>x",
    "<ul><li>x",
    "<x y=",
    "<a href='https://x.example/?a=1&utm_source=2'>x</a>",
  ],
];

const LONG: Record<string, string> = {
  "one style of many declarations": `<p style="${"color:red;".repeat(20_000)}">x</p>`,
  "comments in a style": `<p style="${"/*".repeat(100_000)}">x</p>`,
  "a style sheet without an end": `<style>${"@media x{".repeat(20_000)}`,
  "rules without number": `<style>${"a .b .c{display:none}".repeat(5000)}</style>${"<p class=c>x</p>".repeat(2000)}`,
  "a style above 100,000 elements": `<style>p{color:red}</style>${"<div>".repeat(100_000)}${"</b>".repeat(20_000)}x`,
  "classes without number": `<p class="${"a ".repeat(100_000)}">x</p>`,
};

describe("mails made to be slow", () => {
  it.each(PIECES)("200 KB of %j", (piece) => {
    const body = piece.repeat(Math.ceil(200_000 / piece.length));
    expect(milliseconds(() => readMail(body))).toBeLessThan(PATIENCE);
    expect(milliseconds(() => readMail(`<p>x</p>${body}`))).toBeLessThan(PATIENCE);
    expect(milliseconds(() => new Fence().wrap(body))).toBeLessThan(PATIENCE);
  });

  it.each(Object.entries(LONG))("%s", (_, body) => {
    expect(milliseconds(() => readMail(body))).toBeLessThan(PATIENCE);
  });

  it("finds the words below 100,000 elements", () => {
    expect(readMail(`${"<div>".repeat(100_000)}Thursday works.`).text).toBe("Thursday works.");
    expect(readMail(`${"<blockquote type=cite>".repeat(10_000)}old${"</blockquote>".repeat(10_000)}new`).hidden).toBe(
      false,
    );
  });

  it("reads the first million characters of a body", () => {
    const mail = readMail(`<p>Thursday works.</p>${"<p>and so on</p>".repeat(320_000)}`);
    expect(mail.text.startsWith("Thursday works.")).toBe(true);
    expect(mail.text.length).toBeLessThan(1_000_000);
  });
});
