import type { Connection, OrganizationConnection } from "../../sandbox/auth0/objects.ts";
import type { Tenant } from "../../sandbox/auth0/tenant.ts";
import type { Collection, Recorded } from "./portraits.ts";

/** How a recorded object gets into a tenant, and how to tell that it is there. */
interface Seeder {
    readonly has: (tenant: Tenant, id: string) => boolean;
    readonly put: (tenant: Tenant, object: Recorded) => void;
    readonly remove: (tenant: Tenant, id: string) => void;
}

/** The objects are a reply of Auth0's: what it sent is what the tenant holds, whatever our types say. */
const as = <T>(object: Recorded): T => object as unknown as T;
const profileKeys = ["email", "email_verified", "given_name", "family_name", "username", "nickname", "picture"];
const idOf = (object: Recorded, key = "id"): string => String(object[key]);

export const seeders: Readonly<Record<Collection, Seeder>> = {
    clients: {
        has: ({ clients }, id) => clients.has(id),
        put: ({ clients }, { signing_keys: _keys, ...client }) => {
            const before = clients.get(idOf(client, "client_id"));
            clients.set(
                idOf(client, "client_id"),
                as({ client_secret: before?.client_secret ?? "recorded", ...client }),
            );
        },
        remove: ({ clients }, id) => clients.delete(id),
    },
    connections: {
        has: ({ connections }, id) => connections.has(id),
        put: (tenant, { enabled_clients: clients = [], ...connection }) => {
            tenant.connections.set(idOf(connection), as<Connection>(connection));
            tenant.enabledClients.set(idOf(connection), new Set(clients as string[]));
        },
        remove: ({ connections }, id) => connections.delete(id),
    },
    organizations: {
        has: ({ organizations }, id) => organizations.has(id),
        put: ({ organizations }, object) => organizations.set(idOf(object), as(object)),
        remove: ({ organizations }, id) => organizations.delete(id),
    },
    "resource-servers": {
        has: ({ resourceServers }, id) =>
            resourceServers.has(id) || [...resourceServers.values()].some(({ identifier }) => identifier === id),
        put: ({ resourceServers }, { client_id: _client, ...api }) => {
            const same = [...resourceServers.values()].find(({ identifier }) => identifier === api["identifier"]);
            if (same !== undefined) resourceServers.delete(same.id);
            resourceServers.set(idOf(api), as(api));
        },
        remove: ({ resourceServers }, id) => resourceServers.delete(id),
    },
    "client-grants": {
        has: ({ clientGrants }, id) => clientGrants.has(id),
        put: ({ clientGrants }, object) => clientGrants.set(idOf(object), as({ subject_type: "client", ...object })),
        remove: ({ clientGrants }, id) => clientGrants.delete(id),
    },
    users: {
        has: ({ users }, id) => users.has(id),
        put: ({ users }, { identities = [], ...user }) => {
            const profileData = Object.fromEntries(
                profileKeys.flatMap((key) => (key in user ? [[key, user[key]]] : [])),
            );
            const kept = (identities as Recorded[]).map((one) => ({ profileData, ...one }));
            users.set(idOf(user, "user_id"), as({ ...user, identities: kept }));
        },
        remove: ({ users }, id) => users.delete(id),
    },
    "custom-domains": {
        has: ({ customDomains }, id) => customDomains.has(id),
        put: ({ customDomains }, object) => customDomains.set(idOf(object, "custom_domain_id"), as(object)),
        remove: ({ customDomains }, id) => customDomains.delete(id),
    },
};

/** Puts a recorded connection into a recorded organization; the connection itself where nothing else showed it. */
export function seedOrganizationConnection(tenant: Tenant, organizationId: string, object: Recorded): void {
    const { connection, ...settings } = object;
    const id = idOf(settings, "connection_id");
    if (!tenant.connections.has(id)) {
        seeders.connections.put(tenant, { ...(connection as Recorded), id, options: {}, realms: [] });
    }
    const connections = tenant.organizationConnections.get(organizationId) ?? new Map<string, OrganizationConnection>();
    connections.set(id, as({ is_enabled: true, ...settings }));
    tenant.organizationConnections.set(organizationId, connections);
}

/** Puts a recorded credential of a client into the tenant. Its key is not in a recording. */
export function seedCredential(tenant: Tenant, clientId: string, object: Recorded): void {
    const credentials = tenant.credentials.get(clientId) ?? new Map();
    credentials.set(idOf(object), { ...object, pem: "" });
    tenant.credentials.set(clientId, credentials);
}

/** Puts the credentials that a recorded client names into the tenant. */
export function seedCredentialsOf(tenant: Tenant, client: Recorded): void {
    const methods = Object.values((client["client_authentication_methods"] ?? {}) as Record<string, Recorded>);
    const others = [client["signed_request_object"], client["token_vault_privileged_access"]] as (
        | Recorded
        | undefined
    )[];
    for (const setting of [...methods, ...others]) {
        const credentials = (setting?.["credentials"] ?? []) as Recorded[];
        for (const credential of credentials) seedCredential(tenant, idOf(client, "client_id"), credential);
    }
}
