/**
 * The words by which mail programs introduce old mail, in the languages of their menus. Collected from mail as it
 * arrives; a language is added by adding its words.
 */

/** One regular expression of several, whatever the case of the letters. */
export function anyOf(patterns: readonly RegExp[], before = "", after = ""): RegExp {
  return new RegExp(`${before}(?:${patterns.map(({ source }) => source).join("|")})${after}`, "iu");
}

export type HeaderRole = "from" | "date" | "to" | "copy" | "subject";

/** Labels of the header block above an old mail, lower case, without the colon. */
const HEADER_LABELS: Record<HeaderRole, string> = {
  from:
    "from|von|de|da|van|fra|från|od|lähettäjä|от|от кого|від|发件人|寄件者|寄件人|發件人|差出人|送信者|送信元|보낸 사람|보낸사람|보낸이|" +
    "kimden|gönderen|feladó|de la|expeditor|από|מאת|من|dari|từ|người gửi|จาก|mittente|expéditeur|remitente|" +
    "absender|afzender|pošiljatelj|šalje|nuo|no|saatja",
  date:
    "date|sent|sent at|sent on|datum|gesendet|gesendet am|envoyé|envoyé le|enviado|enviado el|enviado em|" +
    "enviada|enviada em|enviada el|fecha|data|inviato|data invio|verzonden|verstuurd|sendt|dato|skickat|" +
    "skickat den|wysłano|odesláno|odoslané|poslano|poslato|lähetetty|päivämäärä|pvm|отправлено|дата|" +
    "надіслано|发送时间|发送日期|日期|傳送日期|傳送時間|寄件日期|送信日時|日付|日時|보낸 날짜|날짜|gönderilme tarihi|gönderme tarihi|" +
    "gönderildi|tarih|elküldve|dátum|trimis|στάλθηκε|ημερομηνία|נשלח|תאריך|التاريخ|تاريخ الإرسال|" +
    "تم الإرسال|أرسل|tanggal|terkirim|dikirim|ngày|đã gửi|วันที่|ส่ง|message du",
  to:
    "to|an|à|a|para|aan|til|till|do|komu|za|prima|vastaanottaja|кому|收件人|收件者|宛先|받는 사람|받는사람|kime|alıcı|" +
    "címzett|către|catre|προς|אל|إلى|الى|kepada|đến|tới|ถึง|destinataire|destinatario|destinatário|" +
    "empfänger|kam|saaja",
  copy:
    "cc|kopie|copie|copie à|copia|kopia|kopi|kopio|копия|копія|抄送|副本|참조|bilgi|másolatot kap|cópia|κοιν|" +
    "cc to",
  subject:
    "subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|emne|ämne|temat|předmět|predmet|aihe|" +
    "тема|主题|主題|主旨|件名|標題|제목|konu|tárgy|subiect|θέμα|נושא|الموضوع|subjek|perihal|chủ đề|tiêu đề|เรื่อง|tema|" +
    "teema",
};

const ROLES = new Map(
  Object.entries(HEADER_LABELS).flatMap(([role, labels]) =>
    labels.split("|").map((label) => [label, role as HeaderRole]),
  ),
);

/** The role of `Gesendet:` and the like; undefined for a line that is no header. */
export function headerRole(text: string): HeaderRole | undefined {
  // Word's plain text has `*From:*`, a table of headers `From: | ...`, French a space before the colon.
  const label = /^[\s*_>]*([\p{L}][^:：*\n]{0,22}?)[\s*_]*[:：]/u.exec(text.slice(0, 60))?.[1];
  if (label === undefined) return undefined;
  // DingTalk spaces the two characters of a label out: 日　期.
  return ROLES.get(label.toLowerCase()) ?? ROLES.get(label.replace(/\s/g, ""));
}

/** "-----Original Message-----" and what other languages put between the dashes. */
export const ORIGINAL_MESSAGE = anyOf([
  /original (?:message|email|mail|appointment)|urspr(?:ü|ue)ngliche (?:nachricht|e-?mail)/,
  /originalnachricht|message d['’]origine|message (?:original|initial)|mensaje original/,
  /messaggio originale|mensagem original|oorspronkelijk (?:e-mail)?bericht/,
  /oprindelig (?:besked|meddelelse)|ursprungligt meddelande|originalmeddelande|opprinnelig melding/,
  /alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|pôvodná správa/,
  /исходное сообщение|пересылаемое сообщение|оригінальне повідомлення|原始邮件|原始郵件|原始訊息|元のメッセージ/,
  /원본 (?:메시지|메일)|(?:orijinal|özgün) (?:mesaj|ileti)|eredeti üzenet|mesaj(?:ul)? original|αρχικό μήνυμα/,
  /הודעה מקורית|الرسالة الأصلية|pesan asli|thư gốc/,
]);

/** "---------- Forwarded message ---------", "Begin forwarded message:". */
export const FORWARDED_MESSAGE = anyOf([
  /forwarded (?:message|by|mail)|weitergeleitete (?:nachricht|e-?mail)|weitergeleiteten nachricht/,
  /message (?:transféré|réexpédié)|mensaje reenviado|messaggio inoltrato/,
  /mensagem (?:encaminhada|reencaminhada)|doorgestuurd bericht|videresendt (?:besked|meddelelse|melding)/,
  /videresendt|vidarebefordrat (?:meddelande|brev)|välitetty viesti|przekazana wiadomość/,
  /przeposlaná zpráva|přeposlaná zpráva|пересланное сообщение|пересылаемое сообщение/,
  /переслане повідомлення|转发的(?:邮件|信息)|转发邮件|已轉寄的郵件|轉寄(?:的)?郵件|転送(?:された)?メッセージ|전달된 메시지/,
  /iletilen (?:mesaj|ileti)|továbbított üzenet|mesaj redirecționat|προωθημένο μήνυμα|הודעה מועברת/,
  /رسالة معاد توجيهها|pesan (?:yang )?diteruskan/,
]);

/** "##- Please type your reply above this line -##": all below is the help desk's. */
export const REPLY_ABOVE = anyOf([
  /(?:type|write|enter) your reply above this line|reply above this line/,
  /antwort (?:bitte )?(?:über|oberhalb) dieser (?:zeile|linie)|répond(?:re|ez) au-dessus de cette ligne/,
  /responda? (?:por )?(?:encima|arriba|acima) (?:de )?(?:esta|desta) l[ií]n(?:ea|ha)|boven deze regel|sopra questa (?:riga|linea)/,
]);

/** The verb of "On Monday, Ann wrote:". */
const VERBS =
  "wrote|writes|schrieb|geschrieben|a écrit|écrit|escribió|escribio|ha escrito|schreef|geschreven|" +
  "heeft geschreven|ha scritto|scrisse|escreveu|skrev|skrifaði|kirjoitti|napisał|napisała|napisał\\(a\\)|" +
  "pisze|napsal|napsala|napsal\\(a\\)|napísal|napísala|napísal\\(a\\)|napisao|napisala|je napisao/la|" +
  "napisao je|писал|писала|пише|пишет|написал|написала|написал\\(а\\)|написав|yazdı|şunu yazdı|írta|" +
  "ezt írta|a scris|έγραψε|כתב|כתבה|כתב/ה|كتب|menulis|đã viết|viết|rašė|rakstīja|kirjutas|เขียนว่า";
const VERB = new RegExp(
  `(?<![\\p{L}])(?:${VERBS})(?![\\p{L}])|写道|寫道|写信|さんは書きました|のメール|님이 (?:작성|쓴)|작성`,
  "iu",
);
const ENDS_WITH_VERB = new RegExp(`(?:(?<![\\p{L}])(?:${VERBS})|写道|寫道|작성)$`, "iu");

/** How "On Monday, Ann wrote:" begins, where it does not begin with the date or the name. */
const OPENER =
  /^(?:on|am|le|el|op|il|em|den|på|w dniu|dnia|dne|dňa|în data|la data|în|στις|vào|pada|le jour|ti|på|a\(z\)|dana|kuupäeval|в|у|בתאריך|ב-|في|เมื่อ)\s/i;
/** "Tuesday, 6 January", "2026-01-06", or an opener. */
const STARTS_WITH_DATE = new RegExp(`${OPENER.source}|^(?:\\p{L}{2,12}[.,]{0,2}\\s)?(?:\\p{L}{3,12}\\s)?\\d`, "iu");
/** What webmail programs of universities and providers say instead. */
const QUOTING =
  /^(?:quoting|zitat von|citando(?: a)?|citazione (?:di|da)|citation de|citaat van|citat från|cytowanie|citace)\s/i;
const DATE = /\d{4}|\d{1,2}\s?[./年月-]\s?\d{1,2}/;
const TIME = /\d{1,2}\s?[:.hH時时시点]\s?\d{2}/;
const ADDRESS = /[^\s<>@]+@[^\s<>@]+/;

/** Whether `text` may be the first of the lines over which an attribution is broken. */
export function opensAttribution(text: string): boolean {
  return (OPENER.test(text) && /\d/.test(text)) || DATE.test(text) || TIME.test(text);
}

/** Whether `text` begins as attributions do; then it is no second line of one. */
export function startsWithOpener(text: string): boolean {
  return OPENER.test(text);
}

/**
 * How surely `text` is "On Monday, Ann wrote:". `surely`: on its own; `maybe`: if a quotation follows.
 * A verb does not suffice: people write "he wrote:" themselves.
 */
export function attribution(text: string): "surely" | "maybe" | null {
  const said = text.replace(/^[\s*_-]+|[\s*_-]+$/g, "");
  const colon = /[:：]$/.test(said);
  const verb = VERB.test(said) && (colon || ENDS_WITH_VERB.test(said));
  const dated = DATE.test(said);
  const timed = TIME.test(said);
  const address = ADDRESS.test(said);
  const closed = ENDS_WITH_VERB.test(said.replace(/\s?[:：]$/, ""));
  if (verb && address && (dated || timed || closed || OPENER.test(said))) return "surely";
  // Without an address it may be a sentence: "I asked him, and on January 6, 2026 at 9:12 he wrote:".
  if (verb && dated && timed && STARTS_WITH_DATE.test(said)) return "surely";
  if (colon && address && QUOTING.test(said)) return "surely";
  // mail.ru, Gmail in Japanese and others say no verb: a date, an address and a colon.
  if (colon && address && dated && timed) return "surely";
  return (verb && colon) || (colon && dated && timed) ? "maybe" : null;
}

/** "Please see my answers below in red". */
export const ANNOUNCES_ANSWERS = anyOf([
  /\b(?:below|in-?line|in (?:red|blue|green|bold)|colou?r|see my (?:answers|comments)|unten|in rot)\b/,
  /\b(?:in blau|rot markiert|im text|ci-dessous|en rouge|en bleu|dans le texte|abajo|en rojo)\b/,
  /\b(?:en azul|debajo|hieronder|in het rood|in het blauw|sotto|in rosso|in blu|abaixo|em vermelho)\b/,
  /\b(?:em azul|nedenfor|nedan|med rødt|i rött|poniżej|na czerwono)\b/,
  /以下|下記|見下|見て/,
]);
