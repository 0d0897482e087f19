import { z } from "zod";
import { fingerprintText } from "../../review/fingerprint.ts";
import { type MadeReport, madeReports, realReport } from "./made-reports.ts";
import { runner, script } from "./runner.ts";

/** What is to become of a stack. */
export interface Deployment {
    readonly deploy: boolean;
    readonly fingerprint: string;
}

if (import.meta.main) {
    await script(() => {
        const { FINGERPRINT: fingerprint = "", STACK: stack = "", EXPECTED: expected = "" } = process.env;
        const stacks =
            fingerprint === ""
                ? reviewedStacks(
                      madeReports(process.argv[2] ?? ""),
                      z.array(z.string()).parse(JSON.parse(expected || "[]")),
                  )
                : { [stack]: { deploy: true, fingerprint } };
        runner.output("stacks", JSON.stringify(stacks));
        runner.summary(
            Object.entries(stacks)
                .map(([name, of]) => `- ${name}: \`${of.fingerprint}\``)
                .join("\n"),
        );
    });
}

/** The fingerprint of each stack's report. @throws where one has none: it was no ground for an approval */
export function reviewedStacks(
    made: ReadonlyMap<string, MadeReport>,
    expected: readonly string[],
): Record<string, Deployment> {
    const found = expected.map((stack) => [stack, fingerprintOf(made, stack)] as const);
    const missing = found.filter(([, { problem }]) => problem !== undefined);
    if (missing.length > 0) {
        throw new Error(missing.map(([stack, { problem }]) => `${stack}: ${problem}`).join("\n"));
    }
    return Object.fromEntries(found.map(([stack, { text }]) => [stack, { deploy: true, fingerprint: text ?? "" }]));
}

function fingerprintOf(made: ReadonlyMap<string, MadeReport>, stack: string): { text?: string; problem?: string } {
    const report = realReport(made, stack);
    if ("problem" in report) return report;
    if (report.outcome !== "foreseen" || report.fingerprint === undefined) {
        return { problem: "its report says that the preview failed or was refused" };
    }
    return { text: fingerprintText(report.fingerprint) };
}
