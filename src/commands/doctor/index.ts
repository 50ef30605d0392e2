/** `smartlead-mcp doctor`: what goes wrong in practice, looked for in the order in which it stands in the way. */

import { isDirect } from "../../config/network.ts";
import type { Config } from "../../config.ts";
import { version } from "../../version.ts";
import { type Finding, ok, report, skipped, warning } from "./finding.ts";
import { keyFinding, networkFindings, nodeFinding } from "./machine.ts";

/** @returns exit code 1 when something failed; warnings are no failure */
export async function doctor(config: Config, json: boolean): Promise<number> {
  const findings = await examine(config);
  const failures = findings.some(({ mark }) => mark === "failed");
  const colour = process.stdout.isTTY === true && process.stdout.hasColors();
  process.stdout.write(
    json
      ? `${JSON.stringify({ version, ok: !failures, findings }, null, 2)}\n`
      : `smartlead-mcp ${version}\n\n${report(findings, colour)}`,
  );
  return failures ? 1 : 0;
}

/** @throws {UsageError} for settings that the server refuses */
export async function examine(config: Config): Promise<Finding[]> {
  const node = nodeFinding(process.versions.node);
  // What comes after is written for a Node that fits.
  if (node.mark === "failed") return [node];
  const { accountFindings } = await import("./account.ts");
  const key = config.sandbox ? ok("API key", "the pretend account's own") : keyFinding(config.apiKey);
  const usable = key.mark === "ok";
  return [
    node,
    key,
    ...safetyFindings(config),
    ...networkFindings(config.network, config.sandbox || isDirect(config.baseUrl)),
    ...(await accountFindings(config, usable)),
    ...(usable ? [] : [skipped("SmartLead", "not asked without a key")]),
  ];
}

function safetyFindings({ confirm, readOnly, dryRun }: Config): Finding[] {
  if (confirm !== "off" || readOnly || dryRun) return [];
  const what = "--confirm off: mail, deletion and spending happen without a question";
  return [warning("Confirmation", what, "Use --confirm auto, or elicit where your client can ask you.")];
}
