/**
 * Finding a tool by what it does, in the words of the task: a ranked index (BM25 over the fields of the declarations) that
 * also knows the field's synonyms, what the task wants done, and whose ids it names. No network, no model. A general
 * search library (MiniSearch) over the same terms found the right tool first three to five times in a hundred less often.
 */
import type { Entry } from "./catalogue.ts";
import { nearest } from "./check.ts";
import { type Intent, intentOf, isIdPair, type Term, termsOf, withoutValues } from "./search-terms.ts";
import type { Offered } from "./tool.ts";

/** How much a find in each part of a declaration counts. */
const FIELDS = { name: 1.5, title: 1, about: 0.85, asked: 1.1, pathIds: 0.9, otherArguments: 0.15 } as const;
type Field = keyof typeof FIELDS;

// The numbers below were found by trial on the tuning questions (test/tools/questions.json). None is critical: a third
// more or less of any of them moves the share of right answers by about one in a hundred.

/** BM25: how fast repetition stops to count, and how much a long text counts less. */
const SATURATION = 2;
const LENGTH = 0.25;
/** What a synonym and a pair of neighbours count beside the word itself. */
const MEANING = 0.9;
const PAIR = 0.7;
/** A single rare word must not decide alone whether a query is covered. */
const HEAVIEST = 6;
/** How much of the score depends on the share of the query that is found, and on the share of the title that was asked. */
const QUERY_COVERAGE = 0.5;
const TITLE_COVERAGE = 0.4;
/**
 * Whether a tool does what the query's verb says: the same, another kind of change, a change where it reads (or reads where
 * it changes), or a change where the query has no verb.
 */
const INTENT = { same: 1.2, other: 0.88, opposite: 0.45, unlikely: 0.72 };
/** "campaign 12": the tool is about one campaign, can filter by campaigns, knows none; or it needs an id that is not named. */
const IDS = { needed: 1.15, filter: 0.95, unknown: 0.55, unnamed: 0.8 };
/** Whoever writes a tool's name means it. */
const NAMED = 100;
/** Shorter words, mostly names, resemble too many others to be put right. */
const SPELLABLE = 7;

/** What a tool's verb does, where it does always the same; save_, push_ and others may add or change. */
const INTENT_OF_VERB: Readonly<Record<string, Intent>> = {
  create: "add",
  add: "add",
  import: "add",
  order: "add",
  buy: "add",
  duplicate: "add",
  update: "change",
  set: "change",
  change: "change",
  reset: "change",
  delete: "remove",
  remove: "remove",
  unsubscribe: "remove",
};

interface Document {
  name: string;
  /** Undefined for a tool that changes something in more than one way. */
  intent: Intent | undefined;
  fields: Record<Field, Term[]>;
  /** Pairs such as "campaign #" of the ids in the tool's path, and of those among its other arguments. */
  neededIds: ReadonlySet<string>;
  otherIds: ReadonlySet<string>;
}

export class CatalogueSearch {
  private readonly documents: readonly Document[];
  /** For every word, meaning and pair: the documents that hold it, by number, and how strongly. */
  private readonly index = new Map<string, Map<number, number>>();
  private readonly idPairs: ReadonlySet<string>;

  constructor(entries: readonly Entry[]) {
    this.documents = entries.map(({ tool }) => documentOf(tool));
    this.idPairs = new Set(this.documents.flatMap(({ neededIds, otherIds }) => [...neededIds, ...otherIds]));
    for (const field of Object.keys(FIELDS) as Field[]) this.addField(field);
  }

  /** Names of the tools that fit best, best first; none when no word of the query says anything about any tool. */
  find(query: string, limit: number): string[] {
    const task = withoutValues(query);
    const terms = termsOf(task, (stem) => this.spelled(stem));
    const asked = new Set(terms.flatMap(({ words, meanings }) => [...words, ...meanings]));
    const ids = terms
      .map(({ pairs }) => pairs.filter((pair) => this.idPairs.has(pair)))
      .filter((each) => each.length > 0);
    const intents = intentOf(task);
    const named = new Set(query.match(/\w+/g));
    const scores = this.wordScores(terms);
    return this.documents
      .map((document, number) => {
        const queryCovered = this.share(terms, (key) => this.index.get(key)?.has(number) ?? false);
        const titleCovered = this.share(document.fields.title, (key) => asked.has(key));
        const score =
          (scores.get(number) ?? 0) *
          (1 - QUERY_COVERAGE * (1 - queryCovered)) *
          (1 - TITLE_COVERAGE * (1 - titleCovered)) *
          intentFit(document, intents) *
          idFit(document, ids) *
          (named.has(document.name) ? NAMED : 1);
        return { name: document.name, score };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ name }) => name);
  }

  private addField(field: Field): void {
    const texts = this.documents.map(({ fields }) => fields[field]);
    const meanLength = texts.reduce((sum, { length }) => sum + length, 0) / texts.length || 1;
    texts.forEach((terms, number) => {
      const weight = FIELDS[field] / (1 - LENGTH + (LENGTH * terms.length) / meanLength);
      for (const { words, meanings, pairs } of terms) {
        for (const keys of [words, meanings, pairs]) {
          for (const key of keys) {
            const holders = this.index.get(key);
            if (holders === undefined) this.index.set(key, new Map([[number, weight]]));
            else holders.set(number, (holders.get(number) ?? 0) + weight);
          }
        }
      }
    });
  }

  private wordScores(terms: readonly Term[]): Map<number, number> {
    const scores = new Map<number, number>();
    const add = (found: Map<number, number>, factor: number) => {
      for (const [number, score] of found) scores.set(number, (scores.get(number) ?? 0) + score * factor);
    };
    for (const { words, meanings, pairs } of terms) {
      for (const word of words) add(this.best([word]), 1);
      // A word with several meanings was meant in one of them.
      add(this.best(meanings), MEANING);
      add(this.best(pairs), PAIR);
    }
    return scores;
  }

  /** For each document the score of the key that fits it best. */
  private best(keys: readonly string[]): Map<number, number> {
    const best = new Map<number, number>();
    for (const key of keys) {
      for (const [number, strength] of this.index.get(key) ?? []) {
        const score = (this.rarity(key) * strength * (SATURATION + 1)) / (strength + SATURATION);
        best.set(number, Math.max(best.get(number) ?? 0, score));
      }
    }
    return best;
  }

  private rarity(key: string): number {
    const holders = this.index.get(key)?.size ?? 0;
    return Math.log(1 + (this.documents.length - holders + 0.5) / (holders + 0.5));
  }

  /** How much of what the terms say is covered, from 0 to 1; words that no tool has do not count. */
  private share(terms: readonly Term[], has: (key: string) => boolean): number {
    let said = 0;
    let covered = 0;
    for (const term of terms) {
      const keys = [...term.words, ...term.meanings].filter((key) => this.index.has(key));
      const weight = Math.min(HEAVIEST, Math.max(0, ...keys.map((key) => this.rarity(key))));
      said += weight;
      if (keys.some(has)) covered += weight;
    }
    return said === 0 ? 0 : covered / said;
  }

  private spelled(stem: string): string {
    if (stem.length < SPELLABLE || this.index.has(stem)) return stem;
    const alike = [...this.index.keys()].filter(
      (word) => word[0] === stem[0] && Math.abs(word.length - stem.length) < 2 && !word.includes(" "),
    );
    return nearest(stem, alike) ?? stem;
  }
}

function documentOf(tool: Offered): Document {
  const others = Object.keys(tool.schema.shape).filter((name) => !tool.pathParameters.includes(name));
  const fields = {
    name: termsOf(tool.name),
    title: termsOf(tool.title),
    about: termsOf(tool.about),
    asked: termsOf(tool.asked),
    pathIds: termsOf(tool.pathParameters.join(", ")),
    otherArguments: termsOf(others.join(", ")),
  };
  const pairsOf = (terms: readonly Term[]) => new Set(terms.flatMap(({ pairs }) => pairs.filter(isIdPair)));
  return {
    name: tool.name,
    intent: tool.effect === "read" ? "read" : INTENT_OF_VERB[tool.name.split("_")[0] ?? ""],
    fields,
    neededIds: pairsOf(fields.pathIds),
    otherIds: pairsOf(fields.otherArguments),
  };
}

function intentFit({ intent }: Document, wanted: readonly Intent[]): number {
  if (wanted.length === 0) return intent === "read" ? INTENT.same : INTENT.unlikely;
  const changes = wanted.some((each) => each !== "read");
  if (intent === undefined ? changes : wanted.includes(intent)) return INTENT.same;
  return changes && intent !== "read" ? INTENT.other : INTENT.opposite;
}

/** @param named for each id in the query the pairs it may mean */
function idFit({ neededIds, otherIds }: Document, named: readonly string[][]): number {
  const fits = named.map((pairs) => {
    if (pairs.some((pair) => neededIds.has(pair))) return IDS.needed;
    return pairs.some((pair) => otherIds.has(pair)) ? IDS.filter : IDS.unknown;
  });
  const all = new Set(named.flat());
  if ([...neededIds].some((pair) => !all.has(pair))) fits.push(IDS.unnamed);
  return fits.reduce((product, fit) => product * fit, 1);
}
