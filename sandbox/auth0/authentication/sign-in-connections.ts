import type { Client, Connection } from "../objects.ts";
import type { Tenant } from "../tenant.ts";
import { authorizeErrors } from "./authorize-error.ts";

/** The connection of a name, if the client's users can sign in with it. */
export function connectionNamed(tenant: Tenant, client: Client, name: string): Connection {
    const connection = [...tenant.connections.values()].find((one) => one.name === name);
    if (connection === undefined) throw authorizeErrors.connectionNotFound();
    if (!isEnabled(tenant, client, connection)) throw authorizeErrors.connectionDisabled();
    if (!connection.authentication.active) throw authorizeErrors.guessed.signInOff(name);
    return connection;
}

/** The connections that the login page of a client shows: enabled for it, and with sign-in among their purposes. */
export function signInConnections(tenant: Tenant, client: Client): readonly Connection[] {
    return [...tenant.connections.values()].filter(
        (connection) => connection.authentication.active && isEnabled(tenant, client, connection),
    );
}

/** Clients of third parties have the connections of the domain level only (Auth0, "Third-Party Applications"). */
function isEnabled(tenant: Tenant, client: Client, connection: Connection): boolean {
    if (!client.is_first_party) return connection.is_domain_connection;
    return tenant.enabledClients.get(connection.id)?.has(client.client_id) === true;
}
