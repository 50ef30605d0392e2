/** Who is let in by bearer tokens, and what the others are told. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInvocation, UsageError } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { openAccess } from "../../src/transports/http/access.ts";

const silent = createLog("silent", []);
const ANN = "ann-ann-ann-ann-ann";
const BOT = "bot-bot-bot-bot-bot";

/** All that a header can hold. */
const latin = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("latin1"));

const open = (env: Record<string, string>) => openAccess(readInvocation([], env).config, silent);
const withTokens = open({ SMARTLEAD_MCP_TOKENS: `ann:${ANN},bot:${BOT}:read-only` });

describe("access without tokens and issuer", () => {
  it("is anybody's who can reach the server, with every right", async () => {
    const access = open({});
    for (const authorization of [undefined, "Bearer whatever", "Basic eDp5"]) {
      expect(await access.identify({ ...(authorization && { authorization }) })).toEqual({
        ok: true,
        caller: { name: "anyone", effects: undefined },
      });
    }
    expect(access.documents.size).toBe(0);
  });
});

describe("access by bearer token", () => {
  it("knows holder and rights", async () => {
    const ann = await withTokens.identify({ authorization: `Bearer ${ANN}` });
    expect(ann).toMatchObject({ ok: true, caller: { name: "ann" } });
    const bot = await withTokens.identify({ authorization: `bearer   ${BOT} ` });
    expect(bot).toEqual({ ok: true, caller: { name: "bot", effects: new Set(["read"]) } });
  });

  it("asks for a token where none is given, without calling it wrong", async () => {
    for (const headers of [
      {},
      { authorization: "" },
      { authorization: "Basic eDp5" },
      { authorization: `DPoP ${ANN}` },
    ]) {
      expect(await withTokens.identify(headers)).toEqual({
        ok: false,
        status: 401,
        challenge: 'Bearer realm="smartlead-mcp"',
        message: expect.stringContaining("Authorization: Bearer"),
      });
    }
  });

  it.each([
    "Bearer",
    "Bearer ",
    `Bearer ${ANN.slice(0, -1)}`,
    `Bearer ${ANN}x`,
    `Bearer ${ANN.toUpperCase()}`,
    `Bearer ${ANN} ${ANN}`,
    `Bearer ${ANN},${BOT}`,
    `Bearer ann:${ANN}`,
    `Bearer "${ANN}"`,
    "Bearer null",
    "Bearer undefined",
  ])("refuses %j", async (authorization) => {
    const answer = await withTokens.identify({ authorization });
    expect(answer).toMatchObject({
      ok: false,
      status: 401,
      challenge: expect.stringContaining('error="invalid_token"'),
    });
    // Neither what was sent nor what would have been right.
    expect(JSON.stringify(answer)).not.toMatch(/ann|bot/i);
  });

  it("refuses whatever anyone may send, and does not throw", async () => {
    await fc.assert(
      fc.asyncProperty(latin, async (text) => {
        for (const authorization of [text, `Bearer ${text}`]) {
          const answer = await withTokens.identify({ authorization });
          expect(answer).toMatchObject({ ok: false, status: 401 });
        }
      }),
    );
  });
});

describe("an OAuth issuer", () => {
  it.each([
    [{ SMARTLEAD_OAUTH_ISSUER: "https://login.example.com" }],
    [{ SMARTLEAD_OAUTH_AUDIENCE: "https://smartlead.example.com/mcp" }],
  ])("without its other half is refused: %j", (env) => {
    expect(() => open(env)).toThrow(UsageError);
    expect(() => open(env)).toThrow(/--oauth-issuer and --oauth-audience belong together/);
  });
});
