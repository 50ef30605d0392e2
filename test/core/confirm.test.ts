import { beforeEach, describe, expect, it } from "vitest";
import { Confirmation, type PersonsAnswer } from "../../src/core/confirm.ts";
import type { ConfirmMode } from "../../src/core/effects.ts";
import { Failure } from "../../src/core/errors.ts";
import type { Tool } from "../../src/core/tool.ts";
import { LoneStore, MemoryStore } from "../../src/store/memory.ts";
import { tools } from "../../src/tools/index.ts";

const named = (name: string): Tool => {
  const found = tools.find((tool) => tool.name === name);
  if (!found) throw new Error(`no tool ${name}`);
  return found;
};
const reply = named("reply_to_lead");
const forward = named("forward_email");
const args = {
  campaign_id: 1,
  email_stats_id: "s",
  email_body: "<p>Hi</p>",
  attachments: [{ file_url: "https://files.example/a.pdf", file_name: "a.pdf" }],
};

let clock = 0;
let store = new MemoryStore(() => clock);
beforeEach(() => {
  clock = 1_000_000;
  decisive = {};
  store = new MemoryStore(() => clock);
});

function confirmation({ mode = "auto" as ConfirmMode, apiKey = "key-1", account = "account-1" } = {}) {
  return new Confirmation({ mode, store, apiKey, account, now: () => clock });
}

/** What a person is shown, without reading anything. */
let decisive: Record<string, string> = {};
const show = async () => ({ summary: "Send?", decisive });
const require = (who: Confirmation, tool: Tool, what: Record<string, unknown>, answer: ReturnType<typeof given>) =>
  who.require(tool, what, answer, show);

const given = (more: Partial<{ token: string; answer: PersonsAnswer; canAsk: boolean }> = {}) => ({
  token: undefined,
  answer: undefined,
  canAsk: false,
  ...more,
});

async function tokenFor(who = confirmation(), tool = reply, what: Record<string, unknown> = args): Promise<string> {
  const asked = await require(who, tool, what, given());
  if (asked.kind !== "token") throw new Error(asked.kind);
  return asked.token;
}

const refused = (attempt: Promise<unknown>) =>
  expect(attempt).rejects.toSatisfy(
    (error: unknown) => error instanceof Failure && error.details.kind === "not_confirmed",
  );

describe("the two-step token", () => {
  it("lets the same call through once", async () => {
    const who = confirmation();
    const token = await tokenFor(who);
    expect(await require(who, reply, args, given({ token }))).toMatchObject({ kind: "go" });
    await refused(require(who, reply, args, given({ token })));
  });

  it("lets one of twenty parallel replays through", async () => {
    const who = confirmation();
    const token = await tokenFor(who);
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, () => require(who, reply, args, given({ token }))),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is told apart from a person's answer when it does not fit", async () => {
    await expect(require(confirmation(), reply, args, given({ token: "a.b.c.d" }))).rejects.toThrow(/confirm_token/);
    const answer = { action: "accept", state: "a.b.c.d" };
    const forged = require(confirmation(), reply, args, given({ canAsk: true, answer }));
    await expect(forged).rejects.toThrow(/person's answer/);
  });

  it("holds on another process of the same account", async () => {
    const token = await tokenFor();
    expect(await require(confirmation(), reply, args, given({ token }))).toMatchObject({ kind: "go" });
  });

  it.each([
    ["another argument", { ...args, campaign_id: 2 }],
    ["one more argument", { ...args, cc: "x@y.co" }],
    [
      "another nested argument",
      { ...args, attachments: [{ file_url: "https://evil.example/a.pdf", file_name: "a.pdf" }] },
    ],
    ["one nested argument less", { ...args, attachments: [{ file_url: "https://files.example/a.pdf" }] }],
  ])("refuses %s", async (_name, other) => {
    const who = confirmation();
    await refused(require(who, reply, other, given({ token: await tokenFor(who) })));
  });

  it("refuses another tool, account, key, and after five minutes", async () => {
    const who = confirmation();
    const token = await tokenFor(who);
    await refused(require(who, forward, args, given({ token })));
    await refused(require(confirmation({ account: "account-2" }), reply, args, given({ token })));
    await refused(require(confirmation({ apiKey: "key-2" }), reply, args, given({ token })));
    clock += 5 * 60_000;
    await refused(require(who, reply, args, given({ token })));
  });

  it("refuses what was tampered with or made up", async () => {
    const who = confirmation();
    const token = await tokenFor(who);
    const [expiry = "", nonce = "", marks = "", mac = ""] = token.split(".");
    const later = (Number.parseInt(expiry, 36) + 60_000).toString(36);
    for (const forged of [
      "",
      "x",
      "a.b.c",
      `${later}.${nonce}.${marks}.${mac}`,
      `${expiry}.other.${marks}.${mac}`,
      `${expiry}.${nonce}.cAAAA.${mac}`,
      `${expiry}.${nonce}.${mac}`,
      `${token}x`,
      token.slice(0, -1),
    ]) {
      await refused(require(who, reply, args, given({ token: forged })));
    }
  });
});

describe("a client that can ask", () => {
  async function asked(who = confirmation()) {
    const question = await require(who, reply, args, given({ canAsk: true }));
    if (question.kind !== "ask") throw new Error(question.kind);
    return question;
  }

  it("runs on accept, once, and on nothing else", async () => {
    const who = confirmation();
    const { state } = await asked(who);
    for (const action of ["decline", "cancel", "yes", undefined, true]) {
      await refused(require(who, reply, args, given({ canAsk: true, answer: { action, state } })));
    }
    const accept = given({ canAsk: true, answer: { action: "accept", state } });
    expect(await require(who, reply, args, accept)).toMatchObject({ kind: "go" });
    await refused(require(who, reply, args, accept));
  });

  it("cannot bring an answer to a question that was never asked, or to another one", async () => {
    const who = confirmation();
    const { state } = await asked(who);
    await refused(require(who, reply, args, given({ canAsk: true, answer: { action: "accept", state: undefined } })));
    await refused(
      require(who, reply, { ...args, campaign_id: 9 }, given({ canAsk: true, answer: { action: "accept", state } })),
    );
  });

  it("is asked even when it sends a token, and the question's state is no token", async () => {
    const who = confirmation();
    const token = await tokenFor(who);
    expect((await require(who, reply, args, given({ canAsk: true, token }))).kind).toBe("ask");
    await refused(require(who, reply, args, given({ token: (await asked(who)).state })));
    await refused(require(who, reply, args, given({ canAsk: true, answer: { action: "accept", state: token } })));
  });
});

describe("what was decided on", () => {
  it.each([
    ["is otherwise now", { campaign: "DRAFTED", lead: "a@b.co" }, { campaign: "ACTIVE", lead: "a@b.co" }, false],
    ["is the same now", { campaign: "DRAFTED" }, { campaign: "DRAFTED" }, true],
    ["could not be found out then", {}, { campaign: "ACTIVE" }, true],
    ["cannot be found out now", { campaign: "DRAFTED", lead: "a@b.co" }, { lead: "a@b.co" }, true],
  ])("%s", async (_name, then, now, runs) => {
    const who = confirmation();
    for (const way of ["token", "question"] as const) {
      decisive = then;
      const asked = await require(who, reply, args, given({ canAsk: way === "question" }));
      decisive = now;
      const answer =
        asked.kind === "ask"
          ? given({ canAsk: true, answer: { action: "accept", state: asked.state } })
          : given({ token: asked.kind === "token" ? asked.token : "" });
      if (runs) expect(await require(who, reply, args, answer)).toMatchObject({ kind: "go" });
      else await refused(require(who, reply, args, answer));
    }
  });
});

it("a store that does not know what was used lets nothing through", async () => {
  const who = new Confirmation({ mode: "auto", store: new LoneStore(), apiKey: "key-1", account: "account-1" });
  await refused(require(who, reply, args, given({ token: await tokenFor(who) })));
});

it("elicit mode refuses a client that cannot ask; off asks nobody", async () => {
  await refused(require(confirmation({ mode: "elicit" }), reply, args, given()));
  const token = await tokenFor();
  await refused(require(confirmation({ mode: "elicit" }), reply, args, given({ token })));
  expect(await require(confirmation({ mode: "off" }), reply, args, given())).toMatchObject({ kind: "go" });
});

it("arguments that do no harm need no question", async () => {
  const unread = { email_lead_map_id: 1, read_status: false };
  expect(await require(confirmation(), named("change_read_status"), unread, given())).toMatchObject({ kind: "go" });
});
