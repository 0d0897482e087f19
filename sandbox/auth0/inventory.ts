import type { InventoryItem } from "../service/inventory.ts";
import type { Client, ClientGrant, Connection } from "./objects.ts";
import type { Tenant } from "./tenant.ts";

/** What a tenant holds, as the summary names it. `seeded` are the ids of what was there before any stack. */
export function inventoryOf(tenant: Tenant, seeded: ReadonlySet<string>): InventoryItem[] {
    const item = (kind: string, name: string, id: string, detail: string): InventoryItem => ({
        kind,
        name,
        id,
        detail,
        ...(seeded.has(id) ? { system: true } : {}),
    });
    return [
        ...[...tenant.connections.values()].map((connection) =>
            item("connection", connection.name, connection.id, connectionDetail(tenant, connection)),
        ),
        ...[...tenant.clients.values()].map((client) =>
            item("client", client.name, client.client_id, clientDetail(client)),
        ),
        ...[...tenant.resourceServers.values()].map((api) =>
            item("API", api.name ?? api.identifier, api.id, api.identifier),
        ),
        ...[...tenant.clientGrants.values()].map((grant) =>
            item("client grant", grantName(tenant, grant), grant.id, grantDetail(grant)),
        ),
        ...organizationConnections(tenant).map(({ name, id, enabled }) =>
            item("organization connection", name, id, enabled ? "enabled" : "not enabled"),
        ),
    ];
}

function connectionDetail(tenant: Tenant, connection: Connection): string {
    const clients = tenant.enabledClients.get(connection.id)?.size ?? 0;
    return [
        connection.strategy,
        `sign-in ${connection.authentication.active ? "on" : "off"}`,
        `Token Vault ${connection.connected_accounts.active ? "on" : "off"}`,
        `enabled for ${clients} ${clients === 1 ? "client" : "clients"}`,
    ].join(", ");
}

function clientDetail(client: Client): string {
    const kind = client.app_type ?? "no app type";
    return client.resource_server_identifier === undefined ? kind : `${kind} of ${client.resource_server_identifier}`;
}

function grantName(tenant: Tenant, grant: ClientGrant): string {
    const client = tenant.clients.get(grant.client_id ?? "")?.name ?? grant.client_id ?? grant.default_for;
    return `${client} on ${grant.audience}`;
}

function grantDetail(grant: ClientGrant): string {
    const access = grant.subject_type === "user" ? "for its users" : "for itself";
    const scopes = grant.allow_all_scopes === true ? ["all scopes"] : (grant.scope ?? []);
    return scopes.length > 5 ? `${access}: ${scopes.length} scopes` : `${access}: ${scopes.join(" ")}`;
}

function organizationConnections(tenant: Tenant): { name: string; id: string; enabled: boolean }[] {
    return [...tenant.organizationConnections].flatMap(([organizationId, connections]) =>
        [...connections.values()].map(({ connection_id, is_enabled }) => {
            const organization = tenant.organizations.get(organizationId)?.name ?? organizationId;
            const connection = tenant.connections.get(connection_id)?.name ?? connection_id;
            return {
                name: `${connection} in ${organization}`,
                id: `${organizationId}::${connection_id}`,
                enabled: is_enabled,
            };
        }),
    );
}
