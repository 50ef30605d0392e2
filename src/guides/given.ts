/** First thing with a guide: are these arguments what it takes? Hosts pass every value as text, as a person typed or chose it. */
import { ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import { cleanLine } from "../core/untrusted.ts";
import type { ArgumentName, Choice, Given, Guide, GuideArgument } from "./guide.ts";

/** Longer ones do not fit in the quotation marks that the brief puts around them. */
const MOST_CHARACTERS = 300;
const MOST: Partial<Record<ArgumentName, number>> = { days: 365, limit: 100 };

/**
 * Reads the arguments of a guide.
 * @throws {ProtocolError} invalid params, saying what was expected
 */
export function readGiven(guide: Guide, given: Readonly<Record<string, string>>, now: Date): Given {
  const known = Object.keys(guide.arguments);
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw invalid(`${guide.name} takes ${known.join(", ")} and nothing else`);
  }
  const text = (name: ArgumentName) => textOf(name, guide.arguments[name], given[name]);
  const [campaign, category, client, goal] = [text("campaign"), text("category"), text("client"), text("goal")];
  return {
    ...(campaign && { campaign: choiceOf(campaign) }),
    ...(category && { category: choiceOf(category) }),
    ...(client && { client: choiceOf(client) }),
    ...(goal && { goal }),
    days: countOf("days", guide.arguments.days, text("days")),
    limit: countOf("limit", guide.arguments.limit, text("limit")),
    now,
  };
}

/** On one line and without what nobody sees; hosts send an empty text for a field that was left empty. */
function textOf(name: ArgumentName, argument: GuideArgument | undefined, value = ""): string {
  const line = cleanLine(value);
  if (line.length > MOST_CHARACTERS) throw invalid(`${name}: at most ${MOST_CHARACTERS} characters`);
  if (line === "" && argument?.required) throw invalid(`${name} is required: ${argument.about}`);
  return line;
}

/** Completion offers `Outreach Q3 (id 372)`; a person may also type the id or the name alone. */
function choiceOf(line: string): Choice {
  const [, name, id] = /^(?:(.*) )?\(id (\d{1,15})\)$/.exec(line) ?? [];
  if (id !== undefined) return { id: Number(id), name: name || undefined };
  return /^\d{1,15}$/.test(line) ? { id: Number(line), name: undefined } : { id: undefined, name: line };
}

/** A chosen record as completion offers it and `choiceOf` reads it. */
export function choiceText(id: number, name: string): string {
  const line = cleanLine(name);
  // Cut first and cleaned again: the cut may leave half a character.
  return `${line.length > 100 ? `${cleanLine(line.slice(0, 100))}…` : line} (id ${id})`.trim();
}

function countOf(name: ArgumentName, argument: GuideArgument | undefined, line: string): number {
  if (line === "") return argument?.initial ?? 0;
  const count = /^\d{1,4}$/.test(line) ? Number(line) : 0;
  const most = MOST[name] ?? 0;
  if (count < 1 || count > most) throw invalid(`${name}: expected a whole number from 1 to ${most}`);
  return count;
}

export function invalid(problem: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, problem);
}
