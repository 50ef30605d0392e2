/**
 * What SmartLead documents about its HTTP API, as data: `api.json` holds one endpoint per line. The sandbox serves
 * and validates from it. It was written from the documentation alone and never from this program's own tool
 * declarations, so that the tests may hold the one against the other.
 *
 * The grammar of a field:
 *
 * - `type` is a scalar (`string`, `integer`, `number`, `boolean`), an `object`, `any`, a list of one of these
 *   (`integer[]`), or a scalar that may also come as a list (`integer | integer[]`). No type admits null: `nullable` does.
 * - `enum`, `min` and `max` bind a scalar, or every item of a list.
 * - `min_length`, `max_length`, `pattern` and `format` bind a string.
 * - `min_items` and `max_items` bind a list. On a plain string they mean a comma-separated list.
 * - `fields` are the keys of an object, or of every object in a list; an object without `fields` takes any key.
 */

import documented from "./api.json" with { type: "json" };

type Scalar = "string" | "integer" | "number" | "boolean";
type Item = Scalar | "object" | "any";

export interface Field {
  name: string;
  type: Item | `${Item}[]` | `${Scalar} | ${Scalar}[]`;
  required?: true;
  nullable?: true;
  enum?: string[];
  min?: number;
  max?: number;
  min_length?: number;
  max_length?: number;
  pattern?: string;
  format?: "date-time" | "email" | "uri";
  min_items?: number;
  max_items?: number;
  fields?: Field[];
}

/** The documented example answer; `text` travels as text/html, as it does at SmartLead. */
export type DocumentedAnswer =
  | { type: "json"; value: unknown }
  | { type: "text" | "csv"; value: string }
  | { type: "empty" };

export interface Endpoint {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Host at SmartLead; the sandbox serves the paths of all hosts from one port. */
  host: string;
  /** Starts with /api/v1, parameters in braces, trailing slash as documented. */
  path: string;
  title: string;
  area: string;
  /** False: doubtful, removed or reported as 404 by working clients. The sandbox answers those routes with 404. */
  required: boolean;
  omit_reason?: string;
  effect: "read" | "write" | "destructive" | "sends_email" | "spends_money";
  /** Has a rate limit of its own, about 10 requests a minute. */
  heavy?: true;
  path_params: Field[];
  query: Field[];
  body: Field[];
  /** The request body is a bare array of objects with the fields of `body`. */
  body_kind?: "array";
  body_min_items?: number;
  body_max_items?: number;
  /** Of these keys of the body, the caller sends one. */
  exactly_one_of?: string[];
  answer: DocumentedAnswer;
  /** The JSON answer as the newer documentation prints it, where the two generations differ. */
  answer_alternative?: unknown;
}

export const endpoints = documented as readonly Endpoint[];

export const API_PREFIX = "/api/v1";

/** "POST /campaigns/{campaign_id}/status": how an endpoint is named in handler tables and faults. */
export function routeOf({ method, path }: Pick<Endpoint, "method" | "path">): string {
  return `${method} ${path.startsWith(API_PREFIX) ? path.slice(API_PREFIX.length) : path}`;
}
