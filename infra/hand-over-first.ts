import * as pulumi from "@pulumi/pulumi";
import { getConnection } from "./auth0-resources.ts";
import { inProgram } from "./in-program.ts";

/**
 * A hook for the exclusive list of a connection's clients: a list that is new is refused while the connection has links. If it named
 * the same clients, the provider would accept it, and the engine would then delete the single links, which unlinks those very clients.
 */
export function handOverFirst(find: typeof getConnection = getConnection): pulumi.ResourceHook {
    const hook: pulumi.ResourceHookFunction = async ({ newInputs }) => {
        const connectionId: unknown = newInputs?.["connectionId"];
        // Not known in the preview of a connection that is new itself, and that nobody can be linked to.
        if (typeof connectionId !== "string") return;
        const { name, enabledClients } = await find({ connectionId });
        if (enabledClients.length > 0) throw new Error(notHandedOver(name ?? connectionId, enabledClients));
    };
    return new pulumi.ResourceHook("hand-over-first", inProgram(hook), { onDryRun: true });
}

function notHandedOver(name: string, enabledClients: readonly string[]): string {
    const clients = enabledClients.length === 1 ? "1 client" : `${enabledClients.length} clients`;
    return `connection "${name}" is linked to ${clients} (${enabledClients.join(", ")}) that the state of this stack does not have as a list. Set linking to handover and run \`pulumi up\` once, so that nobody is unlinked; then set it to exclusive.`;
}
