import type { WorldSeed } from "../cli/sandbox/world-seed.ts";
import { type TrialStackOptions, trialStack } from "../reliability/stack/trial-stack.ts";
import type { Rehearsal } from "../sandbox/rehearsal.ts";

export interface SandboxOptions extends Pick<TrialStackOptions, "engine"> {
    readonly projectFolder: string;

    /** A stack that has a program. @default "dev" */
    readonly stack?: string;

    /** Text of the stack file. */
    readonly stackFile: string;

    /** Put into the program's environment. */
    readonly environment?: Readonly<Record<string, string>>;
}

/** Lends a sandbox for a stack file, in a folder that goes away with it; nothing is deployed yet. */
export async function inSandbox<T>(
    { engine, environment = {}, stack = "dev", stackFile }: SandboxOptions,
    use: (rehearsal: Rehearsal, seed: WorldSeed) => Promise<T>,
): Promise<T> {
    const trial = await trialStack({
        engine,
        stack,
        edit: () => stackFile,
        pulumiHome: "",
        environment: process.env,
        programEnvironment: environment,
    });
    try {
        return await use(trial.rehearsal, trial.seed);
    } finally {
        await trial.close();
    }
}
