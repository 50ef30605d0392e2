import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./values.ts";

/** A setting as a flag: without a placeholder for its value the flag stands alone, without a name there is none. */
interface Flag {
  flag?: string;
  value?: string;
}

/**
 * Flags by name, and the words between them.
 * @throws {UsageError} for a flag that is unknown or lacks its value
 */
export function parseFlags(
  argv: readonly string[],
  flags: readonly Flag[],
  others: NonNullable<ParseArgsConfig["options"]>,
): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  const own = flags.flatMap(({ flag, value }) =>
    flag === undefined
      ? []
      : [[flag.slice(2), { type: value === undefined ? ("boolean" as const) : ("string" as const) }]],
  );
  try {
    const options = { ...Object.fromEntries(own), ...others };
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    throw new UsageError(`${mistakeIn(error, flags)}; see smartlead-mcp --help`);
  }
}

/** What Node's parser says, without its advice; but where a value is missing it does not say which. */
function mistakeIn(error: unknown, flags: readonly Flag[]): string {
  const said = error instanceof Error ? error.message : String(error);
  const name = /^Option '(--[\w-]+)/.exec(said)?.[1];
  const value = flags.find(({ flag }) => name !== undefined && flag === name)?.value;
  if (value === undefined) return said.split(/\.\s|\n/)[0] ?? "";
  return `${name}: expected ${value} behind it, or ${name}=${value} where it begins with a dash`;
}
