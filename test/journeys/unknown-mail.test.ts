/** A mail whose answer was lost: the server looks into the conversation before it speaks, and never sends again. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Fault, failures } from "../../src/sandbox/faults.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { connect, freshHome, type TestClient } from "../support/clients.ts";

const REPLY = "POST /campaigns/{campaign_id}/reply-email-thread";
const FORWARD = "POST /campaigns/{campaign_id}/forward-email";
const HISTORY = "GET /campaigns/{campaign_id}/leads/{lead_id}/message-history";

const STATE = freshHome();

let sandbox: Sandbox;
let client: TestClient;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: null });
  client = await connect({
    // A deadline that leaves no time for a second look.
    args: ["--base-url", sandbox.url, "--rate-limit", "1000/1s", "--timeout", "1", "--deadline", "6"],
    env: { SMARTLEAD_API_KEY: sandbox.apiKey },
    person: "accept",
  });
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});
afterEach(() => sandbox.faults.clear());

/** Conversations that end with a reply, each used once. */
let used = 0;
async function conversation() {
  const open = sandbox.account.enrolments.filter(({ messages }) => messages.at(-1)?.type === "REPLY");
  used += 1;
  const enrolment = open[used % open.length];
  const message = enrolment?.messages.at(-1);
  if (!enrolment || !message) throw new Error("the seed has no conversation left");
  const { campaign_id, lead_id } = enrolment;
  // As an agent does before it answers.
  await client.call("fetch_message_history", { campaign_id, lead_id });
  return { enrolment, message, campaign_id, email_stats_id: message.stats_id };
}

const bodies = (words: string) =>
  sandbox.account.enrolments.flatMap(({ messages, scheduled }) =>
    [...messages, ...scheduled.map(({ message }) => message)].filter(({ email_body }) => email_body.includes(words)),
  );

const LOST: [string, Fault][] = [
  ["the connection is lost", { kind: "drop" }],
  ["the answer is cut off", { kind: "truncate" }],
  ["the answer is late", { kind: "delay", ms: 3000 }],
  ["SmartLead has a fault", failures.serverError],
  ["a gateway answers", failures.badGateway],
  ["the answer is empty", { kind: "empty" }],
];

describe("a reply", () => {
  it.each(LOST)("%s, and which left, is a success that says how it is known", async (name, fault) => {
    const { campaign_id, email_stats_id } = await conversation();
    const words = `That suits me (${name}).`;
    sandbox.faults.add({ ...fault, route: REPLY, after: true });
    const result = await client.call("reply_to_lead", { campaign_id, email_stats_id, email_body: `<p>${words}</p>` });
    expect(result).toMatchObject({ isError: false, structured: { done: true, verified: true } });
    expect(bodies(words)).toHaveLength(1);
  });

  it.each(LOST.filter(([, { kind }]) => kind !== "truncate"))(
    "%s, and which did not leave, stays unknown and says where to look when",
    async (name, fault) => {
      const { campaign_id, email_stats_id, enrolment } = await conversation();
      sandbox.faults.add({ ...fault, route: REPLY });
      const email_body = `<p>Not taken: ${name}.</p>`;
      const result = await client.call("reply_to_lead", { campaign_id, email_stats_id, email_body });
      expect(result.structured).toMatchObject({ error: { kind: "outcome_unknown" } });
      const { next } = result.structured["error"] as { next: string };
      expect(next).toContain(`campaign_id ${campaign_id} and lead_id ${enrolment.lead_id}`);
      const times = next.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
      expect(Date.parse(times[1] ?? "") - Date.parse(times[0] ?? "")).toBe(5 * 60_000);
    },
  );
});

describe("what is in the conversation", () => {
  it("under the same words but longer ago is another mail", async () => {
    const { campaign_id, email_stats_id, enrolment } = await conversation();
    const earlier = enrolment.messages.findLast(({ type }) => type === "SENT");
    sandbox.faults.add({ kind: "drop", route: REPLY });
    const email_body = earlier?.email_body ?? "";
    const result = await client.call("reply_to_lead", { campaign_id, email_stats_id, email_body });
    expect(result.structured).toMatchObject({ error: { kind: "outcome_unknown" } });
  });

  it("does not tell after the same mail was sent a moment before", async () => {
    const { campaign_id, email_stats_id } = await conversation();
    const mail = { campaign_id, email_stats_id, email_body: "<p>Twice the same.</p>" };
    expect((await client.call("reply_to_lead", mail)).isError).toBe(false);
    sandbox.faults.add({ kind: "drop", route: REPLY });
    const result = await client.call("reply_to_lead", mail);
    expect(result.structured).toMatchObject({
      error: { kind: "outcome_unknown", next: expect.stringMatching(/looks the same/) },
    });
    expect(bodies("Twice the same.")).toHaveLength(1);
  });

  it("does not tell which of two messages of a conversation was answered with the same words", async () => {
    const statsIds = ({ messages }: { messages: { stats_id: string }[] }) => [
      ...new Set(messages.map(({ stats_id }) => stats_id)),
    ];
    const enrolment = sandbox.account.enrolments.findLast((row) => statsIds(row).length > 1);
    if (!enrolment) throw new Error("the seed has no conversation with two mails");
    const { campaign_id, lead_id } = enrolment;
    await client.call("fetch_message_history", { campaign_id, lead_id });
    const [one, other] = statsIds(enrolment);
    const email_body = "<p>Thanks, noted.</p>";
    expect((await client.call("reply_to_lead", { campaign_id, email_stats_id: one, email_body })).isError).toBe(false);
    sandbox.faults.add({ kind: "drop", route: REPLY });
    const result = await client.call("reply_to_lead", { campaign_id, email_stats_id: other, email_body });
    expect(result.structured).toMatchObject({ error: { kind: "outcome_unknown" } });
  });

  it("cannot be told when it cannot be read", async () => {
    const { campaign_id, email_stats_id } = await conversation();
    sandbox.faults.add({ kind: "drop", route: REPLY, after: true });
    sandbox.faults.add({ ...failures.serverError, route: HISTORY, times: 9 });
    const mail = { campaign_id, email_stats_id, email_body: "<p>Nobody sees this.</p>" };
    const result = await client.call("reply_to_lead", mail);
    expect(result.structured).toMatchObject({
      error: { kind: "outcome_unknown", next: expect.stringMatching(/could not look/) },
    });
  });
});

it("a reply for later stands in no conversation, so the agent is sent to those that wait", async () => {
  const { campaign_id, email_stats_id } = await conversation();
  const scheduled_time = new Date(Date.now() + 86_400_000).toISOString();
  sandbox.faults.add({ kind: "drop", route: REPLY, after: true });
  const mail = { campaign_id, email_stats_id, email_body: "<p>Until tomorrow.</p>", scheduled_time };
  const result = await client.call("reply_to_lead", mail);
  const error = { kind: "outcome_unknown", next: expect.stringMatching(/list_scheduled_messages/) };
  expect(result.structured).toMatchObject({ error });
});

it("a message that is passed on is told by whom it goes to", async () => {
  const { campaign_id, message } = await conversation();
  const mail = { campaign_id, stats_id: message.stats_id, message_id: message.message_id };
  sandbox.faults.add({ kind: "drop", route: FORWARD, after: true });
  const taken = await client.call("forward_email", { ...mail, to_emails: "sales@ours.example" });
  expect(taken).toMatchObject({ isError: false, structured: { verified: true } });
  sandbox.faults.add({ kind: "drop", route: FORWARD });
  const lost = await client.call("forward_email", { ...mail, to_emails: "legal@ours.example" });
  expect(lost.structured).toMatchObject({ error: { kind: "outcome_unknown" } });
  // It went to one of them before, together with another: that is another mail.
  sandbox.faults.add({ kind: "drop", route: FORWARD });
  const both = await client.call("forward_email", { ...mail, to_emails: "sales@ours.example, legal@ours.example" });
  expect(both.structured).toMatchObject({ error: { kind: "outcome_unknown" } });
});

describe("the person who confirms", () => {
  it("is told of the same mail, and of any other, that left to the message in the last ten minutes", async () => {
    const { campaign_id, email_stats_id } = await conversation();
    const mail = { campaign_id, email_stats_id, email_body: "<p>Glad to hear that.</p>" };
    await client.call("reply_to_lead", mail);
    expect(client.questions.at(-1)).not.toMatch(/left, or may have left|HAS BEEN ANSWERED/);
    await client.call("reply_to_lead", mail);
    expect(client.questions.at(-1)).toMatch(
      /^THE SAME MAIL to this message left, or may have left, less than a minute ago\.$/m,
    );
    expect(client.questions.at(-1)).toMatch(/It HAS BEEN ANSWERED: a mail of ours followed on \d{4}-/);
    await client.call("reply_to_lead", { ...mail, email_body: "<p>One more thing.</p>" });
    expect(client.questions.at(-1)).toMatch(/^ANOTHER MAIL to this message left/m);
  });

  it("decides anew when another agent has sent the same mail meanwhile", async () => {
    const agents = await Promise.all(
      [1, 2].map(() =>
        connect({
          args: ["--base-url", sandbox.url, "--rate-limit", "1000/1s", "--state-dir", STATE],
          env: { SMARTLEAD_API_KEY: sandbox.apiKey },
        }),
      ),
    );
    const { campaign_id, email_stats_id } = await conversation();
    const mail = { campaign_id, email_stats_id, email_body: "<p>From two agents.</p>" };
    const asked = await Promise.all(agents.map((agent) => agent.call("reply_to_lead", mail)));
    const answers = await Promise.all(
      agents.map((agent, at) =>
        agent.call("reply_to_lead", { ...mail, confirm_token: asked[at]?.structured["confirm_token"] }),
      ),
    );
    await Promise.all(agents.map((agent) => agent.close()));
    expect(answers.filter(({ isError }) => !isError)).toHaveLength(1);
    expect(answers.find(({ isError }) => isError)?.structured).toMatchObject({ error: { kind: "not_confirmed" } });
    expect(bodies("From two agents.")).toHaveLength(1);
  });
});
