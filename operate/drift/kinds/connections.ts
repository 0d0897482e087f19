import { waadAttributes } from "../../../catalogue/auth0.ts";
import { microsoftGraphScopes } from "../../../catalogue/microsoft-graph-scopes.ts";
import { joined, type Phrase, phrase } from "../../../review/phrase.ts";
import type { DeclaredConnection } from "../declared.ts";
import type { Kind } from "../finding.ts";
import type { Lists, SeenConnection } from "../lists.ts";

/** What is around a connection at Auth0. */
export const connectionKinds: readonly Kind[] = [
    {
        id: "clients-enabled-by-hand",
        at: "auth0",
        about: "every connection is enabled for the declared clients only",
        declaredBy: "ConnectionClient and ConnectionClients",
        reads: ["enabledClients", "clients"],
        find: ({ clients, enabledClients }, { declared, stack }) =>
            declared.connections.flatMap((connection) => {
                const links = declared.links.filter(({ connectionId }) => connectionId === connection.id);
                const linked = links.flatMap(({ clientIds }) => clientIds);
                const list = links.find(({ isWhole }) => isWhole);
                return (enabledClients[connection.id] ?? [])
                    .filter((id) => !linked.includes(id))
                    .map((id) => ({
                        text: phrase`client ${nameOf(clients, id)} can sign people in with connection ${connection.called}`,
                        evidence: [phrase`client ID ${id}`, phrase`connection ${connection.id}`],
                        mend: phrase`declare it under ${"clients"} in ${`Pulumi.${stack}.yaml`} (kind: existing), or switch the connection off for it: Auth0 Dashboard, Applications, its tab Connections`,
                        ...(list === undefined ? {} : { tells: { urn: list.urn, path: "enabledClients" } }),
                    }));
            }),
    },
    {
        id: "connection-options-by-hand",
        at: "auth0",
        about: "every connection has the options that the provider reads and Auth0 sets, and no others",
        declaredBy: "the options that the provider reads back: those differ in the first half",
        reads: ["connections"],
        find: ({ connections }, { declared }) =>
            declared.connections.flatMap((connection) => {
                const options = connections.find(({ id }) => id === connection.id)?.options ?? {};
                return Object.entries(options)
                    .filter(([name]) => !readOptions.has(name))
                    .map(([name, value]) => ({
                        text: phrase`connection ${connection.called} has the option ${name}, which nothing declares`,
                        evidence: [value === "" ? phrase`it is set` : phrase`its value is ${value}`],
                        mend: phrase`the next update of this connection takes it away, because options are replaced whole: find out who needs it; scopes are declared under ${"scopes"}`,
                    }));
            }),
    },
    {
        id: "connections-with-the-same-app-registration",
        at: "auth0",
        about: "no other connection of the tenant signs in with the declared app registrations",
        declaredBy: "Connection, option clientId",
        reads: ["connections"],
        find: ({ connections }, { declared }) =>
            connections
                .filter(({ id }) => !declared.connections.some((one) => one.id === id))
                .flatMap((other) => {
                    const same = declared.connections.filter(({ entraClientId }) => isSame(entraClientId, other));
                    return same.length === 0 ? [] : [sharedRegistration(other, same)];
                }),
    },
    {
        id: "organizations-by-hand",
        at: "auth0",
        about: "every connection is enabled in the declared organizations only",
        declaredBy: "OrganizationConnection",
        reads: ["organizations"],
        find: ({ organizations }, { declared, stack }) =>
            declared.connections.flatMap(({ called, id }) =>
                organizations
                    .filter(({ connectionIds }) => connectionIds.includes(id))
                    .filter((one) => !declared.organizationConnections.includes(`${one.id}::${id}`))
                    .map((organization) => ({
                        text: phrase`organization ${organization.name} lets its members sign in with connection ${called}`,
                        evidence: [phrase`organization ${organization.id}`],
                        mend: phrase`declare it under ${"organizations"} of the connection in ${`Pulumi.${stack}.yaml`}, or: ${`auth0 api delete organizations/${organization.id}/enabled_connections/${id}`}`,
                    })),
            ),
    },
];

function sharedRegistration(other: SeenConnection, same: readonly DeclaredConnection[]) {
    const names: Phrase = joined(
        same.map(({ called }) => [{ value: called }]),
        ", ",
    );
    return {
        text: phrase`connection ${other.name} signs in with the app registration of ${names}`,
        evidence: [
            phrase`connection ${other.id}, strategy ${other.strategy}`,
            phrase`client ID ${other.entraClientId}`,
        ],
        mend: phrase`it stops when the stack renews its client secrets: give it an app registration of its own, or declare it in a stack`,
    };
}

function isSame(clientId: string, { entraClientId }: SeenConnection): boolean {
    return clientId !== "" && clientId.toLowerCase() === entraClientId.toLowerCase();
}

/** A client's name, or its id where it is not in the list. */
export function nameOf(clients: Lists["clients"], clientId: string): string {
    return clients.find((client) => client.clientId === clientId)?.name ?? clientId;
}

/** Options that a refresh compares, under Auth0's names (go-auth0, `ConnectionOptionsWindowsLive` and `…AzureAD`). */
const readByProvider = [
    "client_id",
    "client_secret",
    "strategy_version",
    "set_user_root_attributes",
    "non_persistent_attrs",
    "upstream_params",
    "signin",
    ...Object.values(microsoftGraphScopes).flatMap((scope) =>
        "windowsliveOption" in scope ? [scope.windowsliveOption] : [],
    ),
    ...waadAttributes,
    "api_enable_users",
    "app_id",
    "domain",
    "domain_aliases",
    "icon_url",
    "identity_api",
    "max_groups_to_retrieve",
    "should_trust_email_verified_connection",
    "tenant_domain",
    "use_wsfed",
    "useCommonEndpoint",
    "userid_attribute",
    "waad_common_endpoint",
    "waad_protocol",
];

/** Options that Auth0 writes itself, and that the provider sends back as they are. */
const writtenByAuth0 = ["scope", "thumbprints", "app_domain", "cert_rollover_notification", "granted", "tenantId"];

export const readOptions: ReadonlySet<string> = new Set([...readByProvider, ...writtenByAuth0]);
