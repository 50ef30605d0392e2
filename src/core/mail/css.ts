/** As much CSS as a mail needs to hide something with: inline styles, rules, custom properties. */
import { isColour } from "./colour.ts";
import { keyOf, matches, type Placed, parseSelector, type Selector } from "./selectors.ts";

/** Property to value, both lower case. */
export type Style = Readonly<Record<string, string>>;

interface Declarations {
  normal: Style;
  important: Style | null;
}

interface Rule {
  selector: Selector;
  declarations: Declarations;
}

/** The properties that say whether words are seen, or what a mail program means by an element. */
const TELLING = new Set(
  (
    "background background-color background-image border border-left border-top border-top-color bottom clip clip-path color " +
    "content-visibility display filter font font-size height inset left letter-spacing margin margin-left margin-right " +
    "margin-top mask mask-image max-height max-width min-height min-width mso-hide opacity overflow overflow-x overflow-y " +
    "padding-left position right rotate scale text-fill-color text-indent top transform translate visibility white-space " +
    "width zoom"
  ).split(" "),
);

/** Reads `color: red; display: none !important`. */
function parseDeclarations(text: string): Declarations {
  const normal: Record<string, string> = {};
  let important: Record<string, string> | null = null;
  for (const declaration of plainCss(text).split(";")) {
    const colon = declaration.indexOf(":");
    if (colon < 0) continue;
    const given = declaration
      .slice(0, colon)
      .trim()
      .replace(/^-(?:webkit|moz|ms|o)-/, "");
    const property = LOGICAL[given] ?? given;
    if (!TELLING.has(property) && !property.startsWith("--")) continue;
    const [value = "", isImportant] = declaration
      .slice(colon + 1)
      .trim()
      .split(/\s*(!\s*important)/);
    if (!isValid(property, value)) continue;
    if (isImportant) {
      important ??= {};
      important[property] = value;
    } else normal[property] = value;
  }
  return Object.keys(normal).length === 0 && !important ? NOTHING : { normal, important };
}

/** Names for horizontal writing. */
const LOGICAL: Record<string, string> = {
  "block-size": "height",
  "max-block-size": "max-height",
  "min-block-size": "min-height",
  "inline-size": "width",
  "max-inline-size": "max-width",
  "min-inline-size": "min-width",
};

const DISPLAY =
  /^(?:none|block|inline|flex|grid|table|list-item|contents|flow|run-in|ruby|math|inherit|initial|unset|revert|box|var\()/;

/** A value that means nothing does not take the place of the one before. */
function isValid(property: string, value: string): boolean {
  if (property === "display") return DISPLAY.test(value.replace(/^-\w+-/, ""));
  return property !== "color" || isColour(value);
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

/** Five times what newsletters have. Bounds what a mail of nothing but rules costs. */
const MAX_RULES = 1000;

/** Four times what a long newsletter takes. What comes after so much is not worth finding out, and is not shown. */
const MAX_COMPARISONS = 400_000;
const UNSEEN: Style = { display: "none" };

/** The styles of one mail. Remembers inline styles: mail programs repeat the same few on every element. */
export class StyleSheet {
  readonly #rules = new Map<string, Rule[]>();
  readonly #inline = new Map<string, Declarations>();
  readonly #variables = new Map<string, string>();
  #usesVariables = false;
  #comparisons = 0;
  #count = 0;

  /** There is no rule: elements need not be described to `styleOf`. */
  get isEmpty(): boolean {
    return this.#rules.size === 0;
  }

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
  styleOf(path: readonly Placed[], inline: string): Style {
    const own = inline === "" ? NOTHING : this.#inlineOf(inline);
    if (this.#comparisons > MAX_COMPARISONS) return UNSEEN;
    const rules = this.#rules.size === 0 ? [] : this.#matching(path);
    if (rules.length === 0 && !own.important) return this.#resolved(own.normal);
    const bySpecificity = rules.sort((a, b) => a.selector.specificity - b.selector.specificity);
    const inOrder = [...bySpecificity.map((rule) => rule.declarations), own];
    const style: Record<string, string> = {};
    for (const { normal } of inOrder) Object.assign(style, normal);
    for (const { important } of inOrder) Object.assign(style, important);
    return this.#resolved(style);
  }

  /** `var(--name)` replaced. Wherever a variable was set, it holds for the whole mail. */
  #resolved(style: Style): Style {
    if (!this.#usesVariables) return style;
    const lookUp = (_: string, name: string, otherwise = "") => this.#variables.get(name) ?? otherwise.trim();
    return Object.fromEntries(
      Object.entries(style).map(([property, value]) => [
        property,
        value.replace(/var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/g, lookUp),
      ]),
    );
  }

  #learn(declarations: Declarations): Declarations {
    for (const [property, value] of Object.entries({ ...declarations.normal, ...declarations.important })) {
      if (property.startsWith("--")) this.#variables.set(property, value);
      this.#usesVariables ||= value.includes("var(");
    }
    return declarations;
  }

  #inlineOf(text: string): Declarations {
    const known = this.#inline.get(text);
    if (known) return known;
    const declarations = this.#learn(parseDeclarations(text));
    this.#inline.set(text, declarations);
    return declarations;
  }

  #addRule(selectors: string, content: string, around: readonly string[]): void {
    if (selectors.startsWith("@") || !around.every((each) => !each.startsWith("@") || appliesOnDesktop(each))) return;
    const declarations = this.#learn(parseDeclarations(content));
    if (declarations === NOTHING) return;
    const outer = around.filter((each) => !each.startsWith("@"));
    for (const inner of selectors.split(OUTER_COMMA)) {
      if (this.#count >= MAX_RULES) return;
      // Nested rules: what stands around them comes first.
      const whole = [...outer, inner].reduce((before, each) =>
        each.includes("&") ? each.replaceAll("&", before) : `${before} ${each}`,
      );
      const selector = parseSelector(whole);
      if (selector === undefined) continue;
      const rule = { selector, declarations };
      const sameKey = this.#rules.get(keyOf(selector));
      if (sameKey) sameKey.push(rule);
      else this.#rules.set(keyOf(selector), [rule]);
      this.#count++;
    }
  }

  #matching(path: readonly Placed[]): Rule[] {
    const element = path.at(-1);
    if (!element) return [];
    const keys = ["*", element.name, ...element.classes.map((name) => `.${name}`), `#${element.id}`];
    const candidates = keys.flatMap((key) => this.#rules.get(key) ?? []);
    this.#comparisons += candidates.length;
    return candidates.filter(({ selector }) => matches(selector, path));
  }
}

/** The style of an element of which nothing is said. */
export const NO_STYLE: Style = {};

const NOTHING: Declarations = { normal: NO_STYLE, important: null };

const OUTER_COMMA = /,(?![^(]*\))/;

/** Wider than any phone: a rule up to this width holds at a desk too. */
const DESK_PX = 900;

/** Rules for phones, printers and dark mode do not say what a person at a desk sees; other at-rules hold no styles. */
function appliesOnDesktop(prelude: string): boolean {
  if (!/^@(?:media|supports|layer|container|scope|document)\b/.test(prelude)) return false;
  return prelude.split(OUTER_COMMA).some((query) => {
    if (/\bprint\b|prefers-|\bnot\b/.test(query)) return false;
    const widest = /max-(?:device-)?width\s*:\s*([\d.]+)/.exec(query)?.[1];
    return widest === undefined || Number(widest) >= DESK_PX;
  });
}
