import { describe, expect, it } from "vitest";
import type { TestModule } from "vitest/node";
import { closingLine, countsOf } from "../../cli/closing-line.ts";

describe("the closing line", () => {
    it.each([
        [{ passed: 12, failed: 0, skipped: 0 }, "12 passed, 0 failed"],
        [{ passed: 0, failed: 3, skipped: 0 }, "0 passed, 3 failed"],
        [{ passed: 1, failed: 2, skipped: 4 }, "1 passed, 2 failed, 4 skipped"],
    ])("of %o is plain", (counts, line) => {
        expect(closingLine(counts)).toBe(line);
    });
});

describe("the counts", () => {
    it("are those of the tests of all files", () => {
        const modules = [moduleOf(["passed", "failed"]), moduleOf(["passed", "skipped", "pending"])];
        expect(countsOf(modules, 0)).toEqual({ passed: 2, failed: 1, skipped: 2 });
    });

    it("take a file that cannot be loaded, a group that cannot be set up, and a stray error for failed tests", () => {
        const modules = [moduleOf([], { errors: 2 }), moduleOf(["passed", "skipped"], { groupErrors: 1 })];
        expect(countsOf(modules, 1)).toEqual({ passed: 1, failed: 3, skipped: 1 });
    });
});

function moduleOf(states: string[], { errors = 0, groupErrors = 0 } = {}): TestModule {
    const module = {
        errors: () => Array(errors).fill(new Error()),
        children: {
            allTests: () => states.map((state) => ({ result: () => ({ state }) })),
            allSuites: () => [{ errors: () => Array(groupErrors).fill(new Error()) }],
        },
    };
    return module as unknown as TestModule;
}
