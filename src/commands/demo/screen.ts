/** Printing for a person: colour where the terminal has it, lines that fit its width. */
import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

const MAX_WIDTH = 100;

export class Screen {
  private readonly colour: boolean;
  private readonly width: number;
  private readonly write: (text: string) => void;

  constructor(output: NodeJS.WriteStream) {
    this.colour = output.isTTY === true && output.hasColors();
    this.width = Math.min(MAX_WIDTH, Math.max(60, output.columns || MAX_WIDTH));
    this.write = (text) => void output.write(text);
  }

  style(style: Style, text: string): string {
    return this.colour ? styleText(style, text, { validateStream: false }) : text;
  }

  line(text = ""): void {
    this.write(`${text}\n`);
  }

  /** A numbered step with the tool that does it. */
  step(number: number, title: string, tool: string): void {
    const gap = " ".repeat(Math.max(2, this.width - 4 - title.length - tool.length));
    this.line();
    this.line(
      `${this.style(["bold", "cyan"], String(number).padStart(2))}  ${this.style("bold", title)}${gap}${this.style("dim", tool)}`,
    );
  }

  say(text: string): void {
    for (const part of this.wrap(text, 4)) this.line(`    ${part}`);
  }

  good(text: string): void {
    this.line(`    ${this.style("green", "✓")} ${text}`);
  }

  /** Columns cut to fit, the last one taking what is left. */
  row(columns: readonly (readonly [text: string, width: number, style?: Style])[]): void {
    const fixed = columns.slice(0, -1).reduce((sum, [, width]) => sum + width + 2, 4);
    const cells = columns.map(([text, width, style], at) => {
      const room = at === columns.length - 1 ? this.width - fixed : width;
      const cell = cut(text.replace(/\s+/g, " "), room).padEnd(at === columns.length - 1 ? 0 : room);
      return style ? this.style(style, cell) : cell;
    });
    this.line(`    ${cells.join("  ")}`);
  }

  /** A framed text with a heading. */
  box(heading: string, text: string, style: Style): void {
    const room = this.width - 8;
    const paint = (words: string) => this.style(style, words);
    this.line(`    ${paint(`╭─ ${cut(heading, room - 2)} ${"─".repeat(Math.max(0, room - 1 - heading.length))}╮`)}`);
    for (const part of text.split("\n").flatMap((line) => this.wrap(line, 8))) {
      this.line(`    ${paint("│")} ${part.padEnd(room)} ${paint("│")}`);
    }
    this.line(`    ${paint(`╰${"─".repeat(room + 2)}╯`)}`);
  }

  private wrap(text: string, margin: number): string[] {
    const room = this.width - margin;
    const lead = /^(> )?/.exec(text)?.[0] ?? "";
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const last = lines.at(-1) ?? "";
      const longer = last === "" ? word : `${last} ${word}`;
      if (longer.length <= room || last === "") lines[lines.length - 1] = cut(longer, room);
      else lines.push(cut(lead + word, room));
    }
    return lines;
  }
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
