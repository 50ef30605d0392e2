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
import { groups, tools } from "../src/tools/index.ts";

const update = process.env["UPDATE_DOCS"] === "1";
const SNAPSHOTS = "test/tools/snapshots";
const COSTS = "src/commands/costs.json";
const catalogue = new Catalogue(tools, {
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

function toolsTable(): string {
  const rows = groups.flatMap((group) =>
    group.tools.map(({ name, title, effect }) => `| \`${name}\` | ${title} | ${effect} |`),
  );
  return ["| tool | what it does | effect |", "| --- | --- | --- |", ...rows].join("\n");
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
