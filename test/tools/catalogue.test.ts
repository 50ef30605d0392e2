/** Policies over the whole catalogue: a fault found once is forbidden for all tools. */
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { offer } from "../../src/commands/offer.ts";
import { readInvocation } from "../../src/config.ts";
import { Catalogue } from "../../src/core/catalogue.ts";
import { check } from "../../src/core/check.ts";
import type { JsonObject } from "../../src/core/schemas.ts";
import { jobs } from "../../src/jobs/index.ts";
import { groups, tools, toolsets } from "../../src/tools/index.ts";

/** The first word of every name. Closed, so that a permission pattern such as list_* means the same everywhere. */
const VERBS =
  "list get find fetch search export create add update set save change delete remove send reply forward push move resume pause stop unsubscribe assign block suspend unsuspend reconnect reset import generate order buy duplicate complete retrigger review".split(
    " ",
  );
/** Verbs that promise a read. */
const READING = new Set(["list", "get", "find", "search", "export"]);

const all = [...jobs, ...tools];
const catalogue = new Catalogue(all, {
  readOnly: false,
  confirmEffects: ["destructive", "sends_email", "spends_money"],
});
const names = new Set(all.map(({ name }) => name));
const frontDoor = ["search_tools", "call_read_tool", "call_write_tool"];

const tokens = (value: unknown) => encode(JSON.stringify(value)).length;
const listedBy = (...flags: string[]) => {
  const { catalogue: offered, frontDoor: door } = offer(readInvocation(flags, {}).config);
  return [...offered.list(), ...(door?.list() ?? [])];
};

describe("names", () => {
  it("are verb_noun with a verb of the list, and unique", () => {
    const bad = tools.filter(
      ({ name }) => !/^[a-z]+(_[a-z0-9]+)+$/.test(name) || !VERBS.includes(name.split("_")[0] ?? ""),
    );
    expect(bad.map(({ name }) => name)).toEqual([]);
    expect(names.size).toBe(all.length);
    expect(all.filter(({ name }) => name.length > 64)).toEqual([]);
  });

  it("of jobs say what comes of them", () => {
    expect(jobs.map(({ name }) => name)).toEqual(["campaign_overview", "reply_queue", "lead_dossier"]);
  });

  it("do not promise a read where something changes", () => {
    const lies = tools.filter(({ name, effect }) => READING.has(name.split("_")[0] ?? "") && effect !== "read");
    expect(lies.map(({ name }) => name)).toEqual([]);
  });

  it("the four that are promised exist", () => {
    for (const name of ["fetch_inbox_replies", "reply_to_lead", "update_category", "push_to_subsequence"]) {
      expect(names).toContain(name);
    }
  });

  it("in prose are those of tools or of their arguments", () => {
    const words = new Set([...names, ...frontDoor, ...all.flatMap((tool) => Object.keys(tool.schema.shape))]);
    const known = new Set([...words, ...FIELDS, "confirm_token", "confirmation_required", "outcome_unknown"]);
    const unknown = all.flatMap((tool) =>
      prose(tool.name).flatMap((text) =>
        [...text.matchAll(/\b[a-z]+(?:_[a-z0-9]+)+\b/g)].map(([word]) => ({ tool: tool.name, word })),
      ),
    );
    expect(unknown.filter(({ word }) => !known.has(word))).toEqual([]);
  });
});

/** Fields of results that descriptions refer to. */
const FIELDS =
  "answer_with stats_id message_id parent_campaign_id not_found scroll_id reply_time duplicate_count message_per_day custom_tracking_domain bcc_email save_from_spam_count unique_lead_reached campaign_stats leads_contacted full_access reply_master_inbox provider_id".split(
    " ",
  );

/** A tool's description and those of its arguments. */
function prose(name: string): string[] {
  const { tool, inputSchema } = catalogue.find(name);
  const described = (schema: unknown): string[] => {
    if (typeof schema !== "object" || schema === null) return [];
    return Object.entries(schema).flatMap(([key, value]) =>
      key === "description" ? [String(value)] : described(value),
    );
  };
  return [tool.about, ...described(inputSchema)];
}

describe("declarations", () => {
  it("say in few words what the title does not", () => {
    const bad = all.filter(
      ({ title, about }) => about.length > 600 || about.length < 25 || about.replace(/\W+$/, "") === title,
    );
    expect(bad.map(({ name }) => name)).toEqual([]);
    expect(all.filter(({ title }) => title.split(" ").length > 8).map(({ name }) => name)).toEqual([]);
  });

  it.each(all.map((tool) => [tool.name, tool] as const))(
    "%s has an example that passes its own check",
    (name, tool) => {
      expect(check(catalogue.find(name), tool.example).args).toBeDefined();
    },
  );

  it("ask a question wherever the effect wants one, without the text of secrets", () => {
    for (const tool of tools.filter(({ effect }) => effect !== "read")) {
      const question = tool.confirm?.(check(catalogue.find(tool.name), tool.example).args);
      expect(question === undefined || question === null || question.length > 10, tool.name).toBe(true);
      const secrets = Object.entries(tool.example).flatMap(([name, value]) =>
        /password|token/.test(name) ? [String(value)] : [],
      );
      for (const secret of secrets) expect(question, tool.name).not.toContain(secret);
    }
  });

  it("always carry the four hints, as the effect has them", () => {
    for (const { name, annotations } of catalogue.list()) {
      const { effect } = catalogue.find(name).tool;
      expect(annotations).toEqual({
        readOnlyHint: effect === "read",
        destructiveHint: effect !== "read" && effect !== "write",
        idempotentHint: effect === "read",
        openWorldHint: true,
      });
    }
  });

  it("use one type for one argument name", () => {
    const types = new Map<string, Set<string>>();
    for (const { name } of all) {
      for (const [argument, schema] of Object.entries(catalogue.find(name).inputSchema.properties)) {
        types.set(argument, new Set([...(types.get(argument) ?? []), typeOf(schema)]));
      }
    }
    const mixed = [...types].filter(([argument, found]) => found.size > 1 && !(argument in MIXED));
    expect(mixed.map(([argument, found]) => `${argument}: ${[...found].join(", ")}`)).toEqual([]);
  });
});

/** The type of an argument, whether or not it may be null. */
function typeOf(schema: JsonObject): string {
  const options = (schema["anyOf"] as JsonObject[] | undefined)?.filter((option) => option["type"] !== "null") ?? [
    schema,
  ];
  return options.map((option) => String(option["type"] ?? "any")).join("|");
}

const INBOX_FILTER = "most inbox lists filter by several, two by one";
const CRITERION = "a contact search takes several of each, other tools name one";

/** Argument names that hold one value in one tool and several in another, each with the reason. */
const MIXED: Record<string, string> = {
  campaign_id: INBOX_FILTER,
  email_account_id: INBOX_FILTER,
  campaign_team_member_id: INBOX_FILTER,
  campaign_tag_id: INBOX_FILTER,
  campaign_client_id: INBOX_FILTER,
  email_status: INBOX_FILTER,
  name: CRITERION,
  first_name: CRITERION,
  last_name: CRITERION,
  company_name: CRITERION,
  country: CRITERION,
  city: CRITERION,
  state: CRITERION,
};

describe("the cost of tools/list in GPT-4o tokens", () => {
  it("is at most 5,000 by default, for at most 25 tools", () => {
    const listed = listedBy();
    expect(listed.length).toBeLessThanOrEqual(25);
    expect(tokens({ tools: listed })).toBeLessThanOrEqual(5000);
  });

  it("is at most 36,000 with everything", () => {
    expect(tokens({ tools: listedBy("--toolsets", "all") })).toBeLessThanOrEqual(36_000);
  });
});

describe("toolsets", () => {
  it("name tools that exist, one set for each area, and core stays small", () => {
    for (const { tools: own } of toolsets) for (const name of own) expect(names).toContain(name);
    expect(toolsets.map(({ id }) => id)).toEqual(["core", ...groups.map(({ id }) => id)]);
    expect(new Set(toolsets.map(({ id }) => id)).size).toBe(toolsets.length);
  });

  it("add up, and exclusion and read-only win", () => {
    expect(listedBy("--toolsets", "webhooks").map(({ name }) => name)).toContain("search_tools");
    expect(listedBy("--toolsets", "all").map(({ name }) => name)).toEqual(all.map(({ name }) => name));
    expect(listedBy("--tools", "block_domains").map(({ name }) => name)).toContain("block_domains");
    const without = ["--toolsets", "all", "--tools", "block_domains", "--exclude-tools", "block_domains"];
    expect(listedBy(...without).map(({ name }) => name)).not.toContain("block_domains");
    const reading = listedBy("--toolsets", "all", "--tools", "reply_to_lead", "--read-only");
    expect(reading.every(({ annotations }) => annotations.readOnlyHint)).toBe(true);
    expect(reading.some(({ name }) => catalogue.find(name).tool.sensitive)).toBe(false);
    expect(listedBy("--read-only").map(({ name }) => name)).not.toContain("call_write_tool");
  });

  it("that do not exist are a mistake of the caller", () => {
    expect(() => listedBy("--toolsets", "nonsense")).toThrow(/expected all, core/);
    expect(() => listedBy("--tools", "reply_to_leed")).toThrow(/did you mean reply_to_lead/);
    expect(() => listedBy("--exclude-tools", "x")).toThrow(/there is no "x"/);
  });
});
