import { once } from "node:events";

/**
 * Runs the pretend account alone, as an HTTP server on this machine, until it is told to stop.
 * @param port 0 takes a free one
 */
export async function sandbox(port: number): Promise<number> {
  const { startSandbox } = await import("../sandbox/server.ts");
  const running = await startSandbox({ port });
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
