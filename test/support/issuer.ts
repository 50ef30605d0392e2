/** An OAuth issuer of the test's own on loopback: what it publishes, and the tokens it signs. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

export const AUDIENCE = "https://smartlead.example.com/mcp";

/** Changes to a good token: claims (undefined leaves one out), header, and the key that signs. */
export interface Variant {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: CryptoKey | Uint8Array;
}

export class Issuer {
  /** Paths that clients asked for, in order. */
  readonly asked: string[] = [];
  /** By path: what is answered instead, or a status alone. */
  readonly answers = new Map<string, unknown>();
  private readonly server: Server;
  private readonly path: string;
  private keys: { kid: string; key: CryptoKey; jwk: JWK }[] = [];

  private constructor(path: string) {
    this.path = path;
    this.server = createServer((request, response) => {
      const path = request.url ?? "";
      this.asked.push(path);
      const answer = this.answers.has(path) ? this.answers.get(path) : this.published(path);
      if (answer === "silence") return;
      const status = typeof answer === "number" ? answer : 200;
      const location = status === 302 ? { location: `${this.origin}/moved` } : {};
      response.writeHead(status, { "content-type": "application/json", ...location });
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
  }

  /** @param path of the issuer's identifier, for those that are no bare host */
  static async start(path = ""): Promise<Issuer> {
    const issuer = new Issuer(path);
    await issuer.listen(0);
    await issuer.rotate("first");
    return issuer;
  }

  private async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  private port = 0;

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get url(): string {
    return this.origin + this.path;
  }

  get metadata(): Record<string, unknown> {
    return {
      issuer: this.url,
      jwks_uri: `${this.origin}/keys`,
      authorization_endpoint: `${this.origin}/authorize`,
      token_endpoint: `${this.origin}/token`,
      response_types_supported: ["code"],
      grant_types_supported: ["client_credentials"],
      token_endpoint_auth_methods_supported: ["client_secret_basic"],
    };
  }

  private published(path: string): unknown {
    if (path === `/.well-known/oauth-authorization-server${this.path.replace(/\/$/, "")}`) return this.metadata;
    if (path === "/keys") return { keys: this.keys.map(({ jwk }) => jwk) };
    return 404;
  }

  /** Signs with a new key from now on, and no longer publishes the old ones. */
  async rotate(kid: string, alg = "ES256"): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    this.keys = [{ kid, key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } }];
  }

  /** The public key as the issuer publishes it. */
  get jwk(): JWK {
    return this.keys[0]?.jwk ?? {};
  }

  async token({ claims = {}, header = {}, key }: Variant = {}): Promise<string> {
    const [own] = this.keys;
    const now = Math.floor(Date.now() / 1000);
    const good = {
      iss: this.url,
      aud: AUDIENCE,
      sub: "ann",
      client_id: "app",
      scope: "smartlead:read",
      iat: now,
      exp: now + 300,
    };
    const payload = Object.fromEntries(
      Object.entries({ ...good, ...claims }).filter(([, value]) => value !== undefined),
    );
    return new SignJWT(payload)
      .setProtectedHeader({ alg: own?.jwk.alg ?? "", kid: own?.kid ?? "", typ: "at+jwt", ...header })
      .sign(key ?? (own?.key as CryptoKey));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Comes back at the same address. */
  restart(): Promise<void> {
    return this.listen(this.port);
  }
}
