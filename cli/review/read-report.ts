import { readFileSync, statSync } from "node:fs";
import { type Report, reportSchema } from "../../review/report.ts";
import { PersonError } from "../person-error.ts";
import { reportFiles } from "./write-report.ts";

/** More than any report of ours: what made it may have been anybody's program. */
const mostBytes = 64 * 1024 * 1024;

/** Reads a report that another job has made. Only its data is taken, by the schema; how it looks is decided here. */
export function readReport(folder: string): Report {
    const file = `${folder}/${reportFiles.json}`;
    const { success, data, error } = reportSchema.safeParse(jsonOf(file));
    if (success) return data;
    const [first] = error.issues;
    throw new PersonError(
        `${file} is no report of this version: ${first?.path.join(".") || "the whole of it"}: ${first?.message}. Make it with:  npm run review -- --out ${folder}`,
    );
}

function jsonOf(file: string): unknown {
    try {
        const { size } = statSync(file);
        if (size > mostBytes) throw new Error(`it has ${size} bytes, and more than ${mostBytes} are not read`);
        return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        throw new PersonError(
            `There is no report to post in ${file}: ${(error as Error).message}. Make it with:  npm run review -- --out <folder>`,
        );
    }
}
