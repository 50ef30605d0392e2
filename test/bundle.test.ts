/** The desktop bundle as Claude Desktop gets it: packed, unpacked elsewhere, its settings filled in, started, talked to. */
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { getMcpConfigForManifest, type McpbManifestAny, unpackExtension } from "@anthropic-ai/mcpb";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInvocation, type Setting, settings } from "../src/config.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/server.ts";
import { freshHome } from "./support/clients.ts";

type Values = Record<string, string | boolean>;

const manifest = JSON.parse(readFileSync("manifest.json", "utf8")) as McpbManifestAny;
const asked = Object.entries(manifest.user_config ?? {});

let folder: string;
let unpacked: string;
let sandbox: Sandbox;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bundle-test-"));
  unpacked = join(folder, "extension");
  execFileSync(process.execPath, ["scripts/bundle.mjs", folder], { timeout: 30_000 });
  await unpackExtension({ mcpbPath: bundle(), outputDir: unpacked, silent: true });
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const bundle = () => join(folder, readdirSync(folder).find((name) => name.endsWith(".mcpb")) ?? "");

/** What a host starts once its person has filled in the form. */
async function started(userConfig: Values) {
  const config = await getMcpConfigForManifest({
    manifest,
    extensionPath: unpacked,
    systemDirs: {},
    userConfig,
    pathSeparator: "/",
  });
  if (config === undefined) throw new Error("the host does not start it");
  return config;
}

/** Names of the tools, and what one call answers, over the protocol. The pretend account stands in for SmartLead. */
async function talk(userConfig: Values) {
  const { command, args = [], env = {} } = await started(userConfig);
  const place = { PATH: process.env["PATH"] ?? "", HOME: freshHome(), SMARTLEAD_BASE_URL: sandbox.url };
  const client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StdioClientTransport({ command, args, env: { ...env, ...place }, cwd: tmpdir(), stderr: "ignore" }),
  );
  const { tools } = await client.listTools();
  const { structuredContent, isError } = await client.callTool({ name: "list_campaigns", arguments: {} });
  await client.close();
  return { names: tools.map(({ name }) => name), structuredContent, isError };
}

describe("the bundle", () => {
  it("is one small file without native code, and its checksum stands beside it", () => {
    expect(statSync(bundle()).size).toBeLessThan(3 * 1024 * 1024);
    const files = readdirSync(unpacked, { recursive: true }).map(String);
    expect(files.filter((name) => /\.node$|node_modules/.test(name))).toEqual([]);
    for (const name of ["manifest.json", "icon.png", "LICENSE", "PRIVACY.md", "dist/smartlead-mcp.js"]) {
      expect(files).toContain(name);
    }
    const sum = createHash("sha256").update(readFileSync(bundle())).digest("hex");
    expect(readFileSync(`${bundle()}.sha256`, "utf8")).toBe(`${sum}  ${basename(bundle())}\n`);
  });

  it("passes mcpb's own validation", () => {
    const cli = "node_modules/@anthropic-ai/mcpb/dist/cli/cli.js";
    const said = execFileSync(process.execPath, [cli, "validate", unpacked], { encoding: "utf8", timeout: 20_000 });
    expect(said).toMatch(/validation passes/);
  });

  it("works with nothing but the key filled in", async () => {
    const { names, structuredContent, isError } = await talk({ api_key: sandbox.apiKey });
    expect(isError).toBeFalsy();
    expect(structuredContent).toMatchObject({ returned: 6 });
    expect(names).toEqual(manifest.tools?.map(({ name }) => name));
  });

  it("does what the form says", async () => {
    const { names } = await talk({ api_key: sandbox.apiKey, read_only: true, toolsets: "campaigns" });
    expect(names).toContain("export_campaign_leads");
    expect(names.filter((name) => /^(delete|create|update|set)_/.test(name))).toEqual([]);
  });

  it("is not started without a key, and says so if it is", async () => {
    await expect(started({})).rejects.toThrow();
    const [program = ""] = (await started({ api_key: "x" })).args ?? [];
    const child = spawn(process.execPath, [program], { env: { SMARTLEAD_API_KEY: "" } });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect([code, said]).toEqual([2, expect.stringContaining("SMARTLEAD_API_KEY")]);
  });
});

describe("the form", () => {
  const variables = manifest.server.mcp_config?.env ?? {};
  const settingOf = (key: string) =>
    Object.values<Setting<unknown>>(settings).find(({ variable }) => variables[variable] === `\${user_config.${key}}`);

  it("asks only for settings that there are, and uses all that it asks for", () => {
    const known = Object.values<Setting<unknown>>(settings).map(({ variable }) => variable);
    expect(Object.keys(variables).filter((variable) => !known.includes(variable))).toEqual([]);
    expect(asked.map(([key]) => key).filter((key) => settingOf(key) === undefined)).toEqual([]);
    expect(Object.keys(variables)).toHaveLength(asked.length);
  });

  it("keeps secret what may not be said on a command line", () => {
    for (const [key, { sensitive = false, required = false }] of asked) {
      const secret = settingOf(key)?.flag === undefined;
      expect([key, sensitive, required]).toEqual([key, secret, secret]);
    }
  });

  it("offers the program's own defaults", () => {
    for (const [key, option] of asked.filter(([, { default: preset }]) => preset !== undefined)) {
      const setting = settingOf(key);
      expect([key, setting?.read(String(option.default))]).toEqual([key, setting?.read(setting.fallback)]);
    }
  });

  it.each([
    ["emptied", () => ""],
    ["left as it stands in the manifest", (key: string) => `\${user_config.${key}}`],
  ])("leaves the defaults where a field was %s", (_how, value) => {
    const env = Object.fromEntries(
      asked.map(([key]) => [settingOf(key)?.variable ?? "", key === "api_key" ? "key" : value(key)]),
    );
    expect(readInvocation([], env).config).toEqual(readInvocation([], { SMARTLEAD_API_KEY: "key" }).config);
  });
});
