import type { ListName, Lists, Looked, Seen } from "../../../operate/drift/lists.ts";
import { ids } from "./state.ts";

const graph = "00000003-0000-0000-c000-000000000000";
const credential = { displayName: "", startDateTime: "", endDateTime: "2027-05-01T00:00:00Z" };

/** What there is where nobody did anything by hand. */
export const declaredOnly: Lists = {
    connections: [
        {
            id: ids.connection,
            name: "microsoft",
            strategy: "windowslive",
            entraClientId: ids.entraClientId,
            options: {
                client_id: "",
                client_secret: "",
                signin: "true",
                graph_user: "true",
                scope: "",
                strategy_version: "2",
            },
        },
    ],
    enabledClients: { [ids.connection]: [ids.portal] },
    clients: [
        {
            clientId: ids.portal,
            name: "Portal",
            description: "Managed by Pulumi stack microsoft-connection/dev",
            appType: "regular_web",
            policies: [{ audience: "https://acme-dev.eu.auth0.com/me/", scope: ["read:me"] }],
        },
        { clientId: ids.api, name: "API", description: "", appType: "resource_server", policies: [] },
        { clientId: "other", name: "Other", description: "of another team", appType: "spa", policies: [] },
    ],
    clientGrants: [
        {
            id: ids.grant,
            clientId: ids.portal,
            audience: "https://acme-dev.eu.auth0.com/me/",
            scope: ["read:me"],
            subjectType: "user",
        },
    ],
    organizations: [{ id: "org_1", name: "partners", connectionIds: ["con_other"] }],
    applications: {
        [ids.application]: {
            id: ids.application,
            appId: ids.entraClientId,
            displayName: "Acme",
            web: ["https://acme-dev.eu.auth0.com/login/callback"],
            spa: [],
            publicClient: [],
            passwordCredentials: [{ ...credential, keyId: ids.secret }],
            keyCredentials: [],
            requiredResourceAccess: [
                {
                    resourceAppId: graph,
                    resourceAccess: [{ id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" }],
                },
            ],
        },
    },
    federatedCredentials: { [ids.application]: [] },
    applicationOwners: {
        [ids.application]: [{ id: ids.owner.toUpperCase(), displayName: "Ada", userPrincipalName: "" }],
    },
    servicePrincipals: {
        [ids.servicePrincipal]: {
            id: ids.servicePrincipal,
            appId: ids.entraClientId,
            passwordCredentials: [],
            keyCredentials: [],
        },
    },
    servicePrincipalOwners: { [ids.servicePrincipal]: [{ id: ids.owner, displayName: "Ada", userPrincipalName: "" }] },
    permissionGrants: {
        [ids.servicePrincipal]: [
            { id: "declared", consentType: "AllPrincipals", principalId: "", resourceId: "graph", scope: "User.Read" },
            { id: "own", consentType: "Principal", principalId: "ada", resourceId: "graph", scope: "openid User.Read" },
        ],
    },
    assignedTo: {
        [ids.servicePrincipal]: [
            {
                id: "declared",
                appRoleId: "00000000-0000-0000-0000-000000000000",
                principalId: "ada",
                principalDisplayName: "Ada",
                principalType: "User",
                resourceDisplayName: "Acme",
            },
        ],
    },
    applicationPermissions: { [ids.servicePrincipal]: [] },
    notes: [
        {
            id: ids.application,
            appId: ids.entraClientId,
            displayName: "Acme",
            notes: "Managed by Pulumi stack microsoft-connection/dev. What",
        },
        {
            id: "other",
            appId: "other",
            displayName: "Other",
            notes: "Managed by Pulumi stack microsoft-connection/dev2. What",
        },
    ],
};

/** Everything was looked at, with what is given instead of what is declared; a text says why a list was not. */
export function seenWith(changes: { readonly [Name in ListName]?: Lists[Name] | string } = {}): Seen {
    const lists = Object.entries({ ...declaredOnly, ...changes }).map(([name, list]): [string, Looked<unknown>] => [
        name,
        typeof list === "string" ? { why: list } : { seen: list },
    ]);
    return Object.fromEntries(lists) as unknown as Seen;
}

export const extraCredential = { ...credential, keyId: "66666666-6666-4666-8666-666666666666", displayName: "by hand" };
