import type { Server } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Log } from "../log.ts";

/**
 * Serves one client over standard input and output until it goes away, the process is told to stop, or `failed` fires.
 * Both protocol eras: the opening message decides.
 */
export async function serveOverStdio(createServer: () => Server, log: Log, failed: AbortSignal): Promise<void> {
  const transport = new StdioServerTransport();
  const handle = serveStdio(createServer, {
    transport,
    onerror: (error) => log.warn("protocol_error", { error: error.message }),
  });
  const reason = await new Promise<string>((resolve) => {
    // The SDK closes its transport by itself; the streams tell that the client has gone.
    for (const event of ["end", "close"]) process.stdin.once(event, () => resolve("client closed standard input"));
    process.stdout.once("error", () => resolve("client closed standard output"));
    failed.addEventListener("abort", () => resolve("the account could not be opened"), { once: true });
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => resolve(signal));
    // It also closes, and no longer reads what the streams could tell, when a message is larger than it takes (10 MB).
    const { onclose } = transport;
    transport.onclose = () => {
      onclose?.();
      resolve("the connection cannot go on");
    };
  });
  log.info("stopped", { reason });
  await handle.close();
}
