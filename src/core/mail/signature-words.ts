/** What stands below a letter, by kind and language. A language is added by adding a line. */
import { anyOf } from "./vocabulary.ts";

/** How a line begins by which a device or a mail program signs, up to its name. */
const SENT_BY = anyOf(
  [
    /sent (?:from|with|via|using|by)/,
    /(?:diese nachricht wurde )?gesendet (?:mit|von|über|aus)/,
    /envoyé (?:de(?:puis)?|à partir d[e'’]|avec|par)/,
    /enviado (?:desde|de|do|a partir d[eo]|con|com|via|pelo|por)/,
    /(?:verzonden|verstuurd) (?:vanaf|vanuit|met|via)/,
    /inviato (?:da(?:l|lla)?|con|tramite)/,
    /sendt (?:fra|med|via)/,
    /skickat (?:från|med|via)/,
    /lähetetty/,
    /wysłan[eo] (?:z|za pomocą)/,
    /odesl[aá]n[oé] z/,
    /отправлено (?:с|из|от)/,
    /надіслано з/,
    /trimis (?:de pe|din)/,
  ],
  "^",
  " ",
);

/**
 * Devices and mail programs that sign on their own. "Sent via DHL" is a message, "Sent via Superhuman" is not. Apart from
 * `SENT_BY`: both in one expression, for each language, take 200 ms to compile.
 */
const SENDER = anyOf(
  [
    /my |an? |meine|mon |ma |mi |meu |mijn |mio |mia |min |mitt |minun |mojego |m[éo]ho |моего |мо[её]й |мобильн|мого /,
    /(?:l['’]appli|(?:the |la |l['’]|el |il |de )?(?:(?:all-new )?(?:i?phone|i?pad|ios|android|galaxy|samsung|huawei|xiaomi)))/,
    /(?:the |la |l['’]|el |il |de )?(?:redmi|pixel|blackberry|nokia|oneplus|wiko|smartphone|(?:microsoft )?outlook|la app)/,
    /(?:the |la |l['’]|el |il |de )?(?:(?:windows )?mail\b|yahoo|gmail|aol|proton|superhuman|typeapp|bluemail|nine\b|spark)/,
    /(?:hey\b|mailbird|canary|edison|airmail|aqua ?mail|k-9|thunderbird|hubspot|front\b|mailspring|shortwave|missive|zoho)/,
    /(?:gmx|web\.de|mymail|mail\.ru|orange|free\b|sfr|laposte|libero|virgilio|tutanota|tuta\b|fastmail|icloud|cloud magic)/,
    /(?:newton|workspace)/,
  ],
  "^",
);

/** Those that put their name first, or say it all in one word. */
const SENT_FROM = anyOf(
  [
    /.{0,16}\boutlook (?:for|für|pour|para|voor|för|til|per|dla|для|na|pro) (?:ios|android|mac|windows)/,
    /von mein(?:em|er) .{2,40} gesendet/,
    /provenance\s?: courrier/,
    /(?:iphone|ipad|android|samsung|galaxy).{0,30}(?:から送信|gönderildi|küldve|傳送|发送)/,
    /.{0,30}から送信(?:されました)?$/,
    /发自我的|從我的.{2,20}傳送|从我的.{2,20}发送|나의 .{2,20}에서 보냄/,
    /στάλθηκε από|נשלח מה|أُ?رسلت? من|dikirim dari|được gửi từ|gửi từ (?:iphone|điện thoại)/,
  ],
  "^",
);

/** "Sent from my iPhone", "Get Outlook for iOS": the beginning of a line that is nothing else. */
export function saysSentFrom(line: string): boolean {
  const by = SENT_BY.exec(line)?.[0];
  return (by !== undefined && SENDER.test(line.slice(by.length))) || SENT_FROM.test(line);
}

/** A device, not a mail program: phones put the cursor above the line. */
export const OWN_DEVICE = anyOf([
  /\b(?:my|mein(?:em|er|e)?|mon|ma|mi|mio|mia|meu|minha|mijn|min|mojego)\b/,
  /iphone|ipad|android|outlook|yahoo|我的|나의|моего/,
]);

/** What gateways, lists and free mail add on their own. */
export const ADVERTISEMENT = anyOf(
  [
    /virus-free\b|this (?:e-?mail|message) (?:has been|was) (?:scanned|checked)|scanned by /,
    /you received this message because you are subscribed|to unsubscribe from this group/,
    /virenfrei\b|diese e-?mail wurde .{0,20}auf viren/,
    /sans virus\b|ce mail a été vérifié|libre de virus\b|senza virus\b|virusvrij\b/,
  ],
  "^",
);

/** A paragraph in which a legal department speaks. */
export const DISCLAIMER = anyOf([
  /\bconfidential(?:ity)?\b.{0,200}\b(?:intended|recipient|addressee|privileged|disclaimer|notice)\b/,
  /\b(?:intended|privileged)\b.{0,200}\bconfidential|intended (?:solely|only|exclusively) for|\bdisclaimer\s*:/,
  /not the intended recipient|received this (?:e-?mail|message|communication|transmission) (?:in error|by mistake)/,
  /consider the environment|before printing this/,
  /vertrauliche (?:und|informationen)|nicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)/,
  /ausschließlich für den .{0,30}(?:adressat|empfänger)|denken sie an die umwelt/,
  /\bconfidentiel(?:le)?s?\b.{0,200}\b(?:destinat|courriel)|pensez à l['’]environnement/,
  /información confidencial|informações confidenciais|\bconfidencia(?:l|is|les)\b.{0,200}\bdestinat[aá]ri/,
  /(?:informazioni contenute|\briservate\b).{0,200}\b(?:destinatari|messaggio|confidenzial|riservat)/,
  /\bvertrouwelijke?\b.{0,200}\b(?:geadresseerde|bestemd)|uitsluitend bestemd/,
  /\bfortrolig[et]?\b.{0,120}\b(?:modtager|mottaker|oplysninger)|\bkonfidentiell\b.{0,120}\bmottagare/,
  /wiadomość .{0,80}poufn|конфиденциальн.{0,120}(?:адресат|получател)/,
]);

/** "Best regards," and its kin, alone on a line. */
export const CLOSING = anyOf(
  [
    /(?:many |with (?:many )?)?thanks(?: (?:again|a lot|so much|in advance|(?:and|&) .{2,30}))?|thank you(?: .{2,30})?|thx|cheers/,
    /(?:with )?(?:my )?(?:very )?(?:best|kind|kindest|warm|warmest|many)(?: (?:regards|wishes))?|regards|rgds|br|kr/,
    /sincerely(?: yours)?|yours(?: (?:sincerely|truly|faithfully))?|respectfully|take care|all the best/,
    /have a (?:great|good|nice) .{2,20}/,
    /(?:mit )?(?:freundliche|beste|viele|herzliche|liebe|schöne|sonnige)[nr]? (?:grüße|gruß|grüsse|gruss|dank)n?(?: .{2,30})?/,
    /mfg|lg|vg|danke|gruß|grüße/,
    /(?:bien |très )?(?:cordialement|amicalement|sincèrement)(?: .{2,20})?|bien à (?:vous|toi)|merci(?: .{2,30})?/,
    /(?:avec )?(?:mes |meilleures |mes meilleures )?salutations(?: .{2,20})?/,
    /(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|atte|gracias|un abrazo/,
    /(?:cordiali |distinti |cari )?saluti|grazie(?: .{2,20})?|buona giornata/,
    /(?:met )?(?:vriendelijke |hartelijke |beste )?groet(?:en|jes)?|mvg|bedankt/,
    /atenciosamente|att|(?:com os )?(?:melhores )?cumprimentos|abraços?|obrigad[oa]/,
    /(?:med )?(?:de )?(?:bedste |venlige? |vennlige? |vänliga? |bästa )?(?:hilsen|hilsener|hälsning|hälsningar)|mvh|tack|tak|takk/,
    /(?:ystävällisin )?terveisin|z poważaniem|pozdrawiam|(?:s )?(?:pozdravem|pozdravom)/,
    /с уважением|з повагою|спасибо|saygılarımla|saygılar|iyi çalışmalar|üdvözlettel|cu stimă|με εκτίμηση/,
    /בברכה|(?:مع )?(?:أطيب )?(?:التحيات|تحياتي)|よろしくお願い(?:いた|致)?します|以上|此致|祝好|谢谢|謝謝|감사합니다/,
  ],
  "^",
  "[\\s,.!،。，、-]*$",
);

export const PHONE = /(?:^|[\s:(|])\+?\(?\d[\d\s().\-/]{6,}\d/;

export const CONTACT = anyOf([
  /https?:\/\/\S+|www\.\S+|\S+@\S+\.\w+|\b(?:linkedin|twitter|instagram|facebook|xing|skype|whatsapp|calendly)\b/,
  /^(?:tel|phone|mobile?|mob|cell|fax|telefon|tél|móvil|[tmpew])\s*[.:|]/,
]);

export const JOB = anyOf([
  /\b(?:ceo|cto|coo|cfo|cmo|vp|svp|founder|co-?founder|owner|partner|director|manager|head of|lead|engineer|developer)\b/,
  /\b(?:consultant|specialist|analyst|president|officer|executive|account|sales|marketing|gmbh|ltd|inc|llc|corp|b\.?v|ag)\b/,
  /\b(?:geschäftsführer(?:in)?|leiter(?:in)?|directeur|directrice|responsable|gerente|directora?|responsabile|direttore)\b/,
  /[|·•]| @ /,
]);
