import { describe, expect, it } from "vitest";
import { Batches } from "../../src/store/batches.ts";

describe("changes of one key", () => {
  it("that come together are made together, in their order, and each gets its own result", async () => {
    const made: string[][] = [];
    const batches = new Batches<string>(async (_key, items) => {
      made.push([...items]);
      return items.map((item) => item.toUpperCase());
    });
    const results = await Promise.all(["a", "b", "c"].map((item) => batches.add("x", item)));
    expect(results).toEqual(["A", "B", "C"]);
    expect(made).toEqual([["a", "b", "c"]]);
  });

  it("that come while others are made wait for them, and no longer", async () => {
    const made: string[][] = [];
    let finish = () => {};
    const batches = new Batches<string>((_key, items) => {
      made.push([...items]);
      return new Promise((done) => {
        finish = () => done([...items]);
      });
    });
    const first = batches.add("x", "a");
    await new Promise((next) => setTimeout(next, 5));
    const later = Promise.all([batches.add("x", "b"), batches.add("x", "c")]);
    await new Promise((next) => setTimeout(next, 5));
    expect(made).toEqual([["a"]]);
    finish();
    await first;
    await new Promise((next) => setTimeout(next, 5));
    finish();
    expect(await later).toEqual(["b", "c"]);
    expect(made).toEqual([["a"], ["b", "c"]]);
  });

  it("that fail together leave those that come afterwards alone", async () => {
    let broken = true;
    const batches = new Batches<string>(async (_key, items) => {
      if (broken) throw new Error("no room");
      return [...items];
    });
    const failed = await Promise.allSettled([batches.add("x", "a"), batches.add("x", "b")]);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    broken = false;
    expect(await batches.add("x", "c")).toBe("c");
  });
});

it("changes of other keys do not wait", async () => {
  const batches = new Batches<string>((key, items) =>
    key === "slow" ? new Promise(() => {}) : Promise.resolve([...items]),
  );
  void batches.add("slow", "a");
  expect(await batches.add("quick", "b")).toBe("b");
});

it("nothing is under way once it is idle", async () => {
  let made = 0;
  const batches = new Batches<number>(async (_key, items) => {
    await new Promise((next) => setTimeout(next, 5));
    made += items.length;
    return [...items];
  });
  void batches.add("x", 1);
  void batches.add("y", 2);
  await batches.idle();
  expect(made).toBe(2);
});
