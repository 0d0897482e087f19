import { existsSync, readFileSync } from "node:fs";
import { runner, script } from "./runner.ts";

if (import.meta.main) await script(() => runner.summary(summaryOf(process.argv[2] ?? "")));

/** GitHub drops a step's summary of more than this, in bytes. */
const limit = 1024 * 1024 - 1024;

/** A file's text for the page of the run. */
export function summaryOf(file: string): string {
    if (!existsSync(file)) return "No report was made: the log of this job says why.";
    const text = readFileSync(file);
    if (text.length <= limit) return text.toString("utf8");
    return "The report is longer than a summary may be; it is among the artefacts of this run.";
}
