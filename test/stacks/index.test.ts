import { afterEach, describe, expect, it } from "vitest";
import program from "../../stacks/index.mjs";
import { namesOf } from "../infra/record.ts";
import { runProgram } from "./program.ts";
import { leastRaw } from "./settings-fixture.ts";

const versions = Object.getOwnPropertyDescriptor(process, "versions");
afterEach(() => {
    if (versions !== undefined) Object.defineProperty(process, "versions", versions);
});

describe("the entry", () => {
    it("runs the program that has the stack's name", async () => {
        const { resources } = await runProgram(program, leastRaw, { stack: "dev" });
        expect(namesOf(resources)).toContain("auth0.Connection microsoft");
    });

    it("says which programs there are when the stack has none", async () => {
        expect((await runProgram(program, leastRaw, { stack: "staging" })).error).toBe(
            'There is no program for stack "staging": no file stacks/staging.ts. Programs: dev, prod. Make one: npm run new -- --stack staging --like dev',
        );
    });

    it("does not take a file of the program's own for a stack", async () => {
        expect((await runProgram(program, leastRaw, { stack: "deploy" })).error).toMatch(
            /^There is no program for stack "deploy"/,
        );
    });

    it("says what it needs on an older Node", async () => {
        Object.defineProperty(process, "versions", {
            value: { ...process.versions, node: "22.20.0" },
            configurable: true,
        });
        expect((await runProgram(program, leastRaw)).error).toBe(
            "This program needs Node 24 or newer and runs on 22.20.0. Install it, or put node_modules/.bin first on PATH after npm ci.",
        );
    });
});
