/** What the places that list or host the server are told, put together from package.json and the settings. */
import { type Setting, settings } from "../../src/config.ts";

export interface AboutPackage {
  name: string;
  version: string;
  mcpName: string;
  license: string;
  /** Absent until somebody owns a public home of the project. */
  repository?: { type: string; url: string };
}

interface ServerJson {
  name: string;
  description: string;
  [field: string]: unknown;
}

/** The desktop bundle's links: none is better than one that leads nowhere. */
export function homeOf({ repository }: AboutPackage): object {
  if (repository === undefined) return {};
  const home = pageOf(repository);
  return {
    repository: { type: repository.type, url: home },
    homepage: home,
    documentation: `${home}#readme`,
    support: `${home}/issues`,
    privacy_policies: ["https://www.smartlead.ai/privacy-policy", `${home}/blob/main/PRIVACY.md`],
  };
}

/** As https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json describes it. */
export function serverJson({ name, version, mcpName, repository }: AboutPackage): ServerJson {
  return {
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
    name: mcpName,
    title: "SmartLead (independent)",
    description: "Work a SmartLead account: replies, leads, campaigns. Asks before it sends. Not SmartLead's own.",
    version,
    ...(repository && { repository: { url: pageOf(repository), source: "github" } }),
    packages: [
      {
        registryType: "npm",
        identifier: name,
        version,
        runtimeHint: "npx",
        transport: { type: "stdio" },
        environmentVariables: Object.entries<Setting<unknown>>(settings).map(variable),
      },
    ],
  };
}

function variable([name, { variable, flag, value, fallback, about }]: [string, Setting<unknown>]): object {
  const isSwitch = flag !== undefined && value === undefined;
  return {
    name: variable,
    description: about,
    ...(name === "apiKey" && { isRequired: true }),
    // What may not be said on a command line is a secret.
    ...(flag === undefined && { isSecret: true }),
    format: isSwitch ? "boolean" : "string",
    ...(isSwitch && { default: "false" }),
    ...(!isSwitch && fallback !== "" && { default: fallback }),
  };
}

/** "git+https://host/owner/name.git" as the page that people open. */
function pageOf({ url }: { url: string }): string {
  return url.replace(/^git\+|\.git$/g, "");
}
