import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import {
    chooseProviders,
    type ProviderKind,
    providerPlugins,
    providerPluginsWithAzure,
} from "../../sandbox/providers.ts";
import { type Rehearsal, startRehearsal } from "../../sandbox/rehearsal.ts";
import type { Settings } from "../../stacks/settings/settings.ts";
import { engineForPerson } from "../engine-for-person.ts";
import { PersonError } from "../person-error.ts";
import { projectName, stackSettings } from "../stack-settings.ts";
import type { DeployedStack } from "./deploy.ts";
import { type Desk, openDesk } from "./desk.ts";
import { removeRunFile, runningSandbox, writeRunFile } from "./run-file.ts";
import { worldSeed } from "./world-seed.ts";

export interface SandboxOptions {
    readonly projectFolder: string;
    readonly stack: string;
    readonly providers: "auto" | ProviderKind;

    /** Port of the proxy; 0 for a free one. */
    readonly port: number;

    /** Gets what the engine prints. @default standard output */
    readonly onOutput?: (text: string) => void;
}

/** A sandbox that is up and that other commands can find. */
export interface StartedSandbox {
    readonly rehearsal: Rehearsal;
    readonly desk: Desk;
    readonly settings: Settings;

    /** What the summary names. */
    readonly named: Omit<DeployedStack, "start">;
    close(): Promise<void>;
}

/** Folder of the sandbox of a project: one sandbox at a time. */
export function sandboxFolder(projectFolder: string): string {
    return process.env["MICROSOFT_CONNECTION_SANDBOX"] ?? `${projectFolder}/.sandbox`;
}

/** Starts the services, the page and the control routes for a stack; nothing is deployed yet. */
export async function startSandbox(options: SandboxOptions, say: (line: string) => void): Promise<StartedSandbox> {
    const { projectFolder, stack, port } = options;
    const folder = sandboxFolder(projectFolder);
    refuseSecondSandbox(folder);
    const settings = stackSettings(projectFolder, stack);
    const seed = worldSeed(settings, new Date());
    const pulumiHome = process.env["PULUMI_HOME"] ?? `${homedir()}/.pulumi`;
    const providers = choice(options.providers, pulumiHome, settings);
    const engine = await engineForPerson(say);

    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const rehearsal = await startRehearsal({
        ...seed,
        folder,
        projectFolder,
        project: projectName(projectFolder),
        stack,
        engine: engine.command,
        providers: providers.kind,
        pulumiHome,
        environment: process.env,
        port,
        ...(options.onOutput === undefined ? {} : { onOutput: options.onOutput }),
    }).catch((error) => {
        throw portTaken(error, port) ?? error;
    });
    const desk = await openDesk(rehearsal, seed, stack);
    const { proxyUrl } = rehearsal.world;
    const { origin, token } = desk;
    writeRunFile(folder, { pid: process.pid, startedAt: new Date().toISOString(), stack, proxyUrl, origin, token });
    return {
        rehearsal,
        desk,
        settings,
        named: {
            stack,
            settings,
            assumptions: seed.assumptions,
            providers: `${providers.kind} providers (${providers.why})`,
            engine: `engine ${engine.version} (${engine.why})`,
        },
        close: async () => {
            await desk.close();
            await rehearsal.close();
            removeRunFile(folder);
        },
    };
}

function refuseSecondSandbox(folder: string): void {
    const running = runningSandbox(folder);
    if (running === undefined) return;
    throw new PersonError(
        [
            `A sandbox runs here already: process ${running.pid}, since ${running.startedAt}, with stack ${running.stack}.`,
            `Stop it with Ctrl-C in its terminal, or:  kill ${running.pid}`,
        ].join("\n"),
    );
}

function portTaken(error: unknown, port: number): PersonError | undefined {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") return undefined;
    return new PersonError(
        `Port ${port} on 127.0.0.1 is taken by another program. Give another with --port, or leave --port out to take a free one.`,
    );
}

function choice(wanted: "auto" | ProviderKind, pulumiHome: string, { keyVault }: Settings) {
    const plugins = keyVault === undefined ? providerPlugins : providerPluginsWithAzure;
    try {
        return chooseProviders(wanted, process.platform, pulumiHome, plugins);
    } catch (error) {
        throw new PersonError((error as Error).message);
    }
}
