/** Arguments made to break the server: each is refused in a short sentence, at once, and nothing of it is echoed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Catalogue, type Entry } from "../../src/core/catalogue.ts";
import { check } from "../../src/core/check.ts";
import { EFFECTS } from "../../src/core/effects.ts";
import { Failure, type FailureDetails } from "../../src/core/errors.ts";
import { tools } from "../../src/tools/index.ts";

const catalogue = new Catalogue(tools, { readOnly: false, confirmEffects: EFFECTS });
const entries = catalogue.reachable();

/** Generous: each takes a few milliseconds. */
const PATIENCE_MS = 500;
const MAX_MESSAGE = 2500;

function refusal(entry: Entry, args: unknown): FailureDetails | undefined {
  const start = performance.now();
  try {
    check(entry, args);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.details;
  } finally {
    expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
  }
}

function nested(levels: number, list: boolean): unknown {
  return JSON.parse(list ? "[".repeat(levels) + "]".repeat(levels) : `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`);
}

const ECHO = "echo-of-the-attack";

const NEVER: Record<string, unknown> = {
  "a megabyte of text": ECHO.repeat(60_000),
  "100,000 entries": Array.from({ length: 100_000 }, () => ECHO),
  "10,000 lists in each other": nested(10_000, true),
  "10,000 objects in each other": nested(10_000, false),
  "a lone surrogate": `${ECHO}\ud83d`,
  "a lone surrogate far down": { a: [{ b: [`${ECHO}\udc00`] }] },
  "a lone surrogate in a name": { a: { [`${ECHO}\ud83d`]: 1 } },
  "a prototype": JSON.parse(`{"__proto__": {"x": "${ECHO}"}}`),
  "a prototype far down": JSON.parse(`[{"a": {"__proto__": {"x": "${ECHO}"}}}]`),
  "a name of a megabyte": { [ECHO.repeat(60_000)]: 1 },
  "100,000 names": Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`${ECHO}${at}`, at])),
};

/** The same code stands before every tool. */
const sample = entries.filter((_, at) => at % 30 === 0);

describe.each(Object.entries(NEVER))("%s", (_, value) => {
  it("is refused in any argument", () => {
    for (const entry of sample) {
      for (const name of Object.keys(entry.inputSchema.properties)) {
        const details = refusal(entry, { ...entry.tool.example, [name]: value });
        expect(details, `${entry.name}.${name}`).toMatchObject({ kind: "invalid_input" });
        expect(details?.message.length).toBeLessThan(MAX_MESSAGE);
        // Forty characters of a name are shown, so that it can be found.
        expect(details?.message.split(ECHO).length).toBeLessThan(4);
      }
    }
  });

  it("is refused as the arguments themselves", () => {
    for (const entry of sample) expect(refusal(entry, value)).toMatchObject({ kind: "invalid_input" });
  });
});

it("10,000 lists as JSON in a text are refused, or are that text", () => {
  const text = "[".repeat(10_000) + "]".repeat(10_000);
  for (const entry of entries) {
    for (const [name, schema] of Object.entries(entry.inputSchema.properties)) {
      const details = refusal(entry, { ...entry.tool.example, [name]: text });
      if (["array", "boolean", "integer"].includes(String(schema["type"])))
        expect(details, `${entry.name}.${name}`).toMatchObject({ kind: "invalid_input" });
    }
  }
});

/** Names of what every object inherits, and numbers that are none. */
const ODD: unknown[] = [
  ...["constructor", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"].map((name) => ({ [name]: 1 })),
  ...[Number.NaN, Number.POSITIVE_INFINITY, -0.5, 1e308, 2 ** 60, "NaN", "1e999", "-", "", " ", "null", "undefined"],
  ...["[", "{}", "[]", "[null]", '{"$ne":1}', "1;2", "\u0000", "\u202e", null, true, [], {}, [[]], [null], [{}]],
];

it("odd values are taken or refused, never a fault of the server", () => {
  for (const entry of entries.filter((_, at) => at % 4 === 0)) {
    for (const name of Object.keys(entry.inputSchema.properties)) {
      for (const value of ODD) refusal(entry, { ...entry.tool.example, [name]: value });
    }
    for (const value of ODD) refusal(entry, value);
  }
});

it("no arguments whatever are a fault of the server", () => {
  const anything = fc.anything({
    withNullPrototype: false,
    maxDepth: 4,
    values: [fc.string({ unit: "binary" }), fc.integer(), fc.double(), fc.constant(null), fc.boolean()],
  });
  const call = fc.tuple(
    fc.constantFrom(...entries),
    fc.dictionary(fc.string(), anything),
    fc.array(anything, { maxLength: 6 }),
  );
  fc.assert(
    fc.property(call, ([entry, extra, values]) => {
      const names = Object.keys(entry.inputSchema.properties);
      const own = Object.fromEntries(values.map((value, at) => [names[at % names.length] ?? "x", value]));
      const details = refusal(entry, JSON.parse(JSON.stringify({ ...entry.tool.example, ...own, ...extra })));
      expect(details?.kind ?? "invalid_input").toBe("invalid_input");
      expect(details?.message.length ?? 0).toBeLessThan(MAX_MESSAGE);
    }),
    { numRuns: 400 },
  );
});

it("an unknown tool of a megabyte is unknown at once", () => {
  const start = performance.now();
  expect(() => catalogue.find("list_campaigns".repeat(80_000))).toThrow(/no tool of that name/);
  expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
});
