import type { TestModule } from "vitest/node";

export interface Counts {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
}

/** The one line that a run of the tests ends with. */
export function closingLine({ passed, failed, skipped }: Counts): string {
    return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** What came of the tests. A file or a group that broke outside of its tests counts as a failed one, as does each stray error. */
export function countsOf(modules: readonly TestModule[], strayErrors: number): Counts {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const broken = modules
        .flatMap((module) => [module, ...module.children.allSuites()])
        .filter((group) => group.errors().length > 0);
    const count = (...states: string[]) => tests.filter((state) => states.includes(state)).length;
    return {
        passed: count("passed"),
        failed: count("failed") + broken.length + strayErrors,
        skipped: count("skipped", "pending"),
    };
}
