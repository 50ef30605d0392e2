/** The README's install lines, read as each client reads them; what they start is started. */
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { describe, expect, it } from "vitest";
import { freshHome, PROGRAM } from "./support/clients.ts";

interface Install {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
}

type Server = Omit<Install, "name">;

const readme = readFileSync("README.md", "utf8");
const KEY = "SMARTLEAD_API_KEY";

/** Fenced blocks of a language that contain these words. */
function blocks(language: string, words: string): string[] {
  const all = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)];
  return all
    .filter(([, of, text = ""]) => of === language && text.includes(words))
    .map(([, , text = ""]) => text.trim());
}

function only<Value>(values: readonly Value[]): Value {
  const [value] = values;
  if (value === undefined || values.length > 1) throw new Error(`expected one, found ${values.length}`);
  return value;
}

/** Words of a shell line without expansions, as all of these are. */
function words(line: string): string[] {
  expect(line).not.toMatch(/[`\\;|&]|\$\(/);
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

/** `claude mcp add` and `codex mcp add` agree: options, then what starts the server behind two dashes. */
function addLine(program: string): Install {
  const [, , , name = "", ...rest] = words(only(blocks("sh", `${program} mcp add`)));
  const dashes = rest.indexOf("--");
  const [command = "", ...args] = rest.slice(dashes + 1);
  const pairs = rest.slice(0, dashes).flatMap((word, at, all) => (all[at - 1] === "--env" ? [word.split("=")] : []));
  return { name, command, args, env: Object.fromEntries(pairs) };
}

function tomlTable(): Install {
  const [head = "", ...lines] = only(blocks("toml", "mcp_servers")).split("\n");
  const values = lines.map((line) => {
    const [, key = "", value = ""] = /^(\w+) = (.+)$/.exec(line) ?? [];
    return [key, JSON.parse(value.replace(/(\w+) = /g, '"$1": '))];
  });
  const { command, args, env, startup_timeout_sec } = Object.fromEntries(values);
  expect(startup_timeout_sec).toBeGreaterThan(10);
  return { name: /^\[mcp_servers\.(\w+)\]$/.exec(head)?.[1] ?? "", command, args, env };
}

function jsonFile(key: "mcpServers" | "servers"): Install {
  const file = JSON.parse(only(blocks("json", `"${key}"`))) as Record<string, unknown>;
  const [name, server] = only(Object.entries(file[key] as Record<string, Server>));
  if (key === "servers") expectAsked(server, file["inputs"]);
  return { name, ...server };
}

/** VS Code fills in what it asked its person for. */
function expectAsked({ env }: Server, inputs: unknown): void {
  const asked = only(inputs as { id: string; type: string; password: boolean }[]);
  expect(asked).toMatchObject({ type: "promptString", password: true });
  expect(env[KEY]).toBe(`\${input:${asked.id}}`);
}

function link(start: string): URLSearchParams {
  const [url = ""] = only(
    [...readme.matchAll(/\((https:[^)\s]+)\)/g)].filter(([, href = ""]) => href.startsWith(start)),
  );
  return new URL(url.slice(1, -1)).searchParams;
}

function cursorLink(): Install {
  const query = link("https://cursor.com/en/install-mcp?");
  return { name: query.get("name") ?? "", ...(JSON.parse(atob(query.get("config") ?? "")) as Server) };
}

function codeLink(): Install {
  const query = link("https://vscode.dev/redirect/mcp/install?");
  const server = JSON.parse(query.get("config") ?? "") as Server;
  expectAsked(server, JSON.parse(query.get("inputs") ?? ""));
  return { name: query.get("name") ?? "", ...server };
}

function codeLine(): Install {
  const [, flag, json = ""] = words(only(blocks("sh", "code --add-mcp")));
  expect(flag).toBe("--add-mcp");
  return JSON.parse(json) as Install;
}

const INSTALLS: [client: string, read: () => Install][] = [
  ["Claude Desktop and Cursor, file", () => jsonFile("mcpServers")],
  ["Claude Code, line", () => addLine("claude")],
  ["Codex, line", () => addLine("codex")],
  ["Codex, file", tomlTable],
  ["Cursor, link", cursorLink],
  ["VS Code, link", codeLink],
  ["VS Code, line", codeLine],
  ["VS Code, file", () => jsonFile("servers")],
];

describe("an install line of the README", () => {
  it.each(INSTALLS)("names the server, the package and the key's place (%s)", (_client, read) => {
    const { name, command, args, env } = read();
    expect([name, command, args]).toEqual(["smartlead", "npx", ["-y", "smartlead-mcp"]]);
    expect(Object.keys(env)).toEqual([KEY]);
    expect(env[KEY]).toMatch(/^your-key$|^\$\{input:/);
  });

  it("starts a server that talks, with the built program in the package's place", async () => {
    // They all name the same command, as the test before says.
    const { args, env } = jsonFile("mcpServers");
    const client = new Client({ name: "test", version: "1" });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [PROGRAM, ...args.slice(2), "--sandbox"],
        env: { PATH: process.env["PATH"] ?? "", HOME: freshHome(), ...env },
        cwd: tmpdir(),
        stderr: "ignore",
      }),
    );
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain("fetch_inbox_replies");
    await client.close();
  });
});
