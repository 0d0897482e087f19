import { defineConfig } from "vitest/config";

const cores = { maxWorkers: 2 };

// Tests share a worker's modules: none keeps state in one, and loading them for each file would take longer than most tests.
// Properties take seconds on a busy machine: that is no failure, and what hangs is seen all the same.
const shared = { pool: "threads", isolate: false, testTimeout: 30_000, ...cores } as const;

export default defineConfig({
    test: {
        projects: [
            {
                test: {
                    name: "unit",
                    include: ["test/**/*.test.ts"],
                    exclude: ["test/e2e/**", "test/engine/**", "test/sandbox/**"],
                    sequence: { groupOrder: 0 },
                    ...shared,
                },
            },
            {
                test: {
                    name: "services",
                    include: ["test/engine/**/*.test.ts", "test/sandbox/**/*.test.ts"],
                    sequence: { groupOrder: 0 },
                    ...shared,
                },
            },
            {
                test: {
                    name: "e2e",
                    include: ["test/e2e/**/*.test.ts"],
                    globalSetup: "test/e2e/provide-engine.ts",
                    // Each test drives an engine with its providers: more at a time would only wait for one another.
                    pool: "forks",
                    ...cores,
                    // On a machine that does much else an operation takes minutes.
                    testTimeout: 600_000,
                    hookTimeout: 600_000,
                    sequence: { groupOrder: 1 },
                },
            },
        ],
    },
});
