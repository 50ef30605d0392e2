/** What a person is asked before each kind of harm, over the whole catalogue. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tools } from "../../src/tools/index.ts";
import { connect, type TestClient } from "../support/clients.ts";

let client: TestClient;
beforeAll(async () => {
  client = await connect({ args: ["--sandbox", "--rate-limit", "1000/1s", "--toolsets", "all"] });
});
afterAll(() => client.close());

/** The documentation shows one folder whatever id is asked for, and a name that may be another's is not shown. */
const NAMELESS = ["delete_spam_test_folder"];

const harmful = tools.filter(({ effect }) => ["destructive", "sends_email", "spends_money"].includes(effect));

describe("the question before", () => {
  it.each(harmful.map((tool) => [tool.name, tool] as const))("%s names what it is about", async (name, tool) => {
    const { structured } = await client.call(name, { ...tool.example });
    // Pausing instead of starting harms nobody: that example runs without a question.
    if (tool.confirm?.({ ...tool.example }) === null) return expect(structured).toHaveProperty("done");
    expect(structured).toMatchObject({ status: "confirmation_required", effect: tool.effect });
    const summary = String(structured["summary"]);
    expect(summary.split("\n")[0]).toMatch(/\?( |$)/);
    if (NAMELESS.includes(name)) expect(summary).toMatch(/could NOT be looked up/);
    else expect(summary).not.toMatch(/could NOT be looked up/);
  });
});
