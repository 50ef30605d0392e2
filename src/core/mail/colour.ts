/** CSS colours, as far as one must know them to see that words cannot be seen. */

export type Colour = readonly [red: number, green: number, blue: number];

/** CSS Color 4, section 6.1, and the system colours that Word writes. */
const NAMES =
  "aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 " +
  "black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 " +
  "canvas ffffff canvastext 000000 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed " +
  "cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 " +
  "darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 " +
  "darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f " +
  "darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 " +
  "dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff " +
  "gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f " +
  "grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c " +
  "lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 " +
  "lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 " +
  "lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 " +
  "lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 " +
  "magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db " +
  "mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc " +
  "mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead " +
  "navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 " +
  "palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 " +
  "peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399 " +
  "red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 " +
  "seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 " +
  "snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 " +
  "turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 window ffffff windowtext 000000 " +
  "yellow ffff00 yellowgreen 9acd32";
const NAMED = new Map(
  [...NAMES.matchAll(/([a-z]+) ([0-9a-f]{6})/g)].map(([, name = "", hex = ""]) => [name, Number.parseInt(hex, 16)]),
);

/** Below this share of ink nobody sees the words. */
const MIN_ALPHA = 0.1;

/** The colour that `text` begins with (so `background` shorthands work); undefined when it names none we know. */
export function parseColour(text: string): Colour | "transparent" | undefined {
  const value = text.trim().toLowerCase();
  if (value.startsWith("#")) return fromHex(/^#([0-9a-f]+)/.exec(value)?.[1] ?? "");
  const [, kind, list = ""] = /^([a-z-]+)\(((?:[^()]|\([^()]*\))*)\)/.exec(value) ?? [];
  if (kind === "color-mix") return parseColour(strongest(list));
  if (kind !== undefined) return fromCall(kind, list);
  const name = /^[a-z]+/.exec(value)?.[0] ?? "";
  if (name === "transparent") return name;
  const named = NAMED.get(name);
  return named === undefined ? bare(value) : fromNumber(named);
}

/** Whether a value of `color` says anything. */
export function isColour(value: string): boolean {
  return /^(?:inherit|initial|unset|revert|currentcolor|var\()/.test(value) || parseColour(value) !== undefined;
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

/** How each notation puts its three numbers. Chroma is left out: what is hard to see is nearly grey. */
const CALLS: Record<string, (a: string, b: string, c: string) => Colour> = {
  rgb: (r, g, b) => [channel(r), channel(g), channel(b)],
  hsl: (h, s, l) => fromHsl(Number.parseFloat(h), share(s), share(l)),
  hwb: (h, w, b) => fromHwb(Number.parseFloat(h), share(w), share(b)),
  lab: (l) => grey(Number.parseFloat(l) / 100),
  lch: (l) => grey(Number.parseFloat(l) / 100),
  oklab: (l) => grey(share(l)),
  oklch: (l) => grey(share(l)),
};

function fromCall(name: string, list: string): Colour | "transparent" | undefined {
  const kind = name === "color" ? name : name.replace(/(?<=^rgb|^hsl)a$/, "");
  const parts = list.split(/[\s,/]+/).filter(Boolean);
  const [a, b, c, alpha] = kind === "color" ? parts.slice(1) : parts;
  if (a === undefined || b === undefined || c === undefined) return undefined;
  if (alpha !== undefined && share(alpha) < MIN_ALPHA) return "transparent";
  if (kind === "color") return [share(a) * 255, share(b) * 255, share(c) * 255];
  return CALLS[kind]?.(a, b, c);
}

/** Of `in srgb, white 80%, black` the colour that prevails. */
function strongest(list: string): string {
  const [, first = "", second = ""] = list.split(/,(?![^(]*\))/);
  const part = (text: string) => /(\d+(?:\.\d+)?)%\s*$/.exec(text.trim())?.[1];
  const weight = Number(part(first) ?? 100 - Number(part(second) ?? 50));
  return weight >= 50 ? first : second;
}

const grey = (lightness: number): Colour => [lightness * 255, lightness * 255, lightness * 255];

const channel = (part: string) => (part.endsWith("%") ? share(part) * 255 : Number.parseFloat(part));

function fromHwb(hue: number, white: number, black: number): Colour {
  if (white + black >= 1) return grey(white / (white + black));
  const [r, g, b] = fromHsl(hue, 1, 0.5).map((each) => each * (1 - white - black) + white * 255);
  return [r ?? 0, g ?? 0, b ?? 0];
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
