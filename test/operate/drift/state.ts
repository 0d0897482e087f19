import type { Properties, Resource } from "../../../review/stack-change.ts";

/** Ids of the stack below. */
export const ids = {
    connection: "con_1",
    application: "11111111-1111-4111-8111-111111111111",
    entraClientId: "22222222-2222-4222-8222-222222222222",
    servicePrincipal: "33333333-3333-4333-8333-333333333333",
    owner: "44444444-4444-4444-8444-444444444444",
    secret: "55555555-5555-4555-8555-555555555555",
    portal: "portalClient",
    api: "apiClient",
    grant: "cgr_1",
} as const;

const graph = "00000003-0000-0000-c000-000000000000";
const userRead = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";

export function resource(
    type: string,
    name: string,
    more: Partial<Resource> & { readonly inputs?: Properties },
): Resource {
    return {
        urn: `urn:pulumi:dev::microsoft-connection::${type}::${name}`,
        type,
        name,
        inputs: {},
        outputs: more.inputs ?? {},
        protect: false,
        retainOnDelete: false,
        madeFrom: {},
        ...more,
    };
}

/** A stack's state: one connection, its app registration, a client and a client of its API. */
export const state: readonly Resource[] = [
    resource("pulumi:pulumi:Stack", "microsoft-connection-dev", {
        outputs: { auth0Domain: "acme-dev.eu.auth0.com", microsoftTenantId: "tenant" },
    }),
    resource("auth0:index/connection:Connection", "microsoft", {
        id: ids.connection,
        inputs: { name: "microsoft", strategy: "windowslive", options: { clientId: ids.entraClientId } },
    }),
    resource("auth0:index/connectionClient:ConnectionClient", "microsoft/portal", {
        inputs: { connectionId: ids.connection, clientId: ids.portal },
    }),
    resource("auth0:index/client:Client", "portal", {
        id: ids.portal,
        inputs: {
            appType: "regular_web",
            clientId: ids.portal,
            refreshToken: { policies: [{ audience: "https://acme-dev.eu.auth0.com/me/", scopes: ["read:me"] }] },
        },
    }),
    resource("auth0:index/client:Client", "api", {
        id: ids.api,
        inputs: { appType: "resource_server", clientId: ids.api },
    }),
    resource("auth0:index/clientGrant:ClientGrant", "portal", { id: ids.grant }),
    resource("azuread:index/application:Application", "microsoft", {
        id: `/applications/${ids.application}`,
        inputs: {
            displayName: "Acme",
            clientId: ids.entraClientId,
            owners: [ids.owner],
            web: { redirectUris: ["https://acme-dev.eu.auth0.com/login/callback"] },
            requiredResourceAccesses: [{ resourceAppId: graph, resourceAccesses: [{ id: userRead, type: "Scope" }] }],
        },
    }),
    resource("azuread:index/applicationPassword:ApplicationPassword", "microsoft-a", {
        outputs: { applicationId: `/applications/${ids.application}`, keyId: ids.secret },
    }),
    resource("azuread:index/servicePrincipal:ServicePrincipal", "microsoft", {
        id: `/servicePrincipals/${ids.servicePrincipal}`,
        inputs: { clientId: ids.entraClientId, owners: [ids.owner], appRoleAssignmentRequired: true },
    }),
    resource(
        "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
        "microsoft",
        {
            id: "/oauth2PermissionGrants/declared",
            outputs: { servicePrincipalObjectId: ids.servicePrincipal },
        },
    ),
    resource("azuread:index/appRoleAssignment:AppRoleAssignment", "microsoft/ada", {
        id: `/servicePrincipals/${ids.servicePrincipal}/appRoleAssignedTo/declared`,
    }),
];
