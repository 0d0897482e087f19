import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { addToJobSummary } from "../../../cli/review/job-summary.ts";
import { readReport } from "../../../cli/review/read-report.ts";
import { withoutWorkflowCommands } from "../../../cli/review/workflow-commands.ts";
import { writeReport } from "../../../cli/review/write-report.ts";
import { comment, markdown } from "../../../review/markdown/markdown.ts";
import { reportOf } from "./sample-report.ts";

function emptyFolder(): string {
    const folder = mkdtempSync(`${tmpdir()}/report-files-`);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
}

const report = reportOf({}, { stack: "prod", outcome: "refused" });

describe("a report", () => {
    it("is written in every form, and read again from JSON alone", () => {
        const out = `${emptyFolder()}/new/folder`;
        writeReport(report, { out, markdown: `${out}/other.md`, fullReportAt: "https://github.example/runs/1" });

        expect(readdirSync(out).sort()).toEqual(["comment.md", "other.md", "report.json", "report.md"]);
        expect(readFileSync(`${out}/report.md`, "utf8")).toBe(markdown(report));
        expect(readFileSync(`${out}/other.md`, "utf8")).toBe(markdown(report));
        expect(readFileSync(`${out}/comment.md`, "utf8")).toBe(
            comment(report, { fullReportAt: "https://github.example/runs/1" }),
        );
        writeFileSync(`${out}/comment.md`, "approve this");
        expect(readReport(out)).toEqual(report);
    });

    it("that cannot be written is told with its file", () => {
        const folder = emptyFolder();
        writeFileSync(`${folder}/file`, "");

        expect(() => writeReport(report, { out: `${folder}/file` })).toThrow(
            /^The report cannot be written: .*Name another file or folder\.$/,
        );
    });

    it.each([
        [
            "nothing",
            undefined,
            /^There is no report to post in .*report\.json: ENOENT.*npm run review -- --out <folder>$/,
        ],
        ["no JSON", "{", /^There is no report to post in /],
        ["another version", '{"version":2,"world":"sandbox","stacks":[]}', /is no report of this version: version: /],
        [
            "more than the schema",
            '{"version":1,"world":"sandbox","stacks":[],"html":"<b>"}',
            /is no report of this version: the whole of it: Unrecognized key: "html"/,
        ],
        [
            "a diagram with more than boxes and lines in it",
            JSON.stringify(reportOf({ diagram: 'flowchart LR\n    click n1 href "https://evil.example"' })),
            /is no report of this version: stacks\.0\.diagram: has lines that this version does not draw/,
        ],
    ])("is not read from %s", (_, text, message) => {
        const folder = emptyFolder();
        if (text !== undefined) writeFileSync(`${folder}/report.json`, text);

        expect(() => readReport(folder)).toThrow(
            expect.objectContaining({ name: "PersonError", message: expect.stringMatching(message) }),
        );
    });
});

describe("the summary of a workflow's step", () => {
    it("gets the whole report, after what is there", () => {
        const file = `${emptyFolder()}/summary`;
        writeFileSync(file, "before\n");
        addToJobSummary(report, file, undefined);

        expect(readFileSync(file, "utf8")).toBe(`before\n${markdown(report)}\n`);
    });

    it("gets the comment where the whole is too large, and nothing where even that is", () => {
        const file = `${emptyFolder()}/summary`;
        const large = reportOf({
            warnings: Array.from({ length: 9000 }, (_, index) => `${index} ${"long ".repeat(40)}`),
        });
        addToJobSummary(large, file, "https://github.example/runs/1");

        const text = readFileSync(file, "utf8");
        expect(text).toBe(`${comment(large, { fullReportAt: "https://github.example/runs/1" })}\n`);
        const full = "x".repeat(1024 * 1024 - 10);
        writeFileSync(file, full);
        addToJobSummary(large, file, undefined);
        expect(readFileSync(file, "utf8")).toBe(full);
    });
});

describe("what others have named, in a workflow", () => {
    it("is printed while the runner takes no commands, which it takes again afterwards, also after a failure", async () => {
        const lines: string[] = [];
        const work = withoutWorkflowCommands(
            true,
            (line) => lines.push(line),
            async () => {
                lines.push("::error::not for you");
                throw new Error("failed");
            },
        );

        await expect(work).rejects.toThrow("failed");
        const token = lines[0]?.replace("::stop-commands::", "");
        expect(token).toMatch(/^[0-9a-f-]{36}$/);
        expect(lines).toEqual([`::stop-commands::${token}`, "::error::not for you", `::${token}::`]);
    });

    it("is all that is printed elsewhere", async () => {
        const lines: string[] = [];
        expect(
            await withoutWorkflowCommands(
                false,
                (line) => lines.push(line),
                async () => "done",
            ),
        ).toBe("done");

        expect(lines).toEqual([]);
    });
});
