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

  it.each([
    ["--store", "postgres://:secret@cache", /expected file:.*redis:/],
    ["--store", "redis//:secret@cache", /expected file:.*redis:/],
    ["--base-url", "//user:secret@cache", /expected a URL/],
    ["--base-url", "https://user:secret@cache", /scheme, host and port only/],
    ["--oauth-issuer", "https://user:secret@cache", /without user/],
    ["--oauth-issuer", "//user:secret@cache", /https:/],
  ])("repeat no password in %s %s that they refuse", (flag, text, words) => {
    expect(() => read([flag, text])).toThrow(words);
    expect(() => read([flag, text])).not.toThrow(/secret/);
  });

  it.each([
    ["", []],
    ["0123456789abcdef", [["token-1", "0123456789abcdef", 5]]],
    [
      " ann:0123456789abcdef , bot:fedcba9876543210:read-only,cron:secret-secret-secret:no-send,last:~~~~~~~~~~~~~~~~:full",
      [
        ["ann", "0123456789abcdef", 5],
        ["bot", "fedcba9876543210", 1],
        ["cron", "secret-secret-secret", 3],
        ["last", "~~~~~~~~~~~~~~~~", 5],
      ],
    ],
    // A token is changed without a gap by holding two for a while.
    [
      "ann:0123456789abcdef:no-send,ann:fedcba9876543210:no-send",
      [
        ["ann", "0123456789abcdef", 3],
        ["ann", "fedcba9876543210", 3],
      ],
    ],
  ])("read the callers' tokens %j", (text, callers) => {
    const { mcpTokens } = read([], { SMARTLEAD_MCP_TOKENS: text }).config;
    expect(mcpTokens.map(({ name, token, effects }) => [name, token, effects.size])).toEqual(callers);
  });

  it("let a caller without the right to send neither mail nor spend", () => {
    const { mcpTokens } = read([], { SMARTLEAD_MCP_TOKENS: "ann:0123456789abcdef:no-send" }).config;
    expect([...(mcpTokens[0]?.effects ?? [])]).toEqual(["read", "write", "destructive"]);
  });

  it.each([
    ["short", /entry 1: expected a token of at least 16/],
    ["0123456789abcdef,ann:", /entry 2: expected a token of at least 16/],
    ["ann:read-only", /entry 1: expected a token of at least 16/],
    ["ann:0123456789abcdef:everything", /entry 1: expected rights read-only, no-send, full/],
    ["ann:0123456789abcdef:constructor", /entry 1: expected rights/],
    ["ann:0123456789abcdef:", /entry 1: expected rights/],
    ["0123456789abcdef:ann:full:more", /entry 1: expected token, name:token or name:token:rights/],
    ["0123456789abcdef:ann", /entry 1: expected a token of at least 16/],
    ["an n:0123456789abcdef", /entry 1: expected a name/],
    [":0123456789abcdef", /entry 1: expected a name/],
    ["ann:01234567 89abcdef", /entry 1: expected a token of letters/],
    ["ann:0123456789abcdéf", /entry 1: expected a token of letters/],
    ["ann:0123456789abcdef,bob:0123456789abcdef", /entry 2: the same token/],
    ["ann:0123456789abcdef,ann:fedcba9876543210:read-only", /entry 2: the same name .* other rights/],
  ])("refuse the callers' tokens %j and repeat nothing of them", (text, words) => {
    const reading = () => read([], { SMARTLEAD_MCP_TOKENS: text });
    expect(reading).toThrow(UsageError);
    expect(reading).toThrow(/^SMARTLEAD_MCP_TOKENS: /);
    expect(reading).toThrow(words);
    expect(reading).not.toThrow(/0123|fedc|ann|bob|everything|short/);
  });

  it("take no caller's token from a flag", () => {
    expect(() => read(["--mcp-tokens", "0123456789abcdef"])).toThrow(/--mcp-tokens/);
  });

  it.each([
    ["https://login.example.com", true],
    ["https://login.example.com/realms/team/", true],
    ["http://127.0.0.1:9000/", true],
    ["http://login.example.com", false],
    ["ftp://login.example.com", false],
    ["login.example.com", false],
    ["https://user:secret@login.example.com", false],
    ["https://login.example.com/?tenant=1", false],
    ["https://login.example.com/#x", false],
  ])("an OAuth issuer %s is accepted: %s", (url, accepted) => {
    const reading = () => read(["--oauth-issuer", url, "--oauth-audience", "x"]).config.oauthIssuer;
    if (accepted) expect(reading()).toBe(url);
    else expect(reading).toThrow(UsageError);
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
