/** What a person may choose from while typing an argument. Whatever goes wrong, nothing is offered: typing goes on. */
import type { Look } from "../core/preview/look-ups.ts";
import type { Access } from "./brief.ts";
import { choiceText } from "./given.ts";
import { type ArgumentName, CHOICES, type ChoiceName } from "./guide.ts";

/** As the protocol has it. */
export type Completion = {
  values: string[];
  /** Of all that fit. */
  total: number;
  hasMore: boolean;
};

/** The protocol's own ceiling. */
const MOST_VALUES = 100;
/** Nobody waits longer for a menu, in milliseconds. */
const ANSWER_MS = 2000;

const NUMBERS = ["7", "14", "30", "60", "90"];

/** Lists of the account, read with the server's own tools and counted in the quota like every other request. */
export interface Account {
  access: Access;
  lookUp: (ms: number) => Look;
}

/** Values for an argument of a guide, in the form that given.ts reads: campaigns, categories and clients as `name (id 372)`. */
export async function completeArgument(argument: ArgumentName, typed: string, account: Account): Promise<Completion> {
  if (argument === "days") return firstOf(NUMBERS.filter((number) => number.startsWith(typed.trim())));
  if (!isChoice(argument)) return NOTHING;
  const rows = await fitting(argument, typed, account);
  return firstOf(rows.map(({ id, name }) => choiceText(id, name)));
}

/** Ids for a place in a resource's address, found by name too. */
export async function completeId(choice: ChoiceName, typed: string, account: Account): Promise<Completion> {
  return firstOf((await fitting(choice, typed, account)).map(({ id }) => String(id)));
}

export const NOTHING: Completion = { values: [], total: 0, hasMore: false };

const isChoice = (name: ArgumentName): name is ChoiceName => Object.hasOwn(CHOICES, name);

interface Row {
  id: number;
  name: string;
}

/** What begins with the typed words, then what holds them, each in the account's order. */
async function fitting(choice: ChoiceName, typed: string, account: Account): Promise<Row[]> {
  const wanted = typed.trim().toLowerCase();
  const place = ({ id, name }: Row) => choiceText(id, name).toLowerCase().indexOf(wanted);
  const begins = (row: Row) => place(row) === 0 || String(row.id).startsWith(wanted);
  const rows = (await rowsOf(choice, account)).filter((row) => place(row) >= 0);
  return [...rows.filter(begins), ...rows.filter((row) => !begins(row))];
}

async function rowsOf(choice: ChoiceName, { access, lookUp }: Account): Promise<Row[]> {
  const { tool, id, name } = CHOICES[choice];
  if (access(tool) === undefined) return [];
  try {
    const { items } = await lookUp(ANSWER_MS).read(tool, {});
    return items.flatMap((row) => {
      const number = row[id];
      return typeof number === "number" ? [{ id: number, name: String(row[name] ?? "") }] : [];
    });
  } catch {
    // A menu that cannot be filled is no menu; the call that needs the account will say what is wrong with it.
    return [];
  }
}

function firstOf(values: readonly string[]): Completion {
  return { values: values.slice(0, MOST_VALUES), total: values.length, hasMore: values.length > MOST_VALUES };
}
