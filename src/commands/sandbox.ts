import { once } from "node:events";
import { UsageError } from "../config.ts";

/** Runs the pretend account alone, as an HTTP server on this machine, until it is told to stop. */
export async function sandbox(port: string | undefined): Promise<number> {
  const number = Number(port ?? 0);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new UsageError(`--port: expected a number from 0 to 65535, got "${port}"`);
  }
  const { startSandbox } = await import("../sandbox/server.ts");
  const running = await startSandbox({ port: number });
  process.stdout.write(
    `SmartLead sandbox on ${running.url}\n` +
      "Use it from another terminal:\n" +
      `  SMARTLEAD_API_KEY=${running.apiKey} smartlead-mcp --base-url ${running.url}\n` +
      `  curl '${running.url}/api/v1/campaigns/?api_key=${running.apiKey}'\n` +
      "Ctrl-C ends it; the account starts anew each time.\n",
  );
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  await running.close();
  return 0;
}
