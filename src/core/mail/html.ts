/** An HTML body as the lines that a person sees. One pass over the tags, no tree: nothing recurses, whatever the nesting. */
import { Parser } from "htmlparser2";
import { type Style, StyleSheet } from "./css.ts";
import { canBeSeen, type Look, lookInside, PLAIN_LOOK, tintOf } from "./hidden.ts";
import type { Line } from "./line.ts";
import { LineWriter, type Spot } from "./line-writer.ts";
import { marksOf } from "./programs.ts";
import type { Placed, Selectable } from "./selectors.ts";

/**
 * Elements nested deeper than this stand side by side. htmlparser2 walks its stack of open elements for every tag, so
 * 100,000 of them would take minutes; a long thread of Word mails is some 200 deep.
 */
const MAX_DEPTH = 400;

const BLOCKS = new Set(
  (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section select summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);
/** Blocks with a blank line above and below. */
const SPACED = new Set("blockquote dl h1 h2 h3 h4 h5 h6 hr ol p pre ul".split(" "));
/** What stands in these is never shown as words. */
const UNSEEN = new Set(
  (
    "audio canvas datalist desc embed head iframe math metadata noembed noframes noscript object rp script style svg " +
    "template title video xml"
  ).split(" "),
);

/** Lines of an HTML body, and whether anything was in it that a person would not have seen. */
export function htmlLines(html: string): { lines: Line[]; hidden: boolean } {
  const styles = new StyleSheet();
  if (/<style/i.test(html)) collectStyles(html, styles);
  // Text with a tag here and there, but none that breaks a line, has its own line breaks.
  const reader = new HtmlReader(styles, !/<(?:br|p|div|table|li|tr)\b/i.test(html));
  new FlatParser(reader).end(html);
  return reader.finish();
}

/** Ahead of the words, because a `<style>` at the end hides words at the top. */
function collectStyles(html: string, styles: StyleSheet): void {
  let css: string | null = null;
  new StyleParser({
    onopentagname: (name) => {
      if (name === "style") css = "";
    },
    ontext: (text) => {
      if (css !== null) css += text;
    },
    onclosetag: (name) => {
      if (name === "style" && css !== null) styles.add(css);
      css = null;
    },
  }).end(html);
}

/** Has no use for nesting, and so pays nothing for it. */
class StyleParser extends Parser {
  protected override isVoidElement(name: string): boolean {
    return name !== "style";
  }
}

/** Past MAX_DEPTH, elements close as soon as they open. */
class FlatParser extends Parser {
  readonly #reader: HtmlReader;

  constructor(reader: HtmlReader) {
    super(reader);
    this.#reader = reader;
  }

  override onopentagname(start: number, end: number): void {
    if (this.#reader.depth >= MAX_DEPTH) this.#reader.flat = true;
    super.onopentagname(start, end);
  }

  protected override isVoidElement(name: string): boolean {
    return (this.#reader.flat && name !== "") || super.isVoidElement(name);
  }
}

const NO_CLASSES: readonly string[] = [];

/** What a rule such as `p + div` looks back on. */
const MAX_EARLIER = 4;
const MAX_CHILDREN = 1000;

interface Frame extends Selectable, Spot {
  look: Look;
  seen: boolean;
  unseen: boolean;
  /** No blank line above and below, although others of its kind have one. */
  tight: boolean;
  list: { ordered: boolean; items: number; level: number } | null;
}

class HtmlReader {
  flat = false;
  #hidden = false;
  readonly #frames: Frame[];
  /** The open elements as style sheets ask for them; kept only where there is one. */
  readonly #path: (Placed & { children: Placed[] })[] = [];
  readonly #styles: StyleSheet;
  readonly #writer = new LineWriter();
  readonly #root: Frame;

  constructor(styles: StyleSheet, keepsBreaks: boolean) {
    const element = { name: "", id: "", classes: [] };
    const spot = { depth: 0, place: null, tint: null, pre: keepsBreaks };
    this.#root = { ...element, ...spot, look: PLAIN_LOOK, seen: true, unseen: false, tight: false, list: null };
    this.#frames = [this.#root];
    this.#styles = styles;
  }

  /** Style sheets do not heed the case of names where a mail declares no standard, as most do not. */
  #place({ name, id, classes }: Frame, attributes: Record<string, string>): void {
    const earlier = this.#path.at(-1)?.children ?? [];
    const placed = {
      name,
      id: id.toLowerCase(),
      classes: classes.map((each) => each.toLowerCase()),
      attributes,
      earlier: earlier.slice(-MAX_EARLIER),
      children: [],
    };
    if (earlier.length < MAX_CHILDREN) earlier.push(placed);
    this.#path.push(placed);
  }

  get depth(): number {
    return this.#frames.length;
  }

  get #top(): Frame {
    return this.#frames.at(-1) ?? this.#root;
  }

  finish(): { lines: Line[]; hidden: boolean } {
    const lines = this.#writer.finish();
    return { lines, hidden: this.#hidden || this.#writer.hidden };
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    const outer = this.#top;
    const id = attributes["id"] ?? "";
    const classes = attributes["class"]?.split(/\s+/) ?? NO_CLASSES;
    // A head that nobody closed ends, as in browsers, where the first block of the body begins.
    const unseen = UNSEEN.has(name) || (outer.unseen && !(outer.name === "head" && BLOCKS.has(name)));
    const { depth, place, tint, pre, look, seen, list } = outer;
    // Spelled out: spreading `outer` takes half of the time of reading a mail.
    const frame: Frame = { name, id, classes, depth, place, tint, pre, look, seen, unseen, tight: false, list };
    this.#frames.push(frame);
    if (!this.#styles.isEmpty) this.#place(frame, attributes);
    if (unseen) return;
    const style = this.#styles.styleOf(this.#path, attributes["style"] ?? "");
    // The summary is what `details` show while they are closed.
    const around = name === "summary" && outer.name === "details" ? (this.#frames.at(-3)?.look ?? look) : look;
    frame.look = lookInside(around, style, attributes, name);
    if (frame.look !== look) {
      frame.seen = canBeSeen(frame.look);
      frame.tint = tintOf(frame.look);
    }
    // Nothing says where a flat element ends, so what it hides stays hidden.
    if (this.flat && !frame.seen) Object.assign(outer, { look: { ...outer.look, gone: true }, seen: false });
    if (name === "pre" || /^(?:pre|break)/.test(style["white-space"] ?? "")) frame.pre = true;
    this.#mark(frame, attributes, style);
    frame.tight = isTight(frame, style);
    this.#start(frame, attributes, outer, style);
  }

  onclosetag(name: string): void {
    const frame = this.#frames.pop();
    this.#path.pop();
    if (!frame || frame.unseen) return;
    if (name === "a") this.#writer.endLink();
    if (BLOCKS.has(name)) this.#writer.endLine();
    if (name === "tr") this.#writer.endRow();
    if (SPACED.has(name) && !frame.tight && !this.#top.list) this.#writer.gap();
  }

  ontext(text: string): void {
    const frame = this.#top;
    if (frame.seen && !frame.unseen) this.#writer.write(text, frame);
    // Every Outlook mail has a style element, and CSS is not words for anybody.
    else if (frame.name !== "style") this.#hide(text);
  }

  oncomment(text: string): void {
    this.#hidden ||= isMessage(text);
  }

  #mark(frame: Frame, attributes: Record<string, string>, style: Style): void {
    const marks = marksOf(frame, attributes, style);
    if (!marks) return;
    this.#writer.endLine();
    if (frame.place !== "history") frame.place = marks.place ?? frame.place;
    if (marks.quoted) frame.depth++;
    if (marks.begins) this.#writer.begin(marks.begins);
  }

  #start(frame: Frame, attributes: Record<string, string>, outer: Frame, style: Style): void {
    const { name } = frame;
    if (BLOCKS.has(name)) this.#writer.endLine();
    if (SPACED.has(name) && !frame.tight && !outer.list) this.#writer.gap();
    if (name === "br" && frame.seen) this.#writer.breakLine(frame);
    else if (name === "img") this.#image({ ...attributes, ...style }, frame);
    else if (name === "a" && attributes["href"]) this.#writer.startLink(attributes["href"]);
    else if (name === "ul" || name === "ol") {
      frame.list = { ordered: name === "ol", items: 0, level: (outer.list?.level ?? 0) + 1 };
    } else if (name === "li" && outer.list) this.#writer.bullet(nextBullet(outer.list));
    else if (name === "tr") this.#writer.startRow();
    else if (name === "td" || name === "th") this.#writer.startCell();
  }

  #image(attributes: Record<string, string>, frame: Frame): void {
    const words = attributes["alt"]?.replace(/\s+/g, " ").trim() ?? "";
    const pixel = isPixel(attributes["width"]) || isPixel(attributes["height"]);
    if (!frame.seen || pixel) this.#hide(words);
    else if (saysSomething(words)) this.#writer.write(`[image: ${words.slice(0, MAX_ALT)}]`, frame);
  }

  #hide(text: string): void {
    if (!this.#hidden && /[\p{L}\p{N}]/u.test(text)) this.#hidden = true;
  }
}

/** A caption, not a letter: words in an image's stead are seen only where images are blocked. */
const MAX_ALT = 120;

/** Levels of a list that a person tells apart. */
const MAX_INDENT = 8;

function nextBullet(list: NonNullable<Frame["list"]>): string {
  list.items++;
  return `${"  ".repeat(Math.min(list.level, MAX_INDENT) - 1)}${list.ordered ? `${list.items}.` : "-"} `;
}

/** Word sets the margins of its paragraphs to nothing and writes empty ones for space. */
function isTight({ classes }: Frame, style: Style): boolean {
  return /^0/.test(style["margin"] ?? "") || classes.some((each) => /^(?:x_)*Mso/.test(each));
}

function isPixel(size: string | undefined): boolean {
  return size !== undefined && /^[01](?:px)?$/.test(size.trim());
}

/** Not `image001.png`, `logo`, `cid:...`. */
function saysSomething(alt: string): boolean {
  if (!/\p{L}{2}/u.test(alt) || /^(?:cid|https?):/i.test(alt)) return false;
  return !/^(?:[\s\w-]{1,40}\.(?:png|jpe?g|gif|svg|webp)|(?:inline )?(?:image|img|logo|photo|picture|icon|spacer|banner)s?\d*)$/i.test(
    alt,
  );
}

/** A comment that speaks: at least four words that are neither markup nor the label of a template's part. */
function isMessage(comment: string): boolean {
  const words = comment
    .replace(/^\[if[^\]]*\]>|<!\[endif\]$/gi, "")
    .split(/<(?=(?:style|xml|script)\b)/i)
    .map((part, at) =>
      at === 0
        ? part
        : part
            .split(/<\/(?:style|xml|script)>/i)
            .slice(1)
            .join(" "),
    )
    .join(" ")
    .replace(/<[^<>]*>/g, " ");
  if (/^\W*(?:\?xml|begin|start|end)\b|\b(?:begin|start|end)s?\W*$/i.test(words)) return false;
  const count = words.match(/\p{L}{2,}/gu)?.length ?? 0;
  return count >= 4 || /[\p{Ideographic}\p{Script=Hangul}\p{Script=Kana}]{6}/u.test(words);
}
