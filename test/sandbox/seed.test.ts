import { describe, expect, it } from "vitest";
import type { EnrolmentRow } from "../../src/sandbox/account.ts";
import { conversationScripts } from "../../src/sandbox/seed/scripts.ts";
import { seedAccount } from "../../src/sandbox/seed.ts";

const account = seedAccount();
const messages = account.enrolments.flatMap((row) => row.messages);
const conversations = account.enrolments.filter((row) => row.messages.some(({ type }) => type === "REPLY"));
const pending = account.enrolments.flatMap((row) => row.scheduled.map(({ message }) => message));

const idsOf = (rows: readonly { id: number }[]) => new Set(rows.map(({ id }) => id));
const repeated = (values: readonly unknown[]) => values.filter((value, index) => values.indexOf(value) !== index);
const domainOf = (address: string) => address.slice(address.indexOf("@") + 1).replace(/>$/, "");

describe("the same account every time", () => {
  it("comes out byte for byte from the same seed", () => {
    expect(JSON.stringify(seedAccount())).toBe(JSON.stringify(account));
  });

  it("has other people and ids under another seed, in the same conversations", () => {
    const other = seedAccount("another");
    const addresses = new Set(account.leads.map(({ email }) => email));
    const shared = other.leads.filter(({ email }) => addresses.has(email));
    expect(shared.length).toBeLessThan(other.leads.length / 4);
    expect(other.campaigns.map(({ id }) => id)).not.toEqual(account.campaigns.map(({ id }) => id));
    expect(other.enrolments.filter((row) => row.messages.some(({ type }) => type === "REPLY"))).toHaveLength(
      conversationScripts.length,
    );
  });
});

describe("size", () => {
  it("has the campaigns, team and mailboxes of a small company", () => {
    expect(account.campaigns).toHaveLength(6);
    expect(account.campaigns.map(({ status }) => status).sort()).toEqual(
      ["ACTIVE", "ACTIVE", "ACTIVE", "COMPLETED", "DRAFTED", "PAUSED"].sort(),
    );
    expect(account.team).toHaveLength(3);
    expect(account.clients).toHaveLength(2);
    expect(account.mailboxes).toHaveLength(6);
    expect(account.untracked).toHaveLength(11);
  });

  it("has two subsequences, each under an active campaign", () => {
    const parents = account.campaigns.flatMap(({ parent_campaign_id }) => parent_campaign_id ?? []);
    expect(parents).toHaveLength(2);
    for (const parent of parents) expect(account.campaigns.find(({ id }) => id === parent)?.status).toBe("ACTIVE");
  });

  it("has over 300 leads, some in two campaigns", () => {
    expect(account.leads.length).toBeGreaterThan(330);
    expect(account.leads.length).toBeLessThan(360);
    expect(account.enrolments.length).toBeGreaterThan(account.leads.length + 15);
  });

  it("leaves about 25 conversations unread, most of them without a category", () => {
    const unread = account.enrolments.filter((row) => row.has_new_unread_email);
    expect(unread.length).toBeGreaterThanOrEqual(22);
    expect(unread.length).toBeLessThanOrEqual(30);
    expect(unread.filter((row) => row.category_id === null).length).toBeGreaterThanOrEqual(20);
    for (const row of unread) expect(row.messages.at(-1)?.time.slice(0, 10)).toMatch(/^2026-11-(18|19|20)$/);
  });

  it("has every fate that a lead can meet", () => {
    const statuses = new Set(account.enrolments.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(["BLOCKED", "COMPLETED", "INPROGRESS", "PAUSED", "STARTED", "STOPPED"]);
    const some = (test: (row: EnrolmentRow) => unknown) => expect(account.enrolments.some(test)).toBe(true);
    some((row) => row.is_bounced);
    some((row) => row.is_unsubscribed);
    some((row) => row.is_important);
    some((row) => row.is_archived);
    some((row) => row.snoozed_until !== null);
    some((row) => row.is_pushed_to_sub_sequence);
    some((row) => row.revenue > 0);
    some((row) => row.team_member_id === account.owner_id);
    some((row) => row.notes.length > 0);
    some((row) => row.tasks.length > 0);
    some((row) => row.reminders.length > 0);
    some((row) => row.scheduled.length > 0);
    some((row) => row.messages.some(({ click_count }) => click_count > 0));
  });
});

describe("references", () => {
  it("names only what exists", () => {
    const leads = idsOf(account.leads);
    const campaigns = idsOf(account.campaigns);
    const mailboxes = idsOf(account.mailboxes);
    const categories = idsOf(account.categories);
    const team = idsOf(account.team);
    for (const row of account.enrolments) {
      expect(leads).toContain(row.lead_id);
      expect(campaigns).toContain(row.campaign_id);
      expect(mailboxes).toContain(row.mailbox_id);
      if (row.category_id !== null) expect(categories).toContain(row.category_id);
      if (row.team_member_id !== null) expect(team).toContain(row.team_member_id);
      if (row.sub_sequence_id !== null) expect(campaigns).toContain(row.sub_sequence_id);
    }
    for (const campaign of account.campaigns) {
      for (const id of campaign.mailbox_ids) expect(mailboxes).toContain(id);
      if (campaign.client_id !== null) expect(idsOf(account.clients)).toContain(campaign.client_id);
    }
    for (const reply of account.untracked) expect(mailboxes).toContain(reply.account_id);
    expect(team).toContain(account.owner_id);
  });

  it("sends from a mailbox of the campaign", () => {
    for (const row of account.enrolments) {
      const campaign = account.campaigns.find(({ id }) => id === row.campaign_id);
      expect(campaign?.mailbox_ids).toContain(row.mailbox_id);
    }
  });

  it("lets every reply carry the stats_id of a mail sent before it", () => {
    for (const { messages } of conversations) {
      for (const [index, reply] of messages.entries()) {
        if (reply.type === "SENT") continue;
        const sentBefore = messages.slice(0, index).filter(({ type }) => type === "SENT");
        expect(sentBefore.at(-1)?.stats_id).toBe(reply.stats_id);
      }
    }
    const reminded = account.enrolments.flatMap((row) =>
      row.reminders.map(({ email_stats_id }) => row.messages.some(({ stats_id }) => stats_id === email_stats_id)),
    );
    expect(reminded).not.toContain(false);
  });

  it("puts a pushed lead into the subsequence as well", () => {
    for (const row of account.enrolments.filter(({ is_pushed_to_sub_sequence }) => is_pushed_to_sub_sequence)) {
      const subsequence = account.campaigns.find(({ id }) => id === row.sub_sequence_id);
      expect(subsequence?.parent_campaign_id).toBe(row.campaign_id);
      expect(
        account.enrolments.some(
          ({ lead_id, campaign_id }) => lead_id === row.lead_id && campaign_id === subsequence?.id,
        ),
      ).toBe(true);
    }
  });

  it("gives no id twice and keeps next_id above them all", () => {
    const sent = [...messages, ...pending].filter(({ type }) => type === "SENT");
    const extras = account.enrolments.flatMap((row) => [...row.notes, ...row.tasks, ...row.reminders]);
    expect(repeated(account.leads.map(({ id }) => id))).toEqual([]);
    expect(repeated(account.leads.map(({ email }) => email))).toEqual([]);
    expect(repeated(account.enrolments.map(({ map_id }) => map_id))).toEqual([]);
    expect(repeated(account.enrolments.map((row) => `${row.campaign_id} ${row.lead_id}`))).toEqual([]);
    expect(repeated(sent.map(({ stats_id }) => stats_id))).toEqual([]);
    expect(repeated([...messages, ...pending].map(({ message_id }) => message_id))).toEqual([]);
    expect(repeated(extras.map(({ id }) => id))).toEqual([]);
    const everyId = [...account.leads, ...account.campaigns, ...account.mailboxes, ...extras].map(({ id }) => id);
    expect(account.next_id).toBeGreaterThan(Math.max(...everyId, ...account.enrolments.map(({ map_id }) => map_id)));
  });
});

describe("time", () => {
  it("runs forward in every conversation, from 1 October to the moment of the photograph", () => {
    for (const { created_at, messages } of account.enrolments) {
      const times = [created_at, ...messages.map(({ time }) => time)];
      expect(times).toEqual(times.toSorted());
    }
    for (const { time } of messages) {
      expect(time >= "2026-10-01").toBe(true);
      expect(time <= account.seeded_at).toBe(true);
    }
  });

  it("plans only what lies ahead", () => {
    const planned = account.enrolments.flatMap((row) => [
      row.next_timestamp_to_send ?? [],
      row.snoozed_until ?? [],
      row.scheduled.map(({ scheduled_time }) => scheduled_time),
    ]);
    for (const time of planned.flat()) expect(time > account.seeded_at).toBe(true);
  });

  it("sends and receives on working days", () => {
    for (const { time } of messages) expect([1, 2, 3, 4, 5]).toContain(new Date(time).getUTCDay());
  });
});

describe("reserved names only", () => {
  it("uses .example domains in every address and link", () => {
    const addresses = [...messages, ...pending].flatMap(({ from, to, cc }) => [from, to, ...cc]);
    const own = [...account.mailboxes.map(({ from_email }) => from_email), ...account.team.map(({ email }) => email)];
    const untracked = account.untracked.flatMap(({ sender_detail, recipient_detail }) => [
      sender_detail,
      recipient_detail,
    ]);
    for (const address of [...addresses, ...own, ...untracked]) expect(domainOf(address)).toMatch(/\.example$/);
    for (const { domain } of account.blocked_domains) expect(domain).toMatch(/\.example$/);

    // Outlook's own advertisement and namespaces are the only addresses of the real world.
    const links = JSON.stringify(account).match(/https?:\/\/[^\s"'<>\\)]+/g) ?? [];
    const hosts = new Set(links.map((link) => new URL(link).hostname));
    for (const host of hosts) expect(host).toMatch(/\.example$|^aka\.ms$|^www\.w3\.org$/);
  });
});
