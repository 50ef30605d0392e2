import { type Setting, settings } from "../config.ts";

/** The text of `--help`: commands, then every setting from the table in config.ts. */
export function helpText(): string {
  const options = Object.values<Setting<unknown>>(settings).map(({ flag, value, variable, fallback, about }) => {
    const name = flag === undefined ? variable : `${flag}${value ? ` ${value}` : ""}`;
    const also = flag === undefined ? "" : ` [${variable}]`;
    const byDefault = value && fallback ? ` Default ${fallback}.` : "";
    return `  ${name.padEnd(28)} ${about}${byDefault}${also}`;
  });
  return [
    "smartlead-mcp: an MCP server for a SmartLead account (not SmartLead's own)",
    "",
    "Usage: smartlead-mcp [serve] [options]     serve MCP over standard input and output, or HTTP",
    "       smartlead-mcp demo                  watch a reply triage on a pretend account: no key, no network",
    "       smartlead-mcp sandbox [--port N]    run the pretend account as an HTTP server on this machine",
    "       smartlead-mcp tools [--json]        print the tools that the given options expose",
    "       smartlead-mcp call <tool> '<json>'  run one tool and print its result",
    "       smartlead-mcp audit [--json]        print the last calls that were not reads",
    "       smartlead-mcp doctor [--json]       find out why it does not work, and what to do",
    "",
    "Options (a flag wins over its variable):",
    ...options,
    `  ${"--help, --version".padEnd(28)} Print this, or the version.`,
    "",
  ].join("\n");
}
