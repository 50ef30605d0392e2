/** Access tokens of an OAuth issuer: which are good for what, and what happens when the issuer is not there. */
import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import * as fc from "fast-check";
import { generateKeyPair } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readInvocation } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { AccessTokens } from "../../src/transports/http/access/access-tokens.ts";
import { issuerKeys } from "../../src/transports/http/access/issuer.ts";
import { type Access, openAccess } from "../../src/transports/http/access.ts";
import { AUDIENCE, Issuer, type Variant } from "../support/issuer.ts";

const METADATA_URL = "https://smartlead.example.com/.well-known/oauth-protected-resource/mcp";
const OWN_TOKEN = "own-own-own-own-own";
const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;
const json = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** All that a header can hold. */
const latin = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("latin1"));

let issuer: Issuer;
let log: string[];
let access: Access;

const open = (env: Record<string, string> = {}): Access => {
  const settings = { SMARTLEAD_OAUTH_ISSUER: issuer.url, SMARTLEAD_OAUTH_AUDIENCE: AUDIENCE, ...env };
  return openAccess(
    readInvocation([], settings).config,
    createLog("info", [], (line) => log.push(line)),
  );
};
const identify = async (token: string | Promise<string>, by = access) =>
  by.identify({ authorization: `Bearer ${await token}` });
const invalid = (message: RegExp) => ({
  ok: false,
  status: 401,
  challenge: expect.stringMatching(
    /^Bearer realm="smartlead-mcp", error="invalid_token", error_description="[^"]+", resource_metadata="[^"]+"$/,
  ),
  message: expect.stringMatching(message),
});

beforeAll(async () => {
  issuer = await Issuer.start();
});
afterAll(() => issuer.stop());
beforeEach(() => {
  log = [];
  access = open();
});
afterEach(() => {
  issuer.answers.clear();
  issuer.asked.length = 0;
});

describe("a good access token", () => {
  it("lets its holder in, under a name that no owner's token can have", async () => {
    expect(await identify(issuer.token())).toEqual({
      ok: true,
      caller: { name: "oauth:ann", effects: new Set(["read"]) },
    });
    expect(log).toEqual([]);
  });

  it.each<[string, Variant]>([
    ["among other audiences", { claims: { aud: ["https://other.example.com", AUDIENCE] } }],
    ["of no particular kind", { header: { typ: "JWT" } }],
    ["without a kind", { header: { typ: undefined } }],
    ["of the long kind", { header: { typ: "application/at+jwt" } }],
    ["expired within the clocks' difference", { claims: { exp: seconds(-5) } }],
    ["valid from within the clocks' difference", { claims: { nbf: seconds(5) } }],
  ])("may be %s", async (_what, variant) => {
    expect(await identify(issuer.token(variant))).toMatchObject({ ok: true });
  });

  it.each<[object, string[]]>([
    [{ scope: "smartlead:read" }, ["read"]],
    [{ scope: "openid smartlead:read smartlead:write" }, ["read", "write", "destructive", "spends_money"]],
    [{ scope: "smartlead:send smartlead:read" }, ["sends_email", "read"]],
    [{ scope: undefined, scp: ["smartlead:read", "profile"] }, ["read"]],
    [{ scope: undefined, scp: "smartlead:write" }, ["write", "destructive", "spends_money"]],
    [
      { scope: "smartlead:read smartlead:write smartlead:send" },
      ["read", "write", "destructive", "spends_money", "sends_email"],
    ],
  ])("with %j may cause %j", async (claims, effects) => {
    expect(await identify(issuer.token({ claims: { ...claims } }))).toMatchObject({
      caller: { effects: new Set(effects) },
    });
  });

  it.each([
    [{ sub: "auth0|5f7c" }, /^oauth:auth0\|5f7c$/],
    [{ sub: undefined, client_id: "nightly" }, /^oauth:nightly$/],
    [{ sub: 'x"\n\u202e{}' }, /^oauth:x~[0-9a-f]{16}$/],
    [{ sub: "long".repeat(50) }, /^oauth:(long){10}~[0-9a-f]{16}$/],
  ])("names its holder: %j", async (claims, name) => {
    expect(await identify(issuer.token({ claims }))).toMatchObject({ caller: { name: expect.stringMatching(name) } });
  });

  it("goes beside the owner's own tokens", async () => {
    const both = open({ SMARTLEAD_MCP_TOKENS: `ann:${OWN_TOKEN}` });
    expect(await identify(OWN_TOKEN, both)).toMatchObject({ caller: { name: "ann" } });
    expect(issuer.asked).toEqual([]);
    expect(await identify(issuer.token(), both)).toMatchObject({ caller: { name: "oauth:ann" } });
    expect(await identify(`${OWN_TOKEN}x`, both)).toEqual(invalid(/./));
  });

  it.each(["RS256", "PS256", "ES384", "EdDSA"])("may be signed with %s", async (alg) => {
    await issuer.rotate(alg, alg);
    expect(await identify(issuer.token())).toMatchObject({ ok: true });
    await issuer.rotate("first");
  });
});

describe("an access token is refused", () => {
  it.each<[string, Variant, RegExp]>([
    ["of another issuer", { claims: { iss: "https://login.example.com" } }, /another issuer/],
    ["of an issuer spelled otherwise", { claims: { iss: "http://127.0.0.1/" } }, /another issuer/],
    ["without issuer", { claims: { iss: undefined } }, /another issuer/],
    ["for another audience", { claims: { aud: "https://other.example.com" } }, /another audience/],
    ["for an audience that only begins alike", { claims: { aud: `${AUDIENCE}/x` } }, /another audience/],
    ["without audience", { claims: { aud: undefined } }, /another audience/],
    ["that has expired", { claims: { exp: seconds(-11) } }, /expired/],
    ["that never expires", { claims: { exp: undefined } }, /claim exp/],
    ["whose expiry is no number", { claims: { exp: "tomorrow" } }, /claim exp/],
    ["that is not valid yet", { claims: { nbf: seconds(15) } }, /not valid yet/],
    ["of another kind", { header: { typ: "logout+jwt" } }, /not an access token/],
    ["with an extension that must be understood", { header: { crit: ["x"], x: 1 } }, /cannot be verified/],
    [
      "bound to a key",
      { claims: { cnf: { jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" } } },
      /proof of possession/,
    ],
    ["that names nobody", { claims: { sub: undefined, client_id: undefined } }, /neither a subject nor a client/],
    ["whose subject is no text", { claims: { sub: 7 } }, /neither a subject nor a client/],
  ])("%s", async (_what, variant, message) => {
    // Some of these only the signer refuses to make.
    const token = variant.header?.["crit"] ? withHeader(await issuer.token(), variant.header) : issuer.token(variant);
    expect(await identify(token)).toEqual(invalid(message));
    expect(log).toEqual([]);
  });

  it("that nobody signed", async () => {
    const [, payload] = (await issuer.token()).split(".");
    for (const alg of ["none", "None", "NONE", ""]) {
      expect(await identify(`${json({ alg, kid: "first", typ: "at+jwt" })}.${payload}.`)).toEqual(invalid(/verified/));
    }
    expect(issuer.asked).toEqual([]);
  });

  it("that is signed with the public key as a shared secret", async () => {
    const secrets = [JSON.stringify(issuer.jwk), issuer.jwk.x ?? "", Buffer.from(issuer.jwk.x ?? "", "base64url")];
    for (const secret of secrets) {
      const [, payload] = (await issuer.token()).split(".");
      const signed = `${json({ alg: "HS256", kid: "first", typ: "at+jwt" })}.${payload}`;
      const signature = createHmac("sha256", secret).update(signed).digest("base64url");
      expect(await identify(`${signed}.${signature}`)).toEqual(invalid(/verified/));
    }
    // Seen by the algorithm alone: it never comes to looking for a key.
    expect(issuer.asked).toEqual([]);
  });

  it("that is signed with a shared secret which the issuer publishes by mistake", async () => {
    const secret = Buffer.from("a secret of thirty-two bytes....");
    issuer.answers.set("/keys", {
      keys: [{ kty: "oct", kid: "shared", alg: "HS256", k: secret.toString("base64url") }],
    });
    const token = issuer.token({ header: { alg: "HS256", kid: "shared" }, key: secret });
    expect(await identify(token)).toEqual(invalid(/verified/));
  });

  it("that another key signed, brought along in the token or not", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const jwk = await crypto.subtle.exportKey("jwk", publicKey);
    expect(await identify(issuer.token({ key: privateKey }))).toEqual(invalid(/verified/));
    expect(await identify(issuer.token({ key: privateKey, header: { jwk } }))).toEqual(invalid(/verified/));
    const jku = `${issuer.origin}/elsewhere`;
    expect(await identify(issuer.token({ key: privateKey, header: { jku, x5u: jku } }))).toEqual(invalid(/verified/));
    expect(issuer.asked).not.toContain("/elsewhere");
  });

  it("whose claims were changed after it was signed", async () => {
    const [header, , signature] = (await issuer.token()).split(".");
    const [, payload] = (await issuer.token({ claims: { scope: "smartlead:send" } })).split(".");
    expect(await identify(`${header}.${payload}.${signature}`)).toEqual(invalid(/verified/));
  });

  it.each([
    { scope: "openid profile" },
    { scope: "smartlead:readonly" },
    { scope: undefined },
    { scope: ["x"] },
    { scope: "constructor" },
  ])("with no scope of this server's: %j", async (claims) => {
    expect(await identify(issuer.token({ claims }))).toEqual({
      ok: false,
      status: 403,
      challenge: expect.stringMatching(/error="insufficient_scope".*scope="smartlead:read", resource_metadata=/),
      message: expect.stringContaining("smartlead:send"),
    });
  });

  it("whatever else it is, without a throw, a line in the log or a question to the issuer", async () => {
    await identify(issuer.token());
    const before = issuer.asked.length;
    const good = await issuer.token();
    const cut = fc.nat(good.length - 1).map((end) => good.slice(0, end));
    const spoilt = fc.nat(good.length - 1).map((at) => `${good.slice(0, at)}!${good.slice(at + 1)}`);
    const parts = fc.array(
      fc.oneof(
        fc.base64String(),
        fc.json().map((text) => Buffer.from(text).toString("base64url")),
      ),
      { maxLength: 6 },
    );
    const given = fc.oneof(
      cut,
      spoilt,
      parts.map((list) => list.join(".")),
      latin,
    );
    await fc.assert(
      fc.asyncProperty(given, async (token) => {
        expect(await identify(token)).toMatchObject({ ok: false, status: 401 });
      }),
    );
    expect(log).toEqual([]);
    expect(issuer.asked).toHaveLength(before);
  });
});

describe("the issuer", () => {
  /** Judges tokens with a pause of its own, so that no test has to wait out the real one. */
  function judge(cooldownMs: number, from = issuer, fetchMs = 5000) {
    const troubles: string[] = [];
    const onTrouble = (problem: string) => troubles.push(problem);
    const keys = issuerKeys({ issuer: from.url, onTrouble, cooldownMs, fetchMs });
    const tokens = new AccessTokens({ issuer: from.url, audience: AUDIENCE, keys, onTrouble });
    return { troubles, judge: async (token: Promise<string>) => tokens.holderOf(await token) };
  }

  it("is asked once for many tokens", async () => {
    await Promise.all(Array.from({ length: 20 }, () => identify(issuer.token())));
    await identify(issuer.token());
    expect(issuer.asked).toEqual(["/.well-known/oauth-authorization-server", "/keys"]);
  });

  it.each([
    ["/realms/team", "/.well-known/oauth-authorization-server/realms/team"],
    ["/realms/team/", "/.well-known/oauth-authorization-server/realms/team"],
    ["/realms/team", "/.well-known/openid-configuration/realms/team"],
    ["/realms/team", "/realms/team/.well-known/openid-configuration"],
    ["/", "/.well-known/openid-configuration"],
  ])("%s may describe itself at %s", async (path, place) => {
    const elsewhere = await Issuer.start(path);
    for (const other of [
      "/.well-known/oauth-authorization-server/realms/team",
      "/.well-known/oauth-authorization-server",
    ]) {
      elsewhere.answers.set(other, 404);
    }
    elsewhere.answers.set(place, elsewhere.metadata);
    const { judge: by, troubles } = judge(1000, elsewhere);
    expect(await by(elsewhere.token())).toMatchObject({ name: "oauth:ann" });
    expect(troubles).toEqual([]);
    await elsewhere.stop();
  });

  it("may have its keys at an address with a query", async () => {
    const jwks_uri = `${issuer.origin}/keys?p=policy`;
    issuer.answers.set("/.well-known/oauth-authorization-server", { ...issuer.metadata, jwks_uri });
    issuer.answers.set("/keys?p=policy", { keys: [issuer.jwk] });
    expect(await judge(1000).judge(issuer.token())).toMatchObject({ name: "oauth:ann" });
  });

  it("may change its keys: the new one is good at once, the old one no longer", async () => {
    const { judge: by } = judge(20);
    const old = await issuer.token();
    expect(await by(Promise.resolve(old))).toMatchObject({ name: "oauth:ann" });
    await issuer.rotate("second");
    await sleep(30);
    expect(await by(issuer.token())).toMatchObject({ name: "oauth:ann" });
    expect(await by(Promise.resolve(old))).toMatchObject({ reason: "invalid_token" });
    await issuer.rotate("first");
  });

  it("is not flooded by tokens with keys that it does not have", async () => {
    const { judge: by } = judge(60_000);
    await by(issuer.token());
    const { privateKey: key } = await generateKeyPair("ES256");
    for (let index = 0; index < 50; index += 1) {
      const judged = await by(issuer.token({ key, header: { kid: `unknown-${index}` } }));
      expect(judged).toMatchObject({ reason: "invalid_token" });
    }
    expect(issuer.asked).toHaveLength(2);
    expect(await by(issuer.token())).toMatchObject({ name: "oauth:ann" });
  });

  it("that is down is the server's trouble: come again, said once in the log, not asked for each token", async () => {
    const lost = await Issuer.start();
    await lost.stop();
    const { judge: by, troubles } = judge(60_000, lost);
    const judged = await Promise.all(Array.from({ length: 10 }, () => by(lost.token())));
    for (let index = 0; index < 10; index += 1) judged.push(await by(lost.token()));
    for (const one of judged) expect(one).toMatchObject({ reason: "unavailable" });
    expect(judged.at(-1)).toMatchObject({ retryAfterSeconds: expect.closeTo(60, -1) });
    expect(troubles).toEqual([expect.stringMatching(/oauth-authorization-server: .*ECONNREFUSED/)]);
  });

  it("that says nothing is not waited for", async () => {
    issuer.answers.set("/keys", "silence");
    const { judge: by, troubles } = judge(1000, issuer, 50);
    expect(await by(issuer.token())).toMatchObject({ reason: "unavailable" });
    expect(troubles).toEqual([expect.stringContaining("timeout")]);
  });

  it("that was down is found again, and keys that are known outlive it", async () => {
    const lost = await Issuer.start();
    await lost.stop();
    const { judge: by } = judge(20, lost);
    expect(await by(lost.token())).toMatchObject({ reason: "unavailable", retryAfterSeconds: 1 });
    await lost.restart();
    await sleep(30);
    expect(await by(lost.token())).toMatchObject({ name: "oauth:ann" });
    await lost.stop();
    expect(await by(lost.token())).toMatchObject({ name: "oauth:ann" });
  });

  it("that is down is answered with 503, however wrong the token may be", async () => {
    issuer.answers.set("/.well-known/oauth-authorization-server", 500);
    expect(await identify(issuer.token())).toEqual({
      ok: false,
      status: 503,
      challenge: `Bearer realm="smartlead-mcp", resource_metadata="${METADATA_URL}"`,
      message: expect.stringContaining("issuer does not answer"),
      retryAfterSeconds: 10,
    });
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0] ?? "")).toMatchObject({ level: "error", event: "oauth_issuer_trouble" });
  });

  it.each<[string, string, unknown, RegExp]>([
    [
      "says that it is another",
      "/.well-known/oauth-authorization-server",
      { issuer: "https://evil.example.com", jwks_uri: "https://evil.example.com/keys" },
      /describes the issuer "https:\/\/evil/,
    ],
    ["names no keys", "/.well-known/oauth-authorization-server", "same", /no jwks_uri/],
    ["names keys that anyone could replace", "/.well-known/oauth-authorization-server", "plain", /anyone on the way/],
    ["leads elsewhere", "/.well-known/oauth-authorization-server", 302, /answered 302/],
    ["answers nonsense", "/.well-known/oauth-authorization-server", "<html>", /JSON/],
    ["has nonsense for keys", "/keys", { keys: "none" }, /JSON Web Key Set/],
    ["has nothing for keys", "/keys", "null", /no JSON object/],
  ])("that %s is trusted with nothing", async (_what, path, answer, problem) => {
    const plain = { issuer: issuer.url, jwks_uri: "http://login.example.com/keys" };
    issuer.answers.set(path, answer === "same" ? { issuer: issuer.url } : answer === "plain" ? plain : answer);
    const { judge: by, troubles } = judge(1000);
    expect(await by(issuer.token())).toMatchObject({ reason: "unavailable" });
    expect(troubles).toEqual([expect.stringMatching(problem)]);
  });

  it("whose keys are of no use costs a line in the log, not the server", async () => {
    issuer.answers.set("/keys", { keys: [{ ...issuer.jwk, x: "AAAA" }] });
    const { judge: by, troubles } = judge(1000);
    expect(await by(issuer.token())).toMatchObject({ reason: "invalid_token" });
    expect(troubles).toHaveLength(1);
  });
});

describe("the protected resource's document", () => {
  it("tells clients which issuer to ask, where they look for it", () => {
    expect([...access.documents.keys()].sort()).toEqual([
      "/.well-known/oauth-protected-resource",
      "/.well-known/oauth-protected-resource/mcp",
    ]);
    expect(access.documents.get("/.well-known/oauth-protected-resource/mcp")).toEqual({
      resource: AUDIENCE,
      resource_name: "smartlead-mcp",
      authorization_servers: [issuer.url],
      scopes_supported: ["smartlead:read", "smartlead:write", "smartlead:send"],
      bearer_methods_supported: ["header"],
    });
  });

  it("is named wherever a caller is turned away", async () => {
    expect(await access.identify({})).toMatchObject({
      status: 401,
      challenge: `Bearer realm="smartlead-mcp", resource_metadata="${METADATA_URL}"`,
    });
  });

  it("stands under the path that a proxy gives the server, too", async () => {
    const proxied = open({ SMARTLEAD_OAUTH_AUDIENCE: "https://example.com/team/mcp/" });
    expect(proxied.documents.has("/.well-known/oauth-protected-resource/team/mcp")).toBe(true);
    expect(await proxied.identify({})).toMatchObject({
      challenge: expect.stringContaining('"https://example.com/.well-known/oauth-protected-resource/team/mcp"'),
    });
  });

  it("does not exist where the audience is no URL", async () => {
    const named = open({ SMARTLEAD_OAUTH_AUDIENCE: "api://smartlead" });
    expect(named.documents.size).toBe(0);
    expect(await named.identify({})).toMatchObject({ challenge: 'Bearer realm="smartlead-mcp"' });
    expect(await identify(issuer.token({ claims: { aud: "api://smartlead" } }), named)).toMatchObject({ ok: true });
  });
});

/** The same claims under another header; no longer validly signed, which is found out only after the header. */
function withHeader(token: string, header: object): string {
  return [json({ alg: "ES256", kid: "first", typ: "at+jwt", ...header }), ...token.split(".").slice(1)].join(".");
}
