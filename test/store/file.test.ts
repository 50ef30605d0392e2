/** The store on a folder, as several processes meet it: each FileStore here stands for one. */
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Moment } from "../../src/store/clock.ts";
import { FileStore } from "../../src/store/file.ts";
import { reserve } from "../../src/store/ledger.ts";
import { StoreFailure } from "../../src/store/store.ts";

const lanes = [{ lane: "common", windows: [{ requests: 3, ms: 60_000 }] }];
const ACCOUNT = "account";

let folder: string;
let damage: string[];
let now: Moment;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "smartlead-mcp-test-")), "state");
  damage = [];
  now = { steady: 1_000_000, wall: 1_700_000_000_000 };
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const open = (at = folder) => new FileStore({ folder: at, onDamage: (what) => damage.push(what), now: () => now });
const take = (store: FileStore) => store.update(ACCOUNT, (ledger, at) => reserve(ledger, at, lanes, 0));
const pass = (steady: number, wall = steady) => {
  now = { steady: now.steady + steady, wall: now.wall + wall };
};
const ledgerFolder = () => join(folder, "quota", readdirSync(join(folder, "quota"))[0] ?? "");
const versions = () => readdirSync(ledgerFolder()).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));

async function useUp(store: FileStore): Promise<void> {
  for (let taken = 0; taken < 3; taken += 1) expect(await take(store)).toMatchObject({ wait: 0 });
}

describe("a folder", () => {
  it("is shared by the processes that use it", async () => {
    await useUp(open());
    expect(await take(open())).toEqual({ freeIn: 60_000 });
  });

  it("holds nothing of a change that failed in the middle", async () => {
    const store = open();
    await take(store);
    const broken = store.update(ACCOUNT, (ledger, at) => {
      reserve(ledger, at, lanes, 0);
      throw new StoreFailure("in the middle");
    });
    await expect(broken).rejects.toThrow("in the middle");
    for (let left = 2; left > 0; left -= 1) expect(await take(store)).toMatchObject({ wait: 0 });
    expect(await take(store)).toEqual({ freeIn: 60_000 });
  });

  it("is read anew when another process was the last to write", async () => {
    const [one, other] = [open(), open()];
    for (const store of [one, other, one]) expect(await take(store)).toMatchObject({ wait: 0 });
    expect(await take(other)).toEqual({ freeIn: 60_000 });
    expect(await take(one)).toEqual({ freeIn: 60_000 });
  });

  it("is touched with the first use only, and belongs to its user alone", async () => {
    const store = open();
    expect(existsSync(folder)).toBe(false);
    await take(store);
    await store.spend("nonce", now.wall, now.wall + 1000);
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect([folder, join(folder, "quota"), ledgerFolder(), join(folder, "spent")].map(mode)).toEqual(
      Array(4).fill(0o700),
    );
    const files = [...versions().map((name) => join(ledgerFolder(), name))];
    files.push(join(folder, "spent", readdirSync(join(folder, "spent"))[0] ?? ""));
    expect(files.map(mode)).toEqual(Array(files.length).fill(0o600));
    expect(JSON.stringify(readdirSync(folder, { recursive: true }))).not.toMatch(/account|nonce/);
  });

  it("does not grow", async () => {
    const store = open();
    for (let taken = 0; taken < 100; taken += 1) {
      await take(store);
      pass(60_000);
    }
    expect(versions().length).toBeLessThanOrEqual(16);
  });

  it("is not written when nothing changes", async () => {
    const store = open();
    await take(store);
    const before = versions();
    await store.update(ACCOUNT, () => undefined);
    expect(versions()).toEqual(before);
  });

  it("loses no change when many are made at the same time", async () => {
    const one = [{ lane: "common", windows: [{ requests: 1000, ms: 60_000 }] }];
    const stores = Array.from({ length: 8 }, () => open());
    await Promise.all(
      Array.from({ length: 160 }, (_, at) =>
        stores[at % 8]?.update(ACCOUNT, (ledger, instant) => reserve(ledger, instant, one, 0)),
      ),
    );
    expect(await open().update(ACCOUNT, ({ lanes: all }) => all["common"]?.starts.length)).toBe(160);
  });
});

describe("a crashed process", () => {
  it("leaves a draft behind, which is cleared away when it is old", async () => {
    await take(open());
    const draft = join(ledgerFolder(), "000000000000.draft");
    writeFileSync(draft, "{");
    await take(open());
    expect(existsSync(draft)).toBe(true);
    // File times are real ones; the store's clock is not.
    utimesSync(draft, 1, 1);
    await take(open());
    expect(existsSync(draft)).toBe(false);
  });

  it("that comes back after a long sleep cannot continue from an old version", async () => {
    const [sleeper, others] = [open(), open()];
    await take(others);
    let slept = false;
    const outcome = await sleeper.update(ACCOUNT, (ledger, at) => {
      if (!slept) {
        slept = true;
        // Meanwhile the others have made many versions, and the next number has been swept away.
        const last = Number.parseInt(versions().at(-1) ?? "", 10);
        const newest = `{"moment":${JSON.stringify(now)},"ledger":{"lanes":{"common":{"starts":[1000000,1000000,1000000],"underWay":{},"quietUntil":0,"keepMs":60000,"lines":{}}}}}`;
        writeFileSync(join(ledgerFolder(), `${last + 40}.json`), newest);
      }
      return reserve(ledger, at, lanes, 0);
    });
    expect(outcome).toEqual({ freeIn: 60_000 });
    expect(versions()).toEqual(["1.json", "41.json"]);
  });
});

describe("a process that knows the newest version", () => {
  const many = [{ lane: "common", windows: [{ requests: 1000, ms: 60_000 }] }];
  const enter = (store: FileStore) => store.update(ACCOUNT, (ledger, at) => reserve(ledger, at, many, 0));
  const entered = () => open().update(ACCOUNT, ({ lanes: all }) => all["common"]?.starts.length);

  /** Sleeps in the midst of a change while another process makes this many, and is told of each. */
  async function sleepThrough(changes: number, onChange: (made: number) => void): Promise<void> {
    const [sleeper, others] = [open(), open()];
    await enter(sleeper);
    const meanwhile: Promise<unknown>[] = [];
    await sleeper.update(ACCOUNT, (ledger, at) => {
      while (meanwhile.length < changes) {
        // A change that nobody disturbs is made before the promise is returned.
        meanwhile.push(enter(others));
        onChange(meanwhile.length);
      }
      return reserve(ledger, at, many, 0);
    });
    await Promise.all(meanwhile);
  }

  it.each([1, 15, 16, 17, 40, 100])("loses no change when it sleeps while others make %i", async (changes) => {
    await sleepThrough(changes, () => undefined);
    expect(await entered()).toBe(changes + 2);
  });

  it("nor when one of those has crashed before it removed what was too old", async () => {
    const kept = join(folder, "kept");
    await sleepThrough(17, (made) => {
      const first = join(ledgerFolder(), "1.json");
      if (made === 1) linkSync(first, kept);
      if (made === 16) linkSync(kept, first);
    });
    expect(await entered()).toBe(19);
    expect(versions()).not.toContain("1.json");
  });

  it("sees that the folder was removed and filled anew", async () => {
    const store = open();
    await enter(store);
    rmSync(folder, { recursive: true });
    await open().update(ACCOUNT, (ledger, at) => [1, 2].map(() => reserve(ledger, at, many, 0)));
    await enter(store);
    expect(await entered()).toBe(3);
  });

  it("sees damage to it", async () => {
    const store = open();
    await take(store);
    for (const name of versions()) writeFileSync(join(ledgerFolder(), name), "{");
    expect(await take(store)).toEqual({ freeIn: 60_000 });
    expect(damage).toHaveLength(1);
  });
});

describe("damaged state", () => {
  it.each([
    ["cut off", "{"],
    ["emptied", ""],
    ["something else", '{"hello":1}'],
    [
      "from a far future",
      '{"moment":{"steady":1000000,"wall":1},"ledger":{"lanes":{"common":{"starts":[1e15],"underWay":{},"quietUntil":0,"keepMs":1,"lines":{}}}}}',
    ],
  ])("%s counts as a full window, and is reported", async (_what, content) => {
    await take(open());
    for (const name of versions()) writeFileSync(join(ledgerFolder(), name), content);
    expect(await take(open())).toEqual({ freeIn: 60_000 });
    expect(damage).toEqual([expect.stringContaining("damaged")]);
    pass(60_000);
    expect(await take(open())).toMatchObject({ wait: 0 });
  });

  it("a folder removed while in use counts as a full window for who knew it", async () => {
    const store = open();
    await useUp(store);
    rmSync(folder, { recursive: true });
    expect(await take(store)).toEqual({ freeIn: 60_000 });
    expect(damage).toHaveLength(1);
  });
});

describe("a folder that cannot be used", () => {
  it.each([
    ["below a file", () => join(folder, "file", "state")],
    ["on a full disk", () => "/dev/full"],
    ["that nobody may write", () => "/proc/smartlead-mcp"],
  ])("%s is a failure that names it", async (_what, path) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "file"), "");
    const store = open(path());
    await expect(take(store)).rejects.toThrow(StoreFailure);
    await expect(store.spend("nonce", now.wall, now.wall)).rejects.toThrow(path());
  });
});

describe("a clock that jumps", () => {
  it.each([
    ["forward", 3_600_000],
    ["back", -3_600_000],
  ])("%s opens no window early and closes none for long", async (_where, jump) => {
    await useUp(open());
    pass(1000, 1000 + jump);
    const outcome = await take(open());
    const wait = "freeIn" in outcome ? outcome.freeIn : 0;
    expect(wait).toBeGreaterThanOrEqual(59_000);
    expect(wait).toBeLessThanOrEqual(60_000);
    pass(wait);
    expect(await take(open())).toMatchObject({ wait: 0 });
  });

  it("a machine that starts anew forgets no start and waits no longer than its window", async () => {
    await useUp(open());
    now = { steady: 5, wall: now.wall + 20_000 };
    expect(await take(open())).toEqual({ freeIn: 40_000 });
  });
});

describe("a spent nonce", () => {
  it("is spent for every process, once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => open().spend("nonce", now.wall, now.wall + 1000)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await open().spend("other", now.wall, now.wall + 1000)).toBe(true);
  });

  it("is forgotten well after it has expired", async () => {
    await open().spend("nonce", now.wall, now.wall + 1000);
    pass(3_700_000);
    await open().spend("other", now.wall, now.wall + 1000);
    expect(readdirSync(join(folder, "spent"))).toHaveLength(1);
  });
});
