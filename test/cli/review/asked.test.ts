import { describe, expect, it } from "vitest";
import { plainArguments } from "../../../cli/review/arguments.ts";
import { asked, type GivenArguments } from "../../../cli/review/asked.ts";

const nothing: GivenArguments = { real: false, destroy: false, github: false };
const stacks = ["dev", "prod"];
const fingerprint = "0123456789ab.0123456789ab.0123456789ab";

describe("what is asked of a review", () => {
    it("is every stack that has a file, in a sandbox, unless told otherwise", () => {
        expect(asked(nothing, stacks)).toEqual({
            stacks: ["dev", "prod"],
            real: false,
            base: undefined,
            operation: "update",
            check: undefined,
        });
    });

    it("is the stacks that are named, each once, in their order", () => {
        expect(asked({ ...nothing, stack: "prod, dev,prod" }, stacks).stacks).toEqual(["prod", "dev"]);
    });

    it("is a comparison with a fingerprint, real, of taking a stack away", () => {
        expect(asked({ ...nothing, stack: "dev", real: true, destroy: true, check: fingerprint }, stacks)).toEqual({
            stacks: ["dev"],
            real: true,
            base: undefined,
            operation: "destroy",
            check: { plan: "0123456789ab", state: "0123456789ab", settings: "0123456789ab" },
        });
    });

    it.each<[Partial<GivenArguments>, string]>([
        [{ stack: "stagin" }, 'There is no stack "stagin": no file Pulumi.stagin.yaml. Stacks here: dev, prod.'],
        [{ stack: "" }, "--stack needs a value; --help says which."],
        [{ out: "" }, "--out needs a value; --help says which."],
        [
            { real: true, base: "main" },
            "--base is for a sandbox: --real starts from what is deployed. Leave one of them out.",
        ],
        [
            { from: "reports", "pull-request": "3" },
            "--from, --pull-request is for posting: add --github, or leave it out.",
        ],
        [
            { github: true, from: "reports", real: true, out: "x" },
            "--from posts a report that was made before; --real, --out would make another. Leave one of them out.",
        ],
        [
            { stack: "dev", check: "abc" },
            '--check "abc" is no fingerprint. The report ends with the one to give: three short hashes with dots between, for plan, state and settings.',
        ],
        [{ check: fingerprint }, "--check is for one stack, and this is about dev, prod: name one with --stack."],
        [
            { github: true, "pull-request": "12a" },
            "--pull-request 12a is no number of a pull request: a whole number from 1 is.",
        ],
        [
            { github: true, "full-report-url": "javascript:alert(1)" },
            "--full-report-url javascript:alert(1) is no https address.",
        ],
    ])("is refused where it cannot be meant: %j", (given, message) => {
        expect(() => asked({ ...nothing, ...given }, stacks)).toThrow(
            expect.objectContaining({ name: "PersonError", message, exitCode: 1 }),
        );
    });

    it("may take away a stack in a sandbox whose file only git has, and nothing else of it", () => {
        expect(asked({ ...nothing, stack: "gone", destroy: true }, stacks).stacks).toEqual(["gone"]);
        for (const more of [{ destroy: false }, { real: true }, { stack: "../gone" }]) {
            expect(() => asked({ ...nothing, stack: "gone", destroy: true, ...more }, stacks)).toThrow(
                /^There is no stack "(\.\.\/)?gone": no file/,
            );
        }
    });

    it("is refused with everything that is wrong with it", () => {
        const given = { ...nothing, stack: "stagin", check: "abc", real: true, base: "main" };

        expect(() => asked(given, stacks)).toThrow(
            /^--base is[^\n]*\n--check "abc"[^\n]*\nThere is no stack "stagin"[^\n]*$/,
        );
    });

    it("says that there is no stack at all", () => {
        expect(() => asked(nothing, [])).toThrow("There is no stack here: no file Pulumi.<name>.yaml.");
    });
});

describe("arguments", () => {
    it.each([
        [[], []],
        [["--real"], ["--real"]],
        [["--stack", "dev"], ["--stack=dev"]],
        [
            ["--stack", "dev", "--json", "--stack=prod"],
            ["--stack=dev,prod", "--json="],
        ],
        [
            ["--json", "--out", "reports"],
            ["--json=", "--out=reports"],
        ],
        [["--json", "-"], ["--json=-"]],
        [["--json=report.json"], ["--json=report.json"]],
        [
            ["--stack", "--real"],
            ["--stack=", "--real"],
        ],
    ])("%j are %j to the parser", (given, wanted) => {
        expect(plainArguments(given)).toEqual(wanted);
    });
});
