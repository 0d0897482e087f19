import { randomBytes } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Driver } from "../engine/driver/driver.ts";
import type { DriverTarget } from "../engine/driver/driver-protocol.ts";
import { installPolicyAnalyzer } from "../engine/policy-analyzer.ts";
import { childEnvironment } from "./child-environment.ts";
import {
    type ProviderKind,
    type ProviderPlugin,
    pluginFolder,
    providerPlugins,
    providerPluginsWithAzure,
} from "./providers.ts";
import { stackFileCopy } from "./stack-file-copy.ts";
import { installStandIns } from "./stand-ins/install.ts";
import { startWorld, type World, type WorldOptions } from "./world.ts";

export interface RehearsalOptions extends WorldOptions {
    /** Folder of the sandbox: emptied first, removed by nobody. */
    readonly folder: string;

    /** Folder with Pulumi.yaml and the stack file; only read. */
    readonly projectFolder: string;

    readonly project: string;
    readonly stack: string;

    /** The `pulumi` command, by its path. */
    readonly engine: string;

    readonly providers: ProviderKind;

    /** The person's Pulumi home, where real plugins are; only read. */
    readonly pulumiHome: string;

    /** The person's environment; an allow list of it is passed on. */
    readonly environment: Readonly<Record<string, string | undefined>>;

    /** Added to the environment of engine and program. @default nothing */
    readonly programEnvironment?: Readonly<Record<string, string>>;

    /** Time to set the services' clock to. @default real time */
    readonly time?: Date;

    /** Gets what the engine prints. @default standard output */
    readonly onOutput?: (text: string) => void;
}

/** A stack in a sandbox of its own: the services, and the engine that works against them on copies. */
export interface Rehearsal {
    readonly world: World;

    /** Environment of everything that runs against the sandbox. */
    readonly environment: Readonly<Record<string, string>>;

    /** Folder with the copies of Pulumi.yaml and the stack file. */
    readonly workFolder: string;

    /** What the copied stack file has otherwise than the original. */
    readonly changes: readonly string[];

    /** Drives the engine on the stack; one at a time. */
    drive(program: string, options?: DriveOptions): Driver;

    close(): Promise<void>;
}

export interface DriveOptions extends Pick<DriverTarget, "policyPacks"> {
    /** Wins over the sandbox's environment; `undefined` takes a variable out. @default nothing */
    readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Starts the services and lays out the sandbox's folder; nothing is deployed yet. */
export async function startRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
    const { folder, stack, tenant, directory } = options;
    const original = await readFile(`${options.projectFolder}/Pulumi.${stack}.yaml`, "utf8");
    const copy = stackFileCopy(original);

    const world = await startWorld(options);
    if (options.time !== undefined) world.clock.set(options.time);

    const home = `${folder}/home`;
    const workFolder = `${folder}/work`;
    const caFile = `${folder}/ca.pem`;
    for (const name of ["home", "work", "state", "tmp"]) {
        rmSync(`${folder}/${name}`, { recursive: true, force: true });
        mkdirSync(`${folder}/${name}`, { recursive: true, mode: 0o700 });
    }
    chmodSync(folder, 0o700);
    writeFileSync(caFile, world.caPem);
    copyFileSync(`${options.projectFolder}/Pulumi.yaml`, `${workFolder}/Pulumi.yaml`);
    writeFileSync(`${workFolder}/Pulumi.${stack}.yaml`, copy.text);
    if (options.providers === "stand-in") installStandIns(home, process.execPath);
    else {
        const plugins = options.azure === undefined ? providerPlugins : providerPluginsWithAzure;
        linkRealProviders(plugins, options.pulumiHome, home);
    }
    installPolicyAnalyzer(home, process.execPath);

    const environment = {
        ...childEnvironment({
            environment: options.environment,
            path: [dirname(options.engine), dirname(process.execPath), ...systemFolders],
            folder,
            proxyUrl: world.proxyUrl,
            caFile,
            auth0: { domain: tenant.domain, ...tenant.deployer },
            microsoft: { tenantId: directory.tenantId, ...directory.deployer },
            subscriptionId: options.azure?.subscriptionId,
            passphrase: randomBytes(24).toString("base64url"),
        }),
        ...options.programEnvironment,
    };

    const drivers: Driver[] = [];
    return {
        world,
        environment,
        workFolder,
        changes: copy.changes,
        drive: (program, extra) => {
            const driver = new Driver({
                workDir: workFolder,
                project: options.project,
                stack,
                program,
                ...extra,
                environment: { ...environment, ...extra?.environment },
                ...(options.onOutput === undefined ? {} : { onOutput: options.onOutput }),
            });
            drivers.push(driver);
            return driver;
        },
        close: async () => {
            await Promise.all(drivers.map((driver) => driver.stop()));
            await world.close();
        },
    };
}

/** The engine passes over a folder that is a link; what is in it may be one. */
function linkRealProviders(plugins: readonly ProviderPlugin[], pulumiHome: string, home: string): void {
    for (const plugin of plugins) {
        const folder = pluginFolder(home, plugin);
        mkdirSync(folder, { recursive: true });
        for (const name of readdirSync(pluginFolder(pulumiHome, plugin))) {
            symlinkSync(`${pluginFolder(pulumiHome, plugin)}/${name}`, `${folder}/${name}`);
        }
    }
}

const systemFolders = ["/usr/local/bin", "/usr/bin", "/bin"];
