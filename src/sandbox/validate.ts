/**
 * Request validation in the manner of SmartLead's backend, which uses celebrate and Joi: the first fault ends it,
 * unknown keys are refused, numeric and boolean strings are converted, and the words are Joi's own.
 */

import type { Endpoint, Field } from "./api.ts";
import { Refusal } from "./handler.ts";

type Source = "params" | "query" | "body";
type Path = readonly (string | number)[];
type Fail = (path: Path, words: string) => never;

const ISO_DATE_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Checks the three parts of a request in celebrate's order and returns them converted. Throws a Refusal with status 400. */
export function validateRequest(endpoint: Endpoint, request: Record<Source, unknown>): Record<Source, unknown> {
  return {
    params: checkObject(endpoint.path_params, request.params, [], refuse("params")),
    query: checkObject(endpoint.query, request.query, [], refuse("query")),
    body: checkBody(endpoint, request.body),
  };
}

function refuse(source: Source): Fail {
  return (path, words) => {
    const message = `"${label(path)}" ${words}`;
    throw new Refusal(400, {
      statusCode: 400,
      error: "Bad Request",
      message,
      validation: { source, keys: path.length === 0 ? [] : [path.join(".")], message },
    });
  };
}

function label(path: Path): string {
  const joined = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
  return joined.replace(/^\./, "") || "value";
}

function checkBody(endpoint: Endpoint, body: unknown): unknown {
  const fail = refuse("body");
  if (endpoint.body_kind === "array") {
    const { body_min_items: min_items, body_max_items: max_items } = endpoint;
    const list: Field = { name: "", type: "object[]", fields: endpoint.body };
    if (min_items !== undefined) list.min_items = min_items;
    if (max_items !== undefined) list.max_items = max_items;
    return checkList(list, body, [], fail);
  }
  const value = checkObject(endpoint.body, body ?? {}, [], fail);
  const rivals = endpoint.exactly_one_of;
  if (rivals !== undefined) {
    const present = rivals.filter((name) => value[name] !== undefined);
    if (present.length === 0) fail([], `must contain at least one of [${rivals.join(", ")}]`);
    if (present.length > 1) fail([], `contains a conflict between exclusive peers [${rivals.join(", ")}]`);
  }
  return value;
}

function checkObject(fields: readonly Field[], value: unknown, path: Path, fail: Fail): Record<string, unknown> {
  if (!isRecord(value)) return fail(path, "must be of type object");
  const checked: Record<string, unknown> = {};
  for (const field of fields) {
    const at = [...path, field.name];
    const given = value[field.name];
    if (given !== undefined) checked[field.name] = checkField(field, given, at, fail);
    else if (field.required) fail(at, "is required");
  }
  const known = new Set(fields.map((field) => field.name));
  const stranger = Object.keys(value).find((name) => !known.has(name));
  if (stranger !== undefined) fail([...path, stranger], "is not allowed");
  return checked;
}

function checkField(field: Field, value: unknown, path: Path, fail: Fail): unknown {
  if (value === null && field.nullable) return null;
  if (field.type.includes(" | ")) {
    if (Array.isArray(value)) return checkList(field, value, path, fail);
    // Joi has no integer type: it calls one a number with a rule.
    const scalar = itemType(field) === "integer" ? "number" : itemType(field);
    if (typeof value === "object") return fail(path, `must be one of [${scalar}, array]`);
    return checkItem(field, value, path, fail);
  }
  return field.type.endsWith("[]") ? checkList(field, value, path, fail) : checkItem(field, value, path, fail);
}

function checkList(field: Field, value: unknown, path: Path, fail: Fail): unknown[] {
  if (!Array.isArray(value)) return fail(path, "must be an array");
  const { min_items = 0, max_items = Number.POSITIVE_INFINITY } = field;
  if (min_items === max_items && value.length !== max_items) fail(path, `must contain ${max_items} items`);
  if (value.length < min_items) fail(path, `must contain at least ${min_items} items`);
  if (value.length > max_items) fail(path, `must contain less than or equal to ${max_items} items`);
  return value.map((item: unknown, index) => checkItem(field, item, [...path, index], fail));
}

/** The scalar or object that a field's type names, lists and alternatives taken away. */
function itemType(field: Field): string {
  return field.type.replace(/\[\]$/, "").replace(/ \|.*/, "");
}

function checkItem(field: Field, value: unknown, path: Path, fail: Fail): unknown {
  switch (itemType(field)) {
    case "integer":
      return checkNumber(field, value, path, fail, true);
    case "number":
      return checkNumber(field, value, path, fail, false);
    case "boolean":
      return checkBoolean(value, path, fail);
    case "string":
      return checkString(field, value, path, fail);
    case "object":
      return field.fields === undefined
        ? checkAnyObject(value, path, fail)
        : checkObject(field.fields, value, path, fail);
    default:
      return value;
  }
}

function checkNumber(field: Field, value: unknown, path: Path, fail: Fail, whole: boolean): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return fail(path, "must be a number");
  if (whole && !Number.isInteger(number)) fail(path, "must be an integer");
  if (field.min !== undefined && number < field.min) fail(path, `must be greater than or equal to ${field.min}`);
  if (field.max !== undefined && number > field.max) fail(path, `must be less than or equal to ${field.max}`);
  return number;
}

function checkBoolean(value: unknown, path: Path, fail: Fail): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return fail(path, "must be a boolean");
}

function checkString(field: Field, value: unknown, path: Path, fail: Fail): string {
  if (field.enum !== undefined && !field.enum.some((word) => word === value)) {
    return fail(path, `must be one of [${field.enum.join(", ")}]`);
  }
  if (typeof value !== "string") return fail(path, "must be a string");
  const { min_length = 0, max_length = Number.POSITIVE_INFINITY } = field;
  // Joi refuses every empty string; the documentation shows optional ones left empty to clear a text, so only these pass.
  if (value === "" && (field.required || min_length > 0)) fail(path, "is not allowed to be empty");
  if (value.length < min_length) fail(path, `length must be at least ${min_length} characters long`);
  if (value.length > max_length) fail(path, `length must be less than or equal to ${max_length} characters long`);
  if (field.max_items !== undefined && field.type === "string" && value.split(",").length > field.max_items) {
    fail(path, `must contain less than or equal to ${field.max_items} items`);
  }
  if (field.pattern !== undefined && !new RegExp(field.pattern).test(value)) {
    fail(path, `with value "${value}" fails to match the required pattern: /${field.pattern}/`);
  }
  if (field.format !== undefined) checkFormat(field.format, value, path, fail);
  return value;
}

function checkFormat(format: NonNullable<Field["format"]>, value: string, path: Path, fail: Fail): void {
  switch (format) {
    case "date-time":
      if (!ISO_DATE_TIME.test(value) || Number.isNaN(Date.parse(value))) fail(path, "must be in ISO 8601 date format");
      return;
    case "email":
      if (!EMAIL.test(value)) fail(path, "must be a valid email");
      return;
    case "uri":
      if (!URL.canParse(value)) fail(path, "must be a valid uri");
  }
}

function checkAnyObject(value: unknown, path: Path, fail: Fail): Record<string, unknown> {
  return isRecord(value) ? value : fail(path, "must be of type object");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
