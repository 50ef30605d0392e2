/**
 * Declarations beside SmartLead's documentation (`api.json`, written independently of them): which endpoint a tool
 * reaches, at which places its arguments travel, and what each place may hold.
 */
import type { Entry } from "../../src/core/catalogue.ts";
import { isJob } from "../../src/core/job.ts";
import type { JsonObject } from "../../src/core/schemas.ts";
import type { Tool } from "../../src/core/tool.ts";
import { API_PREFIX, type Endpoint, endpoints, type Field } from "../../src/sandbox/api.ts";

const HOSTS = {
  server: "server.smartlead.ai",
  delivery: "smartdelivery.smartlead.ai",
  senders: "smart-senders.smartlead.ai",
  prospect: "prospect-api.smartlead.ai",
};

const withoutNames = (path: string) => path.replace(/\{[^}]*\}/g, "{}").replace(/\/$/, "");

export const required = endpoints.filter((endpoint) => endpoint.required);

/** The documented endpoint that a tool's route names, or undefined. */
export function endpointOf(tool: Tool): Endpoint | undefined {
  return required.find(
    ({ method, host, path }) =>
      method === tool.method &&
      host === HOSTS[tool.host] &&
      withoutNames(path) === withoutNames(API_PREFIX + tool.path),
  );
}

export interface Place {
  required: boolean;
  enum?: readonly unknown[] | undefined;
  max?: number | undefined;
  min?: number | undefined;
  maxLength?: number | undefined;
  maxItems?: number | undefined;
  minItems?: number | undefined;
}

/** `query.limit`, `body.filters.campaignId`, `body.attachments[].file_url`, `path.0` (parameters of a path by position). */
export type Places = Map<string, Place>;

export function documentedPlaces(endpoint: Endpoint): Places {
  const places: Places = new Map();
  endpoint.path_params.forEach((_, at) => {
    places.set(`path.${at}`, { required: true });
  });
  for (const field of endpoint.query) addField(places, "query", field, true);
  for (const field of endpoint.body) addField(places, endpoint.body_kind === "array" ? "body[]" : "body", field, true);
  return places;
}

function addField(places: Places, under: string, field: Field, parentRequired: boolean): void {
  const place = `${under}.${field.name}`;
  const required = parentRequired && field.required === true;
  if (field.fields) {
    const inner = field.type.endsWith("[]") ? `${place}[]` : place;
    for (const child of field.fields) addField(places, inner, child, required);
    return;
  }
  places.set(place, {
    required,
    enum: field.enum,
    max: field.max,
    min: field.min,
    maxLength: field.max_length,
    maxItems: field.max_items,
    minItems: field.min_items,
  });
}

export function declaredPlaces(entry: Entry): Places {
  const { inputSchema } = entry;
  const tool = endpointTool(entry);
  const places: Places = new Map();
  for (const [name, schema] of Object.entries(inputSchema.properties)) {
    if (isOwn(entry, name)) continue;
    addSchema(places, placeOf(tool, name), schema, inputSchema.required?.includes(name) ?? false);
  }
  return places;
}

function endpointTool({ tool }: Entry): Tool {
  if (isJob(tool)) throw new Error(`${tool.name} is a job and has no place in the documentation`);
  return tool;
}

/** Answered by this server, not by SmartLead. */
function isOwn({ pagedHere }: Entry, name: string): boolean {
  return name === "detail" || name === "fields" || name === "confirm_token" || (name === "offset" && pagedHere);
}

export function placeOf(tool: Tool, name: string): string {
  const position = tool.pathParameters.indexOf(name);
  if (position >= 0) return `path.${position}`;
  return tool.wire[name] ?? (tool.method === "GET" || tool.method === "DELETE" ? `query.${name}` : `body.${name}`);
}

function addSchema(places: Places, at: string, schema: JsonObject, required: boolean): void {
  const properties = (schema["properties"] ?? {}) as Record<string, JsonObject>;
  const items = schema["items"] as JsonObject | undefined;
  if (Object.keys(properties).length > 0) {
    const inner = (schema["required"] ?? []) as string[];
    for (const [name, child] of Object.entries(properties))
      addSchema(places, `${at}.${name}`, child, required && inner.includes(name));
    return;
  }
  if (items?.["properties"]) {
    addSchema(places, `${at}[]`, items, required);
    return;
  }
  const one = items ?? schema;
  places.set(at, {
    required,
    // Documented as the words "true" and "false" where the tool takes a boolean.
    enum: one["type"] === "boolean" ? ["true", "false"] : (one["enum"] as unknown[] | undefined),
    max: one["maximum"] as number | undefined,
    min: one["minimum"] as number | undefined,
    maxLength: one["maxLength"] as number | undefined,
    maxItems: schema["maxItems"] as number | undefined,
    minItems: schema["minItems"] as number | undefined,
  });
}

/**
 * Arguments made from a tool's own schema: only the required ones, or all of them. Of arguments that exclude each other
 * the one of the tool's example is taken.
 */
export function sampleArguments(entry: Entry, endpoint: Endpoint, which: "fewest" | "all"): Record<string, unknown> {
  const { properties, required = [] } = entry.inputSchema;
  const tool = endpointTool(entry);
  const rivals = (endpoint.exactly_one_of ?? []).map((key) => `body.${key}`);
  const names = Object.keys(properties).filter((name) => {
    if (isOwn(entry, name)) return false;
    if (rivals.includes(placeOf(tool, name))) return name in tool.example;
    return which === "all" || required.includes(name);
  });
  return Object.fromEntries(names.map((name) => [name, tool.example[name] ?? sample(name, properties[name] ?? {})]));
}

/** A value that fits a schema. */
export function sample(name: string, schema: JsonObject): unknown {
  const [choice] = (schema["anyOf"] as JsonObject[] | undefined)?.filter((option) => option["type"] !== "null") ?? [];
  if (choice) return sample(name, choice);
  const [value] = (schema["enum"] as unknown[] | undefined) ?? [];
  if (value !== undefined) return value;
  switch (schema["type"]) {
    case "integer":
    case "number":
      return (schema["minimum"] as number | undefined) ?? 1;
    case "boolean":
      return true;
    case "array":
      return Array.from({ length: Number(schema["minItems"] ?? 1) }, () =>
        sample(name, (schema["items"] ?? {}) as JsonObject),
      );
    case "object": {
      const properties = (schema["properties"] ?? {}) as Record<string, JsonObject>;
      return Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, sample(key, child)]));
    }
    default:
      return sampleText(name);
  }
}

function sampleText(name: string): string {
  if (/time_?zone|^tz$/i.test(name)) return "Europe/Berlin";
  if (/hour/i.test(name)) return "09:00";
  if (/(_at|time|date|_gt|_between|_date_from|_date_to)$|^from$|^to$/i.test(name)) return "2026-11-20";
  if (/mail|^cc$|^bcc$|^reply_to$/i.test(name)) return "someone@example.com";
  return /url/i.test(name) ? "https://example.com/x" : "text";
}
