/**
 * Replies as mail programs really write them, each in the form of its own program, version and language. `{new}` stands
 * for the new words, `{old}` for what is answered, `{> old}` for that with a sign before each line. An HTML body gets its
 * lines as `<div>` or, for Word, as `<p class=MsoNormal>`.
 */

export interface Letter {
  words: string[];
  old: string[];
}

/** Words with what leads a reader astray: dates, colons, addresses, numbers, lists, names alone on a line. */
const LETTERS: Letter[] = [
  {
    words: ["Hi Ann,", "thanks, that sounds interesting. Could you send me pricing for 40 seats?", "Best,", "Bob"],
    old: [
      "Hello Bob, I saw that your team is growing fast.",
      "We cut onboarding time in half for shops like yours.",
      "Worth a short chat on Thursday?",
    ],
  },
  {
    words: ["Not for us right now.", "Please write again in Q3: from: July on we plan the new budget."],
    old: [
      "Quick question about your warehouse in Lyon.",
      "Our customers wrote: it saved us two days each month.",
      "Are you the right person to ask?",
    ],
  },
  {
    words: [
      "Hallo Ann,",
      "am 12.03.2026 um 14:00 passt es gut.",
      "Bitte an diese Punkte denken:",
      "- SSO mit Entra",
      "- Serverstandort in der EU",
      "Viele Grüße",
    ],
    old: ["Hallo Bob, wir helfen Teams wie Ihrem beim Einarbeiten.", "Hätten Sie nächste Woche zwanzig Minuten Zeit?"],
  },
  {
    words: ["Yes"],
    old: [
      "Should I send you the case study about packaging?",
      "It has three pages and no marketing.",
      "Ann from Sender Labs",
    ],
  },
  {
    words: [
      "I am not the one for this, please talk to Carla Reyes (carla@reader.example), she runs procurement.",
      "On Friday she wrote to me that they look for exactly this: a tool that works offline.",
      "You reach her at +34 600 123 456 until 18:00.",
    ],
    old: [
      "Following up on my note from last week.",
      "Did the numbers make sense to you?",
      "I can also show it to a colleague.",
    ],
  },
  {
    words: [
      "Bonjour Ann,",
      "Merci pour votre message. Pouvez-vous me rappeler mardi à 10h30 ?",
      "Objet du rendez-vous : la migration.",
    ],
    old: ["Bonjour Bob, je reviens vers vous au sujet de la logistique.", "Seriez-vous disponible quinze minutes ?"],
  },
];

const A = "Ann Sender <ann@sender.example>";
const H = 'Ann Sender &lt;<a href="mailto:ann@sender.example">ann@sender.example</a>&gt;';
const HB = "Bob Reader &lt;bob@reader.example&gt;";

/** Header block as Outlook writes it, in HTML. */
const block = (from: string, sent: string, to: string, subject: string, at = "Tuesday, January 6, 2026 9:12 AM") =>
  `<b>${from}</b> Ann Sender &lt;ann@sender.example&gt; <br><b>${sent}</b> ${at}<br><b>${to}</b> ${HB}<br><b>${subject}</b> Re: a question`;
const word = (inner: string) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15 (filtered medium)"><style><!--\n@font-face {font-family:Calibri;}\np.MsoNormal {margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;}\n.MsoChpDefault {font-size:10.0pt;}\n--></style></head><body lang=EN-US link="#0563C1" vlink="#954F72"><div class=WordSection1>${inner}</div></body></html>`;
const wordRule = (head: string) =>
  `<p class=MsoNormal><o:p>&nbsp;</o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>${head}<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>`;
const cite =
  '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">';

const TEMPLATES: Record<string, string> = {
  "Gmail plain, French, broken": `{new}\n\nLe mar. 6 janv. 2026 à 09:12, ${A} a\nécrit :\n\n{> old}`,
  "Gmail plain, German, broken inside the address":
    "{new}\n\nAm Di., 6. Jan. 2026 um 09:12 Uhr schrieb Ann Sender <\nann@sender.example>:\n\n{> old}",
  "Gmail plain, Spanish":
    "{new}\n\nEl mar, 6 ene 2026 a las 9:12, Ann Sender (<ann@sender.example>)\nescribió:\n\n{> old}",
  "Gmail plain, Brazilian":
    "{new}\n\nEm ter., 6 de jan. de 2026, 09:12, Ann Sender <ann@sender.example>\nescreveu:\n\n{> old}",
  "Gmail plain, Italian":
    "{new}\n\nIl giorno mar 6 gen 2026 alle ore 09:12 Ann Sender <ann@sender.example>\nha scritto:\n\n{> old}",
  "Gmail HTML, Dutch": `<div dir="ltr">{new}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Op di 6 jan 2026 om 09:12 schreef ${H}:<br></div>${cite}{old}</blockquote></div>`,
  "Gmail plain, Polish": `{new}\n\nwt., 6 sty 2026 o 09:12 ${A} napisał(a):\n\n{> old}`,
  "Gmail plain, Czech": `{new}\n\nút 6. 1. 2026 v 9:12 odesílatel ${A} napsal:\n\n{> old}`,
  "Gmail plain, Finnish": "{new}\n\nti 6.1.2026 klo 9.12 Ann Sender (ann@sender.example) kirjoitti:\n\n{> old}",
  "Gmail plain, Norwegian": `{new}\n\ntir. 6. jan. 2026 kl. 09:12 skrev ${A}:\n\n{> old}`,
  "Gmail plain, Swedish phone": `{new}\n\nDen tis 6 jan. 2026 09:12Ann Sender <ann@sender.example> skrev:\n\n{> old}`,
  "Gmail plain, Turkish": `{new}\n\n${A}, 6 Oca 2026 Sal, 09:12 tarihinde şunu\nyazdı:\n\n{> old}`,
  "Gmail plain, Taiwan": `{new}\n\n${A} 於 2026年1月6日 週二 上午9:12寫道：\n\n{> old}`,
  "Gmail plain, Hungarian":
    "{new}\n\nAnn Sender <ann@sender.example> ezt írta (időpont: 2026. jan. 6., K, 9:12):\n\n{> old}",
  "Gmail plain, Ukrainian, no signs": `{new}\n\nвт, 6 січ. 2026 р. о 09:12 ${A} пише:\n\n{old}`,
  "Gmail plain, Hebrew":
    "{new}\n\n\u202bבתאריך יום ג׳, 6 בינו׳ 2026 ב-9:12 מאת \u202aAnn Sender\u202c\u200f <\u202aann@sender.example\u202c\u200f>:\u202c\n\n{> old}",
  "Gmail plain, Arabic": `{new}\n\nفي الثلاثاء، 6 يناير 2026 في 9:12 ص تمت كتابة ما يلي بواسطة ${A}:\n\n{> old}`,
  "Gmail plain, Greek": `{new}\n\nΣτις Τρί 6 Ιαν 2026 στις 9:12 π.μ., ο χρήστης ${A}\nέγραψε:\n\n{> old}`,
  "Gmail plain, Romanian": `{new}\n\nÎn mar., 6 ian. 2026 la 09:12, ${A} a scris:\n\n{> old}`,
  "Gmail plain, Vietnamese": `{new}\n\nVào Th 3, 6 thg 1, 2026 vào lúc 09:12 ${A} đã\nviết:\n\n{> old}`,
  "Gmail HTML, answered on a phone": `<div dir="auto">{new}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Jan 6, 2026, 9:12 AM ${H} wrote:<br></div>${cite}{old}</blockquote></div>`,
  "Gmail forwarded with a comment": `<div dir="ltr">{new}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong class="gmail_sendername" dir="auto">Ann Sender</strong> <span dir="auto">&lt;ann@sender.example&gt;</span><br>Date: Tue, Jan 6, 2026 at 9:12 AM<br>Subject: a question<br>To: ${HB}<br></div><br><br>{old}</div>`,
  "iPhone plain, German, introduced inside the quote":
    "{new}\n\nVon meinem iPhone gesendet\n\n> Am 06.01.2026 um 09:12 schrieb Ann Sender <ann@sender.example>:\n> \n{> old}",
  "iPhone plain, Spanish":
    "{new}\n\nEnviado desde mi iPhone\n\n> El 6 ene 2026, a la(s) 9:12 a.m., Ann Sender <ann@sender.example> escribió:\n> \n> \ufeff\n{> old}",
  "Apple Mail plain, Polish":
    "{new}\n\n> Wiadomość napisana przez Ann Sender <ann@sender.example> w dniu 6 sty 2026, o godz. 09:12:\n> \n{> old}",
  "Apple Mail HTML, Dutch": `<html><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">{new}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>Op 6 jan 2026, om 09:12 heeft ${H} het volgende geschreven:</div><br class="Apple-interchange-newline"><div>{old}</div></blockquote></div><br></body></html>`,
  "Apple Mail HTML, Japanese": `<html><body dir="auto">{new}<div><br><blockquote type="cite"><div>2026/01/06 9:12、Ann Sender &lt;ann@sender.example&gt;のメール:</div><br>{old}</blockquote></div></body></html>`,
  "Apple Mail plain, Turkish":
    "{new}\n\n> Ann Sender <ann@sender.example> şunları yazdı (6 Oca 2026 09:12):\n> \n{> old}",
  "Apple Mail plain, Czech, no signs": "{new}\n\n6. 1. 2026 v 9:12, Ann Sender <ann@sender.example>:\n\n{old}",
  "Apple Mail plain, Chinese": "{new}\n\n> 在 2026年1月6日，09:12，Ann Sender <ann@sender.example> 写道：\n> \n{> old}",
  "Apple Mail forwarded":
    "{new}\n\nBegin forwarded message:\n\n> From: Ann Sender <ann@sender.example>\n> Subject: a question\n> Date: January 6, 2026 at 9:12:04 AM GMT+1\n> To: bob@reader.example\n> \n{> old}",
  "Outlook 365, German, with a warning": word(
    `{new:word}${wordRule(block("Von:", "Gesendet:", "An:", "Betreff:", "Dienstag, 6. Januar 2026 09:12"))}<p class=MsoNormal>ACHTUNG: Diese E-Mail stammt von einem externen Absender.</p>{old:word}`,
  ),
  "Outlook 365, Finnish": word(
    `{new:word}${wordRule(block("Lähettäjä:", "Lähetetty:", "Vastaanottaja:", "Aihe:", "tiistai 6. tammikuuta 2026 9.12"))}{old:word}`,
  ),
  "Outlook 365, Czech": word(
    `{new:word}${wordRule(block("Od:", "Odesláno:", "Komu:", "Předmět:", "úterý 6. ledna 2026 9:12"))}{old:word}`,
  ),
  "Outlook 365, Turkish": word(
    `{new:word}${wordRule(block("Kimden:", "Gönderme Tarihi:", "Kime:", "Konu:", "6 Ocak 2026 Salı 09:12"))}{old:word}`,
  ),
  "Outlook 2010, Japanese": word(
    `{new:word}<div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0mm 0mm 0mm'><p class=MsoNormal>${block("差出人:", "送信日時:", "宛先:", "件名:", "2026年1月6日火曜日 9:12")}</p></div>{old:word}`,
  ),
  "Outlook for Mac": `<html><body><div>{new}</div><div><br></div><span id="OLK_SRC_BODY_SECTION"><div style="font-family:Calibri; font-size:12pt; text-align:left; color:black; BORDER-BOTTOM: medium none; BORDER-LEFT: medium none; BORDER-TOP: #b5c4df 1pt solid;"><span style="font-weight:bold">From: </span> Ann Sender &lt;ann@sender.example&gt;<br><span style="font-weight:bold">Date: </span> Tuesday, 6 January 2026 at 09:12<br><span style="font-weight:bold">To: </span> ${HB}<br><span style="font-weight:bold">Subject: </span> a question<br></div><div>{old}</div></span></body></html>`,
  "Outlook for Mac, new": word(
    `{new:word}<div id="mail-editor-reference-message-container"><div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal" style="margin-bottom:12.0pt"><b><span style="font-size:12.0pt;color:black">From: </span></b><span style="font-size:12.0pt;color:black">Ann Sender &lt;ann@sender.example&gt;<br><b>Date: </b>Tuesday, January 6, 2026 at 9:12 AM<br><b>To: </b>${HB}<br><b>Subject: </b>a question</span></p></div>{old:word}</div></div>`,
  ),
  "Outlook on the web": `<html><head><style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style></head><body dir="ltr"><div class="elementToProof" style="font-family: Aptos, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);">{new}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">${block("De :", "Envoyé :", "À :", "Objet :", "mardi 6 janvier 2026 09:12")}</font><div>&nbsp;</div></div><div>{old}</div></body></html>`,
  "Outlook text, English":
    "{new}\r\n\r\nFrom: Ann Sender <ann@sender.example> \r\nSent: Tuesday, January 6, 2026 9:12 AM\r\nTo: Bob Reader <bob@reader.example>\r\nCc: Carla Reyes <carla@reader.example>; Dan\r\n <dan@reader.example>\r\nSubject: RE: a question\r\n\r\n{old}",
  "Outlook text, Spanish, with a line":
    "{new}\n\n________________________________\nDe: Ann Sender <ann@sender.example>\nEnviado: martes, 6 de enero de 2026 9:12\nPara: bob@reader.example <bob@reader.example>\nAsunto: una pregunta\n\n{old}",
  "Outlook text, Dutch":
    "{new}\n\nVan: Ann Sender <ann@sender.example>\nVerzonden: dinsdag 6 januari 2026 09:12\nAan: Bob Reader <bob@reader.example>\nOnderwerp: een vraag\n\n{old}",
  "Outlook text, Polish, old style":
    "{new}\n\n-----Original Message-----\nFrom: Ann Sender [mailto:ann@sender.example]\nSent: Tuesday, January 06, 2026 9:12 AM\nTo: Bob Reader\nSubject: a question\n\n{old}",
  "Outlook for Android": `<html><body><div dir="auto">{new}</div><div id="ms-outlook-mobile-signature" dir="auto"><br>Outlook für <a href="https://aka.ms/AAb9ysg">Android</a> herunterladen</div><div id="ms-outlook-mobile-body-separator-line" dir="auto"><br></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif">${block("Von:", "Gesendet:", "An:", "Betreff:", "Dienstag, Januar 6, 2026 9:12:04 AM")}</font></div><br>{old}</body></html>`,
  "Outlook for iPhone, text":
    "{new}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Ann Sender <ann@sender.example>\nSent: Tuesday, January 6, 2026 9:12:04 AM\nTo: Bob Reader <bob@reader.example>\nSubject: Re: a question\n\n{old}",
  "Yahoo text":
    "{new}\n\n    On Tuesday, January 6, 2026 at 09:12:04 AM EST, Ann Sender <ann@sender.example> wrote:  \n \n {old}",
  "Yahoo for phones": `<div>{new}</div><div id="ymail_android_signature"><a id="ymail_android_signature_link" href="https://mail.onelink.me/107872968">Sent from Yahoo Mail on Android</a></div> <br> <blockquote style="margin: 0 0 20px 0;"> <div style="font-family:Roboto, sans-serif; color:#6D00F6;"> <div>On Tue, Jan 6, 2026 at 9:12, Ann Sender</div><div>&lt;ann@sender.example&gt; wrote:</div> </div> <div style="padding: 10px 0 0 20px; margin: 10px 0 0 0; border-left: 1px solid #6D00F6;">{old}</div></blockquote>`,
  AOL: `<div style="color:black;font: 10pt arial;">{new}<br><br><div style="font-family:arial,helvetica;font-size:10pt;color:black">-----Original Message-----<br>From: Ann Sender &lt;ann@sender.example&gt;<br>To: bob@reader.example<br>Sent: Tue, Jan 6, 2026 9:12 am<br>Subject: a question<br><br><div id="aolmail_x">{old}</div></div></div>`,
  "Thunderbird text, German": "{new}\n\nAm 06.01.26 um 09:12 schrieb Ann Sender:\n{> old}",
  "Thunderbird, answer below": "On 1/6/26 09:12, Ann Sender wrote:\n{> old}\n\n{new}",
  "Thunderbird HTML, French": `<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body><p>{new}</p><div class="moz-cite-prefix">Le 06/01/2026 à 09:12, Ann Sender a écrit :<br></div><blockquote type="cite" cite="mid:abc@sender.example">{old}</blockquote><div class="moz-signature">-- <br>Bob Reader</div></body></html>`,
  "Thunderbird forwarded":
    "{new}\n\n-------- Weitergeleitete Nachricht --------\nBetreff: 	eine Frage\nDatum: 	Tue, 6 Jan 2026 09:12:04 +0100\nVon: 	Ann Sender <ann@sender.example>\nAn: 	bob@reader.example\n\n{old}",
  "Proton text":
    "{new}\n\nSent with Proton Mail secure email.\n\nOn Tuesday, January 6th, 2026 at 9:12 AM, Ann Sender <ann@sender.example> wrote:\n\n{> old}",
  "Proton HTML": `<div style="font-family: Arial, sans-serif; font-size: 14px;">{new}</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me/mail/home">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">On Tuesday, January 6th, 2026 at 9:12 AM, Ann Sender &lt;ann@sender.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">{old}</blockquote><br></div>`,
  "Zoho text":
    "{new}\n\n\n\n---- On Tue, 06 Jan 2026 09:12:04 +0100 Ann Sender <ann@sender.example> wrote ---\n\n{old}",
  "Zoho HTML": `<html><body><div style="font-family: Verdana, Arial; font-size: 10pt;">{new}<div><br></div><div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204); height: 0px;"><br></div><div class="zmail_extra" data-zbluepencil-ignore="true"><div><br></div><div id="Zm-_Id_-Sgn1">---- On Tue, 06 Jan 2026 09:12:04 +0100 <b>Ann Sender &lt;ann@sender.example&gt;</b> wrote ---<br></div><div><br></div><blockquote id="blockquote_zmail" style="margin: 0px;">{old}</blockquote></div></div></body></html>`,
  Superhuman: `<html><head></head><body><div><div>{new}</div><br><div class="gmail_signature"><div style="clear:both">Sent via <a href="https://sprh.mn/?vip=bob" target="_blank">Superhuman</a></div></div><br></div><div class="gmail_quote">On Tue, Jan 06, 2026 at 9:12 AM, Ann Sender <span dir="ltr">&lt;<a href="mailto:ann@sender.example">ann@sender.example</a>&gt;</span> wrote:<br><blockquote class="gmail_quote sh-color-black" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">{old}</blockquote></div></body></html>`,
  Front: `<div class="front-signature-wrapper"></div><div>{new}</div><br><div class="front-blockquote"><div style="border-left: 2px solid #ccc; padding-left: 8px;">On January 6, 2026 at 9:12 AM GMT+1 <a href="mailto:ann@sender.example">ann@sender.example</a> wrote:<br><br><blockquote type="cite" class="front-blockquote">{old}</blockquote></div></div>`,
  HubSpot: `<div style="font-family:sans-serif">{new}</div><div class="hs_reply"><div>On Tue, Jan 6, 2026 at 9:12 AM, Ann Sender &lt;ann@sender.example&gt; wrote:</div><blockquote style="margin:0 0 0 .8ex;border-left:1px #ccc solid">{old}</blockquote></div>`,
  Mailspring: `<div>{new}</div><div class="gmail_quote_attribution">On Jan 6 2026, at 9:12 am, Ann Sender &lt;ann@sender.example&gt; wrote:</div><blockquote><div>{old}</div></blockquote>`,
  "Spark text": "{new}\nOn 6 Jan 2026, 09:12 +0100, Ann Sender <ann@sender.example>, wrote:\n{> old}",
  "Spark HTML": `<html><body><div name="messageBodySection"><div dir="auto">{new}</div></div><div name="messageReplySection">On 6 Jan 2026, 09:12 +0100, Ann Sender &lt;ann@sender.example&gt;, wrote:<br><blockquote type="cite" style="border-left-color: grey; border-left-width: thin; border-left-style: solid; margin: 5px 5px;padding-left: 10px;">{old}</blockquote></div></body></html>`,
  Samsung:
    "{new}\n\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: Ann Sender <ann@sender.example> \nDate: 06/01/2026  09:12  (GMT+01:00) \nTo: Bob Reader <bob@reader.example> \nSubject: a question \n\n{old}",
  "Samsung HTML, German": `<html><body>{new}<div><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" dir="auto">Von meinem Galaxy gesendet</div></div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- Ursprüngliche Nachricht --------</div><div>Von: Ann Sender &lt;ann@sender.example&gt; </div><div>Datum: 06.01.26  09:12  (GMT+01:00) </div><div>An: ${HB} </div><div>Betreff: eine Frage </div><div><br></div></div>{old}</body></html>`,
  "Notes, German":
    "{new}\n\n-----Ann Sender <ann@sender.example> schrieb: -----\nAn: bob@reader.example\nVon: Ann Sender <ann@sender.example>\nDatum: 06.01.2026 09:12\nBetreff: eine Frage\n\n{old}",
  "Notes, English": `<font size=2 face="sans-serif">{new}</font><br><br><br><font size=1 color=#5f5f5f face="sans-serif">From: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">Ann Sender &lt;ann@sender.example&gt;</font><br><font size=1 color=#5f5f5f face="sans-serif">To: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">bob@reader.example</font><br><font size=1 color=#5f5f5f face="sans-serif">Date: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">01/06/2026 09:12 AM</font><br><font size=1 color=#5f5f5f face="sans-serif">Subject: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">a question</font><br><hr noshade><br><br><br>{old}`,
  "web.de": `<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;">{new}<div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5; word-wrap: break-word;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Dienstag, 06. Januar 2026 um 09:12 Uhr<br/><b>Von:</b>&nbsp;"Ann Sender" &lt;ann@sender.example&gt;<br/><b>An:</b>&nbsp;bob@reader.example<br/><b>Betreff:</b>&nbsp;eine Frage</div><div name="quoted-content">{old}</div></div></div></div></body></html>`,
  "mail.ru": `<HTML><BODY>{new}<br><br>--<br>Bob Reader<br>&nbsp;<blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;">Вторник, 6 января 2026, 9:12 +03:00 от Ann Sender &lt;ann@sender.example&gt;:<br>&nbsp;<div id="">{old}</div></blockquote></BODY></HTML>`,
  Yandex: `<div>{new}</div><div>&nbsp;</div><div>06.01.2026, 12:12, "Ann Sender" &lt;ann@sender.example&gt;:</div><blockquote><div>{old}</div></blockquote>`,
  QQ: '{new}\n\n\n\n------------------ 原始邮件 ------------------\n发件人: "Ann Sender" <ann@sender.example>;\n发送时间: 2026年1月6日(星期二) 上午9:12\n收件人: "Bob Reader"<bob@reader.example>;\n主题: a question\n\n\n\n{old}',
  NetEase: `{new}\n\n\n\n在 2026-01-06 09:12:04，"Ann Sender" <ann@sender.example> 写道：\n\n{> old}`,
  "NetEase, English": `{new}\n\n\n\n\n\n\nAt 2026-01-06 09:12:04, "Ann Sender" <ann@sender.example> wrote:\n{> old}`,
  Naver:
    '{new}\n\n-----Original Message-----\nFrom: "Ann Sender"<ann@sender.example>\nTo: <bob@reader.example>;\nCc:\nSent: 2026-01-06 (화) 09:12:04 (GMT+09:00)\nSubject: a question\n\n{old}',
  Orange:
    '{new}\n\n> Message du 06/01/26 09:12\n> De : "Ann Sender" <ann@sender.example>\n> A : bob@reader.example\n> Copie à : \n> Objet : une question\n> \n{> old}',
  Libero:
    "{new}\n\n----Messaggio originale----\nDa: ann@sender.example\nData: 6-gen-2026 9.12\nA: <bob@reader.example>\nOgg: una domanda\n\n{old}",
  "Roundcube, German": "{new}\n\nAm 2026-01-06 09:12, schrieb Ann Sender:\n{> old}",
  Horde: `{new}\n\nZitat von ${A}:\n\n{> old}`,
  "Horde, English": `{new}\n\nQuoting ${A}:\n\n{> old}`,
  Evolution: "{new}\n\nOn Tue, 2026-01-06 at 09:12 +0100, Ann Sender wrote:\n{> old}",
  KMail: "{new}\n\nAm Dienstag, 6. Januar 2026, 09:12:04 CET schrieb Ann Sender:\n{> old}",
  mutt: "{new}\n\n* Ann Sender <ann@sender.example> [2026-01-06 09:12]:\n{> old}",
  "eM Client": `{new}\n\n------ Original Message ------\nFrom: "Ann Sender" <ann@sender.example>\nTo: "Bob Reader" <bob@reader.example>\nDate: 1/6/2026 9:12:04 AM\nSubject: a question\n\n{old}`,
  "The Bat": "{new}\n\nTuesday, January 6, 2026, 9:12:04 AM, you wrote:\n\n{> old}",
  Zendesk: "{new}\n\n##- Please type your reply above this line -##\n\n{old}",
  Freshdesk: `<div>{new}</div><div class="freshdesk_quote"><blockquote class="freshdesk_quote">On Tue, 6 Jan at 9:12 AM , Ann Sender &lt;ann@sender.example&gt; wrote:<br>{old}</blockquote></div>`,
  Missive: `<div>{new}</div><div class="missive_quote"><div>On January 6, 2026 at 9:12 AM, Ann Sender (ann@sender.example) wrote:</div><blockquote>{old}</blockquote></div>`,
  Hey: `<div class="trix-content"><div>{new}</div></div><br><br>On January 6, 2026, Ann Sender &lt;ann@sender.example&gt; wrote:<br><blockquote>{old}</blockquote>`,
  Fastmail: `<!DOCTYPE html><html><head><title></title></head><body><div>{new}</div><div><br></div><div>On Tue, Jan 6, 2026, at 9:12 AM, Ann Sender wrote:<br></div><blockquote type="cite" id="qt" style="">{old}</blockquote></body></html>`,
  Tuta: `<div>{new}</div><div><br></div><div>-- <br>Sent with Tuta; enjoy secure &amp; ad-free emails.</div><br><br>Jan 6, 2026, 09:12 by ann@sender.example:<br><blockquote class="tutanota_quote" style="border-left: 1px solid #93A3B8; padding-left: 10px; margin-left: 5px;">{old}</blockquote>`,
  "Roundcube HTML": `<html><body><p>{new}</p><p id="reply-intro">On 2026-01-06 09:12, Ann Sender wrote:</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">{old}</blockquote></body></html>`,
  "plain text made HTML by a gateway":
    "<div>{new}</div><br>On Tue, Jan 6, 2026 at 9:12 AM Ann Sender &lt;ann@sender.example&gt;<br>wrote:<br><br>&gt; {old}",
  Lark: `<div>{new}</div><div class="history-quote-wrapper"><div class="lark-mail-quote-title"><span>From: </span>Ann Sender &lt;ann@sender.example&gt;<br><span>Date: </span>Tue, Jan 6, 2026, 09:12<br><span>Subject: </span>a question<br><span>To: </span>bob@reader.example</div><div>{old}</div></div>`,
  "Outlook text, Russian":
    "{new}\n\nОт: Ann Sender <ann@sender.example>\nОтправлено: 6 января 2026 г. 9:12\nКому: Bob Reader <bob@reader.example>\nТема: вопрос\n\n{old}",
  "Outlook text, Korean":
    "{new}\n\n보낸 사람: Ann Sender <ann@sender.example>\n보낸 날짜: 2026년 1월 6일 화요일 오전 9:12\n받는 사람: bob@reader.example\n제목: a question\n\n{old}",
  "Outlook text, Swedish":
    "{new}\n\nFrån: Ann Sender <ann@sender.example>\nSkickat: den 6 januari 2026 09:12\nTill: Bob Reader <bob@reader.example>\nÄmne: en fråga\n\n{old}",
  "Outlook text, Danish, a line of signs":
    "{new}\n\n> ________________________________\n> Fra: Ann Sender <ann@sender.example>\n> Sendt: 6. januar 2026 09:12\n> Til: bob@reader.example\n> Emne: et spørgsmål\n> \n{> old}",
};

const divs = (lines: string[]) => lines.map((each) => `<div>${each}</div>`).join("<div><br></div>");
const paragraphs = (lines: string[]) => lines.map((each) => `<p class=MsoNormal>${each}<o:p></o:p></p>`).join("");

function write(template: string, { words, old }: Letter): string {
  const isHtml = /<\/?(?:div|blockquote|body|font)\b/i.test(template);
  return template
    .replace("{new:word}", paragraphs(words))
    .replace("{old:word}", paragraphs(old))
    .replace("{new}", isHtml ? divs(words) : words.join("\n"))
    .replace("{old}", isHtml ? divs(old) : old.join("\n\n"))
    .replace("{> old}", old.map((each) => `> ${each}`).join("\n>\n"));
}

export interface Reply extends Letter {
  name: string;
  body: string;
}

export const replies: Reply[] = Object.entries(TEMPLATES).flatMap(([name, template], at) =>
  // Two letters each, not all of them: the templates are what differs.
  [at, at + 2].map((index) => {
    const letter = LETTERS[index % LETTERS.length] as Letter;
    return { name, body: write(template, letter), ...letter };
  }),
);
