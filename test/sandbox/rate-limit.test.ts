import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openSandbox } from "./client.ts";

const tooMany = { message: "Too many requests. Please slow down and retry later." };

describe("the account's limit", () => {
  it("is 60 requests in 60 seconds unless told otherwise", async () => {
    const { call } = await openSandbox({ rateLimit: { requests: 60, seconds: 60 } });
    const answers = await Promise.all(Array.from({ length: 61 }, () => call("GET", "/leads/fetch-categories")));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    const [refused] = answers.filter(({ status }) => status === 429);
    expect(refused?.json).toEqual(tooMany);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(55);
  });

  it("tells the state of the window on GET answers only", async () => {
    const { call } = await openSandbox({ rateLimit: { requests: 5, seconds: 60 } });
    const read = await call("GET", "/campaigns/");
    expect(read.headers.get("x-ratelimit-limit")).toBe("5");
    expect(read.headers.get("x-ratelimit-remaining")).toBe("4");
    const reset = Number(read.headers.get("x-ratelimit-reset"));
    expect(Math.abs(reset - Date.now() / 1000 - 60)).toBeLessThan(3);
    const write = await call("POST", "/master-inbox/inbox-replies", {});
    expect(write.headers.has("x-ratelimit-limit")).toBe(false);
  });

  it("rolls, and does not count what it refused", async () => {
    const { call } = await openSandbox({ rateLimit: { requests: 2, seconds: 0.3 } });
    const statuses = async () =>
      (await Promise.all([1, 2, 3].map(() => call("GET", "/campaigns/")))).map((a) => a.status);
    expect(await statuses()).toEqual([200, 200, 429]);
    await sleep(320);
    expect(await statuses()).toEqual([200, 200, 429]);
  });

  it("does not count requests with a wrong key", async () => {
    const { url, call } = await openSandbox({ rateLimit: { requests: 1, seconds: 60 } });
    await fetch(`${url}/api/v1/campaigns/?api_key=wrong`);
    expect((await call("GET", "/campaigns/")).status).toBe(200);
  });
});

describe("the limit of the heavy routes", () => {
  it("comes on top and gives no retry-after", async () => {
    const { call } = await openSandbox({ heavyRateLimit: { requests: 10, seconds: 60 } });
    const answers = await Promise.all(Array.from({ length: 11 }, () => call("GET", "/campaigns/10/leads-statistics")));
    const [refused, ...others] = answers.filter(({ status }) => status === 429);
    expect(others).toEqual([]);
    expect(refused?.json).toEqual(tooMany);
    expect(refused?.headers.has("retry-after")).toBe(false);
    expect((await call("GET", "/campaigns/")).status).toBe(200);
  });
});
