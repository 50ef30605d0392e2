/** Prompts and resources as the protocol has them. Loaded with the first request for one: most sessions start without. */
import { ResourceNotFoundError } from "@modelcontextprotocol/server";
import type { Pipeline } from "../core/call.ts";
import { brief, missingTool } from "./brief.ts";
import { campaignReport } from "./campaign-report.ts";
import { type Completion, completeArgument, completeId, NOTHING } from "./completion.ts";
import { findFollowUps } from "./find-follow-ups.ts";
import { invalid, readGiven } from "./given.ts";
import type { ArgumentName, Given, Guide, GuideArgument } from "./guide.ts";
import { qualifyLeads } from "./qualify-leads.ts";
import { contentsOf, isTemplate, MIME_TYPE, offeredResources, resourceAt, resources } from "./resources.ts";
import { triageReplies } from "./triage-replies.ts";
import { weeklyReview } from "./weekly-review.ts";

export const guides: readonly Guide[] = [triageReplies, qualifyLeads, campaignReport, weeklyReview, findFollowUps];

/** What guides use of the pipeline. */
type Tools = Pick<Pipeline, "access" | "lookUp" | "call">;

/** What a client is offered besides tools, under the settings of the pipeline. */
export class Guides {
  private readonly pipeline: Tools;

  constructor(pipeline: Tools) {
    this.pipeline = pipeline;
  }

  /** The answer to `prompts/list`. */
  prompts() {
    const offered = guides.filter((guide) => this.missing(guide) === undefined);
    return {
      prompts: offered.map(({ name, title, about, arguments: own }) => ({
        name,
        title,
        description: about,
        arguments: Object.entries(own).map(([name, argument]) => ({
          name,
          description: describe(argument),
          required: argument.required === true,
        })),
      })),
    };
  }

  /**
   * The answer to `prompts/get`.
   * @throws {ProtocolError} invalid params: no such prompt, or arguments it does not take
   */
  prompt(name: string, args: Readonly<Record<string, string>> = {}) {
    const guide = guides.find((each) => each.name === name);
    if (guide === undefined) throw invalid(`no such prompt; there are ${guides.map((each) => each.name).join(", ")}`);
    const given = readGiven(guide, args, new Date());
    const missing = this.missing(guide);
    if (missing !== undefined) throw invalid(`${name} needs ${missing}, which the settings of this server leave out`);
    const text = brief(guide, given, this.access);
    return {
      description: guide.about,
      messages: [{ role: "user" as const, content: { type: "text" as const, text } }],
    };
  }

  /** The answer to `resources/list`. */
  resources() {
    const listed = offeredResources(this.access).filter((resource) => !isTemplate(resource));
    return { resources: listed.map(({ tool: _, ...resource }) => ({ ...resource, mimeType: MIME_TYPE })) };
  }

  /** The answer to `resources/templates/list`. */
  templates() {
    const listed = offeredResources(this.access).filter(isTemplate);
    return {
      resourceTemplates: listed.map(({ tool: _, uri, ...resource }) => ({
        ...resource,
        uriTemplate: uri,
        mimeType: MIME_TYPE,
      })),
    };
  }

  /**
   * The answer to `resources/read`: one call of the tool behind the resource.
   * @throws {ProtocolError} resource not found, or why it could not be read
   */
  async read(uri: string, signal: AbortSignal) {
    const resource = resourceAt(uri, this.access);
    if (resource === undefined) throw new ResourceNotFoundError(uri, "There is no such resource.");
    const { tool, args } = resource;
    const outcome = await this.pipeline.call(tool, args, { canAsk: false, answer: undefined, signal });
    return contentsOf(uri, tool, args, outcome);
  }

  /** The answer to `completion/complete`; for what this server does not have, nothing. */
  async complete(
    ref: Reference,
    { name, value }: { name: string; value: string },
  ): Promise<{ completion: Completion }> {
    const account = { access: this.access, lookUp: (ms: number) => this.pipeline.lookUp(ms) };
    if (ref.type === "ref/resource") {
      const known = name === "campaign_id" && resources.some(({ uri }) => uri === ref.uri && uri.includes(`{${name}}`));
      return { completion: known ? await completeId("campaign", value, account) : NOTHING };
    }
    const guide = guides.find((each) => each.name === ref.name);
    const known = guide !== undefined && takes(guide, name);
    return { completion: known ? await completeArgument(name, value, account) : NOTHING };
  }

  /** A tool without which there is no such guide; what is given only takes steps away, or adds some that have other words. */
  private missing(guide: Guide): string | undefined {
    return missingTool(guide.steps(nothingGiven()), this.access);
  }

  private readonly access = (tool: string) => this.pipeline.access(tool);
}

type Reference = { type: "ref/prompt"; name: string } | { type: "ref/resource"; uri: string };

const nothingGiven = (): Given => ({ days: 1, limit: 1, now: new Date() });

const takes = (guide: Guide, name: string): name is ArgumentName => Object.hasOwn(guide.arguments, name);

const describe = ({ about, initial }: GuideArgument): string =>
  initial === undefined ? about : `${about} ${initial} when left out.`;
