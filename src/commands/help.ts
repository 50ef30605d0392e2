import { type Setting, settings } from "../config.ts";

const COMMANDS = [
  ["serve", "Serve MCP over standard input and output, or HTTP: what happens without a command."],
  ["demo", "Watch a reply triage on a pretend account: no key, no network."],
  ["sandbox [--port N]", "Run the pretend account as an HTTP server on this machine."],
  ["tools [--json]", "Print the tools that the given options expose."],
  ["call <tool> '<json>'", "Run one tool and print its result."],
  ["audit [--json]", "Print the last calls that were not reads."],
  ["doctor [--json]", "Find out why it does not work, and what to do."],
] as const;

/** The text of `--help`: commands, then every setting from the table in config.ts. */
export function helpText(): string {
  const options = Object.values<Setting<unknown>>(settings).map(({ flag, value, variable, fallback, about }) => {
    const name = flag === undefined ? variable : `${flag}${value ? ` ${value}` : ""}`;
    const also = flag === undefined ? "" : ` [${variable}]`;
    const byDefault = value && fallback ? ` Default ${fallback}.` : "";
    return row(name, `${about}${byDefault}${also}`);
  });
  return [
    "smartlead-mcp: an MCP server for a SmartLead account (not SmartLead's own)",
    "",
    "Usage: smartlead-mcp [command] [options]",
    "",
    "Commands:",
    ...COMMANDS.map(([name, about]) => row(name, about)),
    "",
    "Options (a flag wins over its variable):",
    ...options,
    row("--help, --version", "Print this, or the version."),
    "",
  ].join("\n");
}

/** Columns of a terminal that nobody has made wider. */
const COLUMNS = 80;
const INDENT = 29;

/** A name, and beside it what it means, in lines that fit. */
function row(name: string, meaning: string): string {
  const lines = [""];
  for (const word of meaning.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length > COLUMNS - INDENT) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return `  ${name}`.padEnd(INDENT) + lines.join(`\n${" ".repeat(INDENT)}`);
}
