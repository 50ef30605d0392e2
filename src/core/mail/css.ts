/** As much CSS as mail uses: inline styles and rules with tag, class and id selectors. */

/** Property to value, both lower case. */
export type Style = Readonly<Record<string, string>>;

interface Declarations {
  normal: Style;
  important: Style | null;
}

/** What a selector can ask of an element. */
export interface Selectable {
  name: string;
  id: string;
  classes: readonly string[];
}

interface Rule {
  /** `div .note` as compounds, outermost first. */
  compounds: readonly Selectable[];
  specificity: number;
  declarations: Declarations;
}

/** The properties that say whether words are seen, or what a mail program means by an element. */
const TELLING = new Set(
  (
    "background background-color background-image border border-left border-top border-top-color bottom clip clip-path color " +
    "content-visibility display filter font font-size height left margin margin-left margin-right margin-top max-height " +
    "min-height min-width mso-hide opacity overflow overflow-x overflow-y position right text-indent top transform visibility " +
    "white-space width -webkit-text-fill-color"
  ).split(" "),
);

/** Reads `color: red; display: none !important`. */
function parseDeclarations(text: string): Declarations {
  const normal: Record<string, string> = {};
  let important: Record<string, string> | null = null;
  for (const declaration of plainCss(text).split(";")) {
    const colon = declaration.indexOf(":");
    if (colon < 0) continue;
    const property = declaration.slice(0, colon).trim();
    if (!TELLING.has(property)) continue;
    const value = declaration.slice(colon + 1).trim();
    if (value.includes("!important")) {
      important ??= {};
      important[property] = value.replace(/\s*!important.*$/, "");
    } else normal[property] = value;
  }
  return Object.keys(normal).length === 0 && !important ? NOTHING : { normal, important };
}

/** Lower case, without the comments and escapes (`d\69splay`) that hide a property from a reader like this one. */
function plainCss(css: string): string {
  const text = css.includes("/*") ? withoutComments(css) : css;
  const unescaped = text.includes("\\")
    ? text.replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  return unescaped.toLowerCase();
}

function withoutComments(css: string): string {
  const [first = "", ...rest] = css.split("/*");
  return first + rest.map((part) => (part.includes("*/") ? part.slice(part.indexOf("*/") + 2) : "")).join(" ");
}

/** Ten times what newsletters have. Bounds what a mail of nothing but rules costs. */
const MAX_RULES = 2000;

/** The styles of one mail. Remembers inline styles: mail programs repeat the same few on every element. */
export class StyleSheet {
  readonly #rules = new Map<string, Rule[]>();
  readonly #inline = new Map<string, Declarations>();
  #count = 0;

  /** Adds the content of a `<style>` element. */
  add(css: string): void {
    const preludes: string[] = [];
    let content = "";
    for (const part of plainCss(css.replace(/<!--|-->/g, "")).split(/([{}])/)) {
      if (part === "{") preludes.push(content.slice(content.lastIndexOf(";") + 1).trim());
      else if (part === "}") this.#addRule(preludes.pop() ?? "", content, preludes);
      content = part;
    }
  }

  /** The style that holds for the last element of `path`, a path from the outermost element inwards. */
  styleOf(path: readonly Selectable[], inline: string): Style {
    const own = inline === "" ? NOTHING : this.#inlineOf(inline);
    const rules = this.#rules.size === 0 ? [] : this.#matching(path);
    if (rules.length === 0 && !own.important) return own.normal;
    const inOrder = [...rules.sort((a, b) => a.specificity - b.specificity).map((rule) => rule.declarations), own];
    const style: Record<string, string> = {};
    for (const { normal } of inOrder) Object.assign(style, normal);
    for (const { important } of inOrder) Object.assign(style, important);
    return style;
  }

  #inlineOf(text: string): Declarations {
    const known = this.#inline.get(text);
    if (known) return known;
    const declarations = parseDeclarations(text);
    this.#inline.set(text, declarations);
    return declarations;
  }

  #addRule(selectors: string, content: string, around: readonly string[]): void {
    if (selectors.startsWith("@") || !around.every(appliesOnDesktop)) return;
    const declarations = parseDeclarations(content);
    if (declarations === NOTHING) return;
    for (const selector of selectors.split(",")) {
      if (this.#count >= MAX_RULES) return;
      const compounds = selector
        .split(/[\s>]+/)
        .filter(Boolean)
        .map(parseCompound);
      const known = compounds.filter((compound) => compound !== undefined);
      const last = known.at(-1);
      if (!last || known.length !== compounds.length) continue;
      const rule = { compounds: known, specificity: specificity(known), declarations };
      const key = keyOf(last);
      const sameKey = this.#rules.get(key);
      if (sameKey) sameKey.push(rule);
      else this.#rules.set(key, [rule]);
      this.#count++;
    }
  }

  #matching(path: readonly Selectable[]): Rule[] {
    const element = path.at(-1);
    if (!element) return [];
    const keys = ["*", element.name, ...element.classes.map((name) => `.${name}`), `#${element.id}`];
    return keys.flatMap((key) => this.#rules.get(key) ?? []).filter((rule) => matches(rule.compounds, path));
  }
}

/** The style of an element of which nothing is said. */
export const NO_STYLE: Style = {};

const NOTHING: Declarations = { normal: NO_STYLE, important: null };

/** Rules for phones, printers and dark mode do not say what a person at a desk sees; other at-rules hold no styles. */
function appliesOnDesktop(prelude: string): boolean {
  return /^@(?:media|supports|layer)\b/.test(prelude) && !/max-(?:device-)?width|\bprint\b|prefers-/.test(prelude);
}

/** `p.note#first`; undefined for what is not understood (pseudo-classes, attributes). */
function parseCompound(text: string): Selectable | undefined {
  const [, tag = "", rest = ""] = /^([a-z][\w:-]*|\*)?((?:[.#][\w-]+)*)$/.exec(text) ?? [];
  if (tag + rest === "") return undefined;
  const parts: string[] = rest.match(/[.#][\w-]+/g) ?? [];
  const named = (sign: string) => parts.filter((part) => part.startsWith(sign)).map((part) => part.slice(1));
  return { name: tag === "*" ? "" : tag, id: named("#")[0] ?? "", classes: named(".") };
}

function keyOf({ name, id, classes }: Selectable): string {
  if (id) return `#${id}`;
  return classes[0] ? `.${classes[0]}` : name || "*";
}

function specificity(compounds: readonly Selectable[]): number {
  return compounds.reduce(
    (sum, { name, id, classes }) => sum + (id ? 100 : 0) + classes.length * 10 + (name ? 1 : 0),
    0,
  );
}

function matches(compounds: readonly Selectable[], path: readonly Selectable[]): boolean {
  let wanted = compounds.length - 1;
  for (let at = path.length - 1; at >= 0 && wanted >= 0; at--) {
    const fits = fitsCompound(compounds[wanted], path[at]);
    if (fits) wanted--;
    else if (at === path.length - 1) return false;
  }
  return wanted < 0;
}

function fitsCompound(compound: Selectable | undefined, element: Selectable | undefined): boolean {
  if (!compound || !element) return false;
  if (compound.name && compound.name !== element.name) return false;
  if (compound.id && compound.id !== element.id) return false;
  return compound.classes.every((name) => element.classes.includes(name));
}
