import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type FaultResult, type FaultTrial, keyOf } from "./fault-trial.ts";

/** What trials came to, a line each in a file, so that a run goes on where an earlier one ended. */
export interface TrialLog {
    /** What a trial came to before, if it was made. */
    known(trial: FaultTrial): FaultResult | undefined;
    add(result: FaultResult): void;
}

/**
 * The log of a run's folder.
 *
 * @param tree names the code that is tried: what was made with another counts for nothing. Without it nothing is read or written
 */
export function trialLog(folder: string, tree: string | undefined): TrialLog {
    const file = `${folder}/trials.jsonl`;
    const earlier = tree === undefined ? [] : linesOf(file).filter((line) => line.tree === tree);
    const results = new Map<string, FaultResult>(earlier.map((result) => [keyOf(result), result]));
    return {
        known: (trial) => results.get(keyOf(trial)),
        add: (result) => {
            results.set(keyOf(result), result);
            if (tree === undefined) return;
            appendFileSync(file, `${JSON.stringify({ tree, ...result })}\n`, { mode: 0o600 });
        },
    };
}

/** A line that was cut off when a run was stopped is made again. */
function linesOf(file: string): (FaultResult & { readonly tree?: string })[] {
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
