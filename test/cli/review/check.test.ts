import { describe, expect, it } from "vitest";
import { check } from "../../../cli/review/check.ts";
import { exitCodeOf } from "../../../cli/review/exit-code.ts";
import { stackReportOf } from "./sample-report.ts";

const reviewed = { plan: "aaaaaaaaaaaa", state: "bbbbbbbbbbbb", settings: "cccccccccccc" };
const again = "npm run review -- --stack dev --real";

describe("a comparison with what was reviewed", () => {
    it("holds where plan, state and settings are the same", () => {
        expect(check(reviewed, stackReportOf({ fingerprint: reviewed }), again)).toEqual({
            asReviewed: true,
            text: "dev is as reviewed: plan, state and settings are those of aaaaaaaaaaaa.bbbbbbbbbbbb.cccccccccccc.",
        });
    });

    it.each([
        [
            "plan",
            "what would be done differs from what was reviewed: the program was changed, or what it finds in the clouds",
        ],
        ["state", "it starts from something else: deployed, refreshed or edited since, or from another version"],
        [
            "settings",
            "Pulumi.dev.yaml, the defaults in Pulumi.yaml or stacks/policies.json are not those of the review",
        ],
    ])("names the %s that moved, what that means, and the command that reviews anew", (part, meaning) => {
        const now = stackReportOf({ fingerprint: { ...reviewed, [part]: "dddddddddddd" } });

        expect(check(reviewed, now, again)).toEqual({
            asReviewed: false,
            text: [
                `dev is not as reviewed: ${part} moved.`,
                `  ${part.padEnd(8)}  ${meaning}`,
                `Review again, and approve that:  ${again}`,
            ].join("\n"),
        });
    });

    it("names all that moved", () => {
        const fingerprint = { plan: "0".repeat(12), state: "1".repeat(12), settings: "2".repeat(12) };

        expect(check(reviewed, stackReportOf({ fingerprint }), again).text).toMatch(
            /^dev is not as reviewed: plan, state, settings moved\.\n {2}plan.*\n {2}state.*\n {2}settings.*\nReview again/,
        );
    });

    it("does not hold where there is no preview now", () => {
        expect(check(reviewed, stackReportOf({ outcome: "failed" }), again)).toEqual({
            asReviewed: false,
            text: `dev cannot be compared with what was reviewed: there is no whole preview now. Mend what the report says, then review again:  ${again}`,
        });
    });
});

describe("the exit code", () => {
    it.each([
        [["foreseen"], 0],
        [["foreseen", "refused"], 3],
        [["refused", "failed", "foreseen"], 1],
        [[], 1],
    ] as const)("of stacks that are %j is %i", (outcomes, code) => {
        const stacks = outcomes.map((outcome) => stackReportOf({ outcome }));

        expect(exitCodeOf({ version: 1, world: "sandbox", stacks })).toBe(code);
    });
});
