/** SmartLead's answer as the result of a tool: records of one shape, lists with the way to their next page. */
import type { ApiAnswer } from "../smartlead/client.ts";
import { costOf, LEFT_OUT, listsWithin, recordWithin, rowsWithin } from "./budget.ts";
import type { JobAnswer } from "./job.ts";
import { withYear } from "./records/days.ts";
import { chooseFields } from "./records/fields.ts";
import { kindOf } from "./records/index.ts";
import { flag, number, raw } from "./records/read.ts";
import type { Detail, LazyRecord, RecordValue } from "./records/record.ts";
import type { Tool } from "./tool.ts";

export interface ShapedList extends RecordValue {
  items: RecordValue[];
  returned: number;
  total?: number;
  /** Rows that no call fetches: of what a change answered. */
  left_out?: number;
  /** Arguments of the next page. */
  next: RecordValue | null;
}

/** How much of an answer is wanted. */
export interface Extent {
  detail: Detail;
  /** Rows to skip of a list that SmartLead gives whole. */
  skip: number;
  /** Of each row only these, and the ids it begins with. */
  fields?: readonly string[] | undefined;
  /** No answer is larger; what does not fit is on the next page. */
  maxTokens: number;
}

export function shape(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  extent: Extent,
  answer: ApiAnswer,
): ShapedList | RecordValue {
  const { detail, skip, fields, maxTokens } = extent;
  const value = decoded(answer);
  const kind = kindOf(tool.returns, tool.sensitive);
  if (!kind.list) return recordWithin(kind.one(value, detail), maxTokens);
  const { rows: all, ...chosen } =
    fields === undefined
      ? { rows: kind.rows(value, detail) }
      : chooseFields(kind.rows(value, detail), () => kind.rows(value, "full"), fields);
  const rows = all.slice(skip);
  const items = rowsWithin(read(rows, args), maxTokens);
  const total = kind.total?.(value);
  const about = kind.about?.(value, detail);
  const leftOut = tool.effect === "read" ? 0 : rows.length - items.length;
  return {
    ...about,
    ...chosen,
    items,
    returned: items.length,
    ...(total !== undefined && { total }),
    ...(leftOut > 0 && { left_out: leftOut }),
    next: tool.effect === "read" ? nextPage(tool, args, extent, { rows, items, total, about, answer: value }) : null,
  };
}

function* read(rows: readonly LazyRecord[], args: Readonly<Record<string, unknown>>): Generator<RecordValue> {
  for (const row of rows) yield withYear(row(), args);
}

/** What stands above a job's rows may take this share of the result; on the first page it is what the call was made for. */
const ABOVE_SHARE = 0.7;

/**
 * What a job found as its result, and the names of the fields that hold the server's own words. Rows that do not fit are on
 * the next page.
 */
export function shapeJob(
  { own, about, rows, next }: JobAnswer,
  { detail, maxTokens }: Pick<Extent, "detail" | "maxTokens">,
): { structured: ShapedList; own: string[] } {
  const above = listsWithin({ ...own, ...about }, rows.length > 0 ? maxTokens * ABOVE_SHARE : maxTokens);
  const items = rowsWithin(rows, maxTokens - costOf(above));
  const following = next(items.length);
  const structured = {
    ...above,
    items,
    returned: items.length,
    next: following && { ...following, ...(detail === "full" && { detail }) },
  };
  return { structured, own: [...Object.keys(own), LEFT_OUT] };
}

function decoded({ body }: ApiAnswer): unknown {
  return "value" in body ? body.value : undefined;
}

interface Page {
  /** What SmartLead gave. */
  rows: readonly LazyRecord[];
  /** What of it fits. */
  items: readonly RecordValue[];
  total: number | undefined;
  /** What holds for all rows. */
  about: RecordValue | undefined;
  answer: unknown;
}

/**
 * The call that fetches what comes after this page. SmartLead gives most lists no total: a full page means that there may
 * be more, unless the answer says. A page that was cut shorter than asked (the answer says its own limit) counts by that
 * limit.
 */
function nextPage(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  { detail, skip, fields }: Extent,
  { rows, items, total, about, answer }: Page,
): RecordValue | null {
  const last = items.at(-1);
  if (last === undefined) return null;
  const asked = number(args["limit"]);
  const size = asked === undefined ? undefined : Math.min(asked, number(raw(answer)["limit"]) ?? asked);
  const cutHere = items.length < rows.length;
  const mayBeMore = cutHere || (flag(raw(answer)["hasMore"]) ?? (size !== undefined && skip + rows.length >= size));
  const again = { ...args, ...(detail === "full" && { detail }), ...(fields && { fields }) };
  const { cursor } = tool;
  if (cursor && "field" in cursor) return mayBeMore ? { ...again, [cursor.argument]: last[cursor.field] } : null;
  // The rest of a page that was cut here comes from the same place again.
  if (cursor && !cutHere) {
    const place = about?.[cursor.ofAnswer];
    return mayBeMore && place !== undefined ? { ...again, [cursor.argument]: place } : null;
  }
  if (!("offset" in tool.schema.shape)) return cutHere ? { ...again, offset: skip + items.length } : null;
  const offset = (number(args["offset"]) ?? 0) + items.length;
  return (total === undefined ? mayBeMore : offset < total) ? { ...again, offset } : null;
}
