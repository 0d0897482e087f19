import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type FaultResult, type FaultTrial, keyOf } from "./fault-trial.ts";

/** What trials came to, a line each in a file, so that a run goes on where an earlier one ended. */
export interface TrialLog {
    /** What a trial came to before, if it was made. */
    known(trial: FaultTrial): LoggedResult | undefined;
    add(result: FaultResult): void;
}

/** A result, and the code that it is of. */
export interface LoggedResult extends FaultResult {
    readonly tree: string;
}

export interface TrialLogOptions {
    /** Names the code that is tried. */
    readonly tree: string;

    /** Whether what an earlier run wrote counts: with this code, with any, or not at all; then nothing is written either. */
    readonly earlier: "of this code" | "of any code" | "none";
}

/** The log of a run's folder. */
export function trialLog(folder: string, { earlier, tree }: TrialLogOptions): TrialLog {
    const file = `${folder}/trials.jsonl`;
    const lines = earlier === "none" ? [] : linesOf(file);
    const counted = lines.filter((line) => earlier === "of any code" || line.tree === tree);
    const results = new Map<string, LoggedResult>(counted.map((result) => [keyOf(result), result]));
    return {
        known: (trial) => results.get(keyOf(trial)),
        add: (result) => {
            const line = { tree, ...result };
            results.set(keyOf(result), line);
            if (earlier !== "none") appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
        },
    };
}

/** A line that was cut off when a run was stopped is made again. */
function linesOf(file: string): LoggedResult[] {
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
        .split("\n")
        .flatMap((line) => {
            try {
                return [JSON.parse(line)];
            } catch {
                return [];
            }
        });
}
