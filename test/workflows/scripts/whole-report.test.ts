import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { type MadeReport, madeReports } from "../../../.github/scripts/made-reports.ts";
import { reviewedStacks } from "../../../.github/scripts/reviewed-stacks.ts";
import { wholeReport } from "../../../.github/scripts/whole-report.ts";
import { type Report, reportSchema, type StackReport } from "../../../review/report.ts";

const fingerprint = { plan: "a1b2c3d4e5f60718", state: "b1b2c3d4e5f60718", settings: "c1b2c3d4e5f60718" };

function stackReport(stack: string, more: Partial<StackReport> = {}): StackReport {
    return {
        stack,
        project: "microsoft-connection",
        operation: "update",
        outcome: "foreseen",
        fingerprint,
        counts: { same: 14 },
        findings: [],
        changes: [],
        policies: [],
        credentials: [],
        hidden: 0,
        notes: [],
        errors: [],
        warnings: [],
        unreadable: [],
        ...more,
    };
}

function made(world: Report["world"], ...stacks: StackReport[]): MadeReport {
    return { report: { version: 1, world, stacks } };
}

describe("the report of a pull request", () => {
    it("is of the clouds themselves where the run could look there", () => {
        const whole = wholeReport(
            new Map([
                ["report-sandbox", made("sandbox", stackReport("dev"))],
                ["report-real-dev", made("real", stackReport("dev"))],
                ["report-real-prod", made("real", stackReport("prod"))],
            ]),
            ["dev", "prod"],
            ["dev", "prod"],
        );

        expect(whole).toEqual({ version: 1, world: "real", stacks: [stackReport("dev"), stackReport("prod")] });
    });

    it("is the sandbox's for a fork, whatever else the fork's run has put beside it", () => {
        const whole = wholeReport(
            new Map([
                ["report-sandbox", made("sandbox", stackReport("dev"))],
                ["report-real-prod", made("real", stackReport("prod"))],
            ]),
            [],
            ["dev", "prod"],
        );

        expect(whole).toEqual({ version: 1, world: "sandbox", stacks: [stackReport("dev")] });
    });

    it("says of a stack without a report that it has none", () => {
        const { stacks } = wholeReport(
            new Map([["report-real-dev", made("real", stackReport("dev"))]]),
            ["dev", "prod"],
            [],
        );

        expect(stacks.map(({ outcome, stack }) => [stack, outcome])).toEqual([
            ["dev", "foreseen"],
            ["prod", "failed"],
        ]);
        expect(stacks[1]?.errors).toEqual(["no report was made; the run of this pull request's checks says why"]);
        expect(stacks[1]?.fingerprint).toBeUndefined();
    });

    it("has a stack that the pull request adds, which the main branch does not know of", () => {
        const found = new Map([
            ["report-real-new", made("real", stackReport("new"))],
            ["report-real-dev", made("real", stackReport("dev"))],
        ]);

        expect(wholeReport(found, ["dev"], ["dev"]).stacks.map(({ stack }) => stack)).toEqual(["dev", "new"]);
    });

    it.each([
        ["of another stack", made("real", stackReport("dev"))],
        ["of two stacks", made("real", stackReport("prod"), stackReport("dev"))],
        ["of the sandbox", made("sandbox", stackReport("prod"))],
        ["that cannot be read", { problem: "the report cannot be read" }],
    ])("takes no report %s for one on prod", (_, report) => {
        const { stacks } = wholeReport(new Map([["report-real-prod", report]]), ["prod"], []);

        expect(stacks.map(({ outcome, stack }) => [stack, outcome])).toEqual([["prod", "failed"]]);
    });

    it("is one that failed for every stack, where a fork's run made none or claims to have seen the clouds", () => {
        for (const found of [new Map(), new Map([["report-sandbox", made("real", stackReport("dev"))]])]) {
            const whole = wholeReport(found, [], ["dev", "prod"]);

            expect(whole.world).toBe("sandbox");
            expect(whole.stacks.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
        }
    });

    it("is always of the report's own schema", () => {
        expect(reportSchema.safeParse(wholeReport(new Map(), ["dev"], ["dev"])).error).toBeUndefined();
    });
});

describe("reports of artefacts", () => {
    it("are read by the schema: more than it knows is not taken, nor what is no JSON, nor what is missing", () => {
        const folder = mkdtempSync(`${tmpdir()}/reports-`);
        onTestFinished(() => rmSync(folder, { recursive: true }));
        const artefact = (name: string, text: string) => {
            mkdirSync(`${folder}/${name}`);
            writeFileSync(`${folder}/${name}/report.json`, text);
        };
        artefact("report-real-dev", JSON.stringify({ version: 1, world: "real", stacks: [stackReport("dev")] }));
        artefact("report-real-more", JSON.stringify({ version: 1, world: "real", stacks: [], html: "<script>" }));
        artefact("report-real-text", "no JSON");
        mkdirSync(`${folder}/report-real-empty`);

        expect(Object.fromEntries(madeReports(folder))).toEqual({
            "report-real-dev": { report: { version: 1, world: "real", stacks: [stackReport("dev")] } },
            "report-real-more": { problem: "the report is not of the form that this version writes" },
            "report-real-text": { problem: "the report cannot be read" },
            "report-real-empty": { problem: "the report cannot be read" },
        });
    });
});

describe("what was reviewed", () => {
    it("is the fingerprint of each stack's report", () => {
        const found = new Map([["report-real-prod", made("real", stackReport("prod"))]]);

        expect(reviewedStacks(found, ["prod"])).toEqual({
            prod: { deploy: true, fingerprint: "a1b2c3d4e5f60718.b1b2c3d4e5f60718.c1b2c3d4e5f60718" },
        });
    });

    it("is nothing where a report is missing, failed or refused, and every such stack is named", () => {
        const found = new Map([
            ["report-real-dev", made("real", stackReport("dev", { outcome: "refused" }))],
            ["report-real-prod", made("sandbox", stackReport("prod"))],
        ]);

        expect(() => reviewedStacks(found, ["dev", "prod", "test"])).toThrow(
            [
                "dev: its report says that the preview failed or was refused",
                "prod: the report is not one on prod at Auth0 and Microsoft",
                "test: no report was made",
            ].join("\n"),
        );
    });
});
