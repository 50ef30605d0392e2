import { defineConfig } from "vitest/config";

/** What measures time must have the machine to itself. */
const measured = [
  "test/core/mail/limits.test.ts",
  "test/journeys/quota.test.ts",
  "test/journeys/redis.test.ts",
  "test/store/redis.test.ts",
];

const common = { testTimeout: 20_000, hookTimeout: 30_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: "stories",
          include: ["test/**/*.test.ts"],
          exclude: measured,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { ...common, name: "measured", include: measured, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
