/** The tools of this process: which exist, what they accept, how they are listed. Built once and shared by all sessions. */
import type * as z from "zod";
import { nearest } from "./check.ts";
import type { Effect } from "./effects.ts";
import { Failure } from "./errors.ts";
import { isJob, type Job } from "./job.ts";
import { confirmToken, detail, fields, offset } from "./params.ts";
import { kindOf } from "./records/index.ts";
import { type Identity, mayCall } from "./rights.ts";
import { type ArgumentsSchema, argumentsSchema } from "./schemas.ts";
import { annotations, type Tool } from "./tool.ts";

export interface CatalogueOptions {
  /** Only tools that read exist. */
  readOnly: boolean;
  /** Effects that a person is asked about. */
  confirmEffects: readonly Effect[];
  /** Names of tools that clients see in their list; the others are reached through the front door. All when left out. */
  listed?: ReadonlySet<string>;
  /** Names of tools that do not exist. */
  excluded?: ReadonlySet<string>;
}

export interface ListedTool {
  name: string;
  title: string;
  description: string;
  inputSchema: ArgumentsSchema;
  annotations: ReturnType<typeof annotations>;
}

/** What can be checked against arguments: any tool, an endpoint or one of the server's own. */
export interface Checkable {
  readonly name: string;
  /** `offset` is answered by this server, not by SmartLead. */
  readonly pagedHere: boolean;
  readonly schema: z.ZodObject;
  readonly inputSchema: ArgumentsSchema;
}

/** A tool with the schemas of its arguments, made on first use: making all of them takes longer than starting. */
export class Entry implements Checkable {
  readonly tool: Tool | Job;
  /** Calls may have to be confirmed. */
  readonly asks: boolean;
  private zodSchema: z.ZodObject | undefined;
  private jsonSchema: ArgumentsSchema | undefined;

  constructor(tool: Tool | Job, asks: boolean) {
    this.tool = tool;
    this.asks = asks;
  }

  get name(): string {
    return this.tool.name;
  }

  /**
   * SmartLead gives this list whole: its pages are cut here, so that no answer is larger than an agent can bear. Only of what
   * is read: asking once more for the rest of what a change answered would make the change once more.
   */
  get pagedHere(): boolean {
    const { tool } = this;
    if (isJob(tool) || tool.effect !== "read" || !kindOf(tool.returns).list) return false;
    return !("offset" in tool.schema.shape) && !(tool.cursor && "field" in tool.cursor);
  }

  /** Rows that are read can be had in part. */
  private get takesFields(): boolean {
    const { tool } = this;
    return !isJob(tool) && tool.effect === "read" && kindOf(tool.returns).list;
  }

  /** Everything a caller may pass: SmartLead's arguments and those that this server answers itself. */
  get schema(): z.ZodObject {
    const { tool } = this;
    this.zodSchema ??= tool.schema.extend({
      ...(this.pagedHere && { offset }),
      ...((isJob(tool) || !("outcome" in kindOf(tool.returns))) && { detail }),
      ...(this.takesFields && { fields }),
      ...(this.asks && { confirm_token: confirmToken }),
    });
    return this.zodSchema;
  }

  get inputSchema(): ArgumentsSchema {
    const { tool } = this;
    this.jsonSchema ??= argumentsSchema(this.schema, !isJob(tool) && tool.wide ? [] : ["fields"]);
    return this.jsonSchema;
  }

  get listed(): ListedTool {
    const { name, title, about } = this.tool;
    return { name, title, description: about, inputSchema: this.inputSchema, annotations: annotations(this.tool) };
  }
}

export class Catalogue {
  private readonly all: readonly (Tool | Job)[];
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly listedNames: ReadonlySet<string> | undefined;
  private listing: ListedTool[] | undefined;

  constructor(all: readonly (Tool | Job)[], { readOnly, confirmEffects, listed, excluded }: CatalogueOptions) {
    this.all = all;
    this.listedNames = listed;
    const offered = all.filter(
      (tool) => !excluded?.has(tool.name) && (!readOnly || (tool.effect === "read" && !tool.sensitive)),
    );
    this.entries = new Map(
      offered.map((tool) => [
        tool.name,
        new Entry(tool, tool.sensitive ? confirmEffects.length > 0 : confirmEffects.includes(tool.effect)),
      ]),
    );
  }

  /** Every tool that can be called, listed or not. */
  reachable(): Entry[] {
    return [...this.entries.values()];
  }

  offers(name: string): boolean {
    return this.entries.has(name);
  }

  /** In the order of the declarations, the same for every call; without what the caller may not run. */
  list(identity?: Identity): ListedTool[] {
    this.listing ??= this.reachable()
      .filter(({ name }) => this.listedNames?.has(name) ?? true)
      .map((entry) => entry.listed);
    if (identity?.effects === undefined) return this.listing;
    return this.listing.filter(({ name }) => mayCall(identity, this.find(name).tool));
  }

  /** The worst that a call of this name could do, offered or not; an unknown name does nothing. */
  effectOf(name: string): Effect {
    return this.all.find((tool) => tool.name === name)?.effect ?? "read";
  }

  /** @throws {Failure} read_only, forbidden or unknown_tool */
  find(name: string): Entry {
    const entry = this.entries.get(name);
    if (entry) return entry;
    const withheld = this.all.find((tool) => tool.name === name);
    if (withheld === undefined) throw unknownTool(name, [...this.entries.keys()]);
    const changes = withheld.effect !== "read" || withheld.sensitive;
    throw new Failure({
      kind: changes ? "read_only" : "forbidden",
      message: `${name} is not offered by this server${changes ? ": it runs read-only or leaves this tool out" : ""}.`,
      next: "Tell the person what you wanted to do. Only they can start the server with other settings.",
    });
  }
}

function unknownTool(name: string, known: readonly string[]): Failure {
  const near = nearest(name, known);
  return new Failure({
    kind: "unknown_tool",
    message: "There is no tool of that name.",
    next: near ? `Did you mean ${near}?` : "Find its name with search_tools or tools/list.",
  });
}
