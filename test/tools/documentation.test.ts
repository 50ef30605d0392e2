/** Every declaration against SmartLead's documentation, and the documentation against the declarations. */
import { describe, expect, it } from "vitest";
import { Catalogue } from "../../src/core/catalogue.ts";
import { check } from "../../src/core/check.ts";
import { toRequest } from "../../src/core/request.ts";
import { routeOf } from "../../src/sandbox/api.ts";
import { validateRequest } from "../../src/sandbox/validate.ts";
import { tools } from "../../src/tools/index.ts";
import { declaredPlaces, documentedPlaces, endpointOf, required, sampleArguments } from "../support/documentation.ts";

const catalogue = new Catalogue(tools, {
  readOnly: false,
  confirmEffects: ["destructive", "sends_email", "spends_money"],
});

/** Documented places that no tool offers, each with the reason. */
const LEFT_OUT: Record<string, string> = {};

/** Ceilings that a tool sets below the documentation, or where the documentation sets none, each with the reason. */
const STRICTER: Record<string, string> = {
  "push_to_subsequence body.sub_sequence_delay_time":
    "days or seconds is disputed: 365 catches a caller who thinks in seconds",
  "list_sent_emails body.filters.emailAccountId": "the vendor's shared schema says 20",
  "list_sent_emails body.filters.campaignTeamMemberId": "the vendor's shared schema says 10",
  "list_sent_emails body.filters.campaignTagId": "the vendor's shared schema says 10",
  "list_sent_emails body.filters.campaignClientId": "the vendor's shared schema says 10",
};

it("every required endpoint is reached by exactly one tool", () => {
  const reached = required.map((endpoint) => ({
    route: routeOf(endpoint),
    tools: tools.filter((tool) => endpointOf(tool) === endpoint).map(({ name }) => name),
  }));
  expect(reached.filter((row) => row.tools.length !== 1)).toEqual([]);
  expect(tools.filter((tool) => endpointOf(tool) === undefined).map(({ name }) => name)).toEqual([]);
});

describe.each(tools.map((tool) => [tool.name, tool] as const))("%s", (name, tool) => {
  const endpoint = endpointOf(tool);
  if (endpoint === undefined) return;
  const entry = catalogue.find(name);

  it("has the documented effect and weight", () => {
    expect({ effect: tool.effect, heavy: tool.heavy }).toEqual({
      effect: endpoint.effect,
      heavy: endpoint.heavy ?? false,
    });
  });

  it("offers every documented parameter in its place, and no other", () => {
    const documented = [...documentedPlaces(endpoint).keys()]
      .filter((place) => !(`${name} ${place}` in LEFT_OUT))
      .sort();
    expect([...declaredPlaces(entry).keys()].sort()).toEqual(documented);
  });

  it("has the documented enums and limits", () => {
    const documented = documentedPlaces(endpoint);
    const wrong = [...declaredPlaces(entry)].flatMap(([place, own]) => {
      const theirs = documented.get(place);
      if (!theirs || `${name} ${place}` in STRICTER) return [];
      const differs = (["max", "min", "maxLength", "maxItems", "minItems"] as const).filter(
        (limit) => theirs[limit] !== undefined && own[limit] !== theirs[limit],
      );
      const enums =
        theirs.enum && JSON.stringify([...(own.enum ?? [])].sort()) !== JSON.stringify([...theirs.enum].sort());
      return differs.length > 0 || enums ? [{ place, own, theirs }] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("requires what the documentation requires, unless it always sends it", () => {
    const own = declaredPlaces(entry);
    const sent = toRequestPlaces(toRequest(tool, check(entry, sampleArguments(entry, "fewest")).args));
    const missing = [...documentedPlaces(endpoint)].filter(
      ([place, { required }]) =>
        required && !own.get(place)?.required && !sent.has(place) && !place.startsWith("path."),
    );
    expect(missing.map(([place]) => place)).toEqual([]);
  });

  it.each(["fewest", "all"] as const)(
    "makes a request that a strict double accepts, with the %s arguments",
    (which) => {
      const request = toRequest(tool, check(entry, sampleArguments(entry, which)).args);
      const query = Object.fromEntries(
        Object.entries(request.query).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.join(",") : String(value),
        ]),
      );
      const params = Object.fromEntries(endpoint.path_params.map(({ name: parameter }) => [parameter, "1"]));
      const exclusive = endpoint.exactly_one_of !== undefined && which === "all";
      const validate = () => validateRequest(endpoint, { params, query, body: request.body });
      if (exclusive) expect(validate).toThrow();
      else expect(validate).not.toThrow();
      expect(request.path).not.toMatch(/[{}]/);
    },
  );

  it("has an example that a strict double accepts", () => {
    const request = toRequest(tool, check(entry, tool.example).args);
    const params = Object.fromEntries(endpoint.path_params.map(({ name: parameter }) => [parameter, "1"]));
    const query = Object.fromEntries(Object.entries(request.query).map(([key, value]) => [key, String(value)]));
    expect(() => validateRequest(endpoint, { params, query, body: request.body })).not.toThrow();
  });
});

function toRequestPlaces({ query, body }: ReturnType<typeof toRequest>): Set<string> {
  const places = new Set(Object.keys(query).map((name) => `query.${name}`));
  if (typeof body === "object" && body !== null) for (const name of Object.keys(body)) places.add(`body.${name}`);
  return places;
}
