/**
 * Draws docs/demo.svg from a run of the demo in colour: reading the new replies, and the question before one is answered. Those
 * parts hold no time of day, so that the picture changes only when the demo does.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";

const COLUMNS = 100;
const CELL = { width: 8.4, height: 19 };
const MARGIN = 20;
/** Room for the three buttons that make a picture a window. */
const BAR = 36;

const COLOURS = { 32: "#7ec699", 33: "#e6c07b", 35: "#d291e4", 36: "#6cc7d9" };
const PLAIN = "#d7dae0";
const DIM = "#868d9a";

// The demo colours its output for terminals only: this makes the program take the pipe for one.
const asTerminal = `Object.assign(process.stdout, { isTTY: true, columns: ${COLUMNS}, hasColors: () => true })`;
const run = spawnSync(
  process.execPath,
  ["--import", `data:text/javascript,${encodeURIComponent(asTerminal)}`, "dist/smartlead-mcp.js", "demo"],
  { encoding: "utf8", timeout: 60_000 },
);
if (run.status !== 0) throw new Error(run.stderr);

const lines = run.stdout.split("\n").map(runsOf);
const start = find(/^ 1 /);
const reading = lines.slice(start, find(/^ 2 /) - 1);
const answering = lines.slice(find(/^ 4 /), find(/queued at SmartLead/));
const gap = runsOf("\u001b[2m    …\u001b[22m");
mkdirSync("docs", { recursive: true });
writeFileSync("docs/demo.svg", picture([...reading, runsOf(""), gap, runsOf(""), ...answering]));

function find(pattern) {
  const at = lines.findIndex((runs) => pattern.test(runs.map(({ text }) => text).join("")));
  if (at < 0) throw new Error(`the demo prints no line like ${pattern}`);
  return at;
}

/** A line as pieces of one look each. */
function runsOf(line) {
  const runs = [];
  let look = { colour: PLAIN, bold: false };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is read here
  for (const [index, part] of line.split(/\u001b\[(\d+)m/).entries()) {
    if (index % 2 === 1) look = changed(look, Number(part));
    else if (part !== "") runs.push({ text: part, ...look });
  }
  return runs;
}

/** Of the escape codes those that Node's styleText gives for the demo's styles. */
function changed({ colour, bold }, code) {
  if (code === 1) return { colour, bold: true };
  if (code === 2) return { colour: DIM, bold };
  if (code === 22) return { colour: colour === DIM ? PLAIN : colour, bold: false };
  if (code === 39) return { colour: PLAIN, bold };
  const next = COLOURS[code];
  if (next === undefined) throw new Error(`the picture knows no colour for escape code ${code}`);
  return { colour: next, bold };
}

function picture(rows) {
  const width = Math.ceil(COLUMNS * CELL.width) + 2 * MARGIN;
  const height = rows.length * CELL.height + BAR + MARGIN;
  const buttons = ["#ff5f56", "#ffbd2e", "#27c93f"].map(
    (fill, at) => `<circle cx="${MARGIN + 6 + at * 20}" cy="20" r="6" fill="${fill}"/>`,
  );
  const texts = rows.map((runs, at) => textOf(runs, BAR + (at + 0.8) * CELL.height)).filter((text) => text !== "");
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    "<title>smartlead-mcp demo: new replies are read; before one is answered, the server asks the person</title>",
    `<rect width="${width}" height="${height}" rx="10" fill="#1d2027"/>`,
    ...buttons,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    ...texts,
    "</g>",
    "</svg>",
  ].join("\n")}\n`;
}

/** Every piece is stretched to its cells, so that frames close whatever font the viewer has. */
function textOf(runs, y) {
  let column = 0;
  const pieces = runs.flatMap(({ text, colour, bold }) =>
    // Columns are kept by where words stand: renderers disagree on rows of spaces.
    text.split(/( {2,}|^ | $)/).map((words) => {
      const x = MARGIN + column * CELL.width;
      column += words.length;
      if (words.trim() === "") return "";
      const place = `x="${round(x)}" y="${round(y)}" textLength="${round(words.length * CELL.width)}"`;
      const look = `fill="${colour}"${bold ? ' font-weight="bold"' : ""}`;
      return `<text ${place} lengthAdjust="spacingAndGlyphs" ${look}>${escaped(words)}</text>`;
    }),
  );
  return pieces.join("");
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
