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
}

export const PLAIN_LOOK: Look = {
  gone: false,
  invisible: false,
  opacity: 1,
  size: 16,
  colour: [0, 0, 0],
  background: [255, 255, 255],
};

/** One pixel is the size that newsletters give to the preheader which only the inbox list shows. */
const TINY = 1;
/** Further out than this, in px, nothing of a line is left on the page. */
const OFF_SCREEN = -300;

export function canBeSeen(look: Look): boolean {
  if (look.gone || look.invisible || look.size <= TINY || look.opacity < 0.1) return false;
  if (look.colour === "transparent") return false;
  return look.background === null || !lookAlike(look.colour, look.background);
}

/** A colour that stands out, as `r,g,b`. */
export function tintOf({ colour }: Look): string | null {
  return colour !== "transparent" && isStrong(colour) ? colour.join(",") : null;
}

const LOOK_ATTRIBUTES = ["hidden", "color", "text", "bgcolor", "background"];

/** The look inside an element with this style and these attributes. */
export function lookInside(outer: Look, style: Style, attributes: Style): Look {
  if (style === NO_STYLE && !LOOK_ATTRIBUTES.some((name) => name in attributes)) return outer;
  const look = { ...outer };
  look.gone ||= "hidden" in attributes || isGone(style, outer.size);
  const visibility = style["visibility"] ?? "inherit";
  if (visibility !== "inherit") look.invisible = /^(?:hidden|collapse)/.test(visibility);
  look.opacity *= opacityOf(style);
  look.size = fontSize(style, outer.size);
  const colour = style["-webkit-text-fill-color"] ?? style["color"] ?? attributes["color"] ?? attributes["text"];
  look.colour = (colour && parseColour(colour)) || outer.colour;
  look.background = backgroundOf(style, attributes, outer.background);
  return look;
}

function isGone(style: Style, size: number): boolean {
  if (style["display"]?.startsWith("none") || style["mso-hide"] === "all" || style["content-visibility"] === "hidden")
    return true;
  return isSquashed(style, size) || isOffScreen(style, size) || isClipped(style);
}

function isSquashed(style: Style, size: number): boolean {
  const overflow = style["overflow"] ?? style["overflow-y"] ?? style["overflow-x"];
  if (overflow === undefined || !/hidden|clip/.test(overflow)) return false;
  const none = (property: string) => (px(style[property], size) ?? Number.POSITIVE_INFINITY) <= TINY;
  // `max-width: 0` and `width: 0; min-width: 100%` are tricks that size visible table cells.
  return none("max-height") || (none("height") && !style["min-height"]) || (none("width") && !style["min-width"]);
}

function isOffScreen(style: Style, size: number): boolean {
  const far = (property: string) => (px(style[property], size) ?? 0) <= OFF_SCREEN;
  if (far("text-indent") || far("margin-left") || far("margin-top") || far("margin-right")) return true;
  if (/(?:^|\s)-\d{4}/.test(style["margin"] ?? "")) return true;
  const position = style["position"];
  return position !== undefined && position !== "static" && ["left", "top", "right", "bottom"].some(far);
}

function isClipped(style: Style): boolean {
  if (/^rect\((?:[01](?:px)?[\s,]*){4}\)/.test(style["clip"] ?? "")) return true;
  if (
    /^(?:inset\((?:[5-9]\d|100)%|circle\(0|ellipse\(0|polygon\((?:0(?:px|%)?[\s,]*)+\))/.test(style["clip-path"] ?? "")
  )
    return true;
  return /scale[xy3d]*\(\s*0*(?:\.0+)?\s*[,)]|translate[xy3d]*\([^)]*-\d{4}/.test(style["transform"] ?? "");
}

function opacityOf(style: Style): number {
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

function backgroundOf(style: Style, attributes: Style, outer: Colour | null): Colour | null {
  const text = style["background-color"] ?? style["background"] ?? attributes["bgcolor"];
  const image = `${style["background-image"] ?? ""}${style["background"] ?? ""}`;
  if (/url\(|gradient\(/.test(image) || attributes["background"]) return null;
  const colour = text === undefined ? undefined : parseColour(text);
  return colour === undefined || colour === "transparent" ? outer : colour;
}

const UNITS: Record<string, number> = { "": 1, px: 1, pt: 4 / 3, in: 96, cm: 37.8, mm: 3.78, rem: 16 };

/** A length in px; `%` only where the caller says of what. */
function px(text: string | undefined, em: number, whole?: number): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = ""] = /^(-?\d*\.?\d+)([a-z%]*)/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const value = Number.parseFloat(number);
  if (unit === "em" || unit === "ex" || unit === "ch") return value * em;
  if (unit === "%") return whole === undefined ? (value === 0 ? 0 : undefined) : (value / 100) * whole;
  const factor = UNITS[unit];
  return factor === undefined ? (value === 0 ? 0 : undefined) : value * factor;
}
