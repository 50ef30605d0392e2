import { describe, expect, it } from "vitest";
import { offer } from "../../src/commands/offer.ts";
import { readInvocation } from "../../src/config.ts";
import { RIGHTS } from "../../src/core/effects.ts";
import { Failure } from "../../src/core/errors.ts";
import { mayCall, mustBeAllowed } from "../../src/core/rights.ts";
import { tools } from "../../src/tools/index.ts";

const callers = Object.entries(RIGHTS).map(([name, effects]) => ({ name, effects }));

describe.each(callers)("a caller with the rights $name", (caller) => {
  it.each(tools.map((tool) => [tool.name, tool] as const))(
    "is let into %s only for what it may cause",
    (_name, tool) => {
      const needed = tool.sensitive ? "write" : tool.effect;
      const refused = caller.name === "read-only" ? "read_only" : "forbidden";
      if (caller.effects.has(needed)) expect(() => mustBeAllowed(caller, tool)).not.toThrow();
      else
        expect(() => mustBeAllowed(caller, tool)).toThrow(
          expect.objectContaining({ details: expect.objectContaining({ kind: refused }) }),
        );
    },
  );

  it("is shown exactly what it may run", () => {
    for (const flags of [[], ["--toolsets", "all"]]) {
      const { catalogue, frontDoor } = offer(readInvocation(flags, {}).config);
      const listed = catalogue.list(caller).map(({ name }) => name);
      expect(listed).toEqual(
        catalogue
          .list()
          .map(({ name }) => name)
          .filter((name) => mayCall(caller, catalogue.find(name).tool)),
      );
      const doors = frontDoor?.list(caller).map(({ name }) => name);
      if (frontDoor) expect(doors?.includes("call_write_tool")).toBe(caller.name !== "read-only");
    }
  });
});

it("a caller without any right is refused even reading", () => {
  const nobody = { name: "nobody", effects: new Set<never>() };
  for (const tool of tools) expect(() => mustBeAllowed(nobody, tool)).toThrow(Failure);
});

it("the only caller of a server may do everything", () => {
  for (const tool of tools) expect(mayCall({ effects: undefined }, tool)).toBe(true);
});
