import { chooseProviders } from "../../sandbox/providers.ts";
import { disturbed } from "../faults/disturbed.ts";
import { type FaultResult, type FaultTrial, keyOf } from "../faults/fault-trial.ts";
import { realSample } from "../faults/real-sample.ts";
import { seedTrials } from "../faults/seed-trials.ts";
import { type Stage, type StageOptions, stageOf } from "../faults/stage.ts";
import { type LoggedResult, trialLog } from "../faults/trial-log.ts";
import { firstFew } from "../first-few.ts";
import { tree } from "../kills/tree.ts";
import type { Figures, Part, PartRun } from "../part.ts";

/** Every kind of fault at every route of an up, a refresh and a destroy, and days full of faults by their seeds. */
export const faults: Part = {
    name: "faults",
    title: "Every kind of fault at every route of an up, a refresh and a destroy of dev, and days full of faults; then at most one command and the same again",
    figures: async (run: PartRun): Promise<Figures> => {
        if (run.size === "quick") return figuresOf(await onStages(run, 1, { ...run, operations: ["up"] }, sample));
        const isReal = chooseProviders("auto", process.platform, run.pulumiHome).kind === "real";
        const results = [
            ...(await onStages(run, 4, run, ({ matrix }) => [
                ...realSample("stand-in"),
                ...seedTrials("dev"),
                ...matrix,
            ])),
            ...(await onStages(run, 1, { ...run, stack: "prod" }, () => seedTrials("prod"))),
            ...(isReal ? await onStages(run, 1, { ...run, providers: "real" }, () => realSample("real")) : []),
        ];
        return figuresOf(results);
    },
};

/** Makes trials on so many stages side by side; what ended well in an earlier run is not made again. */
async function onStages(
    { folder, say, size, withOtherCode }: PartRun,
    count: number,
    options: StageOptions,
    trialsOf: (stage: Stage) => readonly FaultTrial[],
): Promise<LoggedResult[]> {
    const counted = withOtherCode ? "of any code" : "of this code";
    const log = trialLog(folder, { tree: tree(), earlier: size === "full" ? counted : "none" });
    const stages = await Promise.all(Array.from({ length: count }, () => stageOf(options)));
    const trials = new Map(stages.flatMap(trialsOf).map((trial) => [keyOf(trial), trial]));
    const waiting = [...trials.values()].filter((trial) => !endedWell(log.known(trial)));
    try {
        await Promise.all(
            stages.map(async (stage) => {
                for (let trial = waiting.shift(); trial !== undefined; trial = waiting.shift()) {
                    const result = await made(stage, trial);
                    log.add(result);
                    const { outcome, seconds } = result;
                    say(
                        `${trials.size - waiting.length} of ${trials.size}: ${keyOf(trial)}: ${outcome} (${seconds} s)`,
                    );
                }
            }),
        );
    } finally {
        await Promise.all(stages.map((stage) => stage.close()));
    }
    return [...trials.values()].flatMap((trial) => log.known(trial) ?? []);
}

function endedWell(result: FaultResult | undefined): boolean {
    return result !== undefined && result.outcome !== "orphaned" && result.outcome !== "lost";
}

/** What a trial breaks off with is what came of it. */
function made(stage: Stage, trial: FaultTrial): Promise<FaultResult> {
    return disturbed(stage, trial).catch((error: unknown) => ({
        ...{ ...trial, outcome: "lost" as const, struck: 0, tries: 0, commands: 0, said: [], seconds: 0 },
        differences: [`the trial broke off: ${error instanceof Error ? error.message : String(error)}`],
    }));
}

/** One that the provider waits out, and one that running again puts right. */
const quick: readonly string[] = [
    "dev, stand-in, up, no backing application yet, microsoft POST /v1.0/servicePrincipals",
    "dev, stand-in, up, half answer, microsoft POST /v1.0/applications/{id}/addPassword",
];

function sample({ matrix }: Stage): FaultTrial[] {
    return matrix.filter((trial) => quick.includes(keyOf(trial)));
}

function figuresOf(results: readonly LoggedResult[]): Figures {
    const code = tree();
    const count = (outcome: FaultResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
    const real = results.filter(({ providers }) => providers === "real");
    return {
        counts: {
            tried: results.length - count("not struck"),
            survived: count("survived"),
            recovered: count("recovered"),
            orphaned: count("orphaned"),
            lost: count("lost"),
            "with other code": results.filter(({ tree: tried }) => tried !== code).length,
            "with the real providers": real.length,
            "ended as with the stand-ins": real.filter((one) => isAlike(one, results)).length,
        },
        failures: results
            .filter((result) => !endedWell(result))
            .map(
                (result) =>
                    `${keyOf(result)}: ${result.outcome}: ${firstFew(result.differences) || result.said.join("; ")}`,
            ),
    };
}

function isAlike(real: FaultResult, results: readonly FaultResult[]): boolean {
    const key = keyOf({ ...real, providers: "stand-in" });
    return results.some((result) => keyOf(result) === key && result.outcome === real.outcome);
}
