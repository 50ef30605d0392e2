/** OAuth as people meet it: clients that know nothing but the server's URL find the issuer, log in, and work. */
import {
  ClientCredentialsProvider,
  Client as CurrentClient,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { ClientCredentialsProvider as OlderCredentials } from "@modelcontextprotocol/sdk/client/auth-extensions.js";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OlderTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OwnServer, send, serveHere } from "../support/http.ts";
import { Issuer } from "../support/issuer.ts";
import { freePort } from "../support/redis.ts";

const credentials = () => ({
  clientId: "nightly",
  clientSecret: "a secret between client and issuer",
  expectedIssuer: issuer.url,
});

let issuer: Issuer;
let server: OwnServer;
let url: URL;

beforeAll(async () => {
  issuer = await Issuer.start();
  // Tokens are issued for the server's URL, so it must be known before.
  const port = await freePort();
  url = new URL(`http://127.0.0.1:${port}/mcp`);
  const args = ["--sandbox", "--port", `${port}`, "--oauth-issuer", issuer.url, "--oauth-audience", url.href];
  server = await serveHere({ args });
});
afterAll(async () => {
  await server.stop(new AbortController().signal);
  await issuer.stop();
});

/** From now on the issuer gives away tokens with this scope. */
async function grant(scope: string): Promise<void> {
  const access_token = await issuer.token({ claims: { aud: url.href, sub: "nightly", scope } });
  issuer.answers.set("/token", { access_token, token_type: "Bearer", expires_in: 300, scope });
}

const clientInfo = { name: "test", version: "1" };

async function current(mode: "legacy" | { pin: string }) {
  const client = new CurrentClient(clientInfo, { versionNegotiation: { mode } });
  await client.connect(
    new StreamableHTTPClientTransport(url, { authProvider: new ClientCredentialsProvider(credentials()) }),
  );
  return client;
}

async function older() {
  const client = new OlderClient(clientInfo);
  const transport = new OlderTransport(url, { authProvider: new OlderCredentials(credentials()) });
  // The older SDK's own classes do not fit its interfaces under exactOptionalPropertyTypes.
  await client.connect(transport as unknown as Parameters<OlderClient["connect"]>[0]);
  return client;
}

describe("a client that is turned away", () => {
  it.each<[string, () => Promise<CurrentClient | OlderClient>]>([
    ["current SDK, 2026-07-28", () => current({ pin: "2026-07-28" })],
    ["current SDK, 2025 era", () => current("legacy")],
    ["older SDK", older],
  ])("finds the issuer, logs in and works: %s", async (_name, connect) => {
    await grant("smartlead:read");
    issuer.asked.length = 0;
    server.log.length = 0;
    const client = await connect();
    expect(issuer.asked).toContain("/token");
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toContain("list_campaigns");
    expect(names).not.toContain("reply_to_lead");
    const result = await client.callTool({ name: "list_campaigns", arguments: {} });
    expect(result.isError).toBeFalsy();
    expect(server.log).toContainEqual(expect.objectContaining({ event: "call", caller: "oauth:nightly" }));
    expect(JSON.stringify(server.log)).not.toMatch(/eyJ/);
    await client.close();
  });
});

describe("the protected resource's document", () => {
  it.each(["/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp"])(
    "needs no token: %s",
    async (path) => {
      const answer = await send(url.origin, { method: "GET", path });
      expect(answer).toMatchObject({ status: 200, json: { resource: url.href, authorization_servers: [issuer.url] } });
    },
  );
});

describe("a token that is not good enough", () => {
  it("says so in the answer's head: wrong, of no use here, or not to be judged now", async () => {
    const head = async (token: string) => {
      const { status, headers } = await send(url.origin, { body: {}, headers: { authorization: `Bearer ${token}` } });
      return [status, headers["www-authenticate"], headers["retry-after"]];
    };
    const metadata = `resource_metadata="${url.origin}/.well-known/oauth-protected-resource/mcp"`;
    const claims = { aud: url.href };
    expect(await head(await issuer.token({ claims: { ...claims, exp: 1 } }))).toEqual([
      401,
      expect.stringMatching(/^Bearer realm=.*error="invalid_token", error_description="The token has expired\."/),
      undefined,
    ]);
    expect(await head(await issuer.token({ claims: { ...claims, scope: "openid" } }))).toEqual([
      403,
      expect.stringContaining('error="insufficient_scope"'),
      undefined,
    ]);
    const away = await serveHere({
      args: ["--sandbox", "--oauth-issuer", "http://127.0.0.1:1", "--oauth-audience", url.href],
    });
    const unjudged = await send(away.url, { body: {}, headers: { authorization: `Bearer ${await issuer.token()}` } });
    expect(unjudged).toMatchObject({
      status: 503,
      headers: { "retry-after": "10", "www-authenticate": expect.stringContaining(metadata) },
    });
    await away.stop(new AbortController().signal);
  });
});
