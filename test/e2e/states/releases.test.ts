import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, inject, it } from "vitest";
import { previewed } from "../../../cli/adopt/import-into.ts";
import { exportedState, importState } from "../../../contract/releases/exported-state.ts";
import { type ReleasedWorld, releasePassphrase } from "../../../contract/releases/released-world.ts";
import { remadeWorld } from "../../../contract/releases/remade-world.ts";
import { changeLine } from "../../../contract/upgrade/finding.ts";
import type { World } from "../../../sandbox/world.ts";
import { made, rehearsedForTest, repository } from "../rehearsed.ts";

const folder = `${repository}/test/contract/releases`;
const releases = readdirSync(folder).flatMap((release) => ["dev", "prod"].map((stack) => ({ release, stack })));

/** What today's program changes in the stacks of a release; a new kind of change is a line for CHANGELOG.md. */
const updates: Readonly<Record<string, readonly string[]>> = {
    "0.1.0 prod": ["update Client planner-spa: add allowedOrigins, add crossOriginAuth"],
};

describe("the state of an earlier release", () => {
    it.each(releases)("$release, $stack: is previewed without a replacement", async ({ release, stack }) => {
        const text = (name: string) => readFileSync(`${folder}/${release}/${name}`, "utf8");
        const released = JSON.parse(text(`${stack}.world.json`)) as ReleasedWorld;
        const run = await rehearsedForTest({
            stack,
            edit: () => text(`Pulumi.${stack}.yaml`),
            environment: { PULUMI_CONFIG_PASSPHRASE: releasePassphrase },
            seed: (seed) => ({
                ...seed,
                directory: { ...seed.directory, deployer: { ...seed.directory.deployer, ...released.deployer } },
                time: new Date(released.time),
            }),
        });
        const { environment, workFolder } = run.rehearsal;
        expect((await run.driver.perform("outputs")).errors).toEqual([]);
        const scratch = mkdtempSync(`${workFolder}/../scratch-`);
        const place = { engine: inject("engine"), stack, workFolder, environment };
        const remade = await remadeWorld(released, run.world, environment);
        importState(place, JSON.parse(text(`${stack}.state.json`)), `${scratch}/as-it-was.json`);
        importState(place, remade.inThisWorld(exportedState(place, true)), `${scratch}/as-it-is.json`);

        const before = { made: made(run.world), secrets: secrets(run.world) };
        const { change } = await previewed(
            {
                stack,
                project: "microsoft-connection",
                folder: workFolder,
                program: `${repository}/stacks/index.mjs`,
                environment,
            },
            `${scratch}/record`,
        );
        expect(change.errors).toEqual([]);
        expect(change.changes.map(changeLine)).toEqual(updates[`${release} ${stack}`] ?? []);

        const up = await run.driver.perform("up", { quiet: true });
        expect(up.errors).toEqual([]);
        expect(Object.keys(up.changes).filter((operation) => !["same", "update"].includes(operation))).toEqual([]);
        expect({ made: made(run.world), secrets: secrets(run.world) }).toEqual(before);
    });
});

/** Every secret that signs somebody in. */
function secrets({ directory, tenant }: World) {
    return {
        registrations: [...directory.applications.values()].map(({ passwordCredentials }) =>
            passwordCredentials.map(({ displayName, keyId }) => `${displayName} ${keyId}`),
        ),
        connections: [...tenant.connections.values()].map(({ options }) => options["client_secret"]),
        clients: [...tenant.clients.values()].map((client) => client.client_secret),
    };
}
