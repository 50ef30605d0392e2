/**
 * The least that an MCP server over HTTP can be, as a process of its own: the SDK, and one tool that makes one request and hands
 * on its answer. What it costs is what the protocol costs; the rest is ours.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createMcpHandler, Server } from "@modelcontextprotocol/server";
import { Agent, request } from "undici";
import type { HttpReport, HttpTask } from "./http-worker.ts";

const { flags, apiKey } = JSON.parse(process.argv[2] ?? "{}") as HttpTask;
const baseUrl = flags[flags.indexOf("--base-url") + 1];
const dispatcher = new Agent();

const handler = createMcpHandler(
  () => {
    const server = new Server({ name: "bare", version: "1" }, { capabilities: { tools: {} } });
    server.setRequestHandler("tools/call", async () => {
      const { body } = await request(`${baseUrl}/api/v1/campaigns/?api_key=${apiKey}`, { dispatcher });
      const items = (await body.json()) as unknown[];
      return { content: [{ type: "text", text: "" }], structuredContent: { items, returned: items.length } };
    });
    return server;
  },
  { legacy: "reject" },
);
const listener = getRequestListener(async (asked: Request) => handler.fetch(asked, { parsedBody: await asked.json() }));
const http = createServer((incoming, outgoing) => void listener(incoming, outgoing));
http.listen(0, "127.0.0.1");
await once(http, "listening");

const report = (message: HttpReport) => process.send?.(message);
process.on("message", (word) => {
  if (word === "stop") process.exit();
  const { user, system } = process.cpuUsage();
  report({ cpuMs: (user + system) / 1000 });
});
report({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` });
