import { mkdirSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { Report, StackReport } from "../../review/report.ts";
import { type MadeReport, madeReports, realReport } from "./made-reports.ts";
import { stackNames } from "./previewed-stacks.ts";
import { script, variable } from "./runner.ts";

if (import.meta.main) {
    await script(() => {
        const [from = "", to = ""] = process.argv.slice(2);
        const expected = z.array(z.string()).parse(JSON.parse(variable("EXPECTED")));
        mkdirSync(to, { recursive: true });
        writeFileSync(`${to}/report.json`, JSON.stringify(wholeReport(madeReports(from), expected, stackNames())));
    });
}

/**
 * One report of those that a run made: of the stacks at Auth0 and Microsoft where the run could look there, else of the sandbox. A
 * report that is missing is one that failed, so that nobody approves what an earlier comment said.
 *
 * @param expected stacks that have to be reviewed at Auth0 and Microsoft
 * @param stacks all that have a file
 */
export function wholeReport(
    made: ReadonlyMap<string, MadeReport>,
    expected: readonly string[],
    stacks: readonly string[],
): Report {
    if (expected.length === 0) return sandboxReport(made.get("report-sandbox"), stacks);
    // A stack that the pull request adds is not among those that the main branch expects.
    const added = [...made.keys()].flatMap((name) => /^report-real-(.+)$/.exec(name)?.[1] ?? []);
    const reports = [...new Set([...expected, ...added.sort()])].map((stack) => {
        const report = realReport(made, stack);
        return "problem" in report ? failed(stack, report.problem) : report;
    });
    return { version: 1, world: "real", stacks: reports };
}

function sandboxReport(made: MadeReport | undefined, stacks: readonly string[]): Report {
    if (made !== undefined && "report" in made && made.report.world === "sandbox") return made.report;
    const problem = made !== undefined && "problem" in made ? made.problem : "no report was made";
    return { version: 1, world: "sandbox", stacks: stacks.map((stack) => failed(stack, problem)) };
}

function failed(stack: string, problem: string): StackReport {
    return {
        stack,
        project: "microsoft-connection",
        operation: "update",
        outcome: "failed",
        counts: {},
        findings: [],
        changes: [],
        policies: [],
        credentials: [],
        hidden: 0,
        notes: [],
        errors: [`${problem}; the run of this pull request's checks says why`],
        warnings: [],
        unreadable: [],
    };
}
