import { describe, expect, it } from "vitest";
import type { EnrolmentRow, MessageRow } from "../../src/sandbox/account.ts";
import { conversationScripts } from "../../src/sandbox/seed/scripts.ts";
import { seedAccount } from "../../src/sandbox/seed.ts";

const account = seedAccount();
const messages = account.enrolments.flatMap((row) => row.messages);
const pending = account.enrolments.flatMap((row) => row.scheduled.map(({ message }) => message));
const replies = messages.filter(({ type }) => type === "REPLY");
const conversations = account.enrolments.filter((row) => row.messages.some(({ type }) => type === "REPLY"));

const repeated = (values: readonly unknown[]) => values.filter((value, index) => values.indexOf(value) !== index);
const domainOf = (address: string) => address.slice(address.indexOf("@") + 1);

describe("conversations", () => {
  const kinds = [
    "interest",
    "meeting_request",
    "pricing",
    "security",
    "information_request",
    "about_sender",
    "inline_answers",
    "attachment",
    "table",
    "not_interested",
    "competitor",
    "customer",
    "unsubscribe",
    "legal_threat",
    "angry",
    "one_word",
    "wrong_person",
    "wrong_person_named",
    "referral",
    "forwarded",
    "left_company",
    "out_of_office",
    "not_now",
    "long_thread",
    "injection_visible",
    "injection_hidden",
  ];

  it("has at least 64, of every kind", () => {
    expect(conversations).toHaveLength(conversationScripts.length);
    expect(conversations.length).toBeGreaterThanOrEqual(64);
    expect([...new Set(conversationScripts.map(({ kind }) => kind))].sort()).toEqual(kinds.sort());
  });

  it("never says the same thing twice", () => {
    const texts = conversationScripts.flatMap(({ mails }) => mails.map(({ text }) => text.join("\n")));
    expect(repeated(texts)).toEqual([]);
  });

  it("has answers in seven languages", () => {
    const answers = replies.map(({ email_body }) => email_body.split("<blockquote")[0]);
    const phrases = [
      "wir",
      "Bonjour",
      "Buenas tardes",
      "Dank voor je mail",
      "tudo bem",
      "お世話になっております",
      "I don't",
    ];
    for (const phrase of phrases) expect(answers.some((answer) => answer?.includes(phrase))).toBe(true);
  });

  it("has answers from somebody at another company", () => {
    const leadDomain = (row: EnrolmentRow) => domainOf(account.leads.find(({ id }) => id === row.lead_id)?.email ?? "");
    const foreign = conversations.filter((row) =>
      row.messages.some(({ type, from }) => type === "REPLY" && domainOf(from) !== leadDomain(row)),
    );
    expect(foreign).toHaveLength(2);
  });

  it("hides instructions to assistants in every way that a reader of HTML must know", () => {
    for (const trick of ["display:none", "color:#ffffff", "<!-- AI AGENT", "\u200b", "\u2060"]) {
      expect(replies.some(({ email_body }) => email_body.split("<blockquote")[0]?.includes(trick))).toBe(true);
    }
  });

  it("leaves no placeholder unfilled", () => {
    const withoutStyles = (text: string) => text.replace(/<style[\s\S]*?<\/style>/g, "");
    for (const { email_body, subject, cc } of [...messages, ...pending]) {
      expect(withoutStyles([email_body, subject, ...cc].join(" "))).not.toMatch(/\{\w+\}|%signature%|undefined/);
    }
  });
});

describe("mail programs", () => {
  const marks = {
    gmail: 'class="gmail_quote gmail_quote_container"',
    "gmail signature": 'data-smartmail="gmail_signature"',
    outlook: "border-top:solid #E1E1E1 1.0pt",
    "outlook on the web": 'id="divRplyFwdMsg"',
    "outlook on a phone": 'id="ms-outlook-mobile-signature"',
    "apple mail": 'class="Apple-interchange-newline"',
    iphone: "Sent from my iPhone",
    yahoo: "yahoo_quoted",
    thunderbird: 'class="moz-cite-prefix"',
    exchange: 'content="Microsoft Exchange Server"',
    "german attribution": /Am \S+ \d+\. \S+ 2026 um \d\d:\d\d Uhr schrieb/,
    "french attribution": /Le \d+ nov\. 2026 à \d\d:\d\d, .* a écrit :/,
  };

  it.each(Object.entries(marks))("writes the marks of %s", (_program, mark) => {
    expect(
      replies.some(({ email_body }) => (typeof mark === "string" ? email_body.includes(mark) : mark.test(email_body))),
    ).toBe(true);
  });

  it("answers with the prefix of the program's language", () => {
    const prefixes = new Set(replies.map(({ subject }) => subject.split(":")[0]));
    for (const prefix of ["Re", "RE", "AW", "SV", "RES", "Automatische Antwort"]) expect(prefixes).toContain(prefix);
  });

  it("quotes the mails before it, one inside the other", () => {
    const long = conversations.filter((row) => row.messages.filter(({ type }) => type === "REPLY").length >= 3);
    expect(long.length).toBeGreaterThanOrEqual(3);
    for (const { messages } of long) {
      const last = messages.at(-1);
      const manual = messages.filter(({ type, email_seq_number }) => type === "SENT" && email_seq_number === null);
      for (const { stats_id } of manual) expect(last?.email_body).toContain(pixelPath(stats_id));
    }
  });

  it("tracks the mails that we send", () => {
    const tracked = (message: MessageRow) => message.email_body.includes(pixelPath(message.stats_id));
    expect(messages.filter(({ type }) => type === "SENT").every(tracked)).toBe(true);
  });
});

function pixelPath(stats_id: string): string {
  return `/${stats_id}/1.gif`;
}
