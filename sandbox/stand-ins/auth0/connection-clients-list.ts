import type { Json, ManagementClient } from "./management-client.ts";
import { segment } from "./management-client.ts";

/** Ids of all clients that a connection is enabled for, page by page. */
export async function enabledClients(management: ManagementClient, connectionId: string): Promise<string[]> {
    const path = `connections/${segment(connectionId)}/clients`;
    const ids: string[] = [];
    for (let from: string | undefined = ""; from !== undefined; ) {
        const page: Json = await management.get(path, from === "" ? {} : { from });
        ids.push(...((page["clients"] ?? []) as Json[]).map((client) => String(client["client_id"])));
        from = typeof page["next"] === "string" && page["next"] !== "" ? page["next"] : undefined;
    }
    return ids;
}

/** Enables and disables a connection for clients. */
export async function switchClients(
    management: ManagementClient,
    connectionId: string,
    clients: { readonly on?: readonly string[]; readonly off?: readonly string[] },
): Promise<void> {
    await management.patch(`connections/${segment(connectionId)}/clients`, [
        ...(clients.on ?? []).map((id) => ({ client_id: id, status: true })),
        ...(clients.off ?? []).map((id) => ({ client_id: id, status: false })),
    ]);
}

/** Name and strategy of a connection, as both kinds of link keep them. */
export async function nameAndStrategy(management: ManagementClient, connectionId: string): Promise<Json> {
    return management.get(`connections/${segment(connectionId)}`, { fields: "strategy,name", include_fields: "true" });
}
