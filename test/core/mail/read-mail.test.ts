import { describe, expect, it } from "vitest";
import { mailText, readMail } from "../../../src/core/mail/read-mail.ts";

const text = (body: string) => readMail(body).text;

describe("layout", () => {
  it.each([
    [
      "paragraphs and line breaks",
      "<p>Hi Ann,</p><p>one<br>two</p><div>three</div><div><br></div><div>four</div>",
      "Hi Ann,\n\none\ntwo\n\nthree\n\nfour",
    ],
    ["white space of the source", "<div>\n  Hi\n  <b> Ann </b>,\n  yes\n</div>", "Hi Ann , yes"],
    [
      "Word's paragraphs",
      '<p class="MsoNormal">a</p><p class="MsoNormal">b</p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">c</p>',
      "a\nb\n\nc",
    ],
    [
      "lists",
      "<p>We need</p><ul><li>SSO</li><li><p>seats</p><ul><li>25</li></ul></li></ul><ol><li>a</li><li>b</li></ol>",
      "We need\n\n- SSO\n- seats\n  - 25\n\n1. a\n2. b",
    ],
    [
      "tables row by row",
      "<table><tr><th>Plan</th><th>Price</th></tr><tr><td><p>Pro</p></td><td>$10</td></tr></table>",
      "Plan | Price\nPro | $10",
    ],
    [
      "tables made for layout",
      "<table><tr><td><p>one</p><p>two</p></td><td>three</td></tr><tr><td>four</td></tr></table>",
      "one\n\ntwo\nthree\nfour",
    ],
    ["text with its own line breaks", "Hi Ann,\n\nyes <b>please</b>\n\nBob", "Hi Ann,\n\nyes please\n\nBob"],
    ["preformatted text", "<pre>a\n  b</pre><p>c</p>", "a\n  b\n\nc"],
    [
      "pictures that say something",
      '<p>See <img src="x.png" alt="Our office in Lyon"><img src="cid:1" alt="image001.png"><img alt="logo"></p>',
      "See [image: Our office in Lyon]",
    ],
    ["entities in plain text", "5 &gt; 4 &amp; R&D", "5 > 4 & R&D"],
    [
      "addresses in plain text",
      "Ask John <john@x.example> or see <https://x.example/a>.",
      "Ask John <john@x.example> or see <https://x.example/a>.",
    ],
    [
      "indented text of Gmail",
      '<div>a</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>b</div></blockquote>',
      "a\nb",
    ],
    ["nothing", "", ""],
  ])("%s", (_, body, expected) => {
    expect(text(body)).toBe(expected);
  });

  it.each([
    ["words and place", "https://acme.example/pricing", "pricing", "pricing (https://acme.example/pricing)"],
    ["the words are the link", "https://www.acme.example/", "acme.example", "acme.example"],
    [
      "the words name another place",
      "https://evil.example/x",
      "https://bank.example",
      "https://bank.example (https://evil.example/x)",
    ],
    [
      "tracking parameters",
      "https://acme.example/a?utm_source=mail&id=7&gclid=x",
      "see",
      "see (https://acme.example/a?id=7)",
    ],
    [
      "a tracking token in the query",
      `https://t.example/click?upn=${"x".repeat(200)}`,
      "see",
      "see (https://t.example/click)",
    ],
    [
      "Outlook's wrapper",
      "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.example%2Fa&data=05",
      "see",
      "see (https://acme.example/a)",
    ],
    [
      "Proofpoint's wrapper",
      "https://urldefense.com/v3/__https://acme.example/a__;!!abc",
      "see",
      "see (https://acme.example/a)",
    ],
    [
      "Google's wrapper",
      "https://www.google.com/url?q=https://acme.example/a&sa=D",
      "see",
      "see (https://acme.example/a)",
    ],
    ["an address that is said", "mailto:ann@acme.example?subject=x", "ann@acme.example", "ann@acme.example"],
    ["an address that is not", "mailto:ann@acme.example", "Ann", "Ann (ann@acme.example)"],
    ["a telephone number that is said", "tel:+493012345", "+49 30 12345", "+49 30 12345"],
    ["script", "javascript:alert(1)", "see", "see"],
    ["nonsense", "https://", "see", "see"],
  ])("links: %s", (_, href, words, expected) => {
    expect(text(`<p><a href="${href}">${words}</a></p>`)).toBe(expected);
  });

  it("keeps quoted levels apart in the whole text", () => {
    expect(mailText("<p>new</p><blockquote type=cite>one<blockquote type=cite>two</blockquote></blockquote>")).toBe(
      "new\n\n> one\n\n> > two",
    );
  });
});

describe("answers inside and below what is quoted", () => {
  it("keeps answers with the lines they answer", () => {
    const body =
      "Hi Ann,\n\nOn Mon, Jan 5, 2026 at 10:00 AM Ann <a@x.example> wrote:\n> We are Acme.\n>\n> Do you have a budget?\n\nYes, 10k.\n\n> When can we talk?\n> Thursday?\n\nThursday works.\n\n> Regards, Ann";
    expect(text(body)).toBe(
      "Hi Ann,\n\n> Do you have a budget?\nYes, 10k.\n\n> When can we talk?\n> Thursday?\nThursday works.",
    );
  });

  it("does so in Gmail's markup", () => {
    const quote = (words: string) => `<blockquote class="gmail_quote"><div>${words}</div></blockquote>`;
    const body = `<div dir="ltr">See below.</div><div class="gmail_quote"><div class="gmail_attr">On Mon Ann wrote:<br></div>${quote("Budget?")}<div>10k</div>${quote("Thursday?")}<div>Yes</div></div>`;
    expect(readMail(body)).toMatchObject({
      text: "See below.\n\n> Budget?\n10k\n\n> Thursday?\nYes",
      quoted: "On Mon Ann wrote:\n\nBudget?\nThursday?",
    });
  });

  it("finds coloured answers in an Outlook history when the top announces them", () => {
    const body =
      "<p>My answers below in red.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p>From: Ann &lt;a@x.example&gt;<br>Sent: Monday<br>To: Bob<br>Subject: Call</p></div><p>Do you have a budget?</p><p><span style='color:#C00000'>Yes, 10k.</span></p><p>Thursday?</p>";
    expect(text(body)).toBe("My answers below in red.\n\n> Do you have a budget?\nYes, 10k.");
  });

  it("takes an answer below all of it alone", () => {
    expect(text("On Mon, Jan 5, 2026 at 10:00 AM Ann <a@x.example> wrote:\n> Thursday?\n\nYes, Thursday.")).toBe(
      "Yes, Thursday.",
    );
    expect(
      text(
        '<div class="moz-cite-prefix">On 5.1.26 10:00, Ann wrote:</div><blockquote type="cite">Thursday?</blockquote><p>Yes.</p>',
      ),
    ).toBe("Yes.");
  });

  it("sees a quoted line that was broken as one", () => {
    const long = "> We help teams like yours to onboard in days and not in weeks or even in";
    expect(text(`Yes.\n\nOn Mon, Jan 5, 2026 at 10:00 Ann <a@x.example> wrote:\n${long}\nmonths.\n> Thursday?`)).toBe(
      "Yes.",
    );
  });
});

describe("where cutting would leave nothing", () => {
  const forwarded =
    "---------- Forwarded message ---------\nFrom: Ann <a@x.example>\nDate: Mon, Jan 5, 2026\nSubject: Offer\nTo: Bob <b@x.example>\n\nPlease talk to Carl.";

  it("a mail passed on without a comment is the message", () => {
    expect(readMail(forwarded)).toMatchObject({ text: forwarded, quoted: null });
    expect(
      text(
        `Sent from my iPhone\n\nBegin forwarded message:\n\n> From: Ann <a@x.example>\n> Subject: Offer\n>\n> Talk to Carl.`,
      ),
    ).toContain("Talk to Carl.");
  });

  it("with a comment the comment is", () => {
    expect(readMail(`Carl, yours.\n\n${forwarded}`)).toMatchObject({ text: "Carl, yours.", quoted: forwarded });
  });

  it("an answer that cannot be told from the rest stays", () => {
    expect(readMail("> Thursday?\n> yes")).toMatchObject({ text: "Thursday?\nyes", quoted: null });
  });

  it("a signature is all that was sent", () => {
    const mail = readMail("-- \nBob Reader\n\nOn Mon, Jan 5, 2026 at 10:00 AM Ann <a@x.example> wrote:\n> Thursday?");
    expect(mail).toMatchObject({ text: "--\nBob Reader", signature: null });
    expect(mail.quoted).toContain("Thursday?");
  });
});

describe("what looks like history but is not", () => {
  it.each([
    ["a sentence that begins with On", "On Monday at 10:00 I met Ann.\nShe wrote:\n\nwe should talk."],
    ["times and dates", "These suit me:\n\n2026-01-05 14:30\n05.01.2026 14:30\n\nWhich one?"],
    ["a journey", "From: Berlin\nTo: Paris\nDate: 5 January\n\nCan you book that?"],
    ["rules", "Points\n----\n1. Price\n\n====\n\nThat is all, really."],
    ["a person's own quotation", "As ann@x.example wrote to me in the offer:\nit includes support."],
    ["an address with a colon", "Please write to ann@x.example:\nshe knows."],
  ])("%s", (_, body) => {
    expect(readMail(body)).toMatchObject({ text: body, quoted: null, signature: null });
  });
});

describe("signatures", () => {
  it.each([
    ["the delimiter", "Yes.\n\n-- \nBob Reader\nAcme", "Yes.", "--\nBob Reader\nAcme"],
    [
      "Gmail's class",
      '<div>Yes.</div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Bob</div>',
      "Yes.",
      "--\nBob",
    ],
    ["Outlook's id", '<div>Yes.</div><div id="Signature"><p>Bob</p></div>', "Yes.", "Bob"],
    ["a phone", "Yes.\n\nSent from my Galaxy", "Yes.", "Sent from my Galaxy"],
    [
      "a closing, a name and numbers",
      "Yes.\n\nBest regards,\nBob Reader\nHead of Ops | Acme\n+49 30 1234567",
      "Yes.\n\nBest regards,\nBob Reader",
      "Head of Ops | Acme\n+49 30 1234567",
    ],
    [
      "a German closing",
      "Ja, gern.\n\nMit freundlichen Grüßen\n\nBob Leser\nGeschäftsführer\nAcme GmbH\nTel. 030 1234567",
      "Ja, gern.\n\nMit freundlichen Grüßen\n\nBob Leser",
      "Geschäftsführer\nAcme GmbH\nTel. 030 1234567",
    ],
    [
      "a block without a closing",
      "Yes, Thursday.\n\nBob Reader\nCEO, Acme\nwww.acme.example",
      "Yes, Thursday.",
      "Bob Reader\nCEO, Acme\nwww.acme.example",
    ],
    [
      "a disclaimer",
      "Yes.\n\nBob\n\nThis e-mail is confidential and intended solely for the addressee.",
      "Yes.\n\nBob",
      "This e-mail is confidential and intended solely for the addressee.",
    ],
    [
      "an advertisement of a virus scanner",
      "<p>Yes.</p><table><tr><td>Virus-free.<a href='https://www.avast.com/x?utm_source=y'>www.avast.com</a></td></tr></table>",
      "Yes.",
      "Virus-free.www.avast.com (https://www.avast.com/x)",
    ],
  ])("%s", (_, body, words, signature) => {
    expect(readMail(body)).toMatchObject({ text: words, signature });
  });

  it.each([
    ["dashes before points", "Because of:\n-- the price\n-- the date"],
    ["numbers that are the answer", "You can reach me here:\n+49 30 1234567\nbob@acme.example"],
    ["a postscript", "Yes.\n\nThanks,\nBob\n\nP.S. call me at +49 30 1234567"],
    ["a question below thanks", "Thanks,\nBob\n\nDo you also offer www.acme.example hosting?"],
    [
      "a question about confidentiality",
      "Is our confidential data intended to leave the recipient's country, and is the message encrypted?",
    ],
    ["a parcel", "Done.\n\nSent via DHL yesterday"],
    ["goods that are sent", "Sent from the warehouse to your address last week, what next?"],
  ])("leaves alone %s", (_, body) => {
    expect(readMail(body)).toMatchObject({ text: body, signature: null });
  });
});
