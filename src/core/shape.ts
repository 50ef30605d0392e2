/** SmartLead's answer as the result of a tool: records of one shape, lists with the way to their next page. */
import type { ApiAnswer } from "../smartlead/client.ts";
import { kindOf } from "./records/index.ts";
import { number, raw } from "./records/read.ts";
import type { Detail, RecordValue } from "./records/record.ts";
import type { Tool } from "./tool.ts";

export interface ShapedList extends RecordValue {
  items: RecordValue[];
  returned: number;
  total?: number;
  /** Arguments of the next page. */
  next: RecordValue | null;
}

export function shape(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  detail: Detail,
  answer: ApiAnswer,
): ShapedList | RecordValue {
  const value = decoded(answer);
  const kind = kindOf(tool.returns, tool.sensitive);
  if (!kind.list) return kind.one(value, detail);
  const rows = kind.rows(value, detail);
  // An export comes whole; the page is cut here.
  const whole = tool.wire["limit"] === "local";
  const items = whole ? pageOf(rows, args) : rows;
  const total = whole ? rows.length : kind.total?.(value);
  return {
    ...kind.about?.(value),
    items,
    returned: items.length,
    ...(total !== undefined && { total }),
    next: nextPage(tool, args, detail, items, total, value),
  };
}

function pageOf<Row>(rows: readonly Row[], args: Readonly<Record<string, unknown>>): Row[] {
  const offset = number(args["offset"]) ?? 0;
  return rows.slice(offset, offset + (number(args["limit"]) ?? rows.length));
}

function decoded({ body }: ApiAnswer): unknown {
  return "value" in body ? body.value : undefined;
}

/**
 * The call that fetches what comes after this page. SmartLead gives most lists no total: a full page means that there may
 * be more. A page that was cut shorter than asked (the answer says its own limit) counts by that limit.
 */
function nextPage(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  detail: Detail,
  items: readonly RecordValue[],
  total: number | undefined,
  answer: unknown,
): RecordValue | null {
  const last = items.at(-1);
  if (last === undefined) return null;
  const asked = number(args["limit"]);
  const size = asked === undefined ? undefined : Math.min(asked, number(raw(answer)["limit"]) ?? asked);
  const full = size !== undefined && items.length >= size;
  const more = { ...args, ...(detail === "full" && { detail }) };
  if (tool.cursor) return full ? { ...more, [tool.cursor.argument]: last[tool.cursor.field] } : null;
  if (!("offset" in tool.schema.shape)) return null;
  const offset = (number(args["offset"]) ?? 0) + items.length;
  return (total === undefined ? full : offset < total) ? { ...more, offset } : null;
}
