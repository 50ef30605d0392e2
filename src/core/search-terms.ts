/** What a text can be found by: its words, what they mean in this field, and pairs of neighbours. The words are data. */
import { stemmer } from "stemmer";
import list from "./search-words.json" with { type: "json" };

/** One word of a text, or one phrase that stands in the word list. */
export interface Term {
  /** Stems of the words that say something. */
  words: readonly string[];
  /** Numbers of groups of synonyms, as `~7`: several when people use the word for several things (inbox, label). */
  meanings: readonly string[];
  /** This term after the one before it: tells "lead list" from "list of leads", and "campaign 12" from any campaign. */
  pairs: readonly string[];
}

const INTENTS = ["read", "add", "change", "remove"] as const;
export type Intent = (typeof INTENTS)[number];

/** Stands for any id, in queries ("campaign 12") as in names of arguments (campaign_id). */
const ID = "#";
/** Stands where one thought ends: neighbours across it are no pair, and a verb may follow. */
const CLAUSE_END = ".";
const IGNORED = new Set(list.ignored.join(" ").split(" "));
const POLITENESS = new Set(list.politeness.join(" ").split(" "));
const stems = new Map<string, string>();

const meaningsOf = new Map<string, string[]>();
/** The length of the longest phrase that begins with a word: most words begin none, and then nothing is looked up. */
const longestFrom = new Map<string, number>();
list.synonyms.forEach((group, number) => {
  for (const phrase of group.split(", ")) {
    const words = wordsOf(phrase).map(stemOf);
    const first = words[0] ?? "";
    append(meaningsOf, words.join(" "), `~${number}`);
    longestFrom.set(first, Math.max(words.length, longestFrom.get(first) ?? 0));
  }
});

/** Verbs and short phrases; at the start of a clause many a word is a verb that is a noun elsewhere (reply, order). */
const intentsOf = { first: new Map<string, Intent[]>(), anywhere: new Map<string, Intent[]>() };
for (const intent of INTENTS) {
  const { first, anywhere } = list.verbs[intent];
  for (const verb of first.join(", ").split(", ")) append(intentsOf.first, verb, intent);
  for (const verb of anywhere.join(", ").split(", ")) append(intentsOf.anywhere, verb, intent);
}

/** Whether a pair names an id: "campaign #". */
export const isIdPair = (pair: string): boolean => pair.endsWith(` ${ID}`);

/**
 * A text as terms, in order, without the words that say nothing.
 * @param spell puts right a stem that was misspelt; not asked about words of the list
 */
export function termsOf(text: string, spell?: (stem: string) => string): Term[] {
  const words = wordsOf(text);
  const spoken = words.map((word) => {
    if (word === ID || word === CLAUSE_END || IGNORED.has(word)) return word;
    const stem = stemOf(word);
    return spell === undefined || longestFrom.has(stem) ? stem : spell(stem);
  });
  const terms: Term[] = [];
  let before: readonly string[] = [];
  for (let at = 0, length = 1; at < spoken.length; at += length) {
    const word = spoken[at] ?? "";
    length = phraseLength(spoken, at);
    if (word === CLAUSE_END) before = [];
    // "list" is a noun in this field, but a verb at the start.
    if (word === CLAUSE_END || (at === 0 && length === 1 && word === "list")) continue;
    const phrase = spoken.slice(at, at + length);
    const meanings = meaningsOf.get(phrase.join(" ")) ?? [];
    const said = phrase.filter((part) => part !== ID && part.length > 1 && !IGNORED.has(part));
    const names = meanings.length > 0 ? meanings : word === ID ? [ID] : said;
    if (names.length === 0) continue;
    const pairs: string[] = [];
    for (const left of before) for (const right of names) pairs.push(`${left} ${right}`);
    terms.push({ words: said, meanings, pairs });
    before = names;
  }
  return terms;
}

/** How many of the words from here on are one phrase of the word list; 1 for a word by itself. */
function phraseLength(words: readonly string[], at: number): number {
  let length = Math.min(longestFrom.get(words[at] ?? "") ?? 1, words.length - at);
  while (length > 1 && !meaningsOf.has(words.slice(at, at + length).join(" "))) length -= 1;
  return length;
}

/** What a task wants done, by its first verb; empty where it has none ("reply rate per client"), then it mostly reads. */
export function intentOf(query: string): readonly Intent[] {
  const words = wordsOf(query.replaceAll(/\band\b/gi, ", ")).filter((word) => !POLITENESS.has(word));
  for (const at of words.keys()) {
    const starts = at === 0 || words[at - 1] === CLAUSE_END;
    for (let length = 4; length > 0; length -= 1) {
      const verb = words.slice(at, at + length).join(" ");
      const found = (starts ? intentsOf.first.get(verb) : undefined) ?? intentsOf.anywhere.get(verb);
      if (found) return found;
    }
  }
  return [];
}

/** A query with what it names by value replaced by what it is: addresses, links, domains; "show me" is just "show". */
export function withoutValues(query: string): string {
  return query
    .toLowerCase()
    .replace(/\b(give|tell|show|get|fetch|bring) (me|us)\b/g, "show")
    .replace(/\d+(\s*(,|and|&)\s*\d+)+/g, " 1 several ")
    .replace(/[\w.+-]+@[\w.-]*\w/g, " address ")
    .replace(/\bhttps?:\S+/g, " url ")
    .replace(/\b[\w-]+\.(com|io|net|org|de|co|ai)\b/g, " domain ");
}

/** The words in lower case, CLAUSE_END where one thought ends, ID for each number. */
function wordsOf(text: string): string[] {
  const words = text
    .toLowerCase()
    .replaceAll("_", " ")
    .replace(/[,;:.?!](?=\s)|\s-\s/g, ` ${CLAUSE_END} `)
    .match(/[\p{L}\p{N}]+|(?<=\s)\.(?=\s)/gu);
  return (words ?? []).map((word) => (isId(word) ? ID : word));
}

function isId(word: string): boolean {
  const startsWithDigit = word.charCodeAt(0) < 58 && word !== CLAUSE_END;
  return (startsWithDigit && word !== "2fa") || word === "id" || word === "ids";
}

function stemOf(word: string): string {
  const known = stems.get(word) ?? stemmer(word);
  stems.set(word, known);
  return known;
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else if (!values.includes(value)) values.push(value);
}
