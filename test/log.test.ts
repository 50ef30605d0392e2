import { expect, it } from "vitest";
import { createLog, secretsOf, withoutSecrets } from "../src/log.ts";

it("no line contains a secret, whichever log it comes from and however it is spelled", () => {
  const lines: string[] = [];
  const log = createLog("debug", ["server-secret"], (line) => lines.push(line));
  const own = withoutSecrets(log, secretsOf("key/with+signs"));
  for (const level of ["debug", "info", "warn", "error"] as const) {
    own[level]("event", { error: "GET /x?api_key=key%2Fwith%2Bsigns", more: "key/with+signs server-secret", count: 3 });
  }
  expect(lines).toHaveLength(4);
  for (const line of lines) {
    expect(line).not.toMatch(/key\/with|key%2F|server-secret/);
    expect(JSON.parse(line)).toMatchObject({ event: "event", error: "GET /x?api_key=***", more: "*** ***", count: 3 });
  }
});
