/** What a client sees of a call that has to wait its turn. */
import { describe, expect, it } from "vitest";
import { CLIENTS, HTTP_CLIENTS, type Progress } from "../support/clients.ts";

describe.each([...CLIENTS, ...HTTP_CLIENTS])("%s", (_name, connect) => {
  it("is told its place and how long the wait will be, and only when it asked", async () => {
    const client = await connect({ args: ["--sandbox", "--rate-limit", "1/1s"] });
    const told: Progress[] = [];
    const note = (progress: Progress) => told.push(progress);
    const results = await Promise.all([
      client.call("list_lead_categories"),
      client.call("list_lead_categories", {}, note),
    ]);
    await client.close();

    expect(results.map(({ isError }) => isError)).toEqual([false, false]);
    expect(told.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Waiting for SmartLead's request limit: place 1, about [12] s\.$/),
    );
    for (const { progress } of told) expect(progress).toBeGreaterThan(0);
  });
});
