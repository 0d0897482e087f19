import { appendFileSync, statSync } from "node:fs";
import { comment, markdown } from "../../review/markdown/markdown.ts";
import type { Report } from "../../review/report.ts";

/** GitHub drops the whole summary of a step that is larger: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const mostBytes = 1024 * 1024;

/** Adds a report to the summary of a workflow's step; one that is too large for it in the size of a comment. */
export function addToJobSummary(report: Report, file: string, fullReportAt: string | undefined): void {
    const room = mostBytes - (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
    const forms = [markdown(report), comment(report, fullReportAt === undefined ? {} : { fullReportAt })];
    const fitting = forms.find((text) => Buffer.byteLength(text) < room);
    if (fitting !== undefined) appendFileSync(file, `${fitting}\n`);
}
