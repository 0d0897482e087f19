import { disturbed } from "../faults/disturbed.ts";
import { type FaultResult, type FaultTrial, keyOf } from "../faults/fault-trial.ts";
import { seedTrials } from "../faults/seed-trials.ts";
import { type Stage, stageOf } from "../faults/stage.ts";
import { trialLog } from "../faults/trial-log.ts";
import type { Figures, Part, PartRun } from "../part.ts";

/** Every kind of fault at every route of an up, a refresh and a destroy, and days full of faults by their seeds. */
export const faults: Part = {
    name: "faults",
    title: "Every kind of fault at every route of an up, a refresh and a destroy of dev, and days full of faults; then at most one command and the same again",
    figures: async (run: PartRun): Promise<Figures> => {
        const log = run.size === "full" ? trialLog(run.folder) : undefined;
        const results: FaultResult[] = [];
        const make = async (stage: Stage, trials: readonly FaultTrial[]) => {
            for (const [index, trial] of trials.entries()) {
                const result = log?.known(trial) ?? (await made(stage, trial));
                if (log?.known(trial) === undefined) log?.add(result);
                results.push(result);
                run.say(`${index + 1} of ${trials.length}: ${keyOf(trial)}: ${result.outcome} (${result.seconds} s)`);
            }
        };
        const dev = await stageOf(run);
        try {
            await make(dev, run.size === "quick" ? sample(dev.matrix) : dev.matrix);
            if (run.size === "full") await make(dev, seedTrials("dev"));
        } finally {
            await dev.close();
        }
        if (run.size === "full") await withStage({ ...run, stack: "prod" }, (prod) => make(prod, seedTrials("prod")));
        return figuresOf(results);
    },
};

async function withStage(options: Parameters<typeof stageOf>[0], use: (stage: Stage) => Promise<void>): Promise<void> {
    const stage = await stageOf(options);
    try {
        await use(stage);
    } finally {
        await stage.close();
    }
}

/** What a trial breaks off with is what came of it. */
function made(stage: Stage, trial: FaultTrial): Promise<FaultResult> {
    return disturbed(stage, trial).catch((error: unknown) => ({
        ...{ ...trial, outcome: "lost" as const, struck: 0, tries: 0, commands: 0, said: [], seconds: 0 },
        differences: [`the trial broke off: ${error instanceof Error ? error.message : String(error)}`],
    }));
}

/** One that the provider waits out, one that running again puts right, and one that needs the repair. */
const quick: readonly string[] = [
    "dev, stand-in, up, no backing application yet, microsoft POST /v1.0/servicePrincipals",
    "dev, stand-in, up, half answer, microsoft POST /v1.0/applications/{id}/addPassword",
    "dev, stand-in, destroy, lost answer, auth0 DELETE /api/v2/clients/{id}",
];

function sample(matrix: readonly FaultTrial[]): FaultTrial[] {
    return matrix.filter((trial) => quick.includes(keyOf(trial)));
}

function figuresOf(results: readonly FaultResult[]): Figures {
    const count = (outcome: FaultResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
    return {
        counts: {
            tried: results.length - count("not struck"),
            survived: count("survived"),
            recovered: count("recovered"),
            orphaned: count("orphaned"),
            lost: count("lost"),
        },
        failures: results
            .filter(({ outcome }) => outcome === "orphaned" || outcome === "lost")
            .map(
                (result) =>
                    `${keyOf(result)}: ${result.outcome}: ${result.differences.join("; ") || result.said.join("; ")}`,
            ),
    };
}
