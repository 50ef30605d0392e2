import { beforeEach, describe, expect, it } from "vitest";
import type { Failure } from "../../src/core/errors.ts";
import { SentMails } from "../../src/core/sent-mails.ts";
import type { Tool } from "../../src/core/tool.ts";
import { emptyLedger } from "../../src/store/ledger.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { note, sinceNoted, takeBack } from "../../src/store/notes.ts";
import { tools } from "../../src/tools/index.ts";

const reply = tools.find(({ name }) => name === "reply_to_lead") as Tool;
const forward = tools.find(({ name }) => name === "forward_email") as Tool;
const mail = { campaign_id: 1, email_stats_id: "s-1", email_body: "<p>Tuesday   suits me.</p>" };

const passed = { campaign_id: 1, stats_id: "s-1", message_id: "<m>", to_emails: "a@b.example, b@c.example" };

let store: MemoryStore;
let sent: SentMails;
beforeEach(() => {
  store = new MemoryStore();
  sent = new SentMails(store, "account-1");
});

describe("a mail to a message", () => {
  it("is known afterwards, to this process and to any other with the same store", async () => {
    expect(await sent.lately(reply, mail)).toEqual({ same: undefined, any: undefined });
    await sent.claim(reply, mail, Date.now());
    const other = new SentMails(store, "account-1");
    expect(await other.lately(reply, mail)).toEqual({ same: expect.any(Number), any: expect.any(Number) });
  });

  it.each([
    ["the same words in other HTML", { email_body: "Tuesday suits <b>me.</b>" }, true],
    ["other words", { email_body: "<p>Wednesday suits me.</p>" }, false],
    ["another recipient", { to_email: "colleague@brightloop.example" }, false],
    ["a copy to somebody", { cc: "boss@brightloop.example" }, false],
  ])("%s: the same mail or another one to that message", async (_name, changed, same) => {
    await sent.claim(reply, mail, Date.now());
    const lately = await sent.lately(reply, { ...mail, ...changed });
    expect(lately.any).toEqual(expect.any(Number));
    expect(lately.same !== undefined).toBe(same);
  });

  it.each([
    ["another message", { email_stats_id: "s-2" }],
    ["another campaign", { campaign_id: 2 }],
  ])("%s is another matter", async (_name, changed) => {
    await sent.claim(reply, mail, Date.now());
    expect(await sent.lately(reply, { ...mail, ...changed })).toEqual({ same: undefined, any: undefined });
  });

  it("says nothing to another account", async () => {
    await sent.claim(reply, mail, Date.now());
    expect(await new SentMails(store, "account-2").lately(reply, mail)).toEqual({ same: undefined, any: undefined });
  });

  it("passed on is told from one that is answered", async () => {
    const passedOn = { campaign_id: 1, stats_id: "s-1", message_id: "<m>", to_emails: "ann@b.example" };
    await sent.claim(reply, mail, Date.now());
    expect((await sent.lately(forward, passedOn)).same).toBeUndefined();
    await sent.claim(forward, passedOn, Date.now());
    expect((await sent.lately(forward, passedOn)).same).toEqual(expect.any(Number));
  });

  it("leaves no note when it certainly did not leave", async () => {
    const { withdraw } = await sent.claim(reply, mail, Date.now());
    await withdraw();
    expect(await sent.lately(reply, mail)).toEqual({ same: undefined, any: undefined });
  });

  it.each([
    ["the same words to another message, with a copy", reply, mail, { email_stats_id: "s-2", cc: "x@y.example" }, true],
    ["other words", reply, mail, { email_body: "<p>No.</p>" }, false],
    ["the same words in another campaign", reply, mail, { campaign_id: 2 }, false],
    [
      "another message to the same people",
      forward,
      passed,
      { stats_id: "s-2", to_emails: "B@c.example,a@b.example" },
      true,
    ],
    ["the same message to other people", forward, passed, { to_emails: "a@b.example" }, false],
  ])("looks alike in a conversation, or not: %s", async (_name, tool, first, changed, repeats) => {
    await sent.claim(tool, first, Date.now());
    expect((await sent.claim(tool, { ...first, ...changed }, Date.now() + 1)).repeats).toBe(repeats);
  });

  it("by twenty calls at once leaves once", async () => {
    const began = Date.now() - 50;
    const claims = await Promise.allSettled(Array.from({ length: 20 }, () => sent.claim(reply, mail, began)));
    const refused = claims.flatMap((claim) => (claim.status === "rejected" ? [claim.reason as Failure] : []));
    expect(refused).toHaveLength(19);
    for (const failure of refused) expect(failure).toMatchObject({ details: { kind: "not_confirmed" } });
  });

  it("once more later is allowed, and known to be one more", async () => {
    expect((await sent.claim(reply, mail, Date.now())).repeats).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await sent.claim(reply, mail, Date.now())).repeats).toBe(true);
  });
});

describe("notes", () => {
  it("are forgotten when they are of no more interest, whoever's they are", () => {
    const ledger = emptyLedger();
    note(ledger, 1000, "a", 500);
    note(ledger, 1200, "b", 500);
    expect(sinceNoted(ledger, 1300, "a", 500)).toBe(300);
    expect(sinceNoted(ledger, 1500, "a", 500)).toBeUndefined();
    note(ledger, 1600, "c", 500);
    expect(Object.keys(ledger.lanes)).toEqual(["b", "c"]);
  });

  it("that are taken back leave the earlier ones", () => {
    const ledger = emptyLedger();
    note(ledger, 1000, "a", 500);
    note(ledger, 1100, "a", 500);
    takeBack(ledger, "a");
    expect(sinceNoted(ledger, 1200, "a", 500)).toBe(200);
  });
});
