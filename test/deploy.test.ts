/**
 * What runs the server as a service, held against the program: files it copies exist, options it passes are options, what
 * the operations page says is so. No container engine is needed.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Config, readInvocation, type Setting, settings } from "../src/config.ts";
import { RIGHTS } from "../src/core/effects.ts";
import { SCOPES } from "../src/transports/http/access/access-tokens.ts";
import { openMetrics } from "../src/transports/http/metrics.ts";

const read = (file: string) => readFileSync(file, "utf8");
const packageJson = JSON.parse(read("package.json"));
const variables = Object.values<Setting<unknown>>(settings).map(({ variable }) => variable);
const flags = Object.values<Setting<unknown>>(settings).flatMap(({ flag }) => flag ?? []);

/** What the program would make of an argument list; throws what it would end with. */
const configOf = (words: readonly string[]): Config => readInvocation(words, {}).config;
/** The quickest stop that lets every call finish, in seconds. */
const DEADLINE = configOf([]).deadline / 1000;

interface Instruction {
  name: string;
  /** Without flags such as --from. */
  words: string[];
  from: string | undefined;
}

/** A Dockerfile's instructions, stage by stage. */
function stages(text: string): Instruction[][] {
  const lines = text
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const found: Instruction[][] = [];
  for (const line of lines) {
    const [name = "", ...rest] = line.trim().split(/\s+/);
    const from = rest.find((word) => word.startsWith("--from="))?.slice(7);
    const words = rest.filter((word) => !/^--[\w-]+=/.test(word));
    if (name === "FROM") found.push([]);
    found.at(-1)?.push({ name, words, from });
  }
  return found;
}

const dockerfile = stages(read("Dockerfile"));
const image = dockerfile.at(-1) ?? [];
const all = (stage: Instruction[], name: string) => stage.filter((instruction) => instruction.name === name);
const last = (name: string) => all(image, name).at(-1)?.words.join(" ") ?? "";

describe("the image", () => {
  it("copies only what exists and what .dockerignore lets through", () => {
    const allowed = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    const sources = dockerfile
      .flatMap((stage) => all(stage, "COPY"))
      .filter(({ from }) => from === undefined)
      .flatMap(({ words }) => words.slice(0, -1).map((word) => word.replace(/^\.\//, "")));
    expect(sources.filter((source) => !existsSync(source) || !allowed.includes(source))).toEqual([]);
    expect([...sources].sort()).toEqual([...allowed].sort());
    expect(read(".dockerignore")).toMatch(/^\*$/m);
  });

  it("holds the built program and nothing else of the project", () => {
    const copied = all(image, "COPY").map(({ from, words }) => [from, words[0]]);
    expect(copied).toEqual([
      ["build", "/build/package.json"],
      ["build", "/build/dist"],
    ]);
    expect(all(image, "RUN").some(({ words }) => words.includes("npm"))).toBe(false);
  });

  it("starts the package's program with options that it has, on every address", () => {
    expect(JSON.parse(last("ENTRYPOINT"))).toEqual(["node", packageJson.bin["smartlead-mcp"]]);
    expect(configOf(JSON.parse(last("CMD")))).toMatchObject({ http: true, host: "0.0.0.0" });
    expect(last("EXPOSE")).toBe(`${configOf([]).port}`);
  });

  it("runs as a user that is not root, and keeps its state where the program looks for it", () => {
    expect(last("USER")).toBe("node");
    const names = image.map(({ name }) => name);
    expect(names.lastIndexOf("RUN")).toBeLessThan(names.indexOf("USER"));
    expect(last("ENV")).toContain(`SMARTLEAD_STATE_DIR=${last("VOLUME")}`);
  });

  it("holds no secret, and is named as the registry names the server", () => {
    expect(read("Dockerfile")).not.toMatch(/^(ENV|ARG).*(KEY|TOKEN|SECRET)/m);
    const label = /io\.modelcontextprotocol\.server\.name="([^"]+)"/.exec(last("LABEL"))?.[1];
    expect(label).toBe(packageJson.mcpName ?? "io.github.OWNER/smartlead-mcp");
  });
});

describe("the image's health check", () => {
  const [, , script] = JSON.parse(last("HEALTHCHECK").replace(/^CMD /, "")) as string[];
  let status = 200;
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(status).end();
  });
  let port = 0;
  const check = async (SMARTLEAD_PORT: number) => {
    const child = spawn(process.execPath, ["-e", script ?? ""], { env: { SMARTLEAD_PORT: `${SMARTLEAD_PORT}` } });
    const [code] = await once(child, "exit");
    return code;
  };
  beforeAll(async () => {
    await once(server.listen(0, "127.0.0.1"), "listening");
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  it("tells a server that takes requests from one that does not, and from none", async () => {
    expect(await check(port)).toBe(0);
    status = 503;
    expect(await check(port)).toBe(1);
    expect(asked).toEqual(["/healthz", "/healthz"]);
    expect(await check(1)).toBe(1);
  });
});

describe("compose.yaml", () => {
  const text = read("compose.yaml");
  const [server = "", store = ""] = text.split(/^ {2}(?=\w+:$)/m).slice(1);

  it("starts the server with options that it has, sharing the store beside it", () => {
    const command = JSON.parse(/command: (\[.*\])/.exec(server)?.[1] ?? "[]");
    expect(configOf(command)).toMatchObject({ http: true, host: "0.0.0.0", store: { url: "redis://store:6379/0" } });
    expect(server).toMatch(/store:\n\s+condition: service_healthy/);
    expect(store).toMatch(/^store:/);
    expect(store).toMatch(/healthcheck:\n\s+test:/);
  });

  it("lets nothing out, in or up that need not be", () => {
    for (const service of [server, store]) {
      expect(service).toMatch(/read_only: true/);
      expect(service).toMatch(/no-new-privileges:true/);
      expect(service).toMatch(/cap_drop:\n\s+- ALL/);
    }
    expect([...text.matchAll(/- "(.*):\d+:\d+"/g)].map((match) => match[1])).toEqual(["127.0.0.1"]);
    // Secrets come from a file that is not in the repository.
    expect(server).toMatch(/env_file: \.env$/m);
    expect(text.replace(/#.*/g, "")).not.toMatch(/API_KEY|TOKENS/);
    expect(read(".gitignore")).toMatch(/^\.env$/m);
  });

  it("lets calls finish, and the store keep what it counts", () => {
    expect(Number(/stop_grace_period: (\d+)s/.exec(server)?.[1])).toBeGreaterThan(DEADLINE);
    expect(store).toMatch(/"--maxmemory-policy", "noeviction"/);
    expect(store).toMatch(/"--appendonly", "yes"/);
  });
});

describe("the systemd unit", () => {
  const text = read("deploy/smartlead-mcp.service");
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1] ?? "";

  it("starts the package's program with options that it has", () => {
    const [, program = "", ...words] = value("ExecStart").split(" ");
    expect(program.endsWith(`/${packageJson.bin["smartlead-mcp"]}`)).toBe(true);
    expect(configOf(words)).toMatchObject({ http: true, host: "127.0.0.1" });
    expect(text).toContain(`Environment=SMARTLEAD_STATE_DIR=/var/lib/${value("StateDirectory")}`);
  });

  it("lets calls finish, and does not try again what a person has to mend", () => {
    expect(Number(value("TimeoutStopSec"))).toBeGreaterThan(DEADLINE);
    expect(value("RestartPreventExitStatus")).toBe("2");
  });

  it("gives the program as little of the machine as it needs", () => {
    for (const name of ["DynamicUser", "NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices"])
      expect(`${name}=${value(name)}`).toBe(`${name}=yes`);
    expect(value("ProtectSystem")).toBe("strict");
    expect(text).toMatch(/^CapabilityBoundingSet=$/m);
  });
});

describe("the operations page", () => {
  const text = read("docs/operations.md");
  const files = ["docs/operations.md", "Dockerfile", "compose.yaml", "deploy/smartlead-mcp.service"];

  it.each(files)("%s names no variable and no option that there is not", (file) => {
    const others = ["SMARTLEAD_OAUTH_"];
    const named = [...read(file).matchAll(/\bSMARTLEAD_[A-Z_]+/g)].map(([name]) => name);
    expect(named.filter((name) => !variables.includes(name) && !others.includes(name))).toEqual([]);
    const options = [...read(file).matchAll(/(?:smartlead-mcp|`)[^`\n#]*?(--[a-z][a-z-]+)/g)].map((match) => match[1]);
    const foreign = ["--maxmemory-policy", "--transport"];
    expect(options.filter((option) => ![...flags, ...foreign].includes(option ?? ""))).toEqual([]);
  });

  it("lists the rights and scopes that there are", () => {
    const rows = [...text.matchAll(/^\| `([\w:-]+)`/gm)].map((match) => match[1]);
    expect(rows.filter((row) => row?.startsWith("smartlead:"))).toEqual(Object.keys(SCOPES));
    expect(rows.filter((row) => Object.hasOwn(RIGHTS, row ?? ""))).toEqual(Object.keys(RIGHTS));
  });

  it("lists the metrics that there are, with their labels", async () => {
    const metrics = openMetrics(() => "read");
    metrics.call("list_campaigns", "done", 1);
    metrics.quotaLeft("ab12", 1);
    metrics.waited(1);
    const { body } = await metrics.text();
    const served = [...body.matchAll(/^# TYPE (smartlead_mcp_\w+)/gm)].map((match) => {
      const sample = new RegExp(`^${match[1]}(?:_bucket)?\\{(.*)\\} `, "m").exec(body)?.[1] ?? "";
      const labels = [...sample.matchAll(/(\w+)="/g)].map((label) => label[1]).filter((label) => label !== "le");
      return labels.length > 0 ? `${match[1]}{${labels.join(",")}}` : match[1];
    });
    const listed = [...text.matchAll(/^\| `(smartlead_mcp_[\w{},]+)`/gm)].map((match) => match[1]);
    expect(listed).toEqual(served);
  });

  it("leads where its links say, and is found from the README", () => {
    const anchors = [...text.matchAll(/^## (.*)$/gm)].map((match) => anchorOf(match[1] ?? ""));
    expect([...text.matchAll(/\]\(#(.*?)\)/g)].map((match) => match[1])).toEqual(anchors);
    expect(read("README.md")).toContain("](docs/operations.md)");
    expect(read("README.md")).toMatch(/^## Options$/m);
  });
});

const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");
