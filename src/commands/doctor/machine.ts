/** Looks at what was here before the server: Node, the key as it was set, the way to the network. */
import { readFileSync } from "node:fs";
import type { Network } from "../../config/network.ts";
import { type Finding, failed, ok, skipped, warning } from "./finding.ts";

/** As `engines` in package.json says. */
const OLDEST_NODE = [20, 19];

/** @param version as `process.versions.node` gives it */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  const fits = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  if (fits) return ok("Node", `${version} on ${process.platform} ${process.arch}`);
  return failed(
    "Node",
    `${version} is older than ${OLDEST_NODE.join(".")}`,
    "Install a newer Node from https://nodejs.org, and see that your client starts that one.",
  );
}

/** What people leave in a configuration that they copied, or a client that it did not fill in. */
const PLACEHOLDER =
  /^(((my|your|the|an?)[-_])*(smartlead[-_])?(api[-_]?)?key([-_]here)?|your[-_].*|(change|replace)[-_]?me|x{4,}|\.{3,}|…|<.*>|\$\{.*\}|\$\w+|%\w+%|\{\{.*\}\})$/i;

/** Says nothing of the key itself, not even its length. */
export function keyFinding(key: string): Finding {
  if (key === "") {
    return failed(
      "API key",
      "SMARTLEAD_API_KEY is not set",
      "Put the key (SmartLead, Settings, API keys) into env of your client's configuration; or try --sandbox without one.",
    );
  }
  if (PLACEHOLDER.test(key)) {
    return failed(
      "API key",
      "SMARTLEAD_API_KEY holds a placeholder instead of a key",
      "Replace it by the key itself (SmartLead, Settings, API keys); not every client fills in variables.",
    );
  }
  if (/^["'].*["']$/.test(key)) {
    return failed(
      "API key",
      "SMARTLEAD_API_KEY is in quotation marks, which count as part of it",
      "Remove them: files for docker --env-file, for example, take values as they stand.",
    );
  }
  return ok("API key", "is set");
}

/** @param direct SmartLead's place is an address of this machine, which no proxy is asked for */
export function networkFindings({ proxy, extraCertificates, unverified }: Network, direct: boolean): Finding[] {
  const findings: Finding[] = [];
  if (proxy === undefined) findings.push(ok("Proxy", "none is set"));
  else if (direct) findings.push(skipped("Proxy", "not asked for addresses of this machine"));
  else {
    const except = proxy.except === "" ? "" : `, except for ${proxy.except}`;
    findings.push(ok("Proxy", `requests go through ${new URL(proxy.url).host}${except}`));
  }
  if (extraCertificates !== undefined) findings.push(certificatesFinding(extraCertificates));
  if (unverified) {
    findings.push(
      warning(
        "Certificates",
        "NODE_TLS_REJECT_UNAUTHORIZED=0 accepts whoever answers, and the key is in every request",
        "Remove it; for a company's own certificates name their file in NODE_EXTRA_CA_CERTS.",
      ),
    );
  }
  return findings;
}

function certificatesFinding(path: string): Finding {
  const about = "Certificates";
  const fix = "Name a file in PEM form with the certificates to trust, and restart your client: Node reads it once.";
  try {
    if (readFileSync(path, "utf8").includes("-----BEGIN CERTIFICATE-----")) return ok(about, `also those of ${path}`);
    return warning(about, `NODE_EXTRA_CA_CERTS names ${path}, which holds none`, fix);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return warning(about, `NODE_EXTRA_CA_CERTS names ${path}, which cannot be read (${code})`, fix);
  }
}
