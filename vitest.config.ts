import { defineConfig } from "vitest/config";

export default defineConfig({
    test: {
        projects: [
            {
                test: {
                    name: "unit",
                    include: ["test/**/*.test.ts"],
                    exclude: ["test/e2e/**"],
                    sequence: { groupOrder: 0 },
                },
            },
            {
                test: {
                    name: "e2e",
                    include: ["test/e2e/**/*.test.ts"],
                    globalSetup: "test/e2e/provide-engine.ts",
                    // Each test drives an engine with its providers: more at a time would only wait for one another.
                    pool: "forks",
                    maxWorkers: 2,
                    testTimeout: 120_000,
                    hookTimeout: 120_000,
                    sequence: { groupOrder: 1 },
                },
            },
        ],
    },
});
