/**
 * What is generated from the declarations: the README's tables, one schema snapshot a tool, the tools' cost in tokens.
 * `npm run docs` renews them; here a stale one fails.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { offer } from "../src/commands/offer.ts";
import { readInvocation, type Setting, settings } from "../src/config.ts";
import { Catalogue } from "../src/core/catalogue.ts";
import type { Offered } from "../src/core/tool.ts";
import { guides } from "../src/guides/index.ts";
import { resources } from "../src/guides/resources.ts";
import { jobs } from "../src/jobs/index.ts";
import { groups, tools, toolsets } from "../src/tools/index.ts";
import { version } from "../src/version.ts";
import { type AboutPackage, homeOf, serverJson } from "./support/hosts.ts";

const update = process.env["UPDATE_DOCS"] === "1";
const SNAPSHOTS = "test/tools/snapshots";
const COSTS = "src/commands/costs.json";
const aboutPackage = JSON.parse(readFileSync("package.json", "utf8")) as AboutPackage;
const catalogue = new Catalogue([...jobs, ...tools], {
  readOnly: false,
  confirmEffects: ["destructive", "sends_email", "spends_money"],
});

function optionsTable(): string {
  const rows = Object.values<Setting<unknown>>(settings).map(({ flag, value, variable, fallback, about }) => {
    const name = flag ? `\`${flag}${value ? ` ${value}` : ""}\`` : "";
    return `| ${name} | \`${variable}\` | ${value && fallback ? `\`${fallback}\`` : ""} | ${about} |`;
  });
  return ["| flag | variable | default | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** The default toolset in the open, the others folded: two hundred rows are for looking up, not for reading. */
function toolsTable(): string {
  const rows = (list: readonly Offered[]) =>
    ["| tool | what it does | effect |", "| --- | --- | --- |"]
      .concat(list.map(({ name, title, effect }) => `| \`${name}\` | ${title} | ${effect.replace("_", " ")} |`))
      .join("\n");
  const core = [...jobs, ...tools].filter(({ name }) => toolsets[0]?.tools.includes(name));
  const areas = groups.map(
    ({ id, about, tools: own }) =>
      `<details><summary><code>${id}</code>, ${own.length}: ${about}</summary>\n\n${rows(own)}\n\n</details>`,
  );
  return [`\`core\`, ${core.length}: ${toolsets[0]?.about}`, rows(core), ...areas].join("\n\n");
}

function guidesTable(): string {
  const rows = guides.map(({ name, about, arguments: own }) => {
    const takes = Object.entries(own).map(
      ([argument, { required }]) => `\`${argument}\`${required ? " (required)" : ""}`,
    );
    return `| \`${name}\` | ${about} | ${takes.join(", ")} |`;
  });
  return ["| prompt | what for | arguments |", "| --- | --- | --- |", ...rows].join("\n");
}

function resourcesTable(): string {
  const rows = resources.map(({ uri, description, tool }) => `| \`${uri}\` | ${description} | \`${tool}\` |`);
  return ["| resource | what it holds | read with |", "| --- | --- | --- |", ...rows].join("\n");
}

/**
 * The format has room for fixed texts only. The server writes the brief when it is asked for (prompts_generated); what stands
 * here is its goal with what was given.
 */
const promptsOfBundle = () =>
  guides.map(({ name, about, arguments: own, goal }) => ({
    name,
    description: about,
    arguments: Object.keys(own),
    text: [`Goal: ${goal}`, ...Object.keys(own).map((argument) => `${argument}: \${arguments.${argument}}`)].join("\n"),
  }));

/** Compares a generated file of JSON with what it should be, or writes it. */
function same(file: string, content: object): void {
  const text = snapshot(content);
  if (update) writeFileSync(file, text);
  else expect(readFileSync(file, "utf8"), `${file} is stale: npm run docs`).toBe(text);
}

/** Compares a generated part of a file with what it should be, or writes it. */
function section(file: string, name: string, content: string): void {
  const text = readFileSync(file, "utf8");
  const pattern = new RegExp(`(<!-- ${name}:[^>]*-->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  expect(text).toMatch(pattern);
  const renewed = text.replace(pattern, (_match, start, end) => `${start}${content}\n${end}`);
  if (update) writeFileSync(file, renewed);
  else expect(text, `${file} is stale: npm run docs`).toBe(renewed);
}

describe("generated", () => {
  it("README options", () => section("README.md", "options", optionsTable()));
  it("README tools", () => section("README.md", "tools", toolsTable()));

  it("README guides", () => section("README.md", "guides", guidesTable()));
  it("README resources", () => section("README.md", "resources", resourcesTable()));

  it("the desktop bundle's prompts, its tools, those that clients see by default, and where the project lives", () => {
    const { catalogue: offered, frontDoor } = offer(readInvocation([], {}).config);
    const listed = [...offered.list(), ...(frontDoor?.list() ?? [])].map(({ name, title }) => ({
      name,
      description: title,
    }));
    const manifest = JSON.parse(readFileSync("manifest.json", "utf8"));
    const own = {
      version,
      ...homeOf(aboutPackage),
      tools: listed,
      prompts: promptsOfBundle(),
      prompts_generated: true,
    };
    same("manifest.json", { ...manifest, ...own });
  });

  it("the registry's server.json, within the registry's bounds", () => {
    const server = serverJson(aboutPackage);
    same("server.json", server);
    expect(server.name).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
    expect(server.description.length).toBeLessThanOrEqual(100);
  });

  it("the cost of each tool in tokens, which smartlead-mcp tools prints", () => {
    const { frontDoor } = offer(readInvocation([], {}).config);
    const costs = Object.fromEntries(
      [...catalogue.list(), ...(frontDoor?.list() ?? [])].map((tool) => [
        tool.name,
        encode(JSON.stringify(tool)).length,
      ]),
    );
    const content = `${JSON.stringify(costs, null, 2)}\n`;
    if (update) writeFileSync(COSTS, content);
    expect(readFileSync(COSTS, "utf8"), "npm run docs").toBe(content);
  });

  it("a schema snapshot for each tool, and for no other", () => {
    const listed = catalogue.list();
    if (update) {
      rmSync(SNAPSHOTS, { recursive: true, force: true });
      mkdirSync(SNAPSHOTS, { recursive: true });
      for (const tool of listed) writeFileSync(join(SNAPSHOTS, `${tool.name}.json`), snapshot(tool));
    }
    expect(readdirSync(SNAPSHOTS).sort()).toEqual(listed.map(({ name }) => `${name}.json`).sort());
    for (const tool of listed) {
      expect(readFileSync(join(SNAPSHOTS, `${tool.name}.json`), "utf8"), "npm run docs").toBe(snapshot(tool));
    }
  });
});

function snapshot(tool: object): string {
  return `${JSON.stringify(tool, null, 2)}\n`;
}
