import type { Server } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Log } from "../log.ts";

/**
 * Serves one client over standard input and output until it goes away or the process is told to stop.
 * Both protocol eras: the opening message decides.
 */
export async function serveOverStdio(createServer: () => Server, log: Log): Promise<void> {
  const handle = serveStdio(createServer, { onerror: (error) => log.warn("protocol_error", { error: error.message }) });
  const reason = await new Promise<string>((resolve) => {
    // The SDK closes its transport by itself; the streams tell that the client has gone.
    for (const event of ["end", "close"]) process.stdin.once(event, () => resolve("client closed standard input"));
    process.stdout.once("error", () => resolve("client closed standard output"));
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => resolve(signal));
  });
  log.info("stopped", { reason });
  await handle.close();
}
