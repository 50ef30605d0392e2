# The server for a team, over HTTP. docs/operations.md says how to run it; compose.yaml runs it with Redis.
ARG NODE_IMAGE=node:24.21-alpine

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
# No package needs its install script, and the project's own (prepare) would build before there is anything to build.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
RUN node scripts/build.mjs

FROM ${NODE_IMAGE}
# OWNER as in package.json's mcpName.
LABEL io.modelcontextprotocol.server.name="io.github.OWNER/smartlead-mcp"
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/dist ./dist
# What must survive the container: the audit trail, and the quota unless it is in Redis.
RUN install -d -o node -g node -m 0700 /state
ENV NODE_ENV=production SMARTLEAD_STATE_DIR=/state
VOLUME /state
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SMARTLEAD_PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Keys and tokens come by the environment: SMARTLEAD_API_KEY, and SMARTLEAD_MCP_TOKENS or SMARTLEAD_OAUTH_*. Without tokens or
# issuer the server does not start on an address that others can reach.
ENTRYPOINT ["node", "dist/smartlead-mcp.js"]
CMD ["--http", "--host", "0.0.0.0"]
