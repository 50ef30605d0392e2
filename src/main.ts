#!/usr/bin/env node
/** Arguments and environment to a command: the only file that reads process.argv and process.env. */
import { type Invocation, readInvocation, UsageError } from "./config.ts";
import { version } from "./version.ts";

const COMMANDS = ["serve", "sandbox", "demo", "tools", "call", "audit", "doctor"] as const;

async function run({ config, words, help, version: wantsVersion, own }: Invocation): Promise<number> {
  if (help) {
    const { helpText } = await import("./commands/help.ts");
    process.stdout.write(helpText());
    return 0;
  }
  if (wantsVersion) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const [word = "serve", ...rest] = words;
  const command = COMMANDS.find((name) => name === word);
  if (command === undefined) throw new UsageError(`unknown command "${word}"; expected one of ${COMMANDS.join(", ")}`);
  // What is passed over in silence may be the value of a flag that takes none, as in `--dry-run false`.
  if (command !== "call" && rest.length > 0) throw new UsageError(`${command}: expected flags only, got "${rest[0]}"`);
  if (own["json"] === true && !["tools", "audit", "doctor"].includes(command))
    throw new UsageError("--json belongs to tools, audit and doctor");
  switch (command) {
    case "serve":
      return (await import("./commands/serve.ts")).serve(config);
    case "sandbox":
      return (await import("./commands/sandbox.ts")).sandbox(own["port"] === undefined ? 0 : config.port);
    case "demo":
      return (await import("./commands/demo/index.ts")).demo(process.argv[1] ?? "");
    case "tools":
      return (await import("./commands/tools.ts")).tools(config, own["json"] === true);
    case "call":
      return (await import("./commands/call.ts")).call(config, rest);
    case "audit":
      return (await import("./commands/audit.ts")).audit(config, own["json"] === true);
    case "doctor":
      return (await import("./commands/doctor/index.ts")).doctor(config, own["json"] === true);
  }
}

try {
  process.exitCode = await run(readInvocation(process.argv.slice(2), process.env));
} catch (error) {
  const usage = error instanceof UsageError;
  process.stderr.write(
    `smartlead-mcp: ${usage ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = usage ? 2 : 1;
}
