import type { ProofRequest } from "../proof/proof-protocol.ts";
import { controlApp } from "../sandbox/control/control-app.ts";
import { startLocalServer } from "../sandbox/local-server.ts";
import type { World } from "../sandbox/world.ts";
import type { EngineRunOptions } from "./engine-run.ts";
import { inSandbox } from "./in-sandbox.ts";

/** A stack that is deployed into a sandbox, with all that its judge, its apps and its users need. */
export interface DeployedStack {
    readonly world: World;

    /** Environment of everything that runs against the sandbox. */
    readonly environment: Readonly<Record<string, string>>;
    readonly request: ProofRequest;
}

/** Deploys a stack and lends it. */
export function withDeployedStack<T>(options: EngineRunOptions, use: (stack: DeployedStack) => Promise<T>): Promise<T> {
    return inSandbox(options, async ({ drive, environment, workFolder, world }, seed) => {
        const driver = drive(options.program);
        const { errors, succeeded } = await driver.perform("up");
        if (!succeeded) throw new Error(`up failed: ${errors.join("\n")}`);
        const { outputs = {} } = await driver.perform("outputs");
        await driver.stop();

        const token = "bench";
        const existingClients = seed.tenant.clients ?? [];
        const server = await startLocalServer(() =>
            controlApp({ world, token, existingClients, environment, workFolder, onProof: () => {} }),
        );
        try {
            const request = {
                stack: options.stack ?? "dev",
                outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
                control: { origin: server.origin, token },
            };
            return await use({ world, environment, request });
        } finally {
            await server.close();
        }
    });
}
