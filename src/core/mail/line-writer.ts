/** Puts the words of an HTML body into lines: blocks, paragraphs, bullets, links, table rows. */
import { cleanText } from "../untrusted.ts";
import { isBlank, type Line, line, unquote } from "./line.ts";
import { linkSuffix } from "./links.ts";

/** Where words stand. */
export interface Spot {
  depth: Line["depth"];
  place: Line["place"];
  tint: Line["tint"];
  /** White space and line breaks count, as in `<pre>`. */
  pre: boolean;
}

/** A table row on its way to one line: the cells so far, and where the finished line belongs. */
interface Row {
  cells: Line[][];
  around: Line[];
  gap: boolean;
}

/** White space that does not read as one blank. */
const SPACES = /[\t\r\n\f]| {2}/;

/** Tables in tables: newsletters have ten. Each level copies the lines inside it once more. */
const MAX_ROWS = 24;

export class LineWriter {
  /** Invisible characters that hid something were taken out. */
  hidden = false;
  #lines: Line[] = [];
  #words = "";
  /** Kept apart from `#words`: asking a string in the making for its end would copy it for every tag. */
  #blankBefore = true;
  /** Where the first words of the current line stand. */
  #spot: Spot = { depth: 0, place: null, tint: null, pre: false };
  #begins: Line["begins"] = null;
  #gap = false;
  #bullet = "";
  #link: { href: string; words: string } | null = null;
  readonly #rows: Row[] = [];
  /** Rows inside the deepest tracked one. */
  #untracked = 0;

  finish(): Line[] {
    this.endLine();
    this.#untracked = 0;
    while (this.#rows.length > 0) this.endRow();
    return this.#lines;
  }

  write(text: string, spot: Spot): void {
    const [first = "", ...rest] = spot.pre
      ? text.split(/\r\n?|\n/)
      : [SPACES.test(text) ? text.replace(/[ \t\r\n\f]+/g, " ") : text];
    this.#append(first, spot);
    for (const next of rest) {
      this.breakLine(spot);
      this.#append(next, spot);
    }
  }

  breakLine(spot: Spot): void {
    if (this.#words !== "") this.endLine();
    else this.#push(line("", { depth: spot.depth, place: spot.place }));
  }

  /** Leaves a blank line before the next words. */
  gap(): void {
    this.#gap = true;
  }

  bullet(bullet: string): void {
    this.#bullet = bullet;
  }

  /** Marks the next words as a beginning. That of the history outweighs that of a header block. */
  begin(begins: Line["begins"]): void {
    if (this.#begins !== "history") this.#begins = begins;
  }

  startLink(href: string): void {
    this.#link = { href, words: "" };
  }

  endLink(): void {
    if (!this.#link) return;
    const suffix = linkSuffix(this.#link.href, this.#link.words);
    const last = this.#lines.at(-1);
    if (this.#words !== "") this.#words += suffix;
    else if (last) last.text += suffix;
    this.#link = null;
  }

  startRow(): void {
    if (this.#rows.length >= MAX_ROWS) this.#untracked++;
    else this.#openRow();
  }

  #openRow(): void {
    this.#rows.push({ cells: [], around: this.#lines, gap: this.#gap });
    this.#lines = [];
    this.#gap = false;
  }

  startCell(): void {
    const row = this.#rows.at(-1);
    if (!row || this.#untracked > 0) return;
    this.#lines = [];
    row.cells.push(this.#lines);
  }

  /** Cells of one line each become one line; anything else is a table made for layout, and reads cell by cell. */
  endRow(): void {
    if (this.#untracked > 0) {
      this.#untracked--;
      return;
    }
    const row = this.#rows.pop();
    if (!row) return;
    const inside = row.cells.length > 0 ? row.cells : [this.#lines];
    this.#lines = row.around;
    this.#gap ||= row.gap;
    const cells = inside.map((cell) => cell.filter((each) => !isBlank(each))).filter((cell) => cell.length > 0);
    const first = cells[0]?.[0];
    const isRow = cells.length > 1 && cells.every((cell) => cell.length === 1 && cell[0]?.depth === first?.depth);
    if (first && isRow) this.#push({ ...first, text: cells.map((cell) => cell[0]?.text).join(" | ") });
    else for (const each of inside.flat()) this.#push(each);
  }

  /** A line of nothing but non-breaking spaces is a blank line that somebody meant. */
  endLine(): void {
    if (this.#words === "") return;
    const { text, hidden } = cleanText(this.#words.replaceAll("\u00a0", " "));
    this.#words = "";
    this.#blankBefore = true;
    this.hidden ||= hidden;
    const { depth, place, tint, pre } = this.#spot;
    const words = (pre ? text.trimEnd() : text.trim()).replaceAll("\n", " ");
    if (words === "") {
      this.#push(line("", { depth, place }));
      return;
    }
    this.#push(unquote(line(this.#bullet + words, { depth, place, tint, begins: this.#begins })));
    this.#bullet = "";
    this.#begins = null;
  }

  #append(given: string, spot: Spot): void {
    let text = given;
    if (!spot.pre && this.#blankBefore && text.startsWith(" ")) text = text.slice(1);
    if (text === "") return;
    if (this.#words === "") this.#spot = spot;
    this.#words += text;
    this.#blankBefore = text.endsWith(" ");
    if (this.#link) this.#link.words += text;
  }

  #push(next: Line): void {
    const last = this.#lines.at(-1);
    if (this.#gap && last && !isBlank(last) && !isBlank(next)) {
      const place = last.place === next.place ? last.place : null;
      this.#lines.push(line("", { depth: Math.min(last.depth, next.depth), place }));
    }
    this.#gap &&= isBlank(next);
    this.#lines.push(next);
  }
}
