import type { Endpoint } from "./api.ts";

export interface Match {
  endpoint: Endpoint;
  params: Record<string, string>;
}

interface Route {
  endpoint: Endpoint;
  segments: string[];
}

/**
 * Finds the endpoint of a request as Express does in its default, non-strict mode: with or without a trailing slash.
 * A literal segment wins over a parameter, so /master-inbox/untracked-replies is not read as an id.
 */
export function createRouter(endpoints: readonly Endpoint[]): (method: string, path: string) => Match | undefined {
  const routes = endpoints
    .map((endpoint): Route => ({ endpoint, segments: split(endpoint.path) }))
    .sort((a, b) => specificity(a).localeCompare(specificity(b)));
  return (method, path) => {
    const given = split(path);
    for (const { endpoint, segments } of routes) {
      if (endpoint.method !== method || segments.length !== given.length) continue;
      const params = matchSegments(segments, given);
      if (params !== undefined) return { endpoint, params };
    }
    return undefined;
  };
}

function split(path: string): string[] {
  return path.replace(/\/$/, "").split("/").slice(1);
}

/** One character for each segment; sorting puts the route whose literals start further left first. */
function specificity({ segments }: Route): string {
  return segments.map((segment) => (segment.startsWith("{") ? "1" : "0")).join("");
}

function matchSegments(segments: string[], given: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith("{")) params[segment.slice(1, -1)] = decode(value);
    else if (segment !== value) return undefined;
  }
  return params;
}

/** A malformed escape stays as it is, and fails validation as what it is. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
