/**
 * How mail programs write an HTML reply: the answer, the signature and the quoted history, each with the markup of
 * the program. Whoever reads replies must tell the three apart, so the differences here are the real ones.
 */
import { bodyOf, escapeHtml, type Language, type LanguageWords, localDate, toHtml, wordsOf } from "./mail-text.ts";

export type MailProgram =
  | "gmail"
  | "outlook"
  | "outlook_web"
  | "outlook_mobile"
  | "apple_mail"
  | "iphone"
  | "yahoo"
  | "thunderbird"
  | "exchange_auto"
  | "gmail_auto";

export interface Letter {
  /** Plain text. What starts with `<` is markup already; what starts with `> ` is a quoted line, answered inline. */
  paragraphs: readonly string[];
  /** Lines, written like paragraphs; none for a program that adds its own ("Sent from my iPhone"). */
  signature: readonly string[];
  language: Language;
  time_zone: string;
  quoted: QuotedMail;
  /** Eight hex digits that the program works into its ids and class names. */
  mark: string;
}

export interface QuotedMail {
  from_name: string;
  from_email: string;
  to_name: string;
  to_email: string;
  time: string;
  subject: string;
  message_id: string;
  html: string;
}

/** The HTML body as `program` writes it. Automatic replies (`*_auto`) quote nothing. */
export function writeReply(program: MailProgram, letter: Letter): string {
  return programs[program](letter, wordsOf(letter.language));
}

/** What we send from the master inbox: plain divs and a Gmail-like quotation. */
export function writeAnswer(letter: Letter): string {
  return html(
    divs(letter.paragraphs, "<div><br></div>"),
    `<br>${letter.signature.join("")}<br>`,
    `<div class="gmail_quote">${attributionLine(letter, wordsOf(letter.language).gmail)}`,
    '<blockquote style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">',
    `${bodyOf(letter.quoted.html)}</blockquote></div>`,
  );
}

const programs: Record<MailProgram, (letter: Letter, words: LanguageWords) => string> = {
  gmail(letter, words) {
    const signature = html(
      '<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br>',
      '<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">',
      `<div dir="ltr">${divs(letter.signature)}</div></div>`,
    );
    return html(
      `<div dir="ltr">${divs(answer(letter), "<div><br></div>")}`,
      letter.signature.length > 0 ? `${signature}</div><br>` : "</div><br>",
      '<div class="gmail_quote gmail_quote_container">',
      `<div dir="ltr" class="gmail_attr">${attributionLine(letter, words.gmail)}<br></div>`,
      quote(letter, {
        open: html(
          '<blockquote class="gmail_quote" ',
          'style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">',
        ),
        close: "</blockquote>",
        answered: (paragraph) => `<div><br></div><div>${paragraph}</div><div><br></div>`,
      }),
      "</div>",
    );
  },

  outlook(letter, words) {
    const empty = '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>';
    return html(
      '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ',
      'xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">',
      '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
      `<meta name="Generator" content="Microsoft Word 15 (filtered medium)">${OUTLOOK_STYLE}</head>`,
      `<body lang="${words.tag}" link="#467886" vlink="#96607D" style="word-wrap:break-word">`,
      '<div class="WordSection1">',
      outlookParagraphs(answer(letter)).join(empty),
      empty,
      ...outlookParagraphs(letter.signature),
      empty,
      '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">',
      `<p class="MsoNormal">${outlookHeader(letter, words)}<o:p></o:p></p></div></div>${empty}`,
      quote(letter, {
        open: "<div>",
        close: "</div>",
        answered: (paragraph) =>
          `<p class="MsoNormal"><b><span style="color:#C00000">${paragraph}<o:p></o:p></span></b></p>`,
      }),
      "</div></body></html>",
    );
  },

  outlook_web(letter, words) {
    const font = 'style="font-family: Aptos, Calibri, Helvetica, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);"';
    return html(
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
      '<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style></head><body dir="ltr">',
      divs(answer(letter), `<div class="elementToProof" ${font}><br></div>`, ` class="elementToProof" ${font}`),
      `<div id="Signature"><div ${font}>${letter.signature.map(markup).join("<br>")}</div></div>`,
      `<div id="appendonsend"></div>${outlookSeparator(letter, words)}</body></html>`,
    );
  },

  outlook_mobile(letter, words) {
    return html(
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>',
      divs(answer(letter), '<div dir="auto"><br></div>', ' dir="auto"'),
      '<div id="ms-outlook-mobile-body-separator-line" dir="auto"><br></div>',
      `<div id="ms-outlook-mobile-signature" dir="auto">${words.outlook_mobile}</div>`,
      '<div id="mail-editor-reference-message-container" dir="auto">',
      `${outlookSeparator(letter, words)}</div></body></html>`,
    );
  },

  apple_mail(letter, words) {
    const signature = letter.signature.map(markup).join("<br>");
    return html(
      '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>',
      '<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">',
      answer(letter).map(markup).join("<div><br></div>"),
      signature === "" ? "" : `<div><br></div><div>${signature}</div>`,
      '<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite">',
      `<div>${attributionLine(letter, words.apple)}</div><br class="Apple-interchange-newline">`,
      `<div>${bodyOf(letter.quoted.html)}</div></blockquote></div><br></body></html>`,
    );
  },

  iphone(letter, words) {
    return html(
      '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">',
      answer(letter).map(markup).join("<div><br></div>"),
      `<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${words.iphone}</div>`,
      `<div dir="ltr"><br><blockquote type="cite">${attributionLine(letter, words.apple)}<br><br></blockquote></div>`,
      `<blockquote type="cite"><div dir="ltr">\ufeff${bodyOf(letter.quoted.html)}</div></blockquote></body></html>`,
    );
  },

  yahoo(letter, words) {
    const prefix = `ydp${letter.mark}`;
    return html(
      `<html><head></head><body><div class="${prefix}yahoo-style-wrap" `,
      'style="font-family:Helvetica Neue, Helvetica, Arial, sans-serif;font-size:16px;"><div></div>',
      divs([...answer(letter), ...letter.signature], "<div><br></div>", ' dir="ltr" data-setdir="false"'),
      `<div><br></div></div><div id="${prefix}yahoo_quoted_${letter.mark}" class="${prefix}yahoo_quoted yahoo_quoted">`,
      "<div style=\"font-family:'Helvetica Neue', Helvetica, Arial, sans-serif;font-size:13px;color:#26282a;\">",
      `<div>${attributionLine(letter, words.yahoo)}</div><div><br></div><div><br></div>`,
      `<div><div id="yiv${letter.mark}">${bodyOf(letter.quoted.html)}</div></div></div></div></body></html>`,
    );
  },

  thunderbird(letter, words) {
    const signature = letter.signature.map(markup).join("<br>");
    return html(
      '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body>',
      ...answer(letter).map((paragraph) => `<p>${markup(paragraph)}</p>`),
      `<div class="moz-cite-prefix">${attributionLine(letter, words.thunderbird)}<br></div>`,
      quote(letter, {
        open: `<blockquote type="cite" cite="mid:${escapeHtml(letter.quoted.message_id.slice(1, -1))}">`,
        close: "</blockquote>",
        answered: (paragraph) => `<p>${paragraph}</p>`,
      }),
      signature === "" ? "" : `<div class="moz-signature">-- <br>${signature}</div>`,
      "</body></html>",
    );
  },

  exchange_auto(letter) {
    return html(
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
      '<meta name="Generator" content="Microsoft Exchange Server"></head><body>',
      ...answer(letter).map((paragraph) => `<p><span style="font-size:11.0pt">${markup(paragraph)}</span></p>`),
      "</body></html>",
    );
  },

  gmail_auto: (letter) => `<div dir="ltr">${divs(answer(letter), "<div><br></div>")}</div>`,
};

/** Word's style block, which every Outlook mail carries, shortened to its first rules. */
const OUTLOOK_STYLE = html(
  "<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);} o\\:* {behavior:url(#default#VML);}</style><![endif]-->",
  "<style><!-- /* Font Definitions */ @font-face {font-family:Aptos; panose-1:2 11 0 4 2 2 2 2 2 4;} ",
  "/* Style Definitions */ p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0in; font-size:11.0pt; ",
  'font-family:"Aptos",sans-serif; mso-ligatures:standardcontextual; mso-fareast-language:EN-US;} ',
  "a:link, span.MsoHyperlink {mso-style-priority:99; color:#467886; text-decoration:underline;} ",
  "div.WordSection1 {page:WordSection1;} --></style>",
);

/** One document in several source lines. */
function html(...parts: string[]): string {
  return parts.join("");
}

function markup(paragraph: string): string {
  return paragraph.startsWith("<") ? paragraph : toHtml(paragraph);
}

function divs(lines: readonly string[], between = "", attributes = ""): string {
  return lines.map((line) => `<div${attributes}>${markup(line)}</div>`).join(between);
}

/** The paragraphs above the quotation. */
function answer(letter: Letter): readonly string[] {
  const firstQuoted = letter.paragraphs.findIndex(isQuotedLine);
  return letter.paragraphs.slice(0, firstQuoted < 0 ? undefined : firstQuoted);
}

function isQuotedLine(paragraph: string): boolean {
  return paragraph.startsWith("> ");
}

/** The quoted mail in one piece or, when the writer answers line by line, cut up with the answers in between. */
function quote(
  letter: Letter,
  style: { open: string; close: string; answered: (paragraph: string) => string },
): string {
  const firstQuoted = letter.paragraphs.findIndex(isQuotedLine);
  if (firstQuoted < 0) return style.open + bodyOf(letter.quoted.html) + style.close;
  return letter.paragraphs
    .slice(firstQuoted)
    .map((paragraph) =>
      isQuotedLine(paragraph)
        ? `${style.open}<div>${toHtml(paragraph.slice(2))}</div>${style.close}`
        : style.answered(markup(paragraph)),
    )
    .join("");
}

/** "On ... somebody wrote:" with the address as a link. */
function attributionLine(letter: Letter, pattern: string): string {
  const { from_name, from_email, time } = letter.quoted;
  const line = localDate(pattern, time, letter.time_zone, wordsOf(letter.language));
  return escapeHtml(line)
    .replace("{name}", escapeHtml(from_name))
    .replace("{email}", `<a href="mailto:${from_email}">${from_email}</a>`);
}

/** The From, Sent, To, Subject block of every Outlook. */
function outlookHeader({ quoted, language, time_zone }: Letter, { outlook }: LanguageWords): string {
  const sent = localDate(outlook.date, quoted.time, time_zone, wordsOf(language));
  return [
    `<b>${outlook.from}</b> ${escapeHtml(quoted.from_name)} &lt;${quoted.from_email}&gt; `,
    `<b>${outlook.sent}</b> ${sent}`,
    `<b>${outlook.to}</b> ${escapeHtml(quoted.to_name)} &lt;${quoted.to_email}&gt;`,
    `<b>${outlook.subject}</b> ${escapeHtml(quoted.subject)}`,
  ].join("<br>");
}

/** What Outlook on the web and on phones puts between the answer and the whole mail that it quotes. */
function outlookSeparator(letter: Letter, words: LanguageWords): string {
  return html(
    '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">',
    '<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">',
    `${outlookHeader(letter, words)}</font><div>&nbsp;</div></div>${bodyOf(letter.quoted.html)}`,
  );
}

function outlookParagraphs(paragraphs: readonly string[]): string[] {
  return paragraphs.map((paragraph) =>
    paragraph.startsWith("<table") ? paragraph : `<p class="MsoNormal">${markup(paragraph)}<o:p></o:p></p>`,
  );
}
