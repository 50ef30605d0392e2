/**
 * The shape of a declaration: one SmartLead endpoint as data. Everything else (annotations, confirmation, retries,
 * read-only mode, where an argument travels) follows from what is written here.
 */
import * as z from "zod";
import type { Effect } from "./effects.ts";
import type { Returns } from "./records/index.ts";

/** SmartLead's products live on hosts of their own; paths are documented relative to `/api/v1` on each. */
export type ApiHost = "server" | "delivery" | "senders" | "prospect";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Route = `${Method} /${string}`;

/** `{campaign_id}` in a route, as a type: a path parameter that is missing from `input` does not compile. */
type PathParameter<R extends string> = R extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;

/**
 * Where an argument travels when it is not where the route's method puts it, and under which name: `query.emailStatus`,
 * `body.filters.campaignId`. Segments after the first are object keys of the JSON body.
 */
export type WirePlace =
  | `query.${string}`
  | `body.${string}`
  /** The argument is the whole JSON body: one bulk route takes a bare list. */
  | "body";

/** Which campaigns a change touches. */
export type Reach =
  /** Those that the arguments name, or whose lead, conversation or mailbox they name; the whole account when they name none. */
  | "named"
  /** Every campaign of the lead that the arguments name, whatever campaign stands beside it. */
  | "lead"
  | "account";

/** How a call says which leads it takes, so that they can be counted before. */
export interface LeadArguments<Name extends string = string> {
  /** The list that names them one by one. */
  named: Name;
  /** A lead list, or several, taken whole instead. */
  lists?: Name;
  /** Lead lists taken whole besides. */
  moreLists?: Name;
  /** The switch that takes all leads there are: of the account, or of the campaign in `campaign_id`. */
  all?: { flag: Name; of: "account" | "campaign" };
}

type CursorField = { field: string } | { ofAnswer: string };

export interface Declaration<R extends Route = Route, Input extends z.ZodRawShape = z.ZodRawShape> {
  /** `verb_noun` in snake_case, the verb from the closed list that the catalogue test keeps. */
  name: string;
  /** A few words for people: shown by hosts in lists and permission dialogs. */
  title: string;
  /** What an agent needs to choose and use the tool: when, which id it takes and where to get it, what changes. */
  about: string;
  /** Words people use when they want this, where name, title and about lack them: for search_tools, never listed. */
  asked?: string;
  effect: Effect;
  route: R;
  /** Defaults to `server` (server.smartlead.ai). */
  host?: ApiHost;
  /** The route has a limit of its own, about 10 a minute. */
  heavy?: true;
  input: Input;
  /** Arguments that travel elsewhere than by default (GET: query; others: top level of the JSON body), or renamed. */
  wire?: { readonly [Name in keyof Input]?: WirePlace };
  /**
   * The question for a person, in the tool's own words: who, what, how many. Return null when these very arguments
   * do no harm (pausing instead of starting), then nobody is asked. Without it the title is asked.
   */
  confirm?: (args: z.output<z.ZodObject<Input>>) => string | null;
  /**
   * Names of arguments that hold the text of a mail, or steps with texts: the person who confirms sees them in full, as
   * plain text.
   */
  mail?: readonly (keyof Input & string)[];
  /** The argument that names, by its stats_id, the message that this mail answers or passes on. */
  message?: keyof Input & string;
  /** Which campaigns a call touches, for servers that may change only some. `named` when left out. */
  reach?: Reach | ((args: z.output<z.ZodObject<Input>>) => Reach);
  /** The call takes many leads at once: these arguments say which. */
  leads?: LeadArguments<keyof Input & string>;
  /**
   * What the answer holds, so that it can be brought to the one shape of its kind: a kind by name, or where in the answer
   * the records lie (`{ rows: "data.campaign_list" }`, `{ one: "data" }`; an empty path is the answer itself).
   */
  returns: Returns;
  /**
   * Pages follow a cursor: the argument that names where to go on, and the field of the last row, or of the answer, that
   * holds it.
   */
  cursor?: { argument: keyof Input & string } & CursorField;
  /** Rows are wide: the argument `fields`, which every list takes, is advertised. */
  wide?: true;
  /** The answer's purpose is a secret (a new key, a one-time password): confirmed like a change, absent in read-only mode. */
  sensitive?: true;
  /** Arguments that work against the seeded sandbox account. */
  example: z.input<z.ZodObject<Input>>;
}

/** What every tool says of itself, whether it is one endpoint or a job over several. */
export interface Offered {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly asked: string;
  readonly effect: Effect;
  /** Ids without which there is no call. */
  readonly pathParameters: readonly string[];
  /** Strict: an unknown key is an error, as it is at SmartLead. */
  readonly schema: z.ZodObject;
  readonly sensitive: boolean;
  readonly example: Readonly<Record<string, unknown>>;
}

/** A declaration with what is derived from it once, at import. */
export interface Tool extends Offered {
  readonly method: Method;
  /** Path below `/api/v1`, with `{placeholders}`. */
  readonly path: string;
  readonly host: ApiHost;
  readonly heavy: boolean;
  readonly wire: Readonly<Record<string, WirePlace>>;
  readonly confirm: ((args: Record<string, unknown>) => string | null) | undefined;
  readonly mail: readonly string[];
  readonly message: string | undefined;
  readonly reach: (args: Record<string, unknown>) => Reach;
  readonly leads: LeadArguments | undefined;
  readonly returns: Returns;
  readonly cursor: Readonly<{ argument: string } & CursorField> | undefined;
  readonly wide: boolean;
}

/** Declares one endpoint. A wrong path parameter, effect, wire name or example does not compile. */
export function tool<const R extends Route, Input extends z.ZodRawShape & { [Name in PathParameter<R>]: z.ZodType }>(
  declaration: Declaration<R, Input>,
): Tool {
  const [method, path] = splitRoute(declaration.route);
  const { confirm, wire, example, reach = "named" } = declaration;
  return {
    name: declaration.name,
    title: declaration.title,
    about: declaration.about,
    asked: declaration.asked ?? "",
    effect: declaration.effect,
    method,
    path,
    pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""),
    host: declaration.host ?? "server",
    heavy: declaration.heavy ?? false,
    schema: z.strictObject(declaration.input),
    wire: { ...wire } as Record<string, WirePlace>,
    // The pipeline calls this only with what `schema` returned for the same tool.
    confirm: confirm && ((args) => confirm(args as z.output<z.ZodObject<Input>>)),
    mail: declaration.mail ?? [],
    message: declaration.message,
    reach: (args) => (typeof reach === "string" ? reach : reach(args as z.output<z.ZodObject<Input>>)),
    leads: declaration.leads,
    returns: declaration.returns,
    cursor: declaration.cursor,
    wide: declaration.wide ?? false,
    sensitive: declaration.sensitive ?? false,
    example: { ...example },
  };
}

function splitRoute(route: Route): [Method, string] {
  const space = route.indexOf(" ");
  return [route.slice(0, space) as Method, route.slice(space + 1)];
}

/** Tools of one area of the API, with the words under which the area is offered. */
export interface ToolGroup {
  id: string;
  about: string;
  tools: readonly Tool[];
}

export function group(id: string, about: string, tools: readonly Tool[]): ToolGroup {
  return { id, about, tools };
}

/** MCP's four hints, always all of them, from the effect alone. */
export function annotations(tool: Offered): {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  openWorldHint: boolean;
} {
  const reads = tool.effect === "read";
  return {
    readOnlyHint: reads,
    destructiveHint: !reads && tool.effect !== "write",
    // Only for reads can the server promise that a second call changes nothing more.
    idempotentHint: reads,
    openWorldHint: true,
  };
}
