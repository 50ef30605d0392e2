/**
 * Finding a tool by what it does, in the words of the task. A small ranked index over names, titles, descriptions,
 * parameters and, as data, the words that people use for the same things. No network, no model.
 */
import MiniSearch from "minisearch";
import { stemmer } from "stemmer";
import type { Entry } from "./catalogue.ts";
import synonyms from "./synonyms.json" with { type: "json" };

interface Document {
  id: string;
  name: string;
  title: string;
  about: string;
  asked: string;
  parameters: string;
}

/** Words that say nothing about which tool is meant. */
const STOP_WORDS = new Set(
  "a an and any are as at be been but by can could did do does for from get give has have how i if in into is it its let like me my of on or our please show so some tell that the their them then there these they this to up us want was we were what when where which who will with would you your".split(
    " ",
  ),
);

export class CatalogueSearch {
  private readonly index: MiniSearch<Document>;

  constructor(entries: readonly Entry[]) {
    this.index = new MiniSearch<Document>({
      fields: ["name", "title", "about", "asked", "parameters"],
      processTerm: (term) => stem(term),
    });
    this.index.addAll(entries.map(documentOf));
  }

  /** Names of the tools that fit best, best first. */
  find(query: string, limit: number): string[] {
    const words = expand(query.toLowerCase());
    return this.index
      .search(words, {
        boost: { name: 3, title: 3, asked: 3, about: 1.5, parameters: 0.5 },
        fuzzy: (term) => (term.length > 5 ? 0.2 : false),
        prefix: (term) => term.length > 4,
      })
      .slice(0, limit)
      .map(({ id }) => String(id));
  }
}

function documentOf({ tool, inputSchema }: Entry): Document {
  return {
    id: tool.name,
    name: tool.name.replaceAll("_", " "),
    title: tool.title,
    about: tool.about.replaceAll("_", " "),
    asked: tool.asked,
    parameters: Object.keys(inputSchema.properties).join(" ").replaceAll("_", " "),
  };
}

function stem(term: string): string | null {
  const word = term.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return word.length < 2 || STOP_WORDS.has(word) ? null : stemmer(word);
}

/** Adds to a query the field's own words for what people call otherwise ("ooo", "inbox placement", "opt out"). */
function expand(query: string): string {
  const added = Object.entries(synonyms)
    .filter(([phrase]) => new RegExp(`\\b${phrase}\\b`).test(query))
    .map(([, words]) => words);
  return [query, ...added].join(" ");
}
