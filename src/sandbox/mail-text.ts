import languages from "./mail-languages.json" with { type: "json" };

/** Language in which a mail program is set, which need not be the language of the letter. */
export type Language = keyof typeof languages;

export type LanguageWords = (typeof languages)["en"];

/** The words and date patterns that mail programs use in `language`. */
export function wordsOf(language: Language): LanguageWords {
  return languages[language];
}

/** Text for an HTML body: line breaks become `<br>` and links become anchors, as mail programs do while one types. */
export function toHtml(text: string): string {
  return escapeHtml(text)
    .replace(/https:\/\/[^\s<]*[^\s<.,;:?!]/g, (url) => `<a href="${url}">${url}</a>`)
    .replaceAll("\n", "<br>");
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The content of an HTML mail without the document around it: what a program copies into a quotation. */
export function bodyOf(html: string): string {
  return /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? html;
}

/**
 * Fills a date pattern of mail-languages.json for the wall clock of `timeZone`.
 * Only numbers are taken from Intl: its month and weekday names change between ICU versions.
 */
export function localDate(pattern: string, at: string, timeZone: string, words: LanguageWords): string {
  const clock = wallClock(at, timeZone);
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  const values: Record<string, string | undefined> = {
    dddd: words.days[clock.getUTCDay()],
    ddd: words.days_short[clock.getUTCDay()],
    dd: twoDigits(clock.getUTCDate()),
    d: String(clock.getUTCDate()),
    mmmm: words.months[clock.getUTCMonth()],
    mmm: words.months_short[clock.getUTCMonth()],
    mm: twoDigits(clock.getUTCMonth() + 1),
    m: String(clock.getUTCMonth() + 1),
    yyyy: String(clock.getUTCFullYear()),
    yy: String(clock.getUTCFullYear()).slice(2),
    HH: twoDigits(clock.getUTCHours()),
    h: String(clock.getUTCHours() % 12 || 12),
    mi: twoDigits(clock.getUTCMinutes()),
    ss: twoDigits(clock.getUTCSeconds()),
    ampm: clock.getUTCHours() < 12 ? "AM" : "PM",
    zone: zoneName(utcOffset(at, timeZone)),
  };
  return pattern.replace(/\{(\w+)\}/g, (token, name: string) => values[name] ?? token);
}

/** Minutes by which the clocks of `timeZone` are ahead of UTC at `at`. */
export function utcOffset(at: string, timeZone: string): number {
  return Math.round((wallClock(at, timeZone).getTime() - Date.parse(at)) / 60_000);
}

/** A Date whose UTC fields read like a clock on the wall in `timeZone`. */
function wallClock(at: string, timeZone: string): Date {
  const format = clockOf(timeZone);
  const parts = new Map(format.formatToParts(new Date(at)).map((part) => [part.type, Number(part.value)]));
  const field = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return new Date(
    Date.UTC(field("year"), field("month") - 1, field("day"), field("hour"), field("minute"), field("second")),
  );
}

/** Building a format takes longer than all that is done with it, so each time zone gets one. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(timeZone, clock);
  return clock;
}

function zoneName(offset: number): string {
  const hours = Math.trunc(offset / 60);
  const minutes = Math.abs(offset % 60);
  return `GMT${hours < 0 ? "" : "+"}${hours}${minutes ? `:${minutes}` : ""}`;
}
