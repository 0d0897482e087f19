import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { proveInSandbox } from "../../../cli/prove/prove-in-sandbox.ts";
import { type WorldSeed, worldSeed } from "../../../cli/sandbox/world-seed.ts";
import { projectName, stackSettings } from "../../../cli/stack-settings.ts";
import type { OperationResult } from "../../../engine/driver/driver-protocol.ts";
import { controlApp } from "../../../sandbox/control/control-app.ts";
import { startLocalServer } from "../../../sandbox/local-server.ts";
import { type Rehearsal, startRehearsal } from "../../../sandbox/rehearsal.ts";
import type { World } from "../../../sandbox/world.ts";
import { namesKey } from "./names-key.ts";

/** What came of settings that were deployed. */
export type Deployed =
    /** Everything deployed, every claim held, and a second preview had nothing to do. */
    | { readonly outcome: "held"; readonly claims: number }
    /** Refused in the preview, with nothing made in either cloud and a message that names the key. */
    | { readonly outcome: "refused"; readonly why: string }
    /** Neither: what must not be. */
    | { readonly outcome: "wrong"; readonly why: string };

export interface DeployedOptions {
    readonly projectFolder: string;

    /** The `pulumi` command, by its path. */
    readonly engine: string;
}

/** Deploys a stack file that the commands accept into a sandbox of its own, and holds the stack to every claim. */
export async function deployAndProve(stackFile: string, { engine, projectFolder }: DeployedOptions): Promise<Deployed> {
    const folder = mkdtempSync(`${tmpdir()}/inputs-`);
    const project = `${folder}/project`;
    mkdirSync(project);
    copyFileSync(`${projectFolder}/Pulumi.yaml`, `${project}/Pulumi.yaml`);
    writeFileSync(`${project}/Pulumi.dev.yaml`, stackFile);
    try {
        const seed = worldSeed(stackSettings(project, "dev"), new Date());
        const rehearsal = await startRehearsal({
            ...seed,
            folder: `${folder}/sandbox`,
            projectFolder: project,
            project: projectName(project),
            stack: "dev",
            engine,
            providers: "stand-in",
            pulumiHome: "",
            environment: process.env,
            onOutput: () => {},
        });
        try {
            return await outcomeOf(rehearsal, seed, `${projectFolder}/stacks/index.mjs`);
        } finally {
            await rehearsal.close();
        }
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

async function outcomeOf(rehearsal: Rehearsal, seed: WorldSeed, program: string): Promise<Deployed> {
    const { world } = rehearsal;
    const driver = rehearsal.drive(program);
    const before = inventory(world);
    const preview = await driver.perform("preview", { quiet: true });
    if (!preview.succeeded) return refusal(preview, before === inventory(world));

    const up = await driver.perform("up", { quiet: true });
    if (!up.succeeded) return { outcome: "wrong", why: `half deployed: ${up.errors.join("; ")}` };
    const { outputs = {} } = await driver.perform("outputs", { quiet: true });
    const plain = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    const verdict = await proof(rehearsal, seed, plain);
    const broken = verdict.rows.filter((row) => row.outcome === "broken");
    if (broken.length > 0) return { outcome: "wrong", why: `not held: ${broken.map(claimText).join("; ")}` };

    const again = await driver.perform("preview", { quiet: true });
    const changes = Object.entries(again.changes).filter(([operation]) => operation !== "same");
    if (!again.succeeded || changes.length > 0) {
        return {
            outcome: "wrong",
            why: `a second preview: ${JSON.stringify(again.changes)} ${again.errors.join("; ")}`,
        };
    }
    return { outcome: "held", claims: verdict.rows.filter((row) => row.outcome === "held").length };
}

function refusal({ errors }: OperationResult, isUntouched: boolean): Deployed {
    const why = errors.join("; ");
    if (!isUntouched) return { outcome: "wrong", why: `a preview that failed changed the clouds: ${why}` };
    return namesKey(why) ? { outcome: "refused", why } : { outcome: "wrong", why: `names no key: ${why}` };
}

async function proof({ environment, workFolder, world }: Rehearsal, seed: WorldSeed, outputs: Record<string, unknown>) {
    const token = "inputs";
    const existingClients = seed.tenant.clients ?? [];
    const server = await startLocalServer(() =>
        controlApp({ world, token, existingClients, environment, workFolder, onProof: () => {} }),
    );
    try {
        return await proveInSandbox({ stack: "dev", outputs, environment, control: { origin: server.origin, token } });
    } finally {
        await server.close();
    }
}

function claimText({ claim, evidence, group }: { claim: string; evidence: string; group: string }): string {
    return `${group}: ${claim} (${evidence})`;
}

function inventory({ azure, directory, tenant }: World): string {
    return JSON.stringify([tenant.inventory(), directory.inventory(), azure?.inventory()]);
}
