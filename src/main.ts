#!/usr/bin/env node
/** Arguments and environment to a command: the only file that reads process.argv and process.env. */
import { type Invocation, readInvocation, UsageError } from "./config.ts";
import { version } from "./version.ts";

async function run({ config, words, help, version: wantsVersion, own }: Invocation): Promise<number> {
  const [command = "serve", ...rest] = words;
  if (help) {
    const { helpText } = await import("./commands/help.ts");
    process.stdout.write(helpText());
    return 0;
  }
  if (wantsVersion) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
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
    default:
      throw new UsageError(`unknown command "${command}"; expected serve, sandbox, demo, tools, call, audit or doctor`);
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
