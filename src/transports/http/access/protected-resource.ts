/** What this server tells OAuth clients about itself (RFC 9728). */
import type { Oauth } from "../../../config/callers.ts";
import { SCOPES } from "./access-tokens.ts";

export interface Publication {
  /** By the path under which it is served. */
  documents: ReadonlyMap<string, object>;
  /** Where clients find it. */
  url?: string;
}

const WELL_KNOWN = "/.well-known/oauth-protected-resource";

/**
 * The document has to name the resource by its URL, so there is none when the audience is no URL: clients must then be
 * told by hand which issuer to ask.
 */
export function protectedResource({ issuer, audience }: Oauth): Publication {
  const resource = URL.canParse(audience) ? new URL(audience) : undefined;
  if (!resource || !/^https?:$/.test(resource.protocol)) return { documents: new Map() };
  const document = {
    resource: audience,
    resource_name: "smartlead-mcp",
    authorization_servers: [issuer],
    scopes_supported: Object.keys(SCOPES),
    bearer_methods_supported: ["header"],
  };
  const own = WELL_KNOWN + resource.pathname.replace(/\/$/, "");
  // Clients look below the path of the server's URL, and then at the root.
  const paths = new Set([own, WELL_KNOWN, `${WELL_KNOWN}/mcp`]);
  return { documents: new Map([...paths].map((path) => [path, document])), url: resource.origin + own };
}
