/** The settings of serving over HTTP. */
import type { Setting } from "./setting.ts";
import { hostNames, listenHost, onOff, port } from "./values.ts";

export const httpSettings = {
  http: {
    flag: "--http",
    variable: "SMARTLEAD_HTTP",
    fallback: "0",
    about:
      "Serve over HTTP instead of standard input and output: MCP at /mcp, health at /healthz, metrics at /metrics.",
    read: onOff,
  },
  host: {
    flag: "--host",
    value: "HOST",
    variable: "SMARTLEAD_HOST",
    fallback: "127.0.0.1",
    about:
      "Address to listen on with --http. Anything but this machine's own needs SMARTLEAD_MCP_TOKENS or --oauth-issuer.",
    read: listenHost,
  },
  port: {
    flag: "--port",
    value: "N",
    variable: "SMARTLEAD_PORT",
    fallback: "3000",
    about: "Port to listen on with --http; 0 takes a free one and logs it.",
    read: port,
  },
  allowedHosts: {
    flag: "--allowed-hosts",
    value: "LIST",
    variable: "SMARTLEAD_ALLOWED_HOSTS",
    fallback: "localhost,127.0.0.1,[::1]",
    about: "Names by which HTTP clients may address this server (Host), and whose web pages may (Origin); any port.",
    read: hostNames,
  },
  keyFromHeader: {
    flag: "--key-from-header",
    variable: "SMARTLEAD_KEY_FROM_HEADER",
    fallback: "0",
    about:
      "HTTP callers bring their own SmartLead key in X-Smartlead-Api-Key. Quota, confirmations and trail are each key's own.",
    read: onOff,
  },
} as const satisfies Record<string, Setting<unknown>>;
