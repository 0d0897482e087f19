import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { comment, markdown } from "../../review/markdown/markdown.ts";
import type { Report } from "../../review/report.ts";
import { PersonError } from "../person-error.ts";

/** Names of the files that `--out` makes. */
export const reportFiles = { markdown: "report.md", comment: "comment.md", json: "report.json" } as const;

export interface ReportFiles {
    readonly markdown?: string | undefined;
    readonly comment?: string | undefined;
    readonly json?: string | undefined;

    /** Folder that gets all of them. */
    readonly out?: string | undefined;

    /** Where a comment that is cut short sends its readers. */
    readonly fullReportAt?: string | undefined;
}

/** Writes a report in the forms that were asked for. */
export function writeReport(report: Report, { out, fullReportAt, ...files }: ReportFiles): void {
    const texts = {
        markdown: () => markdown(report),
        comment: () => comment(report, fullReportAt === undefined ? {} : { fullReportAt }),
        json: () => reportJson(report),
    };
    for (const [form, text] of Object.entries(texts) as [keyof typeof texts, () => string][]) {
        const inFolder = out === undefined ? undefined : `${out}/${reportFiles[form]}`;
        for (const file of [files[form], inFolder]) if (file !== undefined) write(file, text());
    }
}

/** A report as JSON, for `reportSchema` to read. */
export function reportJson(report: Report): string {
    return `${JSON.stringify(report, undefined, 2)}\n`;
}

function write(file: string, text: string): void {
    try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
    } catch (error) {
        throw new PersonError(
            `The report cannot be written: ${(error as Error).message}. Name another file or folder.`,
        );
    }
}
