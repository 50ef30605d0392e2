/** The doctor as a person runs it: something is wrong, and one run says what and what to do. */
import { execFile } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountName } from "../../src/commands/account.ts";
import { examine } from "../../src/commands/doctor/index.ts";
import { readInvocation } from "../../src/config.ts";
import { failures } from "../../src/sandbox/faults.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { FileStore } from "../../src/store/file.ts";
import { noteVersion } from "../../src/store/ledger.ts";
import { version } from "../../src/version.ts";
import { freshHome, PROGRAM } from "../support/clients.ts";
import { startProxy, startTls } from "../support/proxy.ts";
import { untrusted } from "../support/untrusted.ts";

interface Found {
  mark: string;
  about: string;
  what: string;
  fix?: string;
}

let sandbox: Sandbox;
let stateDir: string;
let closing: { close: () => Promise<unknown> }[];
beforeEach(async () => {
  sandbox = await startSandbox();
  stateDir = mkdtempSync(join(tmpdir(), "doctor-"));
  closing = [sandbox];
});
afterEach(async () => {
  for (const { close } of closing.reverse()) await close();
  rmSync(stateDir, { recursive: true, force: true });
});

async function during<Started extends { close: () => Promise<unknown> }>(starting: Promise<Started>): Promise<Started> {
  const started = await starting;
  closing.push(started);
  return started;
}

function run(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const whole = { PATH: process.env["PATH"] ?? "", HOME: freshHome(), ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, "doctor", ...args], { env: whole }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

const settings = (args: string[]) => ["--base-url", sandbox.url, "--state-dir", stateDir, ...args];

/** What is not well, by the test's account; only this comes with what to do. */
function unwell(findings: readonly Found[], key: string): Found[] {
  for (const { mark, fix } of findings) expect(fix !== undefined).toBe(mark === "warning" || mark === "failed");
  expect(JSON.stringify(findings)).not.toContain(key);
  return findings.filter(({ mark }) => mark !== "ok" && mark !== "skipped");
}

/** Looks at the test's account without a process of its own. */
async function look(args: string[] = [], env: Record<string, string> = {}): Promise<Found[]> {
  const whole = { SMARTLEAD_API_KEY: sandbox.apiKey, HOME: freshHome(), ...env };
  return unwell(await examine(readInvocation(settings(args), whole).config), whole.SMARTLEAD_API_KEY);
}

/** The same as a person runs it. */
async function lookFromOutside(args: string[], env: Record<string, string>): Promise<Found[]> {
  const { code, stdout, stderr } = await run(settings([...args, "--json"]), {
    SMARTLEAD_API_KEY: sandbox.apiKey,
    ...env,
  });
  expect(stderr).toBe("");
  const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: Found[] };
  expect([code, ok]).toEqual(findings.some(({ mark }) => mark === "failed") ? [1, false] : [0, true]);
  return unwell(findings, sandbox.apiKey);
}

describe("an account that works", () => {
  it("is well, for one request", async () => {
    expect(await look()).toEqual([]);
    expect(sandbox.arrivals.map(({ method, route }) => [method, route])).toEqual([
      ["GET", "GET /leads/fetch-categories"],
    ]);
  });

  it("is well as the pretend one, in words for a person", async () => {
    const { code, stdout } = await run(["--sandbox"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/✓ SmartLead +accepts the key/);
    expect(stdout).toMatch(/Nothing is wrong\.\n$/);
    expect(stdout).not.toContain("\u001b[");
  });

  it("leaves nothing but the folder behind", async () => {
    await look();
    expect(readdirSync(stateDir).filter((name) => name !== "quota")).toEqual([]);
  });
});

describe("SmartLead's answer", () => {
  const page = { ...failures.badGateway, status: 200 };
  it.each([
    ["an expired plan", failures.planExpired, /plan has expired \("Plan expired!"\)/, /Renew/],
    [
      "a plan without access",
      { kind: "answer", status: 403, body: { message: "no" } },
      /does not let it in/,
      /API access/,
    ],
    ["a quota that others used up", failures.rateLimited, /too many requests/, /--rate-limit/],
    ["a fault of its own", failures.serverError, /status 500/, /Try again/],
    ["a page in between", page, /a web page came/, /log-in page/],
  ] as const)("tells of %s", async (_name, fault, what, fix) => {
    sandbox.faults.add({ ...fault });
    const [finding, ...more] = await look();
    expect(finding).toMatchObject({ mark: "failed", about: "SmartLead", what: expect.stringMatching(what) });
    expect(finding?.fix).toMatch(fix);
    expect(more).toEqual([]);
    expect(sandbox.arrivals).toHaveLength(1);
  });

  it("tells of a wrong key", async () => {
    const found = await look([], { SMARTLEAD_API_KEY: "0a1b2c-wrong-key" });
    expect(found).toMatchObject([{ mark: "failed", what: expect.stringContaining("does not accept the key") }]);
  });

  it("tells of a clock that is off", async () => {
    const date = new Date(Date.now() + 600_000).toUTCString();
    sandbox.faults.add({ kind: "answer", status: 200, body: [], headers: { date } });
    expect(await look()).toMatchObject([
      { mark: "warning", about: "Clock", what: expect.stringMatching(/(599|600) s behind/) },
    ]);
  });

  it("tells of others who use the quota", async () => {
    for (let times = 0; times < 10; times += 1)
      await fetch(`${sandbox.url}/api/v1/campaigns/?api_key=${sandbox.apiKey}`);
    expect(await look()).toMatchObject([
      { mark: "warning", about: "Quota", what: expect.stringMatching(/^10 of 60 .* elsewhere/) },
    ]);
  });

  it("tells of a limit that is not ours", async () => {
    expect(await look(["--rate-limit", "10/2s,200/60s"])).toMatchObject([
      { mark: "warning", about: "Quota", fix: "--rate-limit 10/2s,60/60s" },
    ]);
  });
});

describe("the way to SmartLead", () => {
  const far = ["--base-url", "https://api.example.test"];

  it("leads through the proxy, with the company's own certificate trusted", async () => {
    const tls = await during(startTls(Number(new URL(sandbox.url).port)));
    const proxy = await during(startProxy(tls));
    const authority = join(stateDir, "authority.pem");
    writeFileSync(authority, untrusted.cert);
    const way = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    expect(await lookFromOutside(far, way)).toMatchObject([
      {
        mark: "failed",
        what: expect.stringContaining("does not trust"),
        fix: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
      },
    ]);
    expect(sandbox.arrivals).toHaveLength(0);
    expect(await lookFromOutside(far, { ...way, NODE_EXTRA_CA_CERTS: authority })).toEqual([]);
    expect(sandbox.arrivals).toHaveLength(1);
  });

  it.each([
    [407, /name:password@host/],
    [403, /NO_PROXY/],
  ])("ends at a proxy that answers %d", async (status, fix) => {
    const { port } = await during(startProxy({ status }));
    const found = await look(far, { HTTPS_PROXY: `http://ann:secret@127.0.0.1:${port}` });
    expect(found).toMatchObject([
      {
        mark: "failed",
        about: "Proxy",
        what: expect.stringContaining(`127.0.0.1:${port}`),
        fix: expect.stringMatching(fix),
      },
    ]);
    expect(JSON.stringify(found)).not.toContain("secret");
  });

  it("ends where nobody listens", async () => {
    await sandbox.close();
    expect(await look()).toMatchObject([{ mark: "failed", what: expect.stringContaining("ECONNREFUSED") }]);
  });
});

describe("what is kept here", () => {
  it("needs a folder that can be written", async () => {
    const file = join(stateDir, "file");
    writeFileSync(file, "");
    const found = await look(["--state-dir", join(file, "folder")]);
    expect(found[0]).toMatchObject({ mark: "failed", about: "State folder", what: expect.stringContaining("ENOTDIR") });
    expect(found[1]).toMatchObject({ mark: "failed", about: "Shared quota" });
  });

  it.runIf(process.platform !== "win32")("is nobody else's business", async () => {
    chmodSync(stateDir, 0o755);
    expect(await look()).toMatchObject([{ mark: "warning", about: "State folder", fix: `chmod -R go= '${stateDir}'` }]);
  });

  it("is told when it is damaged", async () => {
    await look();
    const [folder = ""] = readdirSync(join(stateDir, "quota"));
    const newest =
      readdirSync(join(stateDir, "quota", folder))
        .sort()
        .at(-1) ?? "";
    writeFileSync(join(stateDir, "quota", folder, newest), "{");
    mkdirSync(stateDir, { recursive: true });
    appendFileSync(join(stateDir, "audit.jsonl"), "{cut", { mode: 0o600 });
    const found = await look(["--max-wait", "1"]);
    expect(found.map(({ mark, about }) => [mark, about])).toEqual([
      ["warning", "Audit trail"],
      ["warning", "Shared quota"],
    ]);
    expect(readFileSync(join(stateDir, "audit.jsonl"), "utf8")).toBe("{cut");
  });

  it("may be shared with another version", async () => {
    const store = new FileStore({ folder: stateDir, onDamage: () => undefined });
    const account = accountName(sandbox.apiKey, sandbox.url);
    await store.update(account, (ledger, now) => noteVersion(ledger, now, "0.0.7"));
    const found = await look();
    expect(found).toMatchObject([{ mark: "warning", about: "Versions", what: expect.stringContaining("0.0.7") }]);
    expect(found[0]?.what).toContain(version);
  });

  it("may be in a Redis that is gone", async () => {
    const found = await lookFromOutside(["--store", "redis://:secret@127.0.0.1:9"], {});
    expect(found).toMatchObject([
      { mark: "failed", about: "Shared quota", what: expect.stringMatching(/^Redis at 127.0.0.1:9 .*ECONNREFUSED/) },
    ]);
    expect(JSON.stringify(found)).not.toContain("secret");
  });
});

describe("settings", () => {
  it("without a key, or with what is none, are told before anyone is asked", async () => {
    for (const key of ["${user_config.api_key}", "your-key"]) {
      const { code, stdout } = await run(["--base-url", sandbox.url, "--state-dir", stateDir], {
        SMARTLEAD_API_KEY: key,
      });
      expect(code).toBe(1);
      expect(stdout).toMatch(/✗ API key .*\n +→ .*\n/);
      expect(stdout).toMatch(/- SmartLead +not asked/);
    }
    expect(sandbox.arrivals).toEqual([]);
  });

  it("that ask nobody are told", async () => {
    expect(await look(["--confirm", "off"])).toMatchObject([{ mark: "warning", about: "Confirmation" }]);
  });

  it("that nobody understands end in one line", async () => {
    const { code, stdout, stderr } = await run(["--sandbox", "--toolsets", "nonsense"]);
    expect([code, stdout, stderr.trim().split("\n").length]).toEqual([2, "", 1]);
  });
});
