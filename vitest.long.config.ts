import { defineConfig } from "vitest/config";

/** What takes minutes: `npm run test:long`. */
export default defineConfig({
    test: {
        name: "long",
        include: ["test/**/*.long.test.ts"],
        globalSetup: "test/e2e/provide-engine.ts",
        pool: "forks",
        maxWorkers: 1,
        testTimeout: 1_800_000,
        hookTimeout: 1_800_000,
        passWithNoTests: true,
    },
});
