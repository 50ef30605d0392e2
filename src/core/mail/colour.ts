/** CSS colours, as far as one must know them to see that words cannot be seen. */

export type Colour = readonly [red: number, green: number, blue: number];

const NAMED: Record<string, number> = {
  white: 0xffffff,
  snow: 0xfffafa,
  ivory: 0xfffff0,
  azure: 0xf0ffff,
  honeydew: 0xf0fff0,
  mintcream: 0xf5fffa,
  aliceblue: 0xf0f8ff,
  ghostwhite: 0xf8f8ff,
  whitesmoke: 0xf5f5f5,
  floralwhite: 0xfffaf0,
  seashell: 0xfff5ee,
  lavenderblush: 0xfff0f5,
  linen: 0xfaf0e6,
  oldlace: 0xfdf5e6,
  cornsilk: 0xfff8dc,
  lightyellow: 0xffffe0,
  lightcyan: 0xe0ffff,
  beige: 0xf5f5dc,
  lavender: 0xe6e6fa,
  gainsboro: 0xdcdcdc,
  lightgray: 0xd3d3d3,
  lightgrey: 0xd3d3d3,
  silver: 0xc0c0c0,
  darkgray: 0xa9a9a9,
  darkgrey: 0xa9a9a9,
  gray: 0x808080,
  grey: 0x808080,
  black: 0x000000,
  red: 0xff0000,
  green: 0x008000,
  blue: 0x0000ff,
  yellow: 0xffff00,
  orange: 0xffa500,
  purple: 0x800080,
  navy: 0x000080,
  maroon: 0x800000,
  teal: 0x008080,
  olive: 0x808000,
  lime: 0x00ff00,
  aqua: 0x00ffff,
  cyan: 0x00ffff,
  fuchsia: 0xff00ff,
  magenta: 0xff00ff,
  darkred: 0x8b0000,
  darkblue: 0x00008b,
  darkgreen: 0x006400,
  windowtext: 0x000000,
  window: 0xffffff,
  canvas: 0xffffff,
  canvastext: 0x000000,
};

/** Below this share of ink nobody sees the words. */
const MIN_ALPHA = 0.1;

/** The colour that `text` begins with (so `background` shorthands work); undefined when it names none we know. */
export function parseColour(text: string): Colour | "transparent" | undefined {
  const value = text.trim().toLowerCase();
  if (value.startsWith("#")) return fromHex(/^#([0-9a-f]+)/.exec(value)?.[1] ?? "");
  const call = /^(rgb|hsl)a?\(([^)]*)\)/.exec(value);
  if (call) return fromCall(call[1] ?? "", call[2] ?? "");
  const name = /^[a-z]+/.exec(value)?.[0] ?? "";
  if (name === "transparent") return name;
  const named = NAMED[name];
  return named === undefined ? bare(value) : fromNumber(named);
}

/** Nearer than this (in RGB space) two colours look alike: `#eee` on white is 29, a legible light grey `#ddd` 59. */
const LOOK_ALIKE = 42;

export function lookAlike(a: Colour, b: Colour): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < LOOK_ALIKE;
}

/** Red, blue, green: nothing that a mail program writes for black or grey. */
export function isStrong(colour: Colour): boolean {
  return Math.max(...colour) - Math.min(...colour) > 100;
}

/** `<font color=ffffff>`: HTML attributes may leave out the `#`. */
function bare(value: string): Colour | undefined {
  return /^[0-9a-f]{6}$/.test(value) ? fromNumber(Number.parseInt(value, 16)) : undefined;
}

function fromNumber(value: number): Colour {
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function fromHex(digits: string): Colour | "transparent" | undefined {
  const long = digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
  if (long.length !== 6 && long.length !== 8) return undefined;
  if (long.length === 8 && Number.parseInt(long.slice(6), 16) / 255 < MIN_ALPHA) return "transparent";
  return fromNumber(Number.parseInt(long.slice(0, 6), 16));
}

function fromCall(kind: string, list: string): Colour | "transparent" | undefined {
  const [a, b, c, alpha] = list.split(/[\s,/]+/).filter(Boolean);
  if (a === undefined || b === undefined || c === undefined) return undefined;
  if (alpha !== undefined && share(alpha) < MIN_ALPHA) return "transparent";
  if (kind === "hsl") return fromHsl(Number.parseFloat(a), share(b), share(c));
  const channel = (part: string) => (part.endsWith("%") ? share(part) * 255 : Number.parseFloat(part));
  return [channel(a), channel(b), channel(c)];
}

function fromHsl(hue: number, saturation: number, lightness: number): Colour {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const at = (offset + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}

function share(text: string): number {
  return Number.parseFloat(text) / (text.endsWith("%") ? 100 : 1);
}
