/**
 * Packs the built program as a desktop bundle: `node scripts/bundle.mjs [folder]`, dist-bundle when none is named. Beside it
 * stands its checksum and, once package.json says where the project lives, the registry's server.json with the bundle in it.
 */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packExtension } from "@anthropic-ai/mcpb";

const target = process.argv[2] ?? "dist-bundle";
const { name, version, license, type, repository } = readJson("package.json");
const file = `${name}-${version}.mcpb`;
const bundle = join(target, file);

const staged = mkdtempSync(join(tmpdir(), "bundle-"));
try {
  for (const part of ["dist", "manifest.json", "icon.png", "LICENSE", "README.md", "PRIVACY.md", "CHANGELOG.md"]) {
    cpSync(part, join(staged, part), { recursive: true });
  }
  // Without it Node would take the program for CommonJS.
  writeJson(join(staged, "package.json"), { name, version, license, type });
  mkdirSync(target, { recursive: true });
  const packed = await packExtension({ extensionPath: staged, outputPath: bundle, silent: true });
  if (!packed) throw new Error("manifest.json is not valid: npx mcpb validate manifest.json says why");
} finally {
  rmSync(staged, { recursive: true, force: true });
}

const content = readFileSync(bundle);
const sha256 = createHash("sha256").update(content).digest("hex");
writeFileSync(`${bundle}.sha256`, `${sha256}  ${file}\n`);
console.log(`${bundle}: ${(content.length / 1024 / 1024).toFixed(2)} MB, sha256 ${sha256}`);

const home = repository?.url.replace(/^git\+|\.git$/g, "");
if (home === undefined)
  console.log("no server.json for the registry: package.json names no repository to release from");
else {
  const server = readJson("server.json");
  const released = {
    registryType: "mcpb",
    identifier: `${home}/releases/download/v${version}/${file}`,
    fileSha256: sha256,
    transport: { type: "stdio" },
  };
  writeJson(join(target, "server.json"), { ...server, packages: [...server.packages, released] });
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
