/** Every declaration against SmartLead's documentation, and the documentation against the declarations. */
import { describe, expect, it } from "vitest";
import { Catalogue, type Entry } from "../../src/core/catalogue.ts";
import { check } from "../../src/core/check.ts";
import { Failure } from "../../src/core/errors.ts";
import { toRequest } from "../../src/core/request.ts";
import type { JsonObject } from "../../src/core/schemas.ts";
import { routeOf } from "../../src/sandbox/api.ts";
import { validateRequest } from "../../src/sandbox/validate.ts";
import { tools } from "../../src/tools/index.ts";
import {
  declaredPlaces,
  documentedPlaces,
  endpointOf,
  type Place,
  type Places,
  placeOf,
  required,
  sample,
  sampleArguments,
} from "../support/documentation.ts";

const catalogue = new Catalogue(tools, {
  readOnly: false,
  confirmEffects: ["destructive", "sends_email", "spends_money"],
});

/** Keys inside a list that a tool calls otherwise and translates when it sends. */
const RENAMED: Record<string, Record<string, string>> = {
  save_campaign_sequences: {
    "body.sequences[].delay_in_days": "body.sequences[].seq_delay_details.delay_in_days",
    ...Object.fromEntries(
      ["id", "subject", "email_body", "variant_label", "variant_distribution_percentage"].map((name) => [
        `body.sequences[].sequence_variants[].${name}`,
        `body.sequences[].seq_variants[].${name}`,
      ]),
    ),
  },
  create_subsequence: { "body.condition_events[]": "body.condition_events" },
  send_single_email: { "body.attachments[].mime_type": "body.attachments[].mimeType" },
  fetch_email_account_messages_bulk: {
    "body[].email_account_id": "body[].account_id",
    "body[].include_body": "body[].includeBody",
  },
  buy_contact_emails: {
    "body.contacts[].first_name": "body.contacts[].firstName",
    "body.contacts[].last_name": "body.contacts[].lastName",
    "body.contacts[].company_domain": "body.contacts[].companyDomain",
  },
};

/**
 * Objects that tool and documentation see with a different depth: documented without keys where a tool offers those that
 * clients use, or documented as {NAME: true} where a tool takes the list of names.
 */
const WHOLE: Record<string, string> = {
  push_campaign_leads_to_list: "body.filters",
  create_webhook: "body.event_type_map",
};

/** Enums of which a tool takes more, each with the reason. */
const WIDER: Record<string, string> = {
  "update_campaign_settings body.track_settings": "the words that reading gives are taken too, and translated",
};

/** Arguments whose limits differ from the documentation, each with the reason. */
const STRICTER: Record<string, string> = {
  "set_warmup daily_rampup": "the old reference's own examples ramp up by 2, below the 5 of the new one",
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
    const whole = WHOLE[name];
    const names = (places: Places) => {
      const own = [...places.keys()].map((place) => (whole && place.startsWith(`${whole}.`) ? whole : place));
      return [...new Set(own)].sort();
    };
    expect(names(placesOf(entry))).toEqual(names(documentedPlaces(endpoint)));
  });

  it("has the documented enums", () => {
    const documented = documentedPlaces(endpoint);
    const wrong = [...placesOf(entry)].flatMap(([place, own]) => {
      const theirs = `${name} ${place}` in WIDER ? undefined : documented.get(place)?.enum;
      const same =
        JSON.stringify([...(own.enum ?? [])].sort()) === JSON.stringify([...(theirs ?? own.enum ?? [])].sort());
      return same ? [] : [{ place, own: own.enum, theirs }];
    });
    expect(wrong).toEqual([]);
  });

  it("refuses what lies outside the documented limits, and takes what lies on them", () => {
    const documented = documentedPlaces(endpoint);
    const wrong = Object.keys(entry.inputSchema.properties).flatMap((argument) => {
      const place = placeOf(tool, argument);
      const limits = documented.get(place);
      if (limits === undefined || `${name} ${argument}` in STRICTER) return [];
      const accepts = (value: unknown) =>
        isAccepted(entry, { ...sampleArguments(entry, endpoint, "fewest"), [argument]: value });
      return probes(entry, argument, limits)
        .filter(({ value, fits }) => accepts(value) !== fits)
        .map(({ limit, fits }) => `${argument}: ${limit} should be ${fits ? "accepted" : "refused"}`);
    });
    expect(wrong).toEqual([]);
  });

  it("requires what the documentation requires, unless it always sends it", () => {
    const own = placesOf(entry);
    const sent = toRequestPlaces(toRequest(tool, check(entry, sampleArguments(entry, endpoint, "fewest")).args));
    const missing = [...documentedPlaces(endpoint)].filter(
      ([place, { required }]) =>
        required && !own.get(place)?.required && !sent.has(place) && !place.startsWith("path."),
    );
    expect(missing.map(([place]) => place)).toEqual([]);
  });

  it.each(["fewest", "all"] as const)(
    "makes a request that a strict double accepts, with the %s arguments",
    (which) => {
      const request = toRequest(tool, check(entry, sampleArguments(entry, endpoint, which)).args);
      const query = Object.fromEntries(
        Object.entries(request.query).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.join(",") : String(value),
        ]),
      );
      const params = Object.fromEntries(endpoint.path_params.map(({ name: parameter }) => [parameter, "1"]));
      const validate = () => validateRequest(endpoint, { params, query, body: request.body });
      expect(validate).not.toThrow();
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

function isAccepted(entry: Entry, args: Record<string, unknown>): boolean {
  try {
    check(entry, args);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

/** Values just inside and just outside each limit of a place. */
function probes(entry: Entry, argument: string, limits: Place): { limit: string; value: unknown; fits: boolean }[] {
  const { max, min, maxLength, maxItems, minItems } = limits;
  const schema = entry.inputSchema.properties[argument] ?? {};
  const items = (count: number) =>
    Array.from({ length: count }, () => sample(argument, (schema["items"] ?? {}) as JsonObject));
  const isList = schema["type"] === "array";
  const probe = (limit: string, value: unknown, fits: boolean) => ({
    limit: `${limit} ${JSON.stringify(value)?.slice(0, 40)}`,
    value,
    fits,
  });
  return [
    ...(max === undefined || isList ? [] : [probe("max", max, true), probe("max", max + 1, false)]),
    ...(min === undefined || isList ? [] : [probe("min", min, true), probe("min", min - 1, false)]),
    ...(maxLength === undefined || isList
      ? []
      : [probe("length", "x".repeat(maxLength), true), probe("length", "x".repeat(maxLength + 1), false)]),
    ...(maxItems === undefined || !isList
      ? []
      : [probe("items", items(maxItems), true), probe("items", items(maxItems + 1), false)]),
    ...(minItems === undefined || minItems === 0 || !isList ? [] : [probe("items", items(minItems - 1), false)]),
  ];
}

/** The places of a tool under their documented names. */
function placesOf(entry: Entry): Places {
  const renamed = RENAMED[entry.name] ?? {};
  return new Map([...declaredPlaces(entry)].map(([place, facts]) => [renamed[place] ?? place, facts]));
}

function toRequestPlaces({ query, body }: ReturnType<typeof toRequest>): Set<string> {
  const keys = (value: unknown, under: string): string[] =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, inner]) => [`${under}.${key}`, ...keys(inner, `${under}.${key}`)])
      : [];
  return new Set([...keys(query, "query"), ...keys(body, "body")]);
}
