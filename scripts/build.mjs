/**
 * Builds the program: one module to start, free of node_modules. What most runs never need (the pretend account, the
 * demo's client, the HTTP client before the first call) is split off, because parsing it was a third of the start-up time.
 */
import { chmod, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Code that two parts share goes to a part of its own by whole modules. The SDK's main module holds its HTTP server besides what
 * every start needs; the HTTP part gets a copy, so that the start does not parse what only HTTP uses.
 */
const ownCopyForHttp = {
  name: "own-copy-for-http",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@modelcontextprotocol\/server$/ }, async ({ pluginData, importer, path, ...rest }) => {
      if (pluginData === ownCopyForHttp || !/transports.http/.test(importer)) return undefined;
      return { ...(await resolve(path, { ...rest, importer, pluginData: ownCopyForHttp })), suffix: "?http" };
    });
  },
};

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: { "smartlead-mcp": "src/main.ts" },
  outdir: "dist",
  chunkNames: "parts/[name]-[hash]",
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  minify: true,
  // A stack trace in a bug report is worth more than the few kilobytes that names cost.
  keepNames: true,
  legalComments: "linked",
  alias: { "@modelcontextprotocol/server/_shims": fileURLToPath(new URL("server-shims.mjs", import.meta.url)) },
  plugins: [ownCopyForHttp],
  banner: {
    // Some bundled packages are CommonJS and ask for Node's own modules with require.
    js: 'import { createRequire as __createRequire } from "node:module";\nconst require = __createRequire(import.meta.url);',
  },
});
await chmod("dist/smartlead-mcp.js", 0o755);
