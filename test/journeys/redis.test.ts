/** Machines that share a Redis: what holds while it is there, and what is left when it is not. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect as connectTo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:tls";
import { afterAll, beforeAll, describe, it } from "vitest";
import { buildBench } from "../../bench/build.mjs";
import { runProcesses } from "../../bench/processes.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { connect } from "../support/clients.ts";
import { listening, type RedisServer, redisProgram, startRedis } from "../support/redis.ts";

const reason = redisProgram === undefined ? " (skipped: neither valkey-server nor redis-server is installed)" : "";
/** What a new Redis does not know counts as used up for a window, which here is over soon. */
const SETTINGS = ["--confirm", "off", "--rate-limit", "20/1s"];
const PASSWORD = "hush-hush";

// Both mostly wait.
describe.skipIf(redisProgram === undefined).concurrent(`Redis${reason}`, () => {
  let folder: string;
  let redis: RedisServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "smartlead-mcp-test-"));
    redis = (await startRedis({ password: PASSWORD })) as RedisServer;
  });
  afterAll(async () => {
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const address = (port: number, scheme = "redis") => `${scheme}://:${PASSWORD}@127.0.0.1:${port}`;

  it("keeps one limit for many processes, also through TLS", async ({ expect }) => {
    const certificate = join(folder, "certificate.pem");
    const key = join(folder, "key.pem");
    const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1"];
    const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, ...subject];
    expect(spawnSync("openssl", made).status).toBe(0);
    const tls = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (socket) => {
      const behind = connectTo(redis.port, "127.0.0.1");
      socket.pipe(behind).pipe(socket);
      socket.on("error", () => behind.destroy());
      behind.on("error", () => socket.destroy());
    });
    const { most, refused, used, stderr } = await runProcesses({
      worker: `${await buildBench()}/worker.mjs`,
      processes: 3,
      windows: "10/1s",
      seconds: 3,
      store: address(await listening(tls), "rediss"),
      env: { NODE_EXTRA_CA_CERTS: certificate },
    });
    tls.close();
    expect(stderr).toBe("");
    expect(most[0]).toBeLessThanOrEqual(10);
    expect(refused).toBe(0);
    expect(used).toBeGreaterThan(0.5);
  });

  it("lost while serving: reads go on, changes are refused and nothing is sent, and all is well when it is back", async ({
    expect,
  }) => {
    const own = (await startRedis({ password: PASSWORD })) as RedisServer;
    const sandbox = await startSandbox({ rateLimit: null });
    const client = await connect({
      args: ["--base-url", sandbox.url, "--state-dir", folder, "--store", address(own.port), ...SETTINGS],
      env: { SMARTLEAD_API_KEY: sandbox.apiKey },
    });
    const [campaign] = sandbox.account.campaigns;
    const pause = () => client.call("set_campaign_status", { campaign_id: campaign?.id, status: "PAUSED" });
    expect((await pause()).structured["error"]).toBeUndefined();
    sandbox.arrivals.length = 0;

    await own.stop();
    const refused = await pause();
    expect(refused.structured["error"]).toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("Nothing was sent"),
    });
    expect(sandbox.arrivals.filter(({ method }) => method !== "GET")).toEqual([]);
    expect((await client.call("list_campaigns")).isError).toBe(false);

    const again = (await startRedis({ port: own.port, password: PASSWORD })) as RedisServer;
    await expect
      .poll(async () => (await pause()).structured["error"], { timeout: 9000, interval: 500 })
      .toBeUndefined();
    const events = client.stderr().match(/store_\w+/g);
    expect(events).toEqual(["store_unusable", "store_back"]);
    expect(client.stderr()).not.toContain(PASSWORD);
    await client.close();
    await sandbox.close();
    await again.stop();
  });
});
