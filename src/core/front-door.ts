/**
 * Three tools that give any client all the others without listing them. Reading and changing go through different doors,
 * so that a host can let the one pass unasked and not the other.
 */
import * as z from "zod";
import type { Catalogue, Checkable, ListedTool } from "./catalogue.ts";
import type { CatalogueSearch } from "./catalogue-search.ts";
import { type Checked, check } from "./check.ts";
import type { Effect } from "./effects.ts";
import { Failure } from "./errors.ts";
import { isRaw } from "./records/read.ts";
import { type Identity, mayCall, mayChange } from "./rights.ts";
import { type ArgumentsSchema, argumentsSchema } from "./schemas.ts";
import type { Tool } from "./tool.ts";

/** What a call of a front-door tool amounts to. */
export type Passage =
  | { kind: "found"; structured: Record<string, unknown>; text: string }
  /** The call that stands behind it. */
  | { kind: "call"; name: string; given: unknown };

interface Door extends Checkable {
  readonly listed: ListedTool;
  readonly pass: (checked: Checked, identity: Identity | undefined) => Promise<Passage>;
}

const innerArguments = z.looseObject({}).optional().describe("Arguments of that tool.");
const innerName = z.string().describe("Tool name, from search_tools.");

export class FrontDoor {
  private readonly doors: ReadonlyMap<string, Door>;
  private readonly catalogue: Catalogue;
  private readonly search: () => Promise<CatalogueSearch>;

  /** @param search makes the index on first use: most sessions never search */
  constructor(catalogue: Catalogue, options: { readOnly: boolean }, search: () => Promise<CatalogueSearch>) {
    this.catalogue = catalogue;
    this.search = search;
    const doors = [this.searchTools(), this.callReadTool(), ...(options.readOnly ? [] : [this.callWriteTool()])];
    this.doors = new Map(doors.map((door) => [door.name, door]));
  }

  /** Each door as the tool that it is to clients: one that changes stands for changes of any kind. */
  doorEffects(): { name: string; effect: Effect }[] {
    return this.list().map(({ name, annotations }) => ({ name, effect: annotations.readOnlyHint ? "read" : "write" }));
  }

  list(identity?: Identity): ListedTool[] {
    const useful = ({ listed }: Door) => !identity || listed.annotations.readOnlyHint || mayChange(identity);
    return [...this.doors.values()].filter(useful).map(({ listed }) => listed);
  }

  /** What the call amounts to, or undefined when the name is none of the three. */
  async enter(name: string, given: unknown, identity?: Identity): Promise<Passage | undefined> {
    const door = this.doors.get(name);
    return door?.pass(check(door, given), identity);
  }

  private searchTools(): Door {
    const schema = z.strictObject({
      query: z.string().min(1).max(300).describe("What you want to do, in a few words."),
      limit: z.int().min(1).max(20).default(5),
    });
    return door(
      "search_tools",
      "Find a SmartLead tool",
      "Finds tools that are not listed here, for anything SmartLead can do: campaigns, sequences, statistics, leads, lists, " +
        "mailboxes, warm-up, webhooks, clients, deliverability tests, prospecting. Returns name, effect and input schema; run " +
        "them with call_read_tool or call_write_tool.",
      schema,
      "reads",
      async ({ args }, identity) => {
        const names = (await this.search()).find(String(args["query"]), Number.POSITIVE_INFINITY);
        const usable = names.filter((name) => !identity || mayCall(identity, this.catalogue.find(name).tool));
        return found(this.catalogue, usable.slice(0, Number(args["limit"])));
      },
    );
  }

  private callReadTool(): Door {
    const schema = z.strictObject({ name: innerName, arguments: innerArguments });
    return door(
      "call_read_tool",
      "Run a tool that only reads",
      "Runs a tool found with search_tools whose effect is read. Changes nothing.",
      schema,
      "reads",
      async ({ args }) => {
        const { tool } = this.catalogue.find(String(args["name"]));
        if (doorOf(tool) !== "call_read_tool") throw wrongDoor(tool.name);
        return { kind: "call", name: tool.name, given: args["arguments"] };
      },
    );
  }

  private callWriteTool(): Door {
    const schema = z.strictObject({ name: innerName, arguments: innerArguments, confirm_token: z.string().optional() });
    return door(
      "call_write_tool",
      "Run a tool that changes something",
      "Runs a tool found with search_tools whose effect is not read, with the same checks and confirmation as a direct call.",
      schema,
      "changes",
      async ({ args, confirmToken }) => {
        const { tool } = this.catalogue.find(String(args["name"]));
        const inner = args["arguments"];
        const given = confirmToken === undefined ? inner : { ...object(inner), confirm_token: confirmToken };
        return { kind: "call", name: tool.name, given };
      },
    );
  }
}

/** The front-door tool that runs a tool which clients do not see in their list. */
export function doorOf({
  effect,
  sensitive,
}: Pick<Tool, "effect" | "sensitive">): "call_read_tool" | "call_write_tool" {
  return effect === "read" && !sensitive ? "call_read_tool" : "call_write_tool";
}

function door(
  name: string,
  title: string,
  description: string,
  schema: z.ZodObject,
  effect: "reads" | "changes",
  pass: Door["pass"],
): Door {
  const inputSchema: ArgumentsSchema = argumentsSchema(schema);
  const reads = effect === "reads";
  const annotations = { readOnlyHint: reads, destructiveHint: !reads, idempotentHint: reads, openWorldHint: true };
  return {
    name,
    pagedHere: false,
    schema,
    inputSchema,
    pass,
    listed: { name, title, description, inputSchema, annotations },
  };
}

const object = (value: unknown) => (isRaw(value) ? value : {});

function found(catalogue: Catalogue, names: readonly string[]): Passage {
  const items = names.map((name) => {
    const { tool, inputSchema } = catalogue.find(name);
    return { name, effect: tool.effect, about: tool.about, input_schema: compactSchema(inputSchema) };
  });
  const text =
    items.length === 0
      ? "No tool fits these words. Try others: what you want to do, and with what."
      : items
          .map(
            ({ name, effect, about, input_schema }) => `${name} (${effect}): ${about}\n${JSON.stringify(input_schema)}`,
          )
          .join("\n\n");
  return { kind: "found", structured: { items, returned: items.length, next: null }, text };
}

/** What is needed to call, without what every schema says alike. */
function compactSchema({ properties, required }: ArgumentsSchema): Record<string, unknown> {
  const { detail: _detail, confirm_token: _token, ...own } = properties;
  return { properties: own, ...(required && { required }) };
}

function wrongDoor(name: string): Failure {
  return new Failure({
    kind: "invalid_input",
    message: `${name} changes something or reveals a secret; call_read_tool runs only tools that read. Nothing was sent.`,
    next: "Use call_write_tool with the same name and arguments.",
  });
}
