/** As many CSS selectors as a mail needs to hide something with. Where a condition cannot be known while reading, it counts as met. */

/** What a selector can ask of an element. */
export interface Selectable {
  name: string;
  id: string;
  classes: readonly string[];
}

/** An element on the way from the root to the one that is styled. */
export interface Placed extends Selectable {
  attributes: Readonly<Record<string, string>>;
  /** The elements before it, of the same parent, nearest last. */
  earlier: readonly Placed[];
}

interface Compound extends Selectable {
  attributes: readonly ((attributes: Placed["attributes"]) => boolean)[];
  /** `:is(...)`: each list has one that fits. */
  among: readonly Compound[][];
  /** `:not(...)`: none fits. */
  without: readonly Compound[];
  isFirst: boolean;
  /** Nothing but name, id and classes. */
  isSimple: boolean;
}

type Combinator = " " | ">" | "+" | "~";

export interface Selector {
  /** Outermost first, each with what stands between it and the one before. */
  steps: readonly { combinator: Combinator; compound: Compound }[];
  specificity: number;
}

/** One selector without commas, lower case; undefined for one that never holds at rest or is not understood. */
export function parseSelector(text: string): Selector | undefined {
  const parts = text
    .trim()
    .replace(/\s*([>+~])\s*(?![^[]*\])/g, "$1")
    .split(/([>+~]|\s+)(?![^[(]*[\])])/);
  const steps: { combinator: Combinator; compound: Compound }[] = [];
  let combinator: Combinator = " ";
  for (const [at, part] of parts.entries()) {
    if (at % 2 === 1) {
      combinator = part.trim() === "" ? " " : (part as Combinator);
      continue;
    }
    const compound = parseCompound(part);
    if (compound === undefined) return undefined;
    steps.push({ combinator, compound });
  }
  return { steps, specificity: steps.reduce((sum, { compound }) => sum + weight(compound), 0) };
}

/** Under which of its marks a rule is looked up: the last compound's id, class or name. */
export function keyOf({ steps }: Selector): string {
  const { name = "", id = "", classes = [] } = steps.at(-1)?.compound ?? {};
  if (id) return `#${id}`;
  return classes[0] ? `.${classes[0]}` : name || "*";
}

/** Whether the selector holds for the last element of a path from the outermost inwards. */
export function matches({ steps }: Selector, path: readonly Placed[]): boolean {
  const element = path.at(-1);
  return element !== undefined && fitsFrom(steps.length - 1, element, path, path.length - 1, steps);
}

function fitsFrom(
  at: number,
  element: Placed,
  path: readonly Placed[],
  depth: number,
  steps: Selector["steps"],
): boolean {
  const step = steps[at];
  if (step === undefined) return true;
  if (!fits(step.compound, element)) return false;
  const before = steps[at - 1]?.compound;
  if (before === undefined) return true;
  if (step.combinator === "+" || step.combinator === "~") {
    const near = step.combinator === "+" ? element.earlier.slice(-1) : element.earlier;
    const beside = near.find((each) => fits(before, each));
    return beside !== undefined && fitsFrom(at - 1, beside, path, depth, steps);
  }
  const nearest = step.combinator === ">" ? depth - 1 : 0;
  for (let above = depth - 1; above >= nearest && above >= 0; above--) {
    const outer = path[above];
    // The nearest that fits: a later choice could only matter to selectors that nobody writes.
    if (outer !== undefined && fits(before, outer)) return fitsFrom(at - 1, outer, path, above, steps);
  }
  return false;
}

function fits(compound: Compound, element: Placed): boolean {
  if (compound.name && compound.name !== element.name) return false;
  if (compound.id && compound.id !== element.id) return false;
  for (const name of compound.classes) if (!element.classes.includes(name)) return false;
  if (compound.isSimple) return true;
  return (
    (!compound.isFirst || element.earlier.length === 0) &&
    compound.attributes.every((holds) => holds(element.attributes)) &&
    compound.among.every((list) => list.some((each) => fits(each, element))) &&
    !compound.without.some((each) => fits(each, element))
  );
}

function weight({ name, id, classes, attributes }: Compound): number {
  return (id ? 100 : 0) + (classes.length + attributes.length) * 10 + (name ? 1 : 0);
}

/** What follows an element is not known when it opens; a rule that asks for it counts as met. */
const PLACE = /^(?:first|last|only|nth)-|^(?:empty|enabled|defined|read-only|scope)$/;

const PART = /^(?:([.#])([\w-]+)|\[([^\]]*)\]|::?([a-z-]+)(?:\(((?:[^()]|\([^()]*\))*)\))?)/;

/** `p.note#first[data-x]:not(.y)`. */
function parseCompound(text: string): Compound | undefined {
  const tag = /^(?:[a-z][\w-]*(?:\\:[\w-]+)?|\*)/.exec(text)?.[0] ?? "";
  const found = { name: tag === "*" ? "" : tag.replace("\\", ""), id: "" };
  const classes: string[] = [];
  const attributes: Compound["attributes"][number][] = [];
  const among: Compound[][] = [];
  const without: Compound[] = [];
  let isFirst = false;
  let at = tag.length;
  while (at < text.length) {
    const [all, sign, name = "", attribute, pseudo, inside = ""] = PART.exec(text.slice(at)) ?? [];
    if (all === undefined) return undefined;
    at += all.length;
    const list = pseudo === undefined ? [] : inside.split(",").flatMap((each) => parseCompound(each.trim()) ?? []);
    if (sign === "#") found.id = name;
    else if (sign === ".") classes.push(name);
    else if (attribute !== undefined) attributes.push(attributeTest(attribute));
    else if (pseudo === "not") without.push(...list);
    else if (pseudo === "is" || pseudo === "where" || pseudo === "matches") among.push(list);
    else if (pseudo === "first-child") isFirst = true;
    else if (pseudo === "root") found.name = "html";
    else if (pseudo === "link" || pseudo === "any-link") found.name = "a";
    // Under the pointer, before and after: not what a person sees of the words at rest.
    else if (pseudo === undefined || !PLACE.test(pseudo)) return undefined;
  }
  if (text === "") return undefined;
  const isSimple = attributes.length + among.length + without.length === 0 && !isFirst;
  return { ...found, classes, attributes, among, without, isFirst, isSimple };
}

function attributeTest(text: string): (attributes: Placed["attributes"]) => boolean {
  const [, name = "", sign, quoted, bare] =
    /^\s*([\w:-]+)\s*(?:([~|^$*]?=)\s*(?:["']([^"']*)["']|([^\s"']*))\s*[is]?\s*)?$/.exec(text) ?? [];
  const wanted = quoted ?? bare ?? "";
  const test = TESTS[sign ?? ""] ?? (() => true);
  return (attributes) => {
    const value = attributes[name]?.toLowerCase();
    return value !== undefined && test(value, wanted);
  };
}

const TESTS: Record<string, (value: string, wanted: string) => boolean> = {
  "=": (value, wanted) => value === wanted,
  "^=": (value, wanted) => wanted !== "" && value.startsWith(wanted),
  "$=": (value, wanted) => wanted !== "" && value.endsWith(wanted),
  "*=": (value, wanted) => wanted !== "" && value.includes(wanted),
  "~=": (value, wanted) => value.split(/\s+/).includes(wanted),
  "|=": (value, wanted) => value === wanted || value.startsWith(`${wanted}-`),
};
