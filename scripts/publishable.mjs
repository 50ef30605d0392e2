/** Runs before `npm publish`: what only the owner of the project can fill in must be filled in. */
import { readFileSync } from "node:fs";

const { mcpName, repository, author } = JSON.parse(readFileSync("package.json", "utf8"));
const missing = [
  mcpName.includes("OWNER") &&
    'mcpName: replace OWNER by the GitHub name of whoever publishes, as in "io.github.ann/smartlead-mcp"',
  repository === undefined && 'repository: { "type": "git", "url": "git+https://github.com/..." }',
  author === undefined && "author",
].filter(Boolean);
if (missing.length > 0) {
  console.error(
    `package.json lacks what the registry and the desktop bundle show; fill in, then npm run docs:\n- ${missing.join("\n- ")}`,
  );
  process.exitCode = 1;
}
