import { describe, expect, it } from "vitest";
import type { Effect } from "../../src/core/effects.ts";
import { openMetrics } from "../../src/transports/http/metrics.ts";

const EFFECTS = new Map<string, Effect>([
  ["list_campaigns", "read"],
  ["reply_to_lead", "sends_email"],
]);
const open = () => openMetrics((tool) => EFFECTS.get(tool));

/** The lines of one metric, without its help. */
async function lines(metrics: ReturnType<typeof open>, name: string): Promise<string[]> {
  const { body } = await metrics.text();
  return body.split("\n").filter((line) => line.startsWith(name));
}

describe("metrics", () => {
  it("count calls by tool and outcome, and time them by effect", async () => {
    const metrics = open();
    metrics.call("list_campaigns", "done", 0.02);
    metrics.call("list_campaigns", "done", 0.3);
    metrics.call("reply_to_lead", "not_confirmed", 2);
    expect(await lines(metrics, "smartlead_mcp_calls_total{")).toEqual([
      'smartlead_mcp_calls_total{tool="list_campaigns",outcome="done"} 2',
      'smartlead_mcp_calls_total{tool="reply_to_lead",outcome="not_confirmed"} 1',
    ]);
    const times = await lines(metrics, "smartlead_mcp_call_seconds");
    expect(times).toContain('smartlead_mcp_call_seconds_bucket{le="0.025",effect="read"} 1');
    expect(times).toContain('smartlead_mcp_call_seconds_bucket{le="0.5",effect="read"} 2');
    expect(times).toContain('smartlead_mcp_call_seconds_sum{effect="sends_email"} 2');
  });

  it("tell waiting, sessions and quota, and of the process its memory", async () => {
    const metrics = open();
    metrics.waited(1.5);
    metrics.sessions(3);
    metrics.sessions(2);
    metrics.quotaLeft("ab12", 58);
    metrics.quotaLeft("ab12", 57);
    expect(await lines(metrics, "smartlead_mcp_wait_seconds_sum")).toEqual(["smartlead_mcp_wait_seconds_sum 1.5"]);
    expect(await lines(metrics, "smartlead_mcp_sessions")).toEqual(["smartlead_mcp_sessions 2"]);
    expect(await lines(metrics, "smartlead_mcp_quota_left{")).toEqual(['smartlead_mcp_quota_left{account="ab12"} 57']);
    expect(await lines(metrics, "process_resident_memory_bytes")).toHaveLength(1);
  });

  it("are in the form that Prometheus asks for", async () => {
    const { body, contentType } = await open().text();
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    const sample = /^[a-zA-Z_:][\w:]*(\{\w+="[^"\\\n]*"(,\w+="[^"\\\n]*")*\})? (-?[\d.e+-]+|nan|[+-]inf)$/i;
    expect(
      body.split("\n").filter((line) => line !== "" && !/^# (HELP|TYPE) /.test(line) && !sample.test(line)),
    ).toEqual([]);
  });

  it("grow no label that a caller made up", async () => {
    const metrics = open();
    for (let index = 0; index < 500; index += 1) metrics.call(`made_up_${index}`, "unknown_tool", 0.001);
    metrics.call('list_campaigns"} 99\nevil 1', "unknown_tool", 0.001);
    metrics.call("constructor", "unknown_tool", 0.001);
    expect(await lines(metrics, "smartlead_mcp_calls_total{")).toEqual([
      'smartlead_mcp_calls_total{tool="unknown",outcome="unknown_tool"} 502',
    ]);
    expect((await metrics.text()).body).not.toMatch(/made_up|evil/);
  });

  it("forget the accounts that were seen longest ago", async () => {
    const metrics = open();
    for (let index = 0; index < 200; index += 1) metrics.quotaLeft(`account-${index}`, 1);
    metrics.quotaLeft("account-0", 5);
    metrics.quotaLeft("another", 9);
    const shown = await lines(metrics, "smartlead_mcp_quota_left{");
    expect(shown).toHaveLength(200);
    expect(shown).toContain('smartlead_mcp_quota_left{account="account-0"} 5');
    expect(shown).toContain('smartlead_mcp_quota_left{account="another"} 9');
    expect(shown.join()).not.toContain('"account-1"');
  });
});
