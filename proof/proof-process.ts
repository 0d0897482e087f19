import { GraphDirectory } from "../clouds/graph-directory.ts";
import { Management } from "../clouds/management.ts";
import { deployedStack } from "./deployed.ts";
import { judge } from "./judge.ts";
import { setProcessClock } from "./process-clock.ts";
import type { ProofMessage, ProofRequest } from "./proof-protocol.ts";
import { SandboxControl } from "./sandbox-control.ts";

// A process of its own for the judge: its environment leads the vendors' SDKs to the sandbox, unmodified, as it would lead them to
// the vendors. It answers one request after the other over the channel to its parent, and ends with the channel.
process.on("disconnect", () => process.exit());
process.on("message", (request: ProofRequest) => {
    void answer(request).then(tell, (error: unknown) =>
        tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
});

async function answer({ control, outputs, stack }: ProofRequest): Promise<ProofMessage> {
    const sandbox = new SandboxControl(control);
    const [people, existingClients, now] = await Promise.all([
        sandbox.people(),
        sandbox.existingClients(),
        sandbox.now(),
    ]);
    setProcessClock(now);
    const verdict = await judge(
        deployedStack(stack, outputs),
        {
            people,
            existingClients,
            management: new Management({
                domain: env("AUTH0_DOMAIN"),
                clientId: env("AUTH0_CLIENT_ID"),
                clientSecret: env("AUTH0_CLIENT_SECRET"),
            }),
            directory: new GraphDirectory({
                tenantId: env("ARM_TENANT_ID"),
                clientId: env("ARM_CLIENT_ID"),
                clientSecret: env("ARM_CLIENT_SECRET"),
            }),
            now: () => sandbox.now(),
            goTo: async (time) => {
                await sandbox.setClock(time);
                setProcessClock(time);
            },
        },
        (row) => tell({ row }),
    );
    return { verdict };
}

function tell(message: ProofMessage): void {
    process.send?.(message);
}

function env(name: string): string {
    return process.env[name] ?? "";
}
