/**
 * What a call that found nothing probably got wrong, told from its arguments and from earlier answers: a second request
 * would only cost quota.
 */
import { Failure } from "./errors.ts";
import { IdKinds } from "./id-kinds.ts";
import { isRaw, number, type Raw } from "./records/read.ts";
import type { Tool } from "./tool.ts";

/** The memory of one account. */
export class Hints {
  private readonly ids = new IdKinds();

  /** The result itself, with a `hint` when it is an empty list and there is something to say. */
  onResult(tool: Tool, args: Raw, skip: number, result: Record<string, unknown>): Record<string, unknown> {
    this.ids.learn(result, tool.returns);
    if (!Array.isArray(result["items"]) || result["items"].length > 0) return result;
    const hint = this.ids.explain(args) ?? whyEmpty(tool, args, { skip, total: number(result["total"]) });
    return hint === undefined ? result : { ...result, hint };
  }

  /** The failure itself, with what its ids probably are in `next` when SmartLead knows no such record. */
  onFailure(failure: Failure, args: unknown): Failure {
    const { kind, next } = failure.details;
    if ((kind !== "not_found" && kind !== "rejected") || !isRaw(args)) return failure;
    const hint = this.ids.explain(args);
    return hint === undefined
      ? failure
      : new Failure({ ...failure.details, next: `${hint} ${next}` }, { cause: failure });
  }
}

/** Arguments that choose how rows are shown, not which. */
const NO_FILTER = /^(?:limit|offset|sort_?\w*|fetch_\w+|include_\w+|show_\w+|timezone|time_zone|full_data|detail)$/;

/** What empties a list most often, first. */
const SUSPECTS: readonly (readonly [name: RegExp, words: string])[] = [
  [/^search|_search$|^name$|^query$/, "it must stand in the record as written; try fewer letters, or none"],
  [/categor|unassigned|is_assigned/, "few conversations have a category; look them up with list_lead_categories"],
  [/status/, "each value leaves only records in exactly that state"],
  [/_between$|_(?:gt|lt|from|to|after|before)$|^from$|^to$|date/, "times are UTC; try a longer period"],
  [/_ids?$|_id$|email|domain/, "the record may exist without any such rows"],
];

/** How long a period may be and still be suspected of being too short. */
const SHORT_MS = 86_400_000;

/**
 * @param page what the server cut off itself, and how many rows there are altogether, where SmartLead says it
 * @returns a sentence or two in our words, without anything that was given; undefined when no filter was given
 */
export function whyEmpty(
  tool: Tool,
  args: Raw,
  page: { skip: number; total: number | undefined },
  now = Date.now(),
): string | undefined {
  const offset = Math.max(page.skip, Number(args["offset"] ?? 0));
  if (offset > 0 && page.total !== 0) {
    return page.total === undefined
      ? `offset ${offset} is probably beyond the last row: start at 0.`
      : `offset ${offset} is beyond the last of ${page.total}: start at 0.`;
  }
  const given = Object.keys(args).filter(
    (name) => args[name] !== undefined && !NO_FILTER.test(name) && !tool.pathParameters.includes(name),
  );
  return timeProblem(args, given, now) ?? suspicion(given);
}

function timeProblem(args: Raw, given: readonly string[], now: number): string | undefined {
  for (const [name, from, to] of periods(args, given)) {
    if (from !== undefined && from > now) return `${name} begins in the future; now it is ${isoMinute(now)}.`;
    if (from !== undefined && to !== undefined && to < from) return `${name} ends before it begins.`;
    if (from !== undefined && to !== undefined && to - from < SHORT_MS) {
      return `${name} covers less than a day (UTC): try a longer period.`;
    }
  }
  return undefined;
}

type Period = readonly [name: string, from: number | undefined, to: number | undefined];

/** Pairs such as start_date and end_date, lists of two, and beginnings that stand alone. */
function periods(args: Raw, given: readonly string[]): Period[] {
  const at = (name: string) => instant(args[name]);
  return given.flatMap((name): Period[] => {
    const value = args[name];
    if (/_between$/.test(name) && Array.isArray(value)) return [[name, instant(value[0]), instant(value[1])]];
    if (/start_date$/.test(name)) return [[name, at(name), dayEnd(at(name.replace("start", "end")))]];
    if (/(?:^|_)from$/.test(name)) return [[name, at(name), at(name.replace(/from$/, "to"))]];
    return /_(?:gt|after)$/.test(name) ? [[name, at(name), undefined]] : [];
  });
}

function instant(value: unknown): number | undefined {
  const parsed = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** The last day of a period belongs to it. */
const dayEnd = (from: number | undefined) => (from === undefined ? undefined : from + SHORT_MS);

const isoMinute = (moment: number) => `${new Date(moment).toISOString().slice(0, 16)}Z`;

function suspicion(given: readonly string[]): string | undefined {
  for (const [name, words] of SUSPECTS) {
    const suspect = given.find((each) => name.test(each));
    if (suspect === undefined) continue;
    const others = given.filter((each) => each !== suspect);
    const rest = others.length === 0 ? "" : ` Then try without ${others.join(", ")}.`;
    return `probably because of ${suspect}: ${words}.${rest}`;
  }
  return given.length === 0 ? undefined : `try without ${given.join(", ")}.`;
}
