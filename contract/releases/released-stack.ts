import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type TrialStack, type TrialStackOptions, trialStack } from "../../reliability/stack/trial-stack.ts";
import { exportedState, importState } from "./exported-state.ts";
import { type ReleasedWorld, releasePassphrase } from "./released-world.ts";
import { remadeWorld } from "./remade-world.ts";

/** One stack of an earlier release. */
export interface ReleaseOfStack {
    readonly release: string;
    readonly stack: string;
}

/** Where the states of earlier releases are kept, a folder each. */
export const releasesFolder = fileURLToPath(new URL("../../test/contract/releases", import.meta.url));

/** All that are kept. */
export function releasesOfStacks(): ReleaseOfStack[] {
    return readdirSync(releasesFolder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name: release }) =>
            readdirSync(`${releasesFolder}/${release}`)
                .filter((name) => name.endsWith(".state.json"))
                .map((name) => ({ release, stack: name.replace(/\.state\.json$/, "") })),
        );
}

/** A sandbox in which a stack stands as an earlier release left it: both clouds, stack file and state. Nothing of today has run on it. */
export async function releasedStack(
    { release, stack }: ReleaseOfStack,
    options: Omit<TrialStackOptions, "edit" | "programEnvironment" | "seed" | "stack">,
): Promise<TrialStack> {
    const text = (name: string) => readFileSync(`${releasesFolder}/${release}/${name}`, "utf8");
    const released = JSON.parse(text(`${stack}.world.json`)) as ReleasedWorld;
    const trial = await trialStack({
        ...options,
        stack,
        edit: () => text(`Pulumi.${stack}.yaml`),
        programEnvironment: { PULUMI_CONFIG_PASSPHRASE: releasePassphrase },
        seed: (seed) => ({
            ...seed,
            directory: { ...seed.directory, deployer: { ...seed.directory.deployer, ...released.deployer } },
            time: new Date(released.time),
        }),
    });
    try {
        const { environment, workFolder } = trial.rehearsal;
        await made(trial);
        const place = { engine: options.engine, stack, workFolder, environment };
        const scratch = mkdtempSync(`${trial.stateFolder}-released-`);
        const remade = await remadeWorld(released, trial.world, environment);
        importState(place, JSON.parse(text(`${stack}.state.json`)), `${scratch}/as-it-was.json`);
        importState(place, remade.inThisWorld(exportedState(place, true)), `${scratch}/as-it-is.json`);
        return trial;
    } catch (error) {
        await trial.close();
        throw error;
    }
}

/** The stack, with nothing in it. */
async function made(trial: TrialStack): Promise<void> {
    const driver = trial.drive();
    const { errors, succeeded } = await driver.perform("outputs", { quiet: true });
    await driver.stop();
    if (!succeeded) throw new Error(errors.join("\n"));
}
