import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { type WorldSeed, worldSeed } from "../cli/sandbox/world-seed.ts";
import { projectName, stackSettings } from "../cli/stack-settings.ts";
import { type Rehearsal, startRehearsal } from "../sandbox/rehearsal.ts";

export interface SandboxOptions {
    readonly projectFolder: string;

    /** A stack that has a program. @default "dev" */
    readonly stack?: string;

    /** Text of the stack file. */
    readonly stackFile: string;
    readonly engine: string;

    /** Put into the program's environment. */
    readonly environment?: Readonly<Record<string, string>>;
}

/** Lends a sandbox for a stack file, in a folder that goes away with it; nothing is deployed yet. */
export async function inSandbox<T>(
    options: SandboxOptions,
    use: (rehearsal: Rehearsal, seed: WorldSeed) => Promise<T>,
): Promise<T> {
    const { stack = "dev" } = options;
    const folder = mkdtempSync(`${tmpdir()}/bench-`);
    const project = `${folder}/project`;
    mkdirSync(project);
    copyFileSync(`${options.projectFolder}/Pulumi.yaml`, `${project}/Pulumi.yaml`);
    writeFileSync(`${project}/Pulumi.${stack}.yaml`, options.stackFile);
    try {
        const seed = worldSeed(stackSettings(project, stack), new Date());
        const rehearsal = await startRehearsal({
            ...seed,
            folder: `${folder}/sandbox`,
            projectFolder: project,
            project: projectName(project),
            stack,
            engine: options.engine,
            providers: "stand-in",
            pulumiHome: "",
            environment: process.env,
            programEnvironment: options.environment ?? {},
            onOutput: () => {},
        });
        try {
            return await use(rehearsal, seed);
        } finally {
            await rehearsal.close();
        }
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
