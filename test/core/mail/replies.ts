/** Replies in the styles of many mail programs and languages, written for these tests. */

export interface Letter {
  /** Paragraphs of the new words. */
  words: string[];
  /** Paragraphs of what is answered. */
  old: string[];
}

/** How a language introduces what it quotes. */
interface Introductions {
  /** "On Monday, Ann wrote:", with `{who}` where the mail program puts name and address. */
  attribution: string;
  /** Labels of From, Sent, To, Subject. */
  labels: readonly [string, string, string, string];
  /** What mail programs write between dashes. */
  separator: string;
  phone: string;
}

export const LANGUAGES: Record<string, Introductions> = {
  english: {
    attribution: "On Mon, Jan 5, 2026 at 10:00 AM {who} wrote:",
    labels: ["From", "Sent", "To", "Subject"],
    separator: "Original Message",
    phone: "Sent from my iPhone",
  },
  german: {
    attribution: "Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb {who}:",
    labels: ["Von", "Gesendet", "An", "Betreff"],
    separator: "Ursprüngliche Nachricht",
    phone: "Von meinem iPhone gesendet",
  },
  french: {
    attribution: "Le lun. 5 janv. 2026 à 10:00, {who} a écrit :",
    labels: ["De ", "Envoyé ", "À ", "Objet "],
    separator: "Message d'origine",
    phone: "Envoyé de mon iPhone",
  },
  spanish: {
    attribution: "El lun, 5 ene 2026 a las 10:00, {who} escribió:",
    labels: ["De", "Enviado el", "Para", "Asunto"],
    separator: "Mensaje original",
    phone: "Enviado desde mi iPhone",
  },
  portuguese: {
    attribution: "Em seg., 5 de jan. de 2026 às 10:00, {who} escreveu:",
    labels: ["De", "Enviada em", "Para", "Assunto"],
    separator: "Mensagem original",
    phone: "Enviado do meu iPhone",
  },
  italian: {
    attribution: "Il giorno lun 5 gen 2026 alle ore 10:00 {who} ha scritto:",
    labels: ["Da", "Inviato", "A", "Oggetto"],
    separator: "Messaggio originale",
    phone: "Inviato da iPhone",
  },
  dutch: {
    attribution: "Op ma 5 jan 2026 om 10:00 schreef {who}:",
    labels: ["Van", "Verzonden", "Aan", "Onderwerp"],
    separator: "Oorspronkelijk bericht",
    phone: "Verstuurd vanaf mijn iPhone",
  },
  danish: {
    attribution: "Den man. 5. jan. 2026 kl. 10.00 skrev {who}:",
    labels: ["Fra", "Sendt", "Til", "Emne"],
    separator: "Oprindelig meddelelse",
    phone: "Sendt fra min iPhone",
  },
  swedish: {
    attribution: "Den mån 5 jan. 2026 kl 10:00 skrev {who}:",
    labels: ["Från", "Skickat", "Till", "Ämne"],
    separator: "Ursprungligt meddelande",
    phone: "Skickat från min iPhone",
  },
  polish: {
    attribution: "pon., 5 sty 2026 o 10:00 {who} napisał(a):",
    labels: ["Od", "Wysłano", "Do", "Temat"],
    separator: "Wiadomość oryginalna",
    phone: "Wysłane z iPhone'a",
  },
  russian: {
    attribution: "пн, 5 янв. 2026 г. в 10:00, {who}:",
    labels: ["От", "Отправлено", "Кому", "Тема"],
    separator: "Исходное сообщение",
    phone: "Отправлено с iPhone",
  },
  turkish: {
    attribution: "{who}, 5 Oca 2026 Pzt, 10:00 tarihinde şunu yazdı:",
    labels: ["Kimden", "Gönderildi", "Kime", "Konu"],
    separator: "Orijinal Mesaj",
    phone: "iPhone'umdan gönderildi",
  },
  japanese: {
    attribution: "2026年1月5日(月) 10:00 {who}:",
    labels: ["差出人", "送信日時", "宛先", "件名"],
    separator: "元のメッセージ",
    phone: "iPhoneから送信",
  },
  chinese: {
    attribution: "{who} 于2026年1月5日周一 10:00写道：",
    labels: ["发件人", "发送时间", "收件人", "主题"],
    separator: "原始邮件",
    phone: "发自我的iPhone",
  },
  korean: {
    attribution: "2026년 1월 5일 (월) 오전 10:00, {who}님이 작성:",
    labels: ["보낸 사람", "보낸 날짜", "받는 사람", "제목"],
    separator: "원본 메시지",
    phone: "나의 iPhone에서 보냄",
  },
};

const ANN = 'Ann Sender &lt;<a href="mailto:ann@sender.example">ann@sender.example</a>&gt;';
const PLAIN_ANN = "Ann Sender <ann@sender.example>";

const divs = (paragraphs: string[]) => paragraphs.map((each) => `<div>${each}</div>`).join("<div><br></div>");
const word = (paragraphs: string[]) =>
  paragraphs
    .map((each) => `<p class="MsoNormal">${each}<o:p></o:p></p>`)
    .join('<p class="MsoNormal"><o:p>&nbsp;</o:p></p>');
const signs = (paragraphs: string[]) => paragraphs.map((each) => `> ${each}`).join("\n>\n");
const attributed = ({ attribution }: Introductions, who = ANN) => attribution.replace("{who}", who);

function headers({ labels }: Introductions, bold: boolean): string {
  const values = [
    "Ann Sender &lt;ann@sender.example&gt;",
    "5 January 2026 10:00",
    "Bob Reader &lt;bob@reader.example&gt;",
    "A question",
  ];
  return labels.map((label, at) => (bold ? `<b>${label}:</b> ${values[at]}` : `${label}: ${values[at]}`)).join("<br>");
}

function plainHeaders(introductions: Introductions): string {
  const text = headers(introductions, false).replaceAll("<br>", "\n");
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
}

type Program = (letter: Letter, introductions: Introductions) => string;

/** A reply above what it answers, as each program writes it. */
export const PROGRAMS: Record<string, Program> = {
  gmail: ({ words, old }, by) =>
    `<div dir="ltr">${divs(words)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${attributed(by)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${divs(old)}</blockquote></div>`,
  "gmail of 2014": ({ words, old }, by) =>
    `<div dir="ltr">${divs(words)}</div><div class="gmail_extra"><br><br><div class="gmail_quote">${attributed(by)}<br><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">${divs(old)}</blockquote></div><br></div>`,
  outlook: ({ words, old }, by) =>
    `<html><head><style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt;} --></style></head><body lang=EN-US><div class=WordSection1>${word(words)}<p class=MsoNormal><o:p>&nbsp;</o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>${headers(by, true)}<o:p></o:p></p></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>${word(old)}</div></body></html>`,
  "outlook of 2007": ({ words, old }, by) =>
    `<div class=Section1>${word(words)}<div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>${headers(by, true)}</p></div>${word(old)}</div>`,
  "outlook without a line": ({ words, old }, by) =>
    `<div class=WordSection1>${word(words)}<p class=MsoNormal>${headers(by, true)}</p>${word(old)}</div>`,
  "outlook on the web": ({ words, old }, by) =>
    `<html><head><style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style></head><body dir="ltr">${divs(words)}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">${headers(by, true)}</font><div>&nbsp;</div></div><div>${divs(old)}</div></body></html>`,
  "outlook for phones": ({ words, old }, by) =>
    `<body><div dir="auto">${divs(words)}</div><div id="ms-outlook-mobile-signature"><div><br></div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><div id="mail-editor-reference-message-container"><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">${headers(by, true)}</div>${divs(old)}</div></body>`,
  "apple mail": ({ words, old }, by) =>
    `<html><body style="overflow-wrap: break-word;">${divs(words)}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>${attributed(by)}</div><br class="Apple-interchange-newline">${divs(old)}</blockquote></div><br></body></html>`,
  iphone: ({ words, old }, by) =>
    `<html><body dir="auto">${divs(words)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${by.phone}</div><div dir="ltr"><br><blockquote type="cite">${attributed(by)}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff${divs(old)}</div></blockquote></body></html>`,
  yahoo: ({ words, old }, by) =>
    `<body><div class="ydp1a2b3c4dyahoo-style-wrap">${divs(words)}<div><br></div></div><div id="ydp5e6f7a8byahoo_quoted_123" class="ydp5e6f7a8byahoo_quoted"><div><div>${attributed(by)}</div><div><br></div>${divs(old)}</div></div></body>`,
  thunderbird: ({ words, old }, by) =>
    `<html><body bgcolor="#FFFFFF" text="#000000">${words.join("<br><br>")}<br><div class="moz-cite-prefix">${attributed(by)}<br></div><blockquote cite="mid:x@y" type="cite">${divs(old)}</blockquote></body></html>`,
  proton: ({ words, old }, by) =>
    `${divs(words)}<div class="protonmail_quote">${attributed(by)}<br><br><blockquote class="protonmail_quote" type="cite">${divs(old)}</blockquote></div>`,
  zoho: ({ words, old }, by) =>
    `${divs(words)}<div><br></div><div class="zmail_extra"><div>---- ${attributed(by).replace(/:$/, "")} ----</div><br><blockquote>${divs(old)}</blockquote></div>`,
  "windows mail": ({ words, old }, by) =>
    `${divs(words)}<div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;">${headers(by, true)}</div><div><br></div>${divs(old)}`,
  hotmail: ({ words, old }, by) =>
    `<body class='hmmessage'><div dir='ltr'>${divs(words)}<div><hr id="stopSpelling">${headers(by, false)}<br><br>${divs(old)}</div></div></body>`,
  gmx: ({ words, old }, by) =>
    `${divs(words)}<div name="quote" style="margin:10px 5px 5px 10px; border-left:2px solid #C3D9E5;"><div>${headers(by, true)}</div><div name="quoted-content">${divs(old)}</div></div>`,
  spark: ({ words, old }, by) =>
    `<div name="messageBodySection">${divs(words)}</div><div name="messageReplySection">${attributed(by)}<br><blockquote type="cite" style="border-left-color: grey;">${divs(old)}</blockquote></div>`,
  "plain text with signs": ({ words, old }, by) =>
    `${words.join("\n\n")}\n\n${attributed(by, PLAIN_ANN)}\n\n${signs(old)}\n`,
  "plain text, attribution broken": ({ words, old }, by) =>
    `${words.join("\n\n")}\n\n${attributed(by, PLAIN_ANN.replace(" <", "\n<"))}\n${signs(old)}\n`,
  "plain text without signs": ({ words, old }, by) =>
    `${words.join("\r\n\r\n")}\r\n\r\n${attributed(by, PLAIN_ANN)}\r\n\r\n${old.join("\r\n\r\n")}`,
  "plain text of outlook": ({ words, old }, by) =>
    `${words.join("\n\n")}\n\n${plainHeaders(by)}\n\n${old.join("\n\n")}`,
  "plain text with a separator": ({ words, old }, by) =>
    `${words.join("\n\n")}\n\n-----${by.separator}-----\n${plainHeaders(by)}\n\n${old.join("\n\n")}`,
  "plain text made HTML": ({ words, old }, by) =>
    `<p>${words.join("</p><p>")}</p><p>${attributed(by, "Ann Sender &lt;ann@sender.example&gt;")}<br/>&gt; ${old.join("<br/>&gt; ")}</p>`,
};
