/** The built program as a process: what it prints, where, and how it ends. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/server.ts";
import { freshHome, PROGRAM } from "../support/clients.ts";

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

class Program {
  readonly child: ChildProcessWithoutNullStreams;
  stdout = "";
  stderr = "";

  constructor(args: string[], env: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { PATH: process.env["PATH"] ?? "", HOME: freshHome(), ...env },
    });
    this.child.stdout.on("data", (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr.on("data", (chunk) => {
      this.stderr += chunk;
    });
    // Writing to a program that has ended is what some of these tests are about.
    this.child.stdin.on("error", () => undefined);
  }

  send(message: object): void {
    this.child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.stdout)) {
      if (this.child.exitCode !== null) throw new Error(`the program ended: ${this.stderr}`);
      await sleep(10);
    }
  }

  async initialize(): Promise<void> {
    const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } };
    this.send({ id: 1, method: "initialize", params });
    await this.until(/"id":1/);
    this.send({ method: "notifications/initialized" });
  }

  async ended(): Promise<Ended> {
    const [code] = this.child.exitCode === null ? await once(this.child, "exit") : [this.child.exitCode];
    return { code: code as number | null, stdout: this.stdout, stderr: this.stderr };
  }
}

const run = (args: string[], env: Record<string, string> = {}) => new Program(args, env).ended();

describe("serving over stdio", () => {
  it("keeps standard output for the protocol, whatever happens", async () => {
    const program = new Program(["--sandbox", "--log-level", "debug"]);
    await program.initialize();
    program.child.stdin.write("nonsense\n\n{}\n[]\n");
    program.send({ id: 2, method: "tools/call", params: { name: "list_campaigns", arguments: {} } });
    program.send({ id: 3, method: "tools/call", params: { name: "no_such_tool", arguments: {} } });
    program.send({ id: 4, method: "no/such/method", params: {} });
    await program.until(/"id":4/);
    await program.until(/"id":2/);
    program.child.stdin.end();
    const { code, stdout, stderr } = await program.ended();
    expect(code).toBe(0);
    for (const line of stdout.trim().split("\n")) expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
    for (const line of stderr.trim().split("\n")) expect(JSON.parse(line)).toMatchObject({ level: expect.any(String) });
  });

  it.each(["SIGTERM", "SIGINT"] as const)("stops cleanly on %s, also with a call in flight", async (signal) => {
    const sandbox = await startSandbox({ rateLimit: null });
    sandbox.faults.add({ kind: "delay", ms: 20_000 });
    const program = new Program(["--base-url", sandbox.url], { SMARTLEAD_API_KEY: sandbox.apiKey });
    await program.initialize();
    program.send({ id: 2, method: "tools/call", params: { name: "list_campaigns", arguments: {} } });
    while (sandbox.arrivals.length === 0) await sleep(10);
    const asked = performance.now();
    program.child.kill(signal);
    expect((await program.ended()).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2000);
    await sandbox.close();
  });

  it("ends when the client goes away", async () => {
    const program = new Program(["--sandbox"]);
    await program.initialize();
    program.child.stdin.end();
    const { code, stderr } = await program.ended();
    expect(code).toBe(0);
    expect(stderr).toContain('"reason":"client closed standard input"');
  });

  it("ends when a message is too large to be read", async () => {
    const program = new Program(["--sandbox"]);
    await program.initialize();
    program.child.stdin.write("x".repeat(11 * 1024 * 1024));
    const { code, stderr } = await program.ended();
    expect(code).toBe(0);
    expect(stderr).toMatch(/maximum size.*\n.*"event":"stopped","reason":"the connection cannot go on"/);
  });

  it("ends when the client closes the reading end", async () => {
    const program = new Program(["--sandbox"]);
    await program.initialize();
    program.child.stdout.destroy();
    program.send({ id: 2, method: "tools/list", params: {} });
    program.send({ id: 3, method: "tools/list", params: {} });
    expect((await program.ended()).code).toBe(0);
  });
});

describe("mistakes end with exit code 2 and one line that helps", () => {
  it.each([
    [[], /SMARTLEAD_API_KEY.*--sandbox/],
    [["--no-such-flag"], /--no-such-flag/],
    [["--api-key", "secret-value"], /--api-key/],
    [["--confirm", "maybe"], /auto, elicit, off/],
    [["--rate-limit", "fast"], /60\/60s/],
    [["nonsense"], /unknown command/],
    [["--base-url", "http://example.com", "--sandbox"], /https/],
    [["call"], /call <tool>/],
    [["call", "list_campaigns", "{", "--sandbox"], /JSON/],
    [["sandbox", "--port", "99999999"], /--port/],
    [["--max-wait", "-1", "--sandbox"], /--max-wait: expected SECONDS/],
    [["--sandbox", "--confirm"], /--confirm: expected MODE/],
    [["--sandbox=no"], /--sandbox/],
    [["--no.such.flag"], /--no\.such\.flag/],
    [["serve", "--sandbox", "--dry-run", "false"], /serve: expected flags only, got "false"/],
    [["audit", "50"], /audit: expected flags only/],
    [["call", "list_campaigns", "--sandbox", "--json"], /tools, audit and doctor/],
    [["--log-level", "debug\nerror\u001b[2J"], /debug, info/],
    [["non\nsense"], /serve, sandbox, demo, tools, call, audit, doctor/],
  ])("%j", async (args, words) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain("secret-value");
    expect(stderr).not.toContain("\u001b");
  });
});

describe("commands", () => {
  it("--version and --help print and end well", async () => {
    expect(await run(["--version"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--rate-limit");
    for (const command of ["serve", "sandbox", "demo", "tools", "call", "audit", "doctor"])
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it("tools prints what the settings expose", async () => {
    const all = JSON.parse((await run(["tools", "--json"])).stdout) as { annotations: { readOnlyHint: boolean } }[];
    const reading = JSON.parse((await run(["tools", "--json", "--read-only"])).stdout) as typeof all;
    expect(reading.length).toBeLessThan(all.length);
    expect(reading.every(({ annotations }) => annotations.readOnlyHint)).toBe(true);
  });

  it("call runs one tool through the same pipeline", async () => {
    const { code, stdout } = await run(["call", "list_campaigns", "{}", "--sandbox"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ returned: 6 });
    const wrong = await run(["call", "get_campaign", "{}", "--sandbox"]);
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { kind: "invalid_input" } });
  });

  it("sandbox serves the account until it is told to stop", async () => {
    const program = new Program(["sandbox"]);
    await program.until(/http:\/\/127\.0\.0\.1:\d+\n/);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(program.stdout)?.[0] ?? "";
    expect((await fetch(`${url}/api/v1/campaigns/?api_key=wrong`)).status).toBe(401);
    program.child.kill("SIGTERM");
    expect((await program.ended()).code).toBe(0);
  });

  it("demo works through a triage and says how it went", async () => {
    const { code, stdout, stderr } = await run(["demo"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const tool of [
      "fetch_inbox_replies",
      "fetch_message_history",
      "update_category",
      "reply_to_lead",
      "push_to_subsequence",
    ]) {
      expect(stdout).toContain(tool);
    }
    expect(stdout).toMatch(/Done\./);
    // Colour only where a terminal shows it.
    expect(stdout).not.toContain("\u001b[");
    const pictured = [...readFileSync("docs/demo.svg", "utf8").matchAll(/<text [^>]*>([^<]+)</g)].map(
      ([, words = ""]) => words,
    );
    const plain = stdout.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    expect(pictured.length).toBeGreaterThan(50);
    expect(
      pictured.filter((words) => words !== "…" && !plain.includes(words)),
      "npm run docs",
    ).toEqual([]);
  });
});
