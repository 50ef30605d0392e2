import { describe, expect, it } from "vitest";
import { rateWindows, readInvocation, UsageError } from "../src/config.ts";

const read = (argv: string[], env: Record<string, string> = {}) => readInvocation(argv, env);

describe("settings", () => {
  it("have the documented defaults", () => {
    expect(read([]).config).toMatchObject({
      sandbox: false,
      confirm: "auto",
      confirmEffects: ["destructive", "sends_email", "spends_money"],
      rateLimit: [
        { requests: 10, ms: 2000 },
        { requests: 60, ms: 60_000 },
      ],
      maxWait: 30_000,
      deadline: 55_000,
      timeout: 25_000,
    });
  });

  it("come from the environment, and a flag wins", () => {
    expect(read([], { SMARTLEAD_CONFIRM: "elicit" }).config.confirm).toBe("elicit");
    expect(read(["--confirm", "off"], { SMARTLEAD_CONFIRM: "elicit" }).config.confirm).toBe("off");
    expect(read(["--sandbox"], { SMARTLEAD_SANDBOX: "0" }).config.sandbox).toBe(true);
  });

  it("take what a host did not fill in as not given, but not what a person wrote", () => {
    const unset = { SMARTLEAD_ONLY_CAMPAIGNS: "${user_config.only_campaigns}", SMARTLEAD_CONFIRM: "" };
    expect(read([], unset).config).toMatchObject({ onlyCampaigns: undefined, confirm: "auto" });
    expect(() => read([], { SMARTLEAD_CONFIRM: "${CONFIRM}" })).toThrow(/SMARTLEAD_CONFIRM: expected one of/);
  });

  it.each([
    [["--nonsense"], {}, /--nonsense/],
    [["--api-key", "x"], {}, /--api-key/],
    [["--confirm", "maybe"], {}, /--confirm: expected one of auto, elicit, off/],
    [[], { SMARTLEAD_CONFIRM: "maybe" }, /SMARTLEAD_CONFIRM: expected one of/],
    [["--rate-limit", "60"], {}, /60\/60s/],
    [["--rate-limit", "0/1s"], {}, /60\/60s/],
    [["--deadline", "-1"], {}, /--deadline/],
    [["--deadline", "soon"], {}, /seconds/],
    [["--confirm-effects", "read"], {}, /expected one of write, destructive/],
    [["--base-url", "http://example.com"], {}, /https/],
    [["--base-url", "nonsense"], {}, /URL/],
    [["--base-url", "https://example.com/api/v1"], {}, /scheme, host and port only/],
    [[], { SMARTLEAD_SANDBOX: "maybe" }, /1 or 0/],
    [[], { SMARTLEAD_API_KEY: "two words" }, /without spaces/],
  ])("%j %j are refused in one line", (argv, env, words) => {
    expect(() => read(argv, env)).toThrow(UsageError);
    expect(() => read(argv, env)).toThrow(words);
    expect(() => read(argv, env)).not.toThrow(/\n/);
  });

  it("accept plain http for this machine only", () => {
    for (const url of ["http://127.0.0.1:4000", "http://localhost:4000", "http://[::1]:4000"]) {
      expect(read(["--base-url", url]).config.baseUrl).toBe(url);
    }
    expect(() => read(["--base-url", "http://127.evil.example"])).toThrow(UsageError);
  });

  it.each([
    ["file:", undefined],
    ["file:/var/lib/quota", { folder: "/var/lib/quota" }],
    ["file:///var/lib/quota", { folder: "/var/lib/quota" }],
    ["redis://:secret@cache:6379/2", { url: "redis://:secret@cache:6379/2" }],
    ["rediss://cache", { url: "rediss://cache" }],
  ])("read the store %s", (text, place) => {
    expect(read(["--store", text]).config.store).toEqual(place);
  });

  it("repeat no password of a store that they refuse", () => {
    expect(() => read(["--store", "postgres://:secret@cache"])).toThrow(/^--store: expected file:.*redis:/);
    expect(() => read(["--store", "postgres://:secret@cache"])).not.toThrow(/secret/);
  });

  it("find the platform's folder for state", () => {
    const { config } = read([], { HOME: "/home/ann", XDG_STATE_HOME: "/state" });
    expect([config.stateDir, config.platformStateDir]).toEqual([undefined, platformFolder("/home/ann", "/state")]);
    expect(read(["--state-dir", "/srv/state"]).config.stateDir).toBe("/srv/state");
  });

  it("read windows in all units", () => {
    expect(rateWindows("1/1s, 2/3m,4/5h")).toEqual([
      { requests: 1, ms: 1000 },
      { requests: 2, ms: 180_000 },
      { requests: 4, ms: 18_000_000 },
    ]);
  });
});

function platformFolder(home: string, state: string): string {
  if (process.platform === "darwin") return `${home}/Library/Application Support/smartlead-mcp`;
  return `${state}/smartlead-mcp`;
}
