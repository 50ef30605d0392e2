/** The pretend SmartLead as a process of its own, so that its work is not taken for the server's. */
import { startSandbox } from "../src/sandbox/server.ts";

/** What goes back to the parent once the double listens. */
export interface DoubleReport {
  url: string;
  apiKey: string;
}

/** Milliseconds that every answer takes. */
const answerMs = Number(process.argv[2]);
const { url, apiKey, faults } = await startSandbox({ rateLimit: null, heavyRateLimit: null });
faults.add({ kind: "delay", ms: answerMs, times: Number.POSITIVE_INFINITY });
process.once("message", () => process.exit());
process.send?.({ url, apiKey } satisfies DoubleReport);
