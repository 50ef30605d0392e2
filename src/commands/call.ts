import { createInterface } from "node:readline/promises";
import { type Config, requireAccount, UsageError } from "../config.ts";
import type { Caller, Outcome } from "../core/call.ts";
import { createLog, secretsOf } from "../log.ts";
import { openAccount } from "./account.ts";

/** Standard output is for the result. */
const TERMINAL = { input: process.stdin, output: process.stderr };

/** Runs one tool through the pipeline that clients use, and prints its result. The question is asked in the terminal. */
export async function call(config: Config, words: readonly string[]): Promise<number> {
  const [name, json = "{}", ...more] = words;
  if (name === undefined || more.length > 0) throw new UsageError("expected: smartlead-mcp call <tool> '<json>'");
  const args = parseArguments(json);
  requireAccount(config);
  const log = createLog(config.logLevel, secretsOf(config.apiKey));
  const { pipeline, close } = await openAccount(config, log);
  const interrupt = new AbortController();
  process.once("SIGINT", () => interrupt.abort());
  // The question goes to standard error: where that is a file, nobody would see what waits for an answer.
  const canAsk = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const caller: Caller = { canAsk, answer: undefined, signal: interrupt.signal };
  let outcome = await pipeline.call(name, args, caller);
  if (outcome.kind === "ask") {
    const action = await askInTerminal(outcome.question, interrupt.signal);
    outcome = await pipeline.call(name, args, { ...caller, answer: { action, state: outcome.state } });
  }
  await close();
  return print(outcome);
}

function parseArguments(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new UsageError("the tool's arguments must be JSON, such as '{\"campaign_id\": 1}'");
  }
}

/** Asks the person; only "yes" is one. */
export async function askInTerminal(
  question: string,
  signal: AbortSignal,
  { input, output }: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream } = TERMINAL,
): Promise<"accept" | "decline" | "cancel"> {
  const terminal = createInterface({ input, output });
  try {
    const answer = await terminal.question(`${question}\n\nType yes to go on: `, { signal });
    return answer.trim().toLowerCase() === "yes" ? "accept" : "decline";
  } catch (error) {
    // Ctrl-C and Ctrl-D are answers too.
    if (!(error instanceof Error) || error.name !== "AbortError") throw error;
    output.write("\n");
    return "cancel";
  } finally {
    terminal.close();
  }
}

/** The text for a person at a terminal, the structured result for a program that reads the output. */
function print(outcome: Outcome): number {
  if (outcome.kind === "ask") return 1;
  const text = process.stdout.isTTY ? outcome.text : JSON.stringify(outcome.structured, null, 2);
  process.stdout.write(`${text}\n`);
  return outcome.isError ? 1 : 0;
}
