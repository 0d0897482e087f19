import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { inject, onTestFinished } from "vitest";
import { worldSeed } from "../../cli/sandbox/world-seed.ts";
import { projectName, stackSettings } from "../../cli/stack-settings.ts";
import type { Driver } from "../../engine/driver/driver.ts";
import { type Rehearsal, startRehearsal } from "../../sandbox/rehearsal.ts";
import type { World } from "../../sandbox/world.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const program = `${repository}/stacks/index.mjs`;

/** `real` runs these tests with the unmodified providers, which have to be installed. */
const providers = process.env["MICROSOFT_CONNECTION_PROVIDERS"] === "real" ? "real" : "stand-in";

export interface RehearsedOptions {
    /** @default "dev" */
    readonly stack?: string;

    /** Changes the repository's stack file before anything reads it. @default as it is */
    readonly edit?: (stackFile: string) => string;

    /** Changes what the clouds hold at the start. @default the emptiest world the settings are true in */
    readonly seed?: (seed: ReturnType<typeof worldSeed>) => ReturnType<typeof worldSeed>;

    /** Added to the environment of engine and program. */
    readonly environment?: Readonly<Record<string, string>>;
}

/** A stack in a sandbox of its own, in a folder that goes away with it. */
export interface Rehearsed {
    readonly world: World;
    readonly driver: Driver;
    readonly rehearsal: Rehearsal;

    /** What the engine has printed so far. */
    printed(): string;

    /** Everything that is on disk: state, its history and backups, logs, copies. */
    written(): string[];

    /** Changes the sandbox's copy of the stack file. */
    edit(change: (stackFile: string) => string): void;

    /** The same stack with another, empty state: what exists in the clouds is not in it. */
    anotherState(): Driver;

    /** The same stack and state, opened with another passphrase or with none. */
    withPassphrase(passphrase: string | undefined): Driver;

    close(): Promise<void>;
}

export async function rehearsed(options: RehearsedOptions = {}): Promise<Rehearsed> {
    const { stack = "dev", edit = (text) => text, seed = (world) => world } = options;
    const folder = mkdtempSync(`${tmpdir()}/rehearsed-`);
    const project = `${folder}/project`;
    mkdirSync(project);
    copyFileSync(`${repository}/Pulumi.yaml`, `${project}/Pulumi.yaml`);
    writeFileSync(`${project}/Pulumi.${stack}.yaml`, edit(readFileSync(`${repository}/Pulumi.${stack}.yaml`, "utf8")));

    let printed = "";
    const rehearsal = await startRehearsal({
        ...seed(worldSeed(stackSettings(project, stack), new Date())),
        folder: `${folder}/sandbox`,
        projectFolder: project,
        project: projectName(project),
        stack,
        engine: inject("engine"),
        providers,
        pulumiHome: process.env["PULUMI_HOME"] ?? `${homedir()}/.pulumi`,
        environment: process.env,
        programEnvironment: options.environment ?? {},
        onOutput: (text) => {
            printed += text;
        },
    });
    const stackFile = `${rehearsal.workFolder}/Pulumi.${stack}.yaml`;
    return {
        world: rehearsal.world,
        driver: rehearsal.drive(program),
        rehearsal,
        printed: () => printed,
        written: () => texts(`${folder}/sandbox`),
        edit: (change) => writeFileSync(stackFile, change(readFileSync(stackFile, "utf8"))),
        anotherState: () => {
            const state = mkdtempSync(`${folder}/sandbox/another-state-`);
            return rehearsal.drive(program, { environment: { PULUMI_BACKEND_URL: `file://${state}` } });
        },
        withPassphrase: (passphrase) =>
            rehearsal.drive(program, { environment: { PULUMI_CONFIG_PASSPHRASE: passphrase } }),
        close: async () => {
            await rehearsal.close();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}

/** A stack in a sandbox that ends with the test that asks for it. */
export async function rehearsedForTest(options?: RehearsedOptions): Promise<Rehearsed> {
    const run = await rehearsed(options);
    onTestFinished(() => run.close());
    return run;
}

/** Texts of all files in a folder; plugins and what else is a link or a program is not read. */
function texts(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes("/plugins/"))
        .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, "utf8"));
}

/** Names and kinds of what a stack has made in both clouds, sorted. */
export function made(world: World): string[] {
    return [...world.tenant.inventory(), ...world.directory.inventory()]
        .filter((item) => item.system !== true)
        .map(({ kind, name }) => `${kind} ${name}`)
        .sort();
}

/** What the dev stack makes. */
export const madeByDev = [
    "API Auth0 My Account API",
    "app registration Acme (development)",
    "client Acme Portal (development)",
    "client grant Acme Portal (development) on https://acme-dev.eu.auth0.com/me/",
    "client secret slot a, issued 2026-11-02",
    "connection microsoft",
    "service principal Acme (development)",
];
