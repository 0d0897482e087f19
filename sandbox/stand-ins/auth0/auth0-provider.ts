import { optional } from "../properties.ts";
import type { Provider } from "../resource-type.ts";
import { type Auth0Api, auth0Api } from "./auth0-api.ts";
import { client } from "./client.ts";
import { clientCredentials } from "./client-credentials.ts";
import { clientGrant } from "./client-grant.ts";
import { connection } from "./connection.ts";
import { connectionClient } from "./connection-client.ts";
import { connectionClients } from "./connection-clients.ts";
import { getClient } from "./get-client.ts";
import { getClientGrants } from "./get-client-grants.ts";
import { getClients } from "./get-clients.ts";
import { getConnection } from "./get-connection.ts";
import { getCustomDomains } from "./get-custom-domains.ts";
import { getOrganization } from "./get-organization.ts";
import { getResourceServer } from "./get-resource-server.ts";
import { getTenant } from "./get-tenant.ts";
import { organizationConnection } from "./organization-connection.ts";
import { resourceServer } from "./resource-server.ts";
import { resourceServerScopes } from "./resource-server-scopes.ts";

/** Stands in for pulumi-resource-auth0. */
export const auth0Provider: Provider<Auth0Api> = {
    name: "auth0",
    version: "3.49.0",
    settings: {
        domain: optional("string"),
        clientId: optional("string"),
        clientSecret: optional("string", { secret: true }),
        apiToken: optional("string", { secret: true }),
        audience: optional("string"),
        debug: optional("boolean"),
    },
    resources: [
        client,
        clientCredentials,
        clientGrant,
        connection,
        connectionClient,
        connectionClients,
        organizationConnection,
        resourceServer,
        resourceServerScopes,
    ],
    functions: [
        getClient,
        getClientGrants,
        getClients,
        getConnection,
        getCustomDomains,
        getOrganization,
        getResourceServer,
        getTenant,
    ],
    connect: auth0Api,
};
