import type { PolicyResource } from "@pulumi/policy";
import { isMicrosoft } from "./auth0-names.ts";
import { type Found, resourcesOf } from "./of-type.ts";
import { referredTo } from "./referred-to.ts";
import { Client, Connection, ConnectionClient, ConnectionClients } from "./resource-types.ts";
import type { ClientProperties } from "./token-vault-clients.ts";

/** A client that is enabled for a connection to Microsoft, both of this stack. */
export interface Link {
    readonly connection: Found<NonNullable<typeof Connection.properties>>;
    readonly client: Found<ClientProperties>;
}

/** Every link of a stack, whoever decides on it: one by one, or all of a connection in a list. */
export function linksIn(resources: readonly PolicyResource[]): Link[] {
    const from = [
        ...resourcesOf(ConnectionClient, resources).map(({ resource }) => ({ resource, property: "clientId" })),
        ...resourcesOf(ConnectionClients, resources).map(({ resource }) => ({ resource, property: "enabledClients" })),
    ];
    return from.flatMap(({ resource, property }) =>
        referredTo(resource, "connectionId", Connection, resources)
            .filter(({ properties }) => isMicrosoft(properties.strategy))
            .flatMap((connection) =>
                referredTo(resource, property, Client, resources).map((client) => ({ connection, client })),
            ),
    );
}
