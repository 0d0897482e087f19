import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { chooseProviders, providerPlugins, providerPluginsWithAzure } from "../../sandbox/providers.ts";
import { type Rehearsal, startRehearsal } from "../../sandbox/rehearsal.ts";
import { policyPacks } from "../policy-packs.ts";
import { type WorldSeed, worldSeed } from "../sandbox/world-seed.ts";
import { projectName, stackSettings } from "../stack-settings.ts";
import type { Base } from "./base.ts";
import { copyNote, copyProject } from "./copied-project.ts";
import { noPreview, note, type Recorded, recordPreview } from "./record-preview.ts";
import { seedOfBoth } from "./seed-of-both.ts";
import type { Work } from "./work.ts";

export interface BaseProject extends Base {
    /** Folder with the project as it was at that commit; absent where there is no commit. */
    readonly folder: string | undefined;
}

/** Deploys the earlier version of a stack into a sandbox that ends with the review, and previews the work tree's version over it. */
export async function inOwnSandbox(stack: string, base: BaseProject, work: Work): Promise<Recorded> {
    const { engine, projectFolder, say } = work;
    const earlier =
        base.folder !== undefined && existsSync(`${base.folder}/Pulumi.${stack}.yaml`) ? base.folder : undefined;
    const from = earlier === undefined ? "as a new stack, on nothing" : `over ${base.why}`;
    say(`Review of ${stack} in a sandbox of its own, which ends with it: ${from}.`);

    const now = stackSettings(projectFolder, stack);
    const at = new Date();
    const seed = withDeployer(
        earlier === undefined ? worldSeed(now, at) : seedOfBoth(stackSettings(earlier, stack), now, at),
    );
    const plugins = seed.azure === undefined ? providerPlugins : providerPluginsWithAzure;
    const pulumiHome = process.env["PULUMI_HOME"] ?? `${homedir()}/.pulumi`;
    const rehearsal = await startRehearsal({
        ...seed,
        folder: `${work.folder}/sandbox`,
        projectFolder: earlier ?? projectFolder,
        project: projectName(projectFolder),
        stack,
        engine: engine.command,
        providers: chooseProviders("auto", process.platform, pulumiHome, plugins).kind,
        pulumiHome,
        environment: process.env,
        onOutput: () => {},
    });
    try {
        const notes = [
            `It starts from a sandbox: ${from}.`,
            ...note("The sandbox takes for granted", seed.assumptions),
        ];
        const problems = earlier === undefined ? [] : await deployed(rehearsal, earlier, work);
        if (problems.length > 0) {
            return noPreview(
                [`The version before cannot be deployed into the sandbox: ${base.why}.`, ...problems],
                notes,
            );
        }
        const changes = copyProject(projectFolder, stack, rehearsal.workFolder);
        const driver = rehearsal.drive(`${projectFolder}/stacks/index.mjs`, {
            policyPacks: policyPacks(projectFolder),
        });
        return await recordPreview(work.watched(driver), work, [...notes, ...note(copyNote, changes)]);
    } finally {
        await rehearsal.close();
    }
}

/** The same deployer in every such sandbox: it comes to own what is made, and a fingerprint tells owners apart. */
function withDeployer(seed: WorldSeed): WorldSeed {
    const ids = { clientId: "5a2d0c1e-7b64-4e39-8f10-93c6b7d2e5a4", objectId: "c81f6e90-2d47-4b5a-a3e8-0f9d7c6b1e23" };
    return { ...seed, directory: { ...seed.directory, deployer: { ...seed.directory.deployer, ...ids } } };
}

/** @returns why not, if it could not be deployed */
async function deployed(rehearsal: Rehearsal, folder: string, work: Work): Promise<readonly string[]> {
    const driver = work.watched(rehearsal.drive(`${folder}/stacks/index.mjs`));
    const { succeeded, errors } = await work.unless(driver.perform("up", { quiet: true }));
    await driver.stop();
    return succeeded ? [] : errors;
}
