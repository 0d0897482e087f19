import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { type Report, reportSchema, type StackReport } from "../../review/report.ts";

/** A report that is larger is not read: the largest real one is some hundred kilobytes. In bytes. */
const limit = 20 * 1024 * 1024;

/** An artefact's report, or why there is none. */
export type MadeReport = { readonly report: Report } | { readonly problem: string };

/** The reports of a folder, by the names of their artefacts. @param folder holds a folder for each artefact */
export function madeReports(folder: string): ReadonlyMap<string, MadeReport> {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return new Map(names.map((name) => [name, madeReport(`${folder}/${name}/report.json`)]));
}

/** The report on one stack as it is at Auth0 and Microsoft, or why there is none to go by. */
export function realReport(
    made: ReadonlyMap<string, MadeReport>,
    stack: string,
): StackReport | { readonly problem: string } {
    const found = made.get(`report-real-${stack}`);
    if (found === undefined) return { problem: "no report was made" };
    if ("problem" in found) return found;
    const [report, ...others] = found.report.stacks;
    if (found.report.world !== "real" || report?.stack !== stack || others.length > 0) {
        return { problem: `the report is not one on ${stack} at Auth0 and Microsoft` };
    }
    return report;
}

function madeReport(file: string): MadeReport {
    try {
        if (statSync(file).size > limit) return { problem: "the report is too large to be read" };
        const { data } = reportSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
        return data === undefined
            ? { problem: "the report is not of the form that this version writes" }
            : { report: data };
    } catch {
        return { problem: "the report cannot be read" };
    }
}
