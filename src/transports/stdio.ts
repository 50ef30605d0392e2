import type { Server } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Log } from "../log.ts";

/**
 * Serves one client over standard input and output until it goes away, the process is told to stop, or `failed` fires.
 * Both protocol eras: the opening message decides.
 */
export async function serveOverStdio(createServer: () => Server, log: Log, failed: AbortSignal): Promise<void> {
  // Before the SDK listens: it closes its transport by itself, and the streams know better why.
  const ended = new Promise<string>((resolve) => {
    for (const event of ["end", "close"]) process.stdin.once(event, () => resolve("client closed standard input"));
    process.stdout.once("error", () => resolve("client closed standard output"));
    failed.addEventListener("abort", () => resolve("the account could not be opened"), { once: true });
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => resolve(signal));
  });
  const transport = new StdioServerTransport();
  const handle = serveStdio(createServer, {
    transport,
    onerror: (error) => log.warn("protocol_error", { error: error.message }),
  });
  // A message above 10 MB closes it too, and then nobody reads what would end the streams.
  const { onclose } = transport;
  const closed = new Promise<string>((resolve) => {
    transport.onclose = () => {
      onclose?.();
      resolve("the connection cannot go on");
    };
  });
  log.info("stopped", { reason: await Promise.race([ended, closed]) });
  await handle.close();
}
