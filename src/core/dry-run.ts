/** What a change would have done: the same summary that a person is shown, and the request that would have left. */
import type { Structured } from "./answer.ts";
import type { Preview } from "./preview/preview.ts";
import { toRequest } from "./request.ts";
import type { Tool } from "./tool.ts";
import { Fence } from "./untrusted.ts";

/** The result of a change under `--dry-run`. The key is no part of it. */
export function dryRunResult(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  { summary }: Preview,
): { structured: Structured; text: string } {
  const { method, host, path, query, body } = toRequest(tool, args);
  const wouldSend = { method, host, path: `/api/v1${path}`, query, ...(body !== undefined && { body }) };
  return {
    structured: { dry_run: true, tool: tool.name, effect: tool.effect, summary, would_send: wouldSend },
    text:
      "Dry run: nothing was sent, this server only shows what a call would do. Do not report it as done.\n" +
      `${new Fence().wrap(summary)}\nIt would have sent:\n${new Fence().wrap(JSON.stringify(wouldSend))}`,
  };
}
