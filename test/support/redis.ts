/** A Redis or Valkey server of the test's own, where the machine has one installed. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The installed server program, or undefined. */
export const redisProgram = ["valkey-server", "redis-server"].find(
  (program) => spawnSync(program, ["--version"]).status === 0,
);

export interface RedisServer {
  url: string;
  port: number;
  pid: number;
  stop: () => Promise<void>;
}

/** Starts a server, on a free port unless one is named, without anything written to disk; undefined where none is installed. */
export async function startRedis(wanted: { port?: number; password?: string } = {}): Promise<RedisServer | undefined> {
  if (redisProgram === undefined) return undefined;
  const port = wanted.port ?? (await freePort());
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", "32"];
  if (wanted.password !== undefined) args.push("--requirepass", wanted.password);
  const server = spawn(redisProgram, args, { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  server.stdout.on("data", (chunk) => {
    said += chunk;
  });
  while (!said.includes("Ready to accept connections")) {
    if (server.exitCode !== null) throw new Error(`${redisProgram} ended: ${said}`);
    await sleep(10);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: server.pid ?? 0,
    stop: async () => {
      const ended = once(server, "exit");
      // A stopped server must go on to hear that it is to end.
      server.kill("SIGCONT");
      server.kill("SIGKILL");
      await ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a server on a free port of this machine; returns the port. */
export async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
