/** Argument schemas as clients see them: JSON Schema without what costs tokens and helps no agent. */
import * as z from "zod";

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export type JsonObject = { [key: string]: JsonValue };

/** JSON Schema of a tool's arguments. */
export type ArgumentsSchema = {
  type: "object";
  properties: Record<string, JsonObject>;
  required?: string[];
  additionalProperties: false;
};

/** The JSON Schema of a strict object, for `tools/list`. */
export function argumentsSchema(schema: z.ZodObject): ArgumentsSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input", override: lean });
  return json as ArgumentsSchema;
}

/**
 * Removes what zod adds and no agent uses: the bounds of safe integers, the long patterns behind formats, what any key of
 * an open object may be called, and the alternatives of a union that is advertised by its first form only (`oneOrMany` in
 * params.ts).
 */
function lean({ jsonSchema: schema }: { jsonSchema: Record<string, unknown> }): void {
  if (schema["maximum"] === Number.MAX_SAFE_INTEGER) delete schema["maximum"];
  if (schema["minimum"] === Number.MIN_SAFE_INTEGER) delete schema["minimum"];
  // An id is positive by nature; saying so costs tokens in every tool.
  if (schema["exclusiveMinimum"] === 0) delete schema["exclusiveMinimum"];
  if (schema["format"] !== undefined) delete schema["pattern"];
  delete schema["propertyNames"];
  if (schema["advertise"] === "first" && Array.isArray(schema["anyOf"])) {
    const { anyOf, advertise: _, ...own } = schema;
    for (const key of Object.keys(schema)) delete schema[key];
    Object.assign(schema, (anyOf as object[])[0], own);
  }
}
