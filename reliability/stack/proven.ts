import { proveInSandbox } from "../../cli/prove/prove-in-sandbox.ts";
import type { Driver } from "../../engine/driver/driver.ts";
import { controlApp } from "../../sandbox/control/control-app.ts";
import { startLocalServer } from "../../sandbox/local-server.ts";
import type { TrialStack } from "./trial-stack.ts";

const token = "trial";

/** Holds a stack to every claim of the proof. @returns the claims that are broken */
export async function proven({ rehearsal, seed, stack, world }: TrialStack, driver: Driver): Promise<string[]> {
    const { outputs = {} } = await driver.perform("outputs", { quiet: true });
    const server = await startLocalServer(() =>
        controlApp({
            world,
            token,
            existingClients: seed.tenant.clients ?? [],
            environment: rehearsal.environment,
            workFolder: rehearsal.workFolder,
            onProof: () => {},
        }),
    );
    try {
        const { rows } = await proveInSandbox({
            stack,
            outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
            control: { origin: server.origin, token },
            environment: rehearsal.environment,
        });
        if (rows.length === 0) return ["the proof has no claims"];
        return rows.filter(({ outcome }) => outcome === "broken").map(({ claim, group }) => `${group}: ${claim}`);
    } finally {
        await server.close();
    }
}
