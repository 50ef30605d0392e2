import type { Config } from "../config.ts";
import { serverFactory } from "../server.ts";
import { serveOverStdio } from "../transports/stdio.ts";
import { version } from "../version.ts";
import { openAccount } from "./account.ts";

/** Serves MCP until the client goes away or the process is told to stop. */
export async function serve(config: Config): Promise<number> {
  const account = await openAccount(config);
  const { pipeline, log } = account;
  log.info("started", { version, sandbox: config.sandbox, tools: pipeline.list().length });
  await serveOverStdio(serverFactory({ pipeline, sandbox: config.sandbox, version }), log);
  await account.close();
  return 0;
}
