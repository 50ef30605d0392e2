import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** Imports go one way: a folder may import what stands after it. */
const ORDER = ["main", "commands", "transports", "server", "guides", "jobs", "tools", "core", "smartlead", "store"];
/** Settings, log and version belong to the program as a whole and sit beside main. */
const ROOT_FILES: Record<string, readonly string[]> = {
  config: ["core", "smartlead", "store"],
  log: ["config"],
  version: [],
};
const SRC = resolve("src");

function sources(folder = SRC): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : path.endsWith(".ts") ? [path] : [];
  });
}

/** The name by which ORDER knows a file: its folder under src, or its own name at the root. */
const roomOf = (path: string) => (relative(SRC, path).split(/[\\/]/)[0] ?? "").replace(/\.ts$/, "");

function imports(path: string): string[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) =>
    resolve(dirname(path), match[1] ?? ""),
  );
}

const arrows = sources().flatMap((from) => imports(from).map((to) => ({ from, to })));
const label = ({ from, to }: { from: string; to: string }) => `${relative(SRC, from)} -> ${relative(SRC, to)}`;

describe("imports", () => {
  it("go one way through the folders", () => {
    const broken = arrows.filter(({ from, to }) => {
      const [start, end] = [roomOf(from), roomOf(to)];
      if (start === end || start === "sandbox" || !to.startsWith(SRC)) return false;
      if (start in ROOT_FILES) return !ROOT_FILES[start]?.includes(end);
      if (end in ROOT_FILES) return !["main", "commands", "transports"].includes(start);
      if (end === "sandbox") return start !== "commands";
      return ORDER.indexOf(end) < ORDER.indexOf(start);
    });
    expect(broken.map(label)).toEqual([]);
  });

  it("of declarations reach only the shape of a declaration and the shared parameters", () => {
    const broken = arrows.filter(
      ({ from, to }) => roomOf(from) === "tools" && roomOf(to) !== "tools" && !/core[\\/](tool|params)\.ts$/.test(to),
    );
    expect(broken.map(label)).toEqual([]);
  });

  it("of jobs reach only the core: a job reads through tools by their names", () => {
    const broken = arrows.filter(({ from, to }) => roomOf(from) === "jobs" && !["jobs", "core"].includes(roomOf(to)));
    expect(broken.map(label)).toEqual([]);
  });

  it("of the sandbox stay inside it: it is an independent witness", () => {
    const broken = arrows.filter(({ from, to }) => roomOf(from) === "sandbox" && roomOf(to) !== "sandbox");
    expect(broken.map(label)).toEqual([]);
  });

  it("of undici happen only in the folder that speaks to SmartLead", () => {
    const broken = sources().filter(
      (path) => /"undici"/.test(readFileSync(path, "utf8")) && roomOf(path) !== "smartlead",
    );
    expect(broken.map((path) => relative(SRC, path))).toEqual([]);
  });
});

describe("files", () => {
  it("do one thing: none is longer than 300 lines, but for the declarations, which are data", () => {
    const long = sources()
      .filter((path) => roomOf(path) !== "tools")
      .map((path) => ({ path: relative(SRC, path), lines: readFileSync(path, "utf8").split("\n").length }))
      .filter(({ lines }) => lines > 301);
    expect(long).toEqual([]);
  });

  it("read the environment in main.ts only", () => {
    const readers = sources().filter((path) => /process\.(env|argv)\b/.test(readFileSync(path, "utf8")));
    expect(readers.map((path) => relative(SRC, path))).toEqual(["main.ts"]);
  });

  it("write to standard output only in commands and main", () => {
    const writers = sources()
      .filter((path) => /process\.stdout\.write|console\.\w/.test(readFileSync(path, "utf8")))
      .filter((path) => !["commands", "main"].includes(roomOf(path)));
    expect(writers.map((path) => relative(SRC, path))).toEqual([]);
  });

  it("of declarations hold data only: nothing awaits, fetches or branches", () => {
    const active = sources(join(SRC, "tools")).filter((path) =>
      /\b(async|await|fetch\(|if \(|switch \()/.test(readFileSync(path, "utf8")),
    );
    expect(active.map((path) => relative(SRC, path))).toEqual([]);
  });
});

describe("dependencies", () => {
  it("have a reason each in the README, and the README names no other", () => {
    const [, table = ""] = readFileSync("README.md", "utf8").split("### Dependencies");
    const reasoned = table.split("\n").flatMap((line) => {
      const [, names = "", why = ""] = /^\| (`.+?) \| (.+) \|$/.exec(line) ?? [];
      return why === "" ? [] : [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    });
    const { dependencies = {}, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(reasoned.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
  });
});
