/** How mail programs mark the parts of a mail in their HTML. Found in their mail; none of them documents it. */
import { NO_STYLE, type Style } from "./css.ts";
import type { Line } from "./line.ts";
import type { Selectable } from "./selectors.ts";

export interface Marks {
  place: Line["place"];
  begins: Line["begins"];
  quoted: boolean;
}

type Attributes = Readonly<Record<string, string>>;

/** Outlook on the web prefixes what it shows with `x_`, Hotmail did with `ecx`, Yahoo with `ydp` and a number. */
const PREFIX = /^(?:x_|ecx|ydp[0-9a-f]{6,8}(?=[a-z]))+/;

/** Names of classes, ids and anchors. The comments say whose they are, line by line. */
const PLACES = new Map<string, NonNullable<Line["place"]>>([
  // Gmail; Thunderbird; Roundcube; Tuta
  ...named("attribution", "gmail_attr moz-cite-prefix reply-intro gmail_quote_attribution tutanota_quote_header"),
  // Yahoo; Thunderbird; Airmail
  ...named("history", "yahoo_quoted moz-forward-container moz-email-headers-table airmail_ext_on"),
  // Outlook for Mac, for phones, old; NetEase
  ...named("history", "OLK_SRC_BODY_SECTION mail-editor-reference-message-container"),
  ...named("history", "ms-outlook-mobile-reference-message OutlookMessageHeader isReplyContent isForwardContent"),
  // Gmail; Proton; Tuta; Zoho; HubSpot; Front; Mailspring; Spark; GMX and web.de
  ...named("quotation", "gmail_quote gmail_quote_container protonmail_quote tutanota_quote zmail_extra hs_reply"),
  ...named("quotation", "front-quote mailspring-quote messageReplySection quote"),
  // Gmail; Thunderbird; Outlook on the web; Apple; Outlook for phones; Proton; Tuta; Zoho; others
  ...named("signature", "gmail_signature gmail_signature_prefix moz-signature Signature signature AppleMailSignature"),
  ...named("signature", "ms-outlook-mobile-signature ms-outlook-ios-signature protonmail_signature_block"),
  ...named(
    "signature",
    "tutanota_signature zmail_signature_below hs-signature mimestream-signature superhuman-signature",
  ),
  ...named("signature", "divSignatureLine email-signature WISESTAMP_SIG"),
]);

function named(place: NonNullable<Line["place"]>, names: string): [string, NonNullable<Line["place"]>][] {
  return names.split(" ").map((name) => [name, place]);
}

/** From here to the end. */
const BEGINS_HISTORY = new Set(["appendonsend", "divRplyFwdMsg", "stopSpelling", "replySplit", "reply-above-line"]);

/** What the element is to its mail program; null for the most of them. */
export function marksOf(element: Selectable, attributes: Attributes, style: Style): Marks | null {
  const { name, id, classes } = element;
  if (name === "blockquote") return isQuotation(element, attributes, style) ? BLOCKQUOTE : null;
  if (id === "" && classes.length === 0 && style === NO_STYLE && !hasMarks(attributes)) return null;
  const names = [id, ...classes, attributes["name"] ?? ""].map(withoutPrefix);
  const begins = beginsOf(name, attributes, style, names);
  const place = placeOf(attributes, names);
  return place || begins ? { place, begins, quoted: false } : null;
}

const BLOCKQUOTE: Marks = { place: null, begins: null, quoted: true };

function hasMarks(attributes: Attributes): boolean {
  return "name" in attributes || "tabindex" in attributes || "data-signatureblock" in attributes;
}

function placeOf(attributes: Attributes, names: readonly string[]): Line["place"] {
  if (attributes["data-signatureblock"] === "true") return "signature";
  for (const name of names) {
    const place = PLACES.get(name);
    if (place) return place;
  }
  return null;
}

function beginsOf(name: string, attributes: Attributes, style: Style, names: readonly string[]): Line["begins"] {
  if (names.some((each) => BEGINS_HISTORY.has(each))) return "history";
  // Outlook on the web draws this line above the header block of what is answered.
  if (name === "hr" && (attributes["tabindex"] === "-1" || style["width"] === "98%")) return "headers";
  return isOutlookRule(style) ? "headers" : null;
}

/** The grey or blue line above the header block: Outlook 2007 to 2021, Windows Mail. */
function isOutlookRule(style: Style): boolean {
  const top = style["border-top"] ?? "";
  if (/solid/.test(top) && /#(?:e1e1e1|b5c4df)/.test(top)) return true;
  return /rgb\(229, ?229, ?229\)/.test(style["border-top-color"] ?? top);
}

/** Gmail and Outlook also indent with blockquotes; those have no border and nobody is cited. */
function isQuotation({ id, classes }: Selectable, attributes: Attributes, style: Style): boolean {
  if (attributes["type"] === "cite" || "cite" in attributes || id || classes.length > 0) return true;
  const border = style["border-left"] ?? style["border"] ?? "";
  if (border) return !/^(?:none|0)/.test(border);
  return !style["margin"]?.startsWith("0 0 0 40px") && !style["margin-left"] && !style["margin-right"];
}

function withoutPrefix(name: string): string {
  return name.replace(PREFIX, "").replace(/^yahoo_quoted_\w+$/, "yahoo_quoted");
}
