import { describe, expect, it } from "vitest";
import { attentionOf, type CampaignFacts, percent, troubleFirst } from "../../src/jobs/campaign-attention.ts";

const mailbox = (from_email: string, more: object = {}) => ({
  from_email,
  is_smtp_success: true,
  is_imap_success: true,
  max_email_per_day: 40,
  daily_sent_count: 12,
  warmup_status: "ACTIVE",
  warmup_reputation_percent: 99,
  ...more,
});

const sound: CampaignFacts = {
  campaign: { status: "ACTIVE", schedule: "Mon-Fri 09:00-17:00 Europe/Berlin" },
  totals: {
    unique_sent_count: 400,
    reply_count: 12,
    bounce_count: 12,
    campaign_lead_stats: { total: 500, not_started: 100, inprogress: 200 },
  },
  steps: [{ seq_number: 1, subject: "Hello", email_body: "Hi" }],
  mailboxes: [mailbox("a@ours.example"), mailbox("b@ours.example")],
  unread: { count: 0, more: false },
};

const totals = (more: object) => ({ totals: { ...sound.totals, ...more } });
const mailboxes = (more: object) => ({ mailboxes: [mailbox("a@ours.example"), mailbox("bad@ours.example", more)] });
const step = (more: object) => ({ steps: [{ seq_number: 1, subject: "Hello", email_body: "Hi", ...more }] });
const leads = (more: object) => totals({ campaign_lead_stats: { total: 500, not_started: 0, inprogress: 0, ...more } });

describe("attention", () => {
  it("is silent about a sound campaign, and about what is not known", () => {
    expect(attentionOf(sound)).toEqual([]);
    const nothing = { totals: undefined, steps: undefined, mailboxes: undefined, unread: undefined };
    expect(attentionOf({ ...sound, ...nothing })).toEqual([]);
    expect(attentionOf({ ...sound, ...nothing, totals: {} })).toEqual([]);
  });

  it.each<[rule: string, says: RegExp, facts: Partial<CampaignFacts>]>([
    ["not_sending", /paused/, { campaign: { ...sound.campaign, status: "PAUSED" } }],
    ["not_sending", /draft/, { campaign: { ...sound.campaign, status: "DRAFTED" } }],
    ["not_sending", /for good/, { campaign: { ...sound.campaign, status: "STOPPED" } }],
    ["not_sending", /completed/, { campaign: { ...sound.campaign, status: "COMPLETED" } }],
    ["no_mailbox", /No mailbox/, { mailboxes: [] }],
    ["mailbox_disconnected", /^1 of 2 .*: bad@ours\.example\.$/, mailboxes({ is_imap_success: false })],
    ["mailbox_disconnected", /^1 of 2 /, mailboxes({ is_smtp_success: "false" })],
    ["no_schedule", /sending days/, { campaign: { status: "ACTIVE" } }],
    ["no_steps", /no step/, { steps: [] }],
    ["step_without_text", /: 1\.$/, step({ email_body: undefined })],
    ["step_without_text", /: 1\.$/, step({ sequence_variants: [{ subject: "A", email_body: "x" }, { subject: "B" }] })],
    ["step_without_subject", /Step 1/, step({ subject: undefined })],
    ["bounces", /^13 of 400 leads bounced: 3\.3 %/, totals({ bounce_count: 13 })],
    ["warm_up_blocked", /1 of 2/, mailboxes({ warmup_status: "INACTIVE", warmup_blocked_reason: "spam" })],
    ["warm_up_blocked", /1 of 2/, mailboxes({ warmup_status: "ACTIVE", warmup_is_blocked: true })],
    ["low_reputation", /1 of 2/, mailboxes({ warmup_status: "ACTIVE", warmup_reputation_percent: 89 })],
    ["at_daily_limit", /1 of 2/, mailboxes({ daily_sent_count: 40 })],
    ["leads_run_out", /^None of 500 leads waits for a mail/, leads({})],
    ["leads_run_out", /first mail; 7 still get follow-ups/, leads({ inprogress: 7 })],
    ["leads_run_out", /no leads/, leads({ total: 0 })],
    ["few_replies", /^3 of 400 leads replied: 0\.8 %/, totals({ reply_count: 3 })],
    ["unread_replies", /^20 or more/, { unread: { count: 20, more: true } }],
  ])("%s: %s", (rule, says, facts) => {
    expect(attentionOf({ ...sound, ...facts })).toEqual([{ rule, says: expect.stringMatching(says) }]);
  });

  it.each<[why: string, facts: Partial<CampaignFacts>]>([
    ["exactly 3 % bounced", totals({ bounce_count: 12 })],
    ["too few leads were mailed to judge bounces", totals({ unique_sent_count: 49, bounce_count: 10 })],
    ["too few leads were mailed to miss replies", totals({ unique_sent_count: 199, reply_count: 0, bounce_count: 0 })],
    ["a later step goes on in the thread", { steps: [...(sound.steps ?? []), { seq_number: 2, email_body: "Again" }] }],
    [
      "a subsequence goes on in its parent's thread",
      {
        campaign: { ...sound.campaign, parent_campaign_id: 7 },
        ...step({ subject: undefined }),
      },
    ],
    [
      "the texts of a step with variants are theirs",
      step({
        subject: undefined,
        email_body: undefined,
        sequence_variants: [{ subject: "A", email_body: "x" }],
      }),
    ],
    [
      "warm-up is off, so its reputation is old",
      mailboxes({
        warmup_status: "INACTIVE",
        warmup_reputation_percent: 12,
      }),
    ],
    ["the API says nothing of the connection", mailboxes({ is_smtp_success: undefined, is_imap_success: undefined })],
    ["no daily limit is known", mailboxes({ max_email_per_day: undefined, daily_sent_count: 900 })],
  ])("stays silent when %s", (_why, facts) => {
    expect(attentionOf({ ...sound, ...facts })).toEqual([]);
  });

  it("puts what keeps a campaign from sending first, and names at most five mailboxes", () => {
    const down = Array.from({ length: 7 }, (_, at) => mailbox(`m${at}@ours.example`, { is_smtp_success: false }));
    const found = attentionOf({ ...sound, mailboxes: down, unread: { count: 2, more: false } });
    expect(found.map(({ rule }) => rule)).toEqual(["mailbox_disconnected", "unread_replies"]);
    expect(found[0]?.says).toMatch(/m4@ours\.example and 2 more\.$/);
  });
});

it("mailboxes in trouble come first, the others stay in their order", () => {
  const rows = [
    mailbox("fine1"),
    mailbox("low", { warmup_status: "ACTIVE", warmup_reputation_percent: 50 }),
    mailbox("fine2"),
    mailbox("blocked", { warmup_blocked_reason: "x" }),
    mailbox("down", { is_smtp_success: false }),
  ];
  expect(troubleFirst(rows).map(({ from_email }) => from_email)).toEqual(["down", "blocked", "low", "fine1", "fine2"]);
});

it.each([
  [1, 3, 33.3],
  [0, 5, 0],
  [5, 0, undefined],
  [undefined, 5, undefined],
  [5, undefined, undefined],
])("%s of %s is %s percent", (part, whole, share) => {
  expect(percent(part, whole)).toBe(share);
});
