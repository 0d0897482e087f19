import { mkdtempSync } from "node:fs";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { inject, onTestFinished } from "vitest";
import type { Driver } from "../../engine/driver/driver.ts";
import {
    stackProgram,
    type TrialStack,
    type TrialStackOptions,
    trialStack,
} from "../../reliability/stack/trial-stack.ts";
import type { World } from "../../sandbox/world.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** `real` runs these tests with the unmodified providers, which have to be installed. */
const providers = process.env["MICROSOFT_CONNECTION_PROVIDERS"] === "real" ? "real" : "stand-in";

export interface RehearsedOptions extends Pick<TrialStackOptions, "stack" | "edit" | "seed"> {
    /** Added to the environment of engine and program. */
    readonly environment?: Readonly<Record<string, string>>;
}

/** A stack in a sandbox of its own, with a driver of its engine. */
export interface Rehearsed extends TrialStack {
    readonly driver: Driver;

    /** The same stack with another, empty state: what exists in the clouds is not in it. */
    anotherState(): Driver;

    /** The same stack and state, opened with another passphrase or with none. */
    withPassphrase(passphrase: string | undefined): Driver;
}

export async function rehearsed({ environment = {}, ...options }: RehearsedOptions = {}): Promise<Rehearsed> {
    const trial = await trialStack({
        ...options,
        engine: inject("engine"),
        providers,
        pulumiHome: process.env["PULUMI_HOME"] ?? `${homedir()}/.pulumi`,
        environment: process.env,
        programEnvironment: environment,
    });
    return {
        ...trial,
        driver: trial.drive(),
        anotherState: () => {
            const state = mkdtempSync(`${trial.stateFolder}-another-`);
            return trial.rehearsal.drive(stackProgram, { environment: { PULUMI_BACKEND_URL: `file://${state}` } });
        },
        withPassphrase: (passphrase) =>
            trial.rehearsal.drive(stackProgram, { environment: { PULUMI_CONFIG_PASSPHRASE: passphrase } }),
    };
}

/** A stack in a sandbox that ends with the test that asks for it. */
export async function rehearsedForTest(options?: RehearsedOptions): Promise<Rehearsed> {
    const run = await rehearsed(options);
    onTestFinished(() => run.close());
    return run;
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
