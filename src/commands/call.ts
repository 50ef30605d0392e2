import { createInterface } from "node:readline/promises";
import { type Config, requireAccount, UsageError } from "../config.ts";
import type { Caller, Outcome } from "../core/call.ts";
import { createLog, secretsOf } from "../log.ts";
import { openAccount } from "./account.ts";

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
  const caller: Caller = { canAsk: process.stdin.isTTY === true, answer: undefined, signal: interrupt.signal };
  let outcome = await pipeline.call(name, args, caller);
  if (outcome.kind === "ask") {
    const action = (await askInTerminal(outcome.question)) ? "accept" : "decline";
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

async function askInTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question}\n\nType yes to go on: `);
  terminal.close();
  return answer.trim().toLowerCase() === "yes";
}

/** The text for a person at a terminal, the structured result for a program that reads the output. */
function print(outcome: Outcome): number {
  if (outcome.kind === "ask") return 1;
  const text = process.stdout.isTTY ? outcome.text : JSON.stringify(outcome.structured, null, 2);
  process.stdout.write(`${text}\n`);
  return outcome.isError ? 1 : 0;
}
