/** Records whose fields are named by outsiders: custom fields of a list may be called anything. */
import { describe, expect, it } from "vitest";
import { compact } from "../../src/core/records/read.ts";
import { visible } from "../../src/core/visible.ts";

const given = () => JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": "x", "2": "b", "empty": ""}');

describe.each([
  ["visible", visible, ["2", "__proto__", "constructor", "empty"]],
  ["compact", compact, ["2", "__proto__", "constructor"]],
])("%s", (_, make, names) => {
  it("keeps a field called __proto__ a field", () => {
    const made = make(given());
    expect(Object.keys(made)).toEqual(names);
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect("polluted" in made).toBe(false);
    expect(JSON.stringify(made)).toContain('"__proto__":{"polluted":"yes"}');
  });
});
