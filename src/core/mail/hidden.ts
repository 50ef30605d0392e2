/** Whether a person sees the words of an element: what is hidden from people must not reach an agent. */
import { type Colour, isStrong, lookAlike, parseColour } from "./colour.ts";
import { NO_STYLE, type Style } from "./css.ts";

/** How words look at one place of a mail, as inherited so far. */
export interface Look {
  /** Nothing inside can be seen, whatever it says of itself. */
  gone: boolean;
  /** `visibility: hidden`, which an element inside may take back. */
  invisible: boolean;
  opacity: number;
  /** Font size in px. */
  size: number;
  colour: Colour | "transparent";
  /** Null when an image lies behind the words. */
  background: Colour | null;
  /** Of links, where the mail sets it for all of them. */
  link: Colour | "transparent" | null;
}

export const PLAIN_LOOK: Look = {
  gone: false,
  invisible: false,
  opacity: 1,
  size: 16,
  colour: [0, 0, 0],
  background: [255, 255, 255],
  link: null,
};

/** One pixel is the size that newsletters give to the preheader which only the inbox list shows. */
const TINY = 1;
/** Nobody reads smaller letters. */
const TINY_FONT = 3;
/** Less than this share of what it was is no longer seen, of ink as of size. */
const FAINT = 0.1;
/** Further out than this, in px, nothing of a line is left on the page. */
const OFF_SCREEN = -300;

export function canBeSeen(look: Look): boolean {
  if (look.gone || look.invisible || look.size <= TINY_FONT || look.opacity < FAINT) return false;
  if (look.colour === "transparent") return false;
  return look.background === null || !lookAlike(look.colour, look.background);
}

/** A colour that stands out, as `r,g,b`. */
export function tintOf({ colour }: Look): string | null {
  return colour !== "transparent" && isStrong(colour) ? colour.join(",") : null;
}

const LOOK_ATTRIBUTES = ["hidden", "color", "text", "bgcolor", "background", "popover", "link"];

/** The look inside an element with this style and these attributes. */
export function lookInside(outer: Look, style: Style, attributes: Style, name = ""): Look {
  const plain = style === NO_STYLE && !LOOK_ATTRIBUTES.some((each) => each in attributes);
  if (plain && (name !== "a" || outer.link === null) && !CLOSED.has(name)) return outer;
  const look = { ...outer };
  look.gone ||= "hidden" in attributes || "popover" in attributes || (CLOSED.has(name) && !("open" in attributes));
  look.gone ||= isGone(style, outer.size, name);
  const visibility = style["visibility"] ?? "inherit";
  if (visibility !== "inherit") look.invisible = /^(?:hidden|collapse)/.test(visibility);
  look.opacity *= opacityOf(style);
  look.size = fontSize(style, outer.size);
  const colour = style["text-fill-color"] ?? style["color"] ?? attributes["color"] ?? attributes["text"];
  look.colour = (colour && parseColour(colour)) || (name === "a" && outer.link) || outer.colour;
  look.link = (attributes["link"] && parseColour(attributes["link"])) || outer.link;
  look.background = backgroundOf(style, attributes, look, outer.background);
  return look;
}

/** Shown only when somebody opens them; the summary of `details` is taken back in html.ts. */
const CLOSED = new Set(["details", "dialog"]);

/** What was found out about a style: mail programs repeat the same few on every element. */
const known = new WeakMap<Style, { size: number; isCell: boolean; gone: boolean }>();

function isGone(style: Style, size: number, name: string): boolean {
  if (style === NO_STYLE) return false;
  const isCell = name === "td" || name === "th";
  const before = known.get(style);
  if (before?.size === size && before.isCell === isCell) return before.gone;
  const gone = hides(style, size, isCell);
  known.set(style, { size, isCell, gone });
  return gone;
}

function hides(style: Style, size: number, isCell: boolean): boolean {
  if (style["display"]?.startsWith("none") || style["mso-hide"] === "all" || style["content-visibility"] === "hidden")
    return true;
  return isSquashed(style, size, isCell) || isOffScreen(style, size) || isClipped(style) || isTransformed(style, size);
}

function isSquashed(style: Style, size: number, isCell: boolean): boolean {
  const spacing = px(style["letter-spacing"], size) ?? 0;
  if (spacing < 0 && spacing <= -size / 2) return true;
  const overflow = style["overflow"] ?? style["overflow-y"] ?? style["overflow-x"];
  if (overflow === undefined || !/hidden|clip|auto|scroll/.test(overflow)) return false;
  if ((px(style["padding-left"], size) ?? 0) > WIDE || (px(style["text-indent"], size, WIDE) ?? 0) >= WIDE) return true;
  const none = (property: string) => (px(style[property], size) ?? Number.POSITIVE_INFINITY) <= TINY;
  const least = (property: string) => (px(style[property], size, WIDE) ?? 0) > TINY;
  if (none("max-height") || (none("height") && !least("min-height"))) return true;
  // Tricks that size visible table cells: `max-width: 0`, and `width: 0; min-width: 100%`.
  return (none("width") && !least("min-width")) || (none("max-width") && !isCell);
}

/** In px; no window is wider than three of them. */
const WIDE = 1000;

function isOffScreen(style: Style, size: number): boolean {
  // Percent of something as wide as what counts as far: -100 % is all of it.
  const far = (property: string) => (px(style[property], size, -OFF_SCREEN) ?? 0) <= OFF_SCREEN;
  if (far("text-indent") || far("margin-left") || far("margin-top") || far("margin-right")) return true;
  if (/(?:^|\s)-\d{4}/.test(`${style["margin"] ?? ""} ${style["inset"] ?? ""}`)) return true;
  const position = style["position"];
  if (position === undefined || position === "static") return false;
  const beyond = (property: string) => (px(style[property], size, 1.5 * WIDE) ?? 0) >= 3 * WIDE;
  return ["left", "top", "right", "bottom"].some((side) => far(side) || beyond(side));
}

function isClipped(style: Style): boolean {
  if (/^rect\((?:[01](?:px)?[\s,]*){4}\)/.test(style["clip"] ?? "")) return true;
  const path = style["clip-path"] ?? "";
  if (/^(?:circle\(0|ellipse\(0|polygon\((?:0(?:px|%)?[\s,]*)+\))/.test(path)) return true;
  const inset = path.startsWith("inset(") ? [...path.matchAll(/([\d.]+)%/g)].map(([, share]) => Number(share)) : [];
  if (inset.some((share) => share >= 100 || (share >= 50 && inset.length === 1))) return true;
  const mask = style["mask-image"] ?? style["mask"] ?? "";
  return /gradient\([^#]*transparent[^#]*\)/.test(mask) && !/black|rgb|white|red|blue|green/.test(mask);
}

function isTransformed(style: Style, size: number): boolean {
  const transform = `${style["transform"] ?? ""} ${style["translate"] ? `translate(${style["translate"]})` : ""}`;
  if (/matrix(?:3d)?\(\s*0[\s,]|rotate[xy]\(\s*-?(?:90|270)deg/.test(`${transform} ${style["rotate"] ?? ""}`))
    return true;
  const moves = [...transform.matchAll(/translate[xyz3d]*\(([^)]*)\)/g)].flatMap(([, list = ""]) =>
    list.split(/[\s,]+/),
  );
  if (moves.some((each) => Math.abs(px(each, size, -OFF_SCREEN / 2) ?? 0) >= -OFF_SCREEN)) return true;
  const scales = [...transform.matchAll(/scale[xy3d]*\(\s*([\d.]+)/g)].map(([, factor]) => factor);
  return [...scales, style["scale"], style["zoom"]].some(
    (factor) => factor !== undefined && Number.parseFloat(factor) / (factor.endsWith("%") ? 100 : 1) < FAINT,
  );
}

/** In px. */
const UNREADABLE_BLUR = 8;

function opacityOf(style: Style): number {
  if ((px(/blur\(([^)]*)\)/.exec(style["filter"] ?? "")?.[1], 16) ?? 0) >= UNREADABLE_BLUR) return 0;
  const filter = /opacity\s*[(=]\s*([\d.]+%?)/.exec(style["filter"] ?? "")?.[1];
  // The old `alpha(opacity=0)` counts to 100, `opacity(0)` to 1: nothing is nothing in both.
  const text = style["opacity"] ?? filter;
  const value = text === undefined ? 1 : Number.parseFloat(text) / (text.endsWith("%") ? 100 : 1);
  return Number.isNaN(value) ? 1 : Math.min(1, value);
}

function fontSize(style: Style, outer: number): number {
  // `font: 0/0 a`: the size stands before the slash or the family.
  const text = style["font-size"] ?? /(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)?)(?=[\s/])/.exec(style["font"] ?? "")?.[1];
  if (text === undefined) return outer;
  const size = px(text, outer, outer);
  // `small`, `inherit`, `calc(...)`: readable, unless it is inherited from something that is not.
  return size ?? (/^(?:x{0,3}-?(?:small|large)|medium|initial)/.test(text) ? PLAIN_LOOK.size : outer);
}

function backgroundOf(style: Style, attributes: Style, { colour }: Look, outer: Colour | null): Colour | null {
  const image = `${style["background-image"] ?? ""}${style["background"] ?? ""}`;
  if (/url\(\s*["']?[^\s"')]/.test(image) || attributes["background"]) return null;
  if (image.includes("gradient(")) return onlyColour(image);
  const text = style["background-color"] ?? style["background"] ?? attributes["bgcolor"];
  if (text === undefined) return outer;
  if (text.includes("currentcolor")) return colour === "transparent" ? outer : colour;
  return parts(text).flatMap(opaque)[0] ?? outer;
}

/** The colour of a gradient that has but one, else null as for a picture. */
function onlyColour(gradient: string): Colour | null {
  const list = gradient.slice(gradient.indexOf("(") + 1);
  const colours = parts(list.replace(/\)[^)]*$/, "")).flatMap(opaque);
  const [first] = colours;
  return first !== undefined && colours.every((each) => lookAlike(first, each)) ? first : null;
}

function opaque(text: string): Colour[] {
  const colour = parseColour(text);
  return colour === undefined || colour === "transparent" ? [] : [colour];
}

/** Split at blanks and commas that stand in no brackets. */
const parts = (text: string) => text.split(/[\s,]+(?![^(]*\))/).filter(Boolean);

const UNITS: Record<string, number> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  in: 96,
  cm: 37.8,
  mm: 3.78,
  rem: 16,
  pc: 16,
  vw: 12,
  vh: 8,
  vmin: 8,
  vmax: 12,
};

/** A length in px; `%` only where the caller says of what. */
function px(text: string | undefined, em: number, whole?: number): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = ""] = /^(?:calc\(\s*)?(-?\d*\.?\d+)([a-z%]*)/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const value = Number.parseFloat(number);
  if (unit === "em" || unit === "ex" || unit === "ch") return value * em;
  if (unit === "%") return whole === undefined ? (value === 0 ? 0 : undefined) : (value / 100) * whole;
  const factor = UNITS[unit];
  return factor === undefined ? (value === 0 ? 0 : undefined) : value * factor;
}
