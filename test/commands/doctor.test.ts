/** What the doctor can tell without asking anyone. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { report } from "../../src/commands/doctor/finding.ts";
import { keyFinding, networkFindings, nodeFinding } from "../../src/commands/doctor/machine.ts";

describe("Node", () => {
  it.each([
    ["18.20.0", "failed"],
    ["20.18.3", "failed"],
    ["20.19.0", "ok"],
    ["22.0.0", "ok"],
    ["24.11.1", "ok"],
  ])("%s: %s", (version, mark) => expect(nodeFinding(version).mark).toBe(mark));

  it("is asked for as package.json does", () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
    const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engines.node) ?? [];
    expect(nodeFinding(`${major}.${minor}.0`).mark).toBe("ok");
    expect(nodeFinding(`${major}.${Number(minor) - 1}.9`).mark).toBe("failed");
  });
});

describe("a key", () => {
  it.each([
    "your-key",
    "YOUR_API_KEY",
    "your-smartlead-api-key",
    "my-api-key",
    "api_key",
    "<key>",
    "xxxxxxxx",
    "...",
    "change-me",
    "${SMARTLEAD_API_KEY}",
    "${input:smartlead-key}",
    "$SMARTLEAD_API_KEY",
    "%SMARTLEAD_API_KEY%",
    "{{key}}",
    '"0a1b2c3d-secret"',
    "'0a1b2c3d-secret'",
  ])("%s is none, and is not repeated", (key) => {
    const finding = keyFinding(key);
    expect(finding.mark).toBe("failed");
    expect(JSON.stringify(finding)).not.toContain(key === "..." ? "null" : key);
  });

  it.each(["0a1b2c3d-0000-4a4a-8b8b-123456789abc_x1y2z3w", "sandbox-api-key-7", "abcdefgh"])("%s may be one", (key) => {
    expect(keyFinding(key)).toEqual({ mark: "ok", about: "API key", what: "is set" });
  });
});

describe("the way to the network", () => {
  const nothing = { proxy: undefined, extraCertificates: undefined, unverified: false };
  const proxy = { url: "http://ann:secret@proxy.test:8080", except: "smartlead.test" };

  it("is told without the proxy's password", () => {
    const [finding] = networkFindings({ ...nothing, proxy }, false);
    expect(finding?.what).toBe("requests go through proxy.test:8080, except for smartlead.test");
  });

  it("leads past the proxy on this machine", () => {
    expect(networkFindings({ ...nothing, proxy }, true)).toMatchObject([{ mark: "skipped" }]);
  });

  it("is unsafe when certificates are not checked", () => {
    expect(networkFindings({ ...nothing, unverified: true }, false)).toMatchObject([{}, { mark: "warning" }]);
  });

  it.each(["/no/such/file.pem", "package.json"])("trusts nobody more through %s", (extraCertificates) => {
    const found = networkFindings({ ...nothing, extraCertificates }, false);
    expect(found[1]).toMatchObject({ mark: "warning", what: expect.stringContaining(extraCertificates) });
  });
});

describe("the report", () => {
  const findings = [
    { mark: "ok" as const, about: "A", what: "good" },
    { mark: "warning" as const, about: "B", what: "odd", fix: "look" },
    { mark: "failed" as const, about: "C", what: "bad", fix: "repair" },
  ];

  it("has a line for each finding, a line for what to do, and a sum", () => {
    const text = report(findings, false);
    expect(text).not.toContain("\u001b");
    expect(text.split("\n").map((line) => line.trim().replace(/\s+/g, " "))).toEqual([
      "✓ A good",
      "! B odd",
      "→ look",
      "✗ C bad",
      "→ repair",
      "",
      "1 failed, 1 warning.",
      "",
    ]);
  });

  it("is the same in colour", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is taken away
    expect(report(findings, true).replace(/\u001b\[\d+m/g, "")).toBe(report(findings, false));
  });
});
