import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type FaultResult, type FaultTrial, keyOf } from "./fault-trial.ts";

/** What trials came to, a line each in a file, so that a run goes on where an earlier one ended. */
export interface TrialLog {
    /** What a trial came to before, if it was made. */
    known(trial: FaultTrial): FaultResult | undefined;
    add(result: FaultResult): void;
}

/** @param isKept whether it is read from the folder and written there */
export function trialLog(folder: string, isKept: boolean): TrialLog {
    const file = `${folder}/trials.jsonl`;
    const results = new Map((isKept ? linesOf(file) : []).map((result) => [keyOf(result), result]));
    return {
        known: (trial) => results.get(keyOf(trial)),
        add: (result) => {
            results.set(keyOf(result), result);
            if (isKept) appendFileSync(file, `${JSON.stringify(result)}\n`, { mode: 0o600 });
        },
    };
}

/** A line that was cut off when a run was stopped is made again. */
function linesOf(file: string): FaultResult[] {
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
        .split("\n")
        .flatMap((line) => {
            try {
                return [JSON.parse(line) as FaultResult];
            } catch {
                return [];
            }
        });
}
