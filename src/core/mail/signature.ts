/** Tells a letter from the signature, the advertisement and the disclaimer below it. */
import { isBlank, type Line } from "./line.ts";

/** "Sent from my iPhone", "Get Outlook for iOS", "Von meinem iPhone gesendet": the whole line, in any language. */
const SENT_FROM =
  /^(?:sent (?:from|with|via) (?!the\b.*\b(?:attached|address)\b)|get outlook for |von mein(?:em|er) .{2,40} gesendet|(?:diese nachricht wurde )?gesendet (?:mit|von|über) |von .{2,30} (?:mail )?gesendet|outlook für .{2,12} (?:beziehen|herunterladen|abrufen)|(?:envoyé|télécharger|obtenez|provenance)[ :](?:de(?:puis)?|à partir de|avec|outlook|courrier|via)\b|enviado (?:desde|do|a partir d|de mi|do meu|con|via|pelo|por)|(?:obtener|obtenha|baixe|descargar) o? ?outlook (?:para|pour) |verzonden (?:vanaf|met|via|vanuit) |verstuurd (?:vanaf|met|vanuit|via) |(?:download|haal) outlook voor |inviato da(?:l|lla|ll['’])?\b|scarica outlook per |ottieni outlook per |sendt fra |hent outlook (?:til|for) |skickat från |(?:hämta|skaffa) outlook för |lähetetty |hanki outlook |wysłan[eo] z |wysłano z |pobierz (?:aplikację )?outlook |odesl[aá]no z |odoslané z |отправлено (?:с|из)\s|надіслано з |iphone['’]?(?:から送信|imdan gönderildi)|.{0,30}から送信(?:されました)?$|发自我的|從我的 .{2,20} 傳送|从我的 .{2,20} 发送|나의 .{2,20}에서 보냄|.{2,20}에서 보냄$|.{2,30}(?:imdan|['’]?d[ae]n) gönderildi|trimis de pe |küldve |στάλθηκε από |נשלח מ|أرسلت? من |أُرسلت من |dikirim dari |đã gửi từ |gửi từ )/i;
/** What gateways and free mail add on their own. */
const ADVERTISEMENT =
  /^(?:virus-free\b|virenfrei\b|sans virus\b|libre de virus\b|this (?:e-?mail|message) (?:has been|was) (?:scanned|checked)|\[image: avast|ce mail a été vérifié|scanned by |you received this message because you are subscribed|to unsubscribe from this group|_{5,}$)/i;

const DISCLAIMER =
  /(?:\bconfidential(?:ity)?\b.{0,200}\b(?:intended|recipient|addressee|privileged|disclaimer|notice|e-?mail|message)\b|\b(?:intended|privileged)\b.{0,200}\bconfidential|(?:if you|you) (?:are|have) (?:not the intended|received this (?:e-?mail|message|communication|transmission) (?:in error|by mistake))|intended (?:solely|only|exclusively) for|\bdisclaimer\s*:|consider the environment|before printing (?:this|it)|vertrauliche (?:und|informationen)|nicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)|ausschließlich für den .{0,30}(?:adressat|empfänger)|denken sie an die umwelt|\bconfidentiel(?:le)?s?\b.{0,200}\b(?:destinat|message|courriel)|destinataires? .{0,60}(?:exclusi|erreur)|pensez à l['’]environnement|información confidencial|\bconfidencial\b.{0,200}\b(?:destinatari|mensa[jg])|destinatario .{0,60}error|informações confidenciais|(?:informazioni contenute|\briservate\b).{0,200}\b(?:destinatari|messaggio|confidenzial|riservat)|\bvertrouwelijk(?:e)?\b.{0,200}\b(?:bericht|geadresseerde|bestemd|informatie)|uitsluitend bestemd|\bfortrolig(?:e|t)?\b.{0,120}\b(?:oplysninger|informasjon|modtager|mottaker)|\bpoufn|\bkonfidentiell|\bpoufne\b|wiadomość .{0,80}poufn)/i;

/** "Best regards," and its kin, alone on a line. */
const CLOSING =
  /^(?:(?:many |with (?:many )?)?thanks(?: (?:again|a lot|so much|and .{2,30}|in advance|&.{2,30}))?|thank you(?: .{2,30})?|thx|cheers|(?:with )?(?:best|kind|kindest|warm|warmest|many|my best|very best)(?: (?:regards|wishes))?|regards|rgds|br|kr|best|sincerely(?: yours)?|yours(?: (?:sincerely|truly|faithfully))?|respectfully|take care|all the best|have a (?:great|good|nice) .{2,20}|(?:mit )?(?:freundlichen|besten|vielen|herzlichen|lieben|schönen|sonnigen|freundliche|beste|viele|herzliche|liebe|schöne) (?:grüße|grüßen|grüsse|grüssen|gruß|gruss|dank)(?: .{2,30})?|mfg|lg|vg|danke|gruß|grüße|(?:bien |très )?(?:cordialement|amicalement|sincèrement)(?: .{2,20})?|bien à (?:vous|toi)|(?:avec )?mes (?:salutations|meilleures salutations)|meilleures salutations|salutations|merci(?: .{2,30})?|(?:un )?(?:cordial )?saludos?(?: cordiales?)?|saludos|atentamente|atte|gracias|un abrazo|(?:cordiali|distinti|cari) saluti|saluti|grazie(?: .{2,20})?|buona giornata|(?:met )?(?:vriendelijke|hartelijke|beste) groet(?:en)?|groet(?:en|jes)?|mvg|bedankt|atenciosamente|att|cumprimentos|(?:com os )?melhores cumprimentos|abraços?|obrigad[oa]|(?:med )?(?:venlig|vennlig|vänliga|bästa|venlige|vänlig|de bedste) (?:hilsen|hilsener|hälsning|hälsningar)|mvh|hilsen|hälsningar|tack|tak|takk|ystävällisin terveisin|terveisin|t|z poważaniem|pozdrawiam|(?:s )?(?:pozdravem|pozdravom)|с уважением|з повагою|спасибо|saygılarımla|saygılar|iyi çalışmalar|üdvözlettel|cu stimă|με εκτίμηση|בברכה|مع (?:أطيب )?(?:التحيات|تحياتي)|تحياتي|よろしくお願い(?:いた|致)?します|以上|此致|祝好|谢谢|謝謝|감사합니다)[\s,.!،。，、-]*$/i;

const PHONE = /(?:^|[\s:(|])\+?\(?\d[\d\s().\-/]{6,}\d/;
const CONTACT =
  /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\w+|\b(?:linkedin|twitter|instagram|facebook|xing|skype|whatsapp|calendly)\b|^(?:tel|phone|mobile?|mob|cell|fax|telefon|tél|móvil|t|m|p|e|w)\s*[.:|]/i;
const ROLE =
  /\b(?:ceo|cto|coo|cfo|cmo|vp|svp|founder|co-?founder|owner|partner|director|manager|head of|lead|engineer|developer|consultant|specialist|analyst|president|officer|executive|account|sales|marketing|gmbh|ltd|inc|llc|corp|s\.?a\.?s?|b\.?v|ag|geschäftsführer(?:in)?|leiter(?:in)?|directeur|directrice|responsable|gerente|directora?|responsabile|direttore)\b|[|·•]| @ /i;

/** Short as the lines of a signature are. */
const MAX_LINE = 100;
const MAX_LINES = 15;

/** The words of a block of new lines, and what is below them. Either may be empty. */
export function splitSignature(block: readonly Line[]): { words: Line[]; signature: Line[] } {
  const marked = block.filter(({ place }) => place === "signature");
  const lines = block.filter(({ place }) => place !== "signature");
  const cut = firstOf(delimiterAt(lines), disclaimerAt(lines), lines.length);
  const sentFrom = lines.slice(0, cut).filter(isSentFrom);
  const letter = lines.slice(0, cut).filter((each) => !isSentFrom(each));
  const end = firstOf(contactsAt(letter), letter.length);
  return {
    words: letter.slice(0, end),
    signature: [...letter.slice(end), ...sentFrom, ...lines.slice(cut), ...marked],
  };
}

/** Only the line itself: what stands below it may be somebody's words. */
function isSentFrom({ text }: Line): boolean {
  const said = text.trim();
  return said.length <= MAX_LINE && SENT_FROM.test(said) && !said.endsWith("?");
}

/** "Sent from my iPhone": no phrase that a person would type. */
export function isDeviceLine(text: string): boolean {
  const said = text.trim();
  const device =
    /\b(?:my|mein\w*|mon|ma|mi|mio|mia|meu|minha|mijn|min|moj\w*|iphone|ipad|android|outlook|yahoo)\b|iphone/i;
  return said.length <= 60 && SENT_FROM.test(said) && device.test(said) && !/[.?]$/.test(said);
}

function firstOf(...places: (number | undefined)[]): number {
  return Math.min(...places.map((each) => each ?? Number.POSITIVE_INFINITY));
}

/** `-- `, RFC 3676, section 4.3; mail programs lose the blank, and mailing lists write `__`. */
function delimiterAt(lines: readonly Line[]): number | undefined {
  const at = lines.findIndex(({ text }) => /^(?:--|—|__|_{8,})\s*$/.test(text));
  return at < 0 ? undefined : at;
}

/** The first of the paragraphs at the end that no person typed. */
function disclaimerAt(lines: readonly Line[]): number | undefined {
  const at = lines.findIndex(({ text }, index) => {
    if (ADVERTISEMENT.test(text.trim())) return true;
    return text.length > 40 && DISCLAIMER.test(text.slice(0, 600)) && !asksSomething(lines, index);
  });
  return at < 0 ? undefined : at;
}

/** A person who writes about confidentiality goes on writing: in short lines that ask, or to a closing. */
function asksSomething(lines: readonly Line[], at: number): boolean {
  const below = lines.slice(at, at + MAX_LINES).map(({ text }) => text.trim());
  return below.some((text) => (text.endsWith("?") && text.length < 200) || CLOSING.test(text));
}

/** Name, role and numbers below the closing, or a block of them that stands alone at the end. */
function contactsAt(lines: readonly Line[]): number | undefined {
  return belowClosing(lines) ?? lastBlock(lines);
}

/** "Best regards, Ann" belongs to the letter, what follows is the signature. */
function belowClosing(lines: readonly Line[]): number | undefined {
  const words = indexesOfWords(lines).slice(-MAX_LINES - 2);
  const closing = words.findLastIndex((at) => CLOSING.test(lines[at]?.text.trim() ?? ""));
  if (closing < 0) return undefined;
  const [first, second] = words.slice(closing + 1);
  if (first === undefined) return undefined;
  const named = isName(lines[first]?.text ?? "");
  const start = named ? second : first;
  if (start === undefined) return undefined;
  const rest = lines.slice(start).filter((each) => !isBlank(each));
  return rest.every(isSignatureLine) && rest.some(isContactOrRole) ? start : undefined;
}

function lastBlock(lines: readonly Line[]): number | undefined {
  const words = indexesOfWords(lines);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const blank = lines.slice(0, last).findLastIndex(isBlank);
  const block = lines.slice(blank + 1, last + 1);
  if (blank < 0 || block.length < 2 || block.length > MAX_LINES || !words.some((at) => at < blank)) return undefined;
  const contacts = block.filter(isContact).length;
  const complete = block.every(isSignatureLine) && isName(block[0]?.text ?? "");
  return complete && (contacts >= 2 || (contacts >= 1 && block.some(isRole))) ? blank + 1 : undefined;
}

function indexesOfWords(lines: readonly Line[]): number[] {
  return lines.flatMap((each, at) => (isBlank(each) ? [] : [at]));
}

/** "Ann", "Dr. Ann B. Smith", "佐藤": a few words with capitals, nothing else. */
function isName(text: string): boolean {
  return /^(?:[-–]\s?)?(?:\p{Lu}[\p{L}.'’-]*|\p{Lo}+|van|von|de|der|den|da|di|la|el|bin)(?:[ ,]+(?:\p{Lu}[\p{L}.'’-]*|\p{Lo}+|van|von|de|der|den|da|di|la|el|bin|[Pp]h\.?[Dd]\.?)){0,4}[.,]?$/u.test(
    text.trim().slice(0, 60),
  );
}

/** Not a sentence, a question or a postscript. */
function isSignatureLine({ text }: Line): boolean {
  const said = text.trim();
  if (said.length > MAX_LINE || /^(?:p\.? ?s\.?|n\.?b\.?)[\s:.]/i.test(said)) return false;
  return !/[?]$/.test(said) && !(/[.!]$/.test(said) && said.split(/\s+/).length >= 7);
}

function isContact({ text }: Line): boolean {
  return PHONE.test(text) || CONTACT.test(text.trim());
}

function isRole({ text }: Line): boolean {
  return ROLE.test(text);
}

function isContactOrRole(each: Line): boolean {
  return isContact(each) || isRole(each);
}
