import { mkdtempSync } from "node:fs";
import { homedir } from "node:os";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { previewed } from "../../../cli/adopt/import-into.ts";
import { releasedStack, releasesOfStacks } from "../../../contract/releases/released-stack.ts";
import { changeLine } from "../../../contract/upgrade/finding.ts";
import { stackProgram } from "../../../reliability/stack/trial-stack.ts";
import type { World } from "../../../sandbox/world.ts";
import { made } from "../rehearsed.ts";

/** What today's program changes in the stacks of a release; a new kind of change is a line for CHANGELOG.md. */
const updates: Readonly<Record<string, readonly string[]>> = {
    "0.1.0 prod": ["update Client planner-spa: add allowedOrigins, add crossOriginAuth"],
};

describe("the state of an earlier release", () => {
    it.each(releasesOfStacks())(
        "$release, $stack: is previewed and updated without a replacement, and no secret is lost",
        async (of) => {
            const trial = await releasedStack(of, {
                engine: inject("engine"),
                pulumiHome: process.env["PULUMI_HOME"] ?? `${homedir()}/.pulumi`,
                environment: process.env,
            });
            onTestFinished(() => trial.close());
            const { environment, workFolder: folder } = trial.rehearsal;
            const before = held(trial.world);

            const { change } = await previewed(
                { stack: of.stack, project: "microsoft-connection", folder, program: stackProgram, environment },
                mkdtempSync(`${trial.stateFolder}-record-`),
            );
            expect(change.errors).toEqual([]);
            expect(change.changes.map(changeLine)).toEqual(updates[`${of.release} ${of.stack}`] ?? []);

            const up = await trial.drive().perform("up", { quiet: true });
            expect(up.errors).toEqual([]);
            expect(Object.keys(up.changes).filter((operation) => !["same", "update"].includes(operation))).toEqual([]);
            expect(held(trial.world)).toEqual(before);
        },
    );
});

/** What there is in both clouds, and every secret that signs somebody in. */
function held(world: World) {
    const { directory, tenant } = world;
    return {
        made: made(world),
        registrations: [...directory.applications.values()].map(({ passwordCredentials }) =>
            passwordCredentials.map(({ displayName, keyId }) => `${displayName} ${keyId}`),
        ),
        connections: [...tenant.connections.values()].map(({ options }) => options["client_secret"]),
        clients: [...tenant.clients.values()].map((client) => client.client_secret),
    };
}
