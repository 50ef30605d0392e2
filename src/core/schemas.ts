/**
 * Argument schemas as clients see them: JSON Schema without what costs tokens and helps no agent. What is left out here is
 * still checked when a call comes.
 */
import * as z from "zod";

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export type JsonObject = { [key: string]: JsonValue };

/** JSON Schema of a tool's arguments. */
export type ArgumentsSchema = {
  type: "object";
  properties: Record<string, JsonObject>;
  required?: string[];
};

/**
 * The JSON Schema of a strict object, for `tools/list`.
 * @param unsaid arguments that are taken without being advertised
 */
export function argumentsSchema(schema: z.ZodObject, unsaid: readonly string[] = []): ArgumentsSchema {
  const { type: _, properties = {}, required } = lean(z.toJSONSchema(schema, { io: "input" }) as JsonObject);
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(properties as Record<string, JsonObject>).filter(([name]) => !unsaid.includes(name)),
    ),
    ...(required !== undefined && { required: required as string[] }),
  };
}

/**
 * Leaves out: the bounds of safe integers, that ids are positive, counts not negative and given values not empty; the long
 * patterns behind formats; that a page is the largest unless asked; what keys an object may have besides (unknown ones are refused with the list of known ones).
 */
const SAYS_LITTLE: Record<string, (value: JsonValue, schema: JsonObject) => boolean> = {
  $schema: () => true,
  additionalProperties: () => true,
  propertyNames: () => true,
  pattern: (_, schema) => "format" in schema,
  maximum: (value) => value === Number.MAX_SAFE_INTEGER,
  minimum: (value) => value === Number.MIN_SAFE_INTEGER || value === 0 || value === 1,
  exclusiveMinimum: (value) => value === 0,
  minLength: (value) => value === 1,
  minItems: (value) => value === 1,
  default: (value, schema) => value === schema["maximum"],
};

function lean(schema: JsonObject): JsonObject {
  // `oneOrMany` in params.ts: both forms are accepted, the first is advertised.
  if (schema["advertise"] === "first" && Array.isArray(schema["anyOf"])) {
    const { anyOf, advertise: _, ...own } = schema;
    return lean({ ...(anyOf[0] as JsonObject), ...own });
  }
  // Some hosts map schemas onto dialects in which a type is one word.
  if (Array.isArray(schema["type"])) {
    const { type, description, ...bounds } = schema;
    const options = type.map((one) => (one === "null" ? { type: one } : { type: one, ...bounds }));
    return lean({ anyOf: options, ...(description !== undefined && { description }) });
  }
  const kept = Object.entries(schema).filter(([key, value]) => !SAYS_LITTLE[key]?.(value, schema));
  return Object.fromEntries(kept.map(([key, value]) => [key, leanPart(key, value)]));
}

function leanPart(key: string, value: JsonValue): JsonValue {
  if (key === "properties") {
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([name, inner]) => [name, lean(inner as JsonObject)]),
    );
  }
  if (key === "items") return lean(value as JsonObject);
  return key === "anyOf" ? (value as JsonObject[]).map(lean) : value;
}
