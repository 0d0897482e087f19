import {
    copyFileSync,
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { type WorldSeed, worldSeed } from "../../cli/sandbox/world-seed.ts";
import { projectName, stackSettings } from "../../cli/stack-settings.ts";
import type { Driver } from "../../engine/driver/driver.ts";
import type { ProviderKind } from "../../sandbox/providers.ts";
import { type Rehearsal, startRehearsal } from "../../sandbox/rehearsal.ts";
import type { World } from "../../sandbox/world.ts";
import { keptWorld } from "./kept-world.ts";

export interface TrialStackOptions {
    /** The `pulumi` command, by its path. */
    readonly engine: string;

    /** @default "stand-in" */
    readonly providers?: ProviderKind;

    /** The person's Pulumi home, where real plugins are. */
    readonly pulumiHome: string;

    /** The person's environment; an allow list of it is passed on. */
    readonly environment: Readonly<Record<string, string | undefined>>;

    /** @default "dev" */
    readonly stack?: string;

    /** Changes the repository's stack file before anything reads it. @default as it is */
    readonly edit?: (stackFile: string) => string;

    /** Changes what the clouds hold at the start. @default the emptiest world the settings are true in */
    readonly seed?: (seed: WorldSeed) => WorldSeed;

    /** Added to the environment of engine and program. */
    readonly programEnvironment?: Readonly<Record<string, string>>;
}

/** A stack of this repository in a sandbox of its own, in a folder that goes away with it. */
export interface TrialStack {
    readonly stack: string;
    readonly project: string;
    readonly world: World;
    readonly rehearsal: Rehearsal;

    /** What the clouds held at the start. */
    readonly seed: WorldSeed;

    /** Where the engine keeps the state, its history and its locks. */
    readonly stateFolder: string;

    /** Drives the engine on the stack's program; one at a time. */
    drive(): Driver;

    /** What the engine has printed so far. */
    printed(): string;

    /** Everything that is on disk: state, its history and backups, logs, copies. */
    written(): string[];

    /** Text of the sandbox's copy of the stack file. */
    stackFile(): string;

    /** Changes the sandbox's copy of the stack file. */
    edit(change: (stackFile: string) => string): void;

    /** Keeps both clouds, the state and the stack file. @returns what puts them back, as often as it is called, while no engine runs */
    keep(): () => void;
    close(): Promise<void>;
}

const repository = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

export const stackProgram = `${repository}/stacks/index.mjs`;

/** Starts the services for a stack; nothing is deployed yet. */
export async function trialStack(options: TrialStackOptions): Promise<TrialStack> {
    const { stack = "dev", edit = (text) => text, seed: change = (world) => world } = options;
    const folder = mkdtempSync(`${tmpdir()}/trial-`);
    const project = `${folder}/project`;
    mkdirSync(project);
    copyFileSync(`${repository}/Pulumi.yaml`, `${project}/Pulumi.yaml`);
    writeFileSync(`${project}/Pulumi.${stack}.yaml`, edit(readFileSync(`${repository}/Pulumi.${stack}.yaml`, "utf8")));

    let printed = "";
    const name = projectName(project);
    const seed = change(worldSeed(stackSettings(project, stack), new Date()));
    const sandbox = `${folder}/sandbox`;
    const rehearsal = await startRehearsal({
        ...seed,
        folder: sandbox,
        projectFolder: project,
        project: name,
        stack,
        engine: options.engine,
        providers: options.providers ?? "stand-in",
        pulumiHome: options.pulumiHome,
        environment: options.environment,
        programEnvironment: options.programEnvironment ?? {},
        onOutput: (text) => {
            printed += text;
        },
    });
    const stackFile = `${rehearsal.workFolder}/Pulumi.${stack}.yaml`;
    return {
        stack,
        project: name,
        world: rehearsal.world,
        rehearsal,
        seed,
        stateFolder: `${sandbox}/state`,
        drive: () => rehearsal.drive(stackProgram),
        printed: () => printed,
        written: () => texts(sandbox),
        stackFile: () => readFileSync(stackFile, "utf8"),
        edit: (change) => writeFileSync(stackFile, change(readFileSync(stackFile, "utf8"))),
        keep: () => {
            const restoreWorld = keptWorld(rehearsal.world);
            const restoreFiles = [`${sandbox}/state`, rehearsal.workFolder].map(keptFolder);
            return () => {
                restoreWorld();
                for (const restore of restoreFiles) restore();
            };
        },
        close: async () => {
            await rehearsal.close();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}

/** Keeps a folder beside itself. @returns what puts it back */
function keptFolder(folder: string): () => void {
    const copy = mkdtempSync(`${folder}-kept-`);
    cpSync(folder, copy, { recursive: true });
    return () => {
        if (existsSync(folder))
            for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`, { recursive: true });
        cpSync(copy, folder, { recursive: true });
    };
}

/** Texts of all files in a folder; plugins and what else is a link or a program is not read. */
function texts(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes("/plugins/"))
        .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, "utf8"));
}
