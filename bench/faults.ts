/** Thousands of replies while everything goes wrong that can: is any mail sent twice, is any success reported that was none? */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAccount } from "../src/commands/account.ts";
import { readInvocation } from "../src/config.ts";
import type { Outcome } from "../src/core/call.ts";
import { createLog } from "../src/log.ts";
import { type Fault, failures } from "../src/sandbox/faults.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/server.ts";

const SENDS = 4000;
const AT_ONCE = 20;
const FAULTY = 0.6;
const ROUTE = "POST /campaigns/{campaign_id}/reply-email-thread";

/** Of these no answer tells whether the reply was taken: each strikes before or after. */
const BLOWS: Fault[] = [
  { kind: "drop" },
  { kind: "truncate" },
  { kind: "delay", ms: 600 },
  { kind: "answer", status: 500, body: { error: "Internal server error occurred" } },
  { kind: "answer", status: 503, body: "" },
  { kind: "answer", status: 200, body: "<!DOCTYPE html><title>Just a moment</title>" },
  failures.badGateway,
];
/** These say that it was not, and SmartLead is believed. */
const REFUSALS: Fault[] = [
  { kind: "answer", status: 400, body: { message: '"x" is not allowed' } },
  failures.rateLimitedFor(0),
  failures.rateLimitedInBody(0),
  failures.unsuccessful,
];

export interface FaultRun {
  sends: number;
  /** How the calls ended, by kind of result. */
  ended: Record<string, number>;
  /** Mails that SmartLead took more than once. */
  duplicates: number;
  /** Calls reported as done whose mail SmartLead never took. */
  falseSuccesses: number;
  /** Calls reported as certainly not done whose mail SmartLead took. */
  falseFailures: number;
}

/** Sends replies through the whole program against a sandbox that injects faults. */
export async function runFaults(sends: number): Promise<FaultRun> {
  const sandbox = await startSandbox({ rateLimit: null });
  const folder = mkdtempSync(join(tmpdir(), "smartlead-mcp-bench-"));
  const flags = [
    "--rate-limit",
    "100000/1s",
    "--timeout",
    "0.3",
    // No time to look a second time whether a mail is in its conversation.
    "--deadline",
    "8",
    "--confirm",
    "off",
    "--max-sends-per-hour",
    "1000000",
  ];
  const args = ["--base-url", sandbox.url, "--state-dir", folder, ...flags];
  const { config } = readInvocation(args, { SMARTLEAD_API_KEY: sandbox.apiKey });
  const { pipeline, close } = await openAccount(config, createLog("silent", []));
  const replies = repliesOf(sandbox);
  const outcomes = new Map<string, string>();
  let next = 0;

  async function sendOn(): Promise<void> {
    while (next < sends) {
      const mark = `send-${next}-end`;
      next += 1;
      if (Math.random() < FAULTY) sandbox.faults.add(anyFault());
      const caller = { canAsk: false, answer: undefined, signal: anyPatience() };
      const message = replies[next % replies.length];
      const outcome = await pipeline.call("reply_to_lead", { ...message, email_body: `<p>${mark}</p>` }, caller);
      outcomes.set(mark, kindOf(outcome));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sendOn));

  const taken = takenBy(sandbox);
  await close();
  await sandbox.close();
  rmSync(folder, { recursive: true });
  const run: FaultRun = { sends, ended: {}, duplicates: 0, falseSuccesses: 0, falseFailures: 0 };
  for (const [mark, kind] of outcomes) {
    const times = taken.get(mark) ?? 0;
    run.ended[kind] = (run.ended[kind] ?? 0) + 1;
    if (times > 1) run.duplicates += 1;
    const success = kind === "done" || kind === "verified";
    if (success && times === 0) run.falseSuccesses += 1;
    if (!success && kind !== "outcome_unknown" && times > 0) run.falseFailures += 1;
  }
  return run;
}

/** Prints what came of it; true when nothing was sent twice and nothing reported that was not so. */
export async function benchFaults(): Promise<boolean> {
  const { sends, ended, duplicates, falseSuccesses, falseFailures } = await runFaults(SENDS);
  console.log(`\n${sends} replies, ${FAULTY * 100} % of the requests met by a fault`);
  for (const [kind, count] of Object.entries(ended)) console.log(`${kind.padEnd(18)} ${String(count).padStart(6)}`);
  console.log(`${"sent twice".padEnd(18)} ${String(duplicates).padStart(6)}`);
  console.log(`${"false successes".padEnd(18)} ${String(falseSuccesses).padStart(6)}`);
  console.log(`${"false failures".padEnd(18)} ${String(falseFailures).padStart(6)}`);
  return duplicates + falseSuccesses + falseFailures === 0;
}

function anyFault(): Fault {
  const refused = Math.random() < 0.3;
  const faults = refused ? REFUSALS : BLOWS;
  const fault = faults[Math.floor(Math.random() * faults.length)] ?? { kind: "drop" };
  return { ...fault, route: ROUTE, after: !refused && Math.random() < 0.5 };
}

/** Messages that can be answered. */
function repliesOf({ account }: Sandbox): { campaign_id: number; email_stats_id: string }[] {
  return account.enrolments.flatMap(({ campaign_id, messages }) =>
    messages.filter(({ type }) => type === "REPLY").map(({ stats_id }) => ({ campaign_id, email_stats_id: stats_id })),
  );
}

/** How many mails with each mark the account holds. */
function takenBy({ account }: Sandbox): Map<string, number> {
  const taken = new Map<string, number>();
  for (const { messages } of account.enrolments) {
    for (const { email_body } of messages) {
      const mark = /send-\d+-end/.exec(email_body)?.[0];
      if (mark !== undefined) taken.set(mark, (taken.get(mark) ?? 0) + 1);
    }
  }
  return taken;
}

/** Some callers cancel, most while their request is under way. */
function anyPatience(): AbortSignal {
  return Math.random() < 0.1 ? AbortSignal.timeout(Math.ceil(Math.random() * 30)) : new AbortController().signal;
}

function kindOf(outcome: Outcome): string {
  if (outcome.kind === "ask") return "asked";
  const { error, verified } = outcome.structured as { error?: { kind: string }; verified?: boolean };
  return error?.kind ?? (verified ? "verified" : "done");
}
