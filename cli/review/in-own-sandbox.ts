import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { chooseProviders, providerPlugins, providerPluginsWithAzure } from "../../sandbox/providers.ts";
import { type Rehearsal, startRehearsal } from "../../sandbox/rehearsal.ts";
import type { Settings } from "../../stacks/settings/settings.ts";
import { PersonError } from "../person-error.ts";
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
    const { projectFolder, say } = work;
    const { before, now } = versionsOf(stack, base, projectFolder);
    const from = before === undefined ? "as a new stack, on nothing" : `over ${base.why}`;
    say(`Review of ${stack} in a sandbox of its own, which ends with it: ${from}.`);

    const seed = seedFor(stack, { before, now });
    const rehearsal = await started(stack, before ?? projectFolder, seed, work);
    const notes = [`It starts from a sandbox: ${from}.`, ...note("The sandbox takes for granted", seed.assumptions)];
    try {
        const problems = before === undefined ? [] : await deployed(rehearsal, before, work);
        if (problems.length > 0) {
            return noPreview(
                [`The version before cannot be deployed into the sandbox: ${base.why}.`, ...problems],
                notes,
            );
        }
        const changes = now === undefined ? [] : copyProject(now, stack, rehearsal.workFolder);
        const driver = rehearsal.drive(`${projectFolder}/stacks/index.mjs`, {
            policyPacks: policyPacks(projectFolder),
        });
        const recorded = await recordPreview(work.watched(driver), work, [...notes, ...note(copyNote, changes)]);
        return base.commit === undefined ? recorded : { ...recorded, base: base.commit.slice(0, 12) };
    } finally {
        await rehearsal.close();
    }
}

/** Folders with the versions of a stack that there are: what is taken away may have no file any more. */
interface Versions {
    readonly before: string | undefined;
    readonly now: string | undefined;
}

/** @throws PersonError where there is none */
export function versionsOf(stack: string, base: Pick<BaseProject, "folder" | "why">, projectFolder: string): Versions {
    const withFile = (folder: string | undefined) =>
        folder !== undefined && existsSync(`${folder}/Pulumi.${stack}.yaml`) ? folder : undefined;
    const versions = { before: withFile(base.folder), now: withFile(projectFolder) };
    if (versions.before !== undefined || versions.now !== undefined) return versions;
    throw new PersonError(
        `There is no stack "${stack}": no file Pulumi.${stack}.yaml, neither here nor in what it would start from: ${base.why}. Name a version that has it with --base.`,
    );
}

function seedFor(stack: string, { before, now }: Versions): WorldSeed {
    const [was, is] = [before, now].map((folder) => (folder === undefined ? undefined : stackSettings(folder, stack)));
    const at = new Date();
    if (was !== undefined && is !== undefined) return withDeployer(seedOfBoth(was, is, at));
    return withDeployer(worldSeed((was ?? is) as Settings, at));
}

async function started(stack: string, projectFolder: string, seed: WorldSeed, work: Work): Promise<Rehearsal> {
    const plugins = seed.azure === undefined ? providerPlugins : providerPluginsWithAzure;
    const pulumiHome = process.env["PULUMI_HOME"] ?? `${homedir()}/.pulumi`;
    return await startRehearsal({
        ...seed,
        folder: `${work.folder}/sandbox`,
        projectFolder,
        project: projectName(work.projectFolder),
        stack,
        engine: work.engine.command,
        providers: chooseProviders("auto", process.platform, pulumiHome, plugins).kind,
        pulumiHome,
        environment: process.env,
        onOutput: () => {},
    });
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
