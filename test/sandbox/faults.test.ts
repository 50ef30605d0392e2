import { describe, expect, it, vi } from "vitest";
import { failures } from "../../src/sandbox/faults.ts";
import { openSandbox } from "./client.ts";

const pause = ["POST", "/campaigns/10/leads/201/pause"] as const;

describe("faults", () => {
  it("hit the named route, as often as told, and then no more", async () => {
    const { call, faults } = await openSandbox();
    faults.add({ route: "GET /campaigns", times: 2, ...failures.serverError });
    expect((await call("GET", "/campaigns/10")).status).toBe(200);
    expect((await call("GET", "/campaigns/")).status).toBe(500);
    expect((await call("GET", "/campaigns/")).status).toBe(500);
    expect((await call("GET", "/campaigns/")).status).toBe(200);
  });

  it("meet requests in the order they were added, and can be cleared", async () => {
    const { call, faults } = await openSandbox();
    faults.add(failures.rateLimitedFor(7));
    faults.add(failures.rateLimited);
    faults.add(failures.rateLimitedInBody(30));
    faults.add(failures.planExpired);
    const [first, second, third] = [await call(...pause), await call(...pause), await call(...pause)];
    expect(first.headers.get("retry-after")).toBe("7");
    expect(second.headers.has("retry-after")).toBe(false);
    expect(third.json).toMatchObject({ error: { code: "RATE_LIMIT_EXCEEDED", retry_after: 30 } });
    faults.clear();
    expect((await call(...pause)).status).toBe(200);
  });

  it("leave the account alone, unless they strike after the change", async () => {
    const { call, faults, account } = await openSandbox();
    faults.add({ kind: "drop" });
    await expect(call(...pause)).rejects.toThrow();
    expect(account.enrolments[0]?.status).toBe("INPROGRESS");
    faults.add({ kind: "drop", after: true });
    await expect(call(...pause)).rejects.toThrow();
    expect(account.enrolments[0]?.status).toBe("PAUSED");
  });

  it("carry the change out once when they strike after it", async () => {
    const { call, faults, account } = await openSandbox();
    faults.add({ ...failures.badGateway, after: true });
    const answer = await call("POST", "/campaigns/10/reply-email-thread", {
      email_stats_id: "stats-ann",
      email_body: "Hi",
    });
    expect(answer.status).toBe(502);
    expect(answer.text).toContain("Cloudflare");
    expect(account.enrolments[0]?.messages).toHaveLength(3);
  });

  it("empty, truncate and delay answers", async () => {
    const { call, faults } = await openSandbox();
    faults.add({ kind: "empty" });
    expect(await call("GET", "/campaigns/")).toMatchObject({ status: 200, text: "" });
    faults.add({ kind: "truncate" });
    await expect(call("GET", "/campaigns/")).rejects.toThrow();
    faults.add({ kind: "delay", ms: 60 });
    const start = performance.now();
    expect((await call("GET", "/campaigns/")).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(50);
  });

  it("carry a change out once, however late its answer", async () => {
    const { call, faults, account } = await openSandbox();
    faults.add({ kind: "delay", ms: 200, after: true });
    const late = call("POST", "/master-inbox/create-note", { email_lead_map_id: 101, note_message: "Called" });
    await vi.waitFor(() => expect(account.enrolments[0]?.notes).toHaveLength(1), { interval: 2, timeout: 190 });
    expect((await late).status).toBe(200);
    expect(account.enrolments[0]?.notes).toHaveLength(1);
  });

  it("show in the arrivals", async () => {
    const { call, faults, arrivals } = await openSandbox();
    faults.add(failures.notAcceptableButOk);
    faults.add({ kind: "drop" });
    await call("GET", "/campaigns/");
    await call("GET", "/campaigns/").catch(() => undefined);
    expect(arrivals.map(({ status }) => status)).toEqual([406, null]);
  });
});
