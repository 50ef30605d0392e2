import type { Server } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Log } from "../log.ts";

/**
 * Serves one client over standard input and output until it goes away, the process is told to stop, or `failed` fires.
 * Both protocol eras: the opening message decides.
 */
export async function serveOverStdio(createServer: () => Server, log: Log, failed: AbortSignal): Promise<void> {
  const handle = serveStdio(createServer, { onerror: (error) => log.warn("protocol_error", { error: error.message }) });
  const reason = await new Promise<string>((resolve) => {
    // The SDK closes its transport by itself; the streams tell that the client has gone.
    for (const event of ["end", "close"]) process.stdin.once(event, () => resolve("client closed standard input"));
    process.stdout.once("error", () => resolve("client closed standard output"));
    failed.addEventListener("abort", () => resolve("the account could not be opened"), { once: true });
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => resolve(signal));
  });
  log.info("stopped", { reason });
  await handle.close();
}
