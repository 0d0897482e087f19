import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { worldSeed } from "../../cli/sandbox/world-seed.ts";
import { projectName, stackSettings } from "../../cli/stack-settings.ts";
import { engineVersion } from "../../engine/engine-version.ts";
import type { ProviderKind } from "../../sandbox/providers.ts";
import { startRehearsal } from "../../sandbox/rehearsal.ts";
import type { Exchange } from "../../sandbox/service/exchange.ts";
import { exportedState } from "./exported-state.ts";
import { type ReleasedWorld, releasedRequests, releasePassphrase } from "./released-world.ts";

export interface RecordReleaseOptions {
    /** `0.2.0` */
    readonly release: string;
    readonly stack: string;

    /** Folder with Pulumi.yaml and the stack files. */
    readonly projectFolder: string;

    /** The `pulumi` command, by its path. */
    readonly engine: string;
    readonly providers: ProviderKind;

    /** The person's Pulumi home, where real plugins are. */
    readonly pulumiHome: string;
    readonly environment: Readonly<Record<string, string | undefined>>;

    /** Folder that gets the stack file, its state and what the clouds then hold. */
    readonly into: string;
}

/** Deploys a stack in a sandbox and keeps what every later version must be able to go on from. @throws where it cannot be deployed */
export async function recordRelease(options: RecordReleaseOptions): Promise<void> {
    const { engine, environment, into, projectFolder, providers, pulumiHome, release, stack } = options;
    const folder = mkdtempSync(`${tmpdir()}/release-`);
    const seed = worldSeed(stackSettings(projectFolder, stack), new Date());
    const asked: Exchange[] = [];
    const rehearsal = await startRehearsal({
        ...seed,
        folder,
        projectFolder,
        project: projectName(projectFolder),
        stack,
        engine,
        providers,
        pulumiHome,
        environment,
        programEnvironment: { PULUMI_CONFIG_PASSPHRASE: releasePassphrase },
        onExchange: (exchange) => asked.push(exchange),
        onOutput: () => {},
    });
    try {
        const { world, workFolder } = rehearsal;
        const time = world.clock.now().toISOString();
        const up = await rehearsal.drive(`${projectFolder}/stacks/index.mjs`).perform("up", { quiet: true });
        if (!up.succeeded) throw new Error(`${stack} was not deployed:\n${up.errors.join("\n")}`);
        const state = exportedState({ engine, stack, workFolder, environment: rehearsal.environment });
        const secrets = [...world.tenant.issuedSecrets, ...world.directory.issuedSecrets];
        const { clientId, objectId } = seed.directory.deployer;
        const released: ReleasedWorld = {
            release,
            stack,
            providers,
            engine: engineVersion,
            time,
            deployer: { clientId, objectId },
            requests: releasedRequests(asked, secrets),
        };
        mkdirSync(into, { recursive: true });
        copyFileSync(`${projectFolder}/Pulumi.${stack}.yaml`, `${into}/Pulumi.${stack}.yaml`);
        writeFileSync(`${into}/${stack}.state.json`, jsonText(state));
        writeFileSync(`${into}/${stack}.world.json`, jsonText(released));
    } finally {
        await rehearsal.close();
        rmSync(folder, { recursive: true, force: true });
    }
}

function jsonText(value: unknown): string {
    return `${JSON.stringify(value, undefined, 2)}\n`;
}
