/** How the elements of a list are told apart. */
export interface ListRule {
    /** Type tokens of the resources that have it. */
    readonly types: readonly string[];

    /** Path without indexes: `requiredResourceAccesses.resourceAccesses`. */
    readonly path: string;

    /** Property that tells which element it is. @default the whole element */
    readonly by?: string;
}

const client = ["auth0:index/client:Client"];
const connection = ["auth0:index/connection:Connection"];
const application = [
    "azuread:index/application:Application",
    "azuread:index/applicationRegistration:ApplicationRegistration",
];
const links = ["auth0:index/connectionClients:ConnectionClients"];

/**
 * Lists that mean the same in any order, although providers list a difference (for `resourceAccesses`, `grantTypes`,
 * and a grant's and a policy's `scopes` they do).
 */
const listRules: readonly ListRule[] = [
    { types: connection, path: "options.scopes" },
    { types: connection, path: "options.domainAliases" },
    { types: connection, path: "options.nonPersistentAttrs" },
    { types: connection, path: "realms" },
    { types: client, path: "callbacks" },
    { types: client, path: "allowedLogoutUrls" },
    { types: client, path: "allowedOrigins" },
    { types: client, path: "webOrigins" },
    { types: client, path: "allowedClients" },
    { types: client, path: "clientAliases" },
    { types: client, path: "grantTypes" },
    { types: client, path: "refreshToken.policies", by: "audience" },
    { types: client, path: "refreshToken.policies.scopes" },
    { types: ["auth0:index/clientGrant:ClientGrant"], path: "scopes" },
    { types: links, path: "enabledClients" },
    { types: ["auth0:index/resourceServerScopes:ResourceServerScopes"], path: "scopes", by: "name" },
    { types: application, path: "owners" },
    { types: application, path: "tags" },
    { types: application, path: "identifierUris" },
    { types: application, path: "requiredResourceAccesses", by: "resourceAppId" },
    { types: application, path: "requiredResourceAccesses.resourceAccesses", by: "id" },
    { types: application, path: "web.redirectUris" },
    { types: application, path: "singlePageApplication.redirectUris" },
    { types: application, path: "publicClient.redirectUris" },
    { types: application, path: "api.knownClientApplications" },
    { types: ["azuread:index/servicePrincipal:ServicePrincipal"], path: "owners" },
    { types: ["azuread:index/servicePrincipal:ServicePrincipal"], path: "notificationEmailAddresses" },
    {
        types: ["azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant"],
        path: "claimValues",
    },
    { types: ["azure-native:keyvault:Vault"], path: "properties.networkAcls.ipRules", by: "value" },
    { types: ["azure-native:keyvault:Vault"], path: "properties.networkAcls.virtualNetworkRules", by: "id" },
];

/** The rule of a list that means the same in any order; undefined for lists whose order counts, or is not known not to. */
export function listRule(type: string, path: string): ListRule | undefined {
    return listRules.find((rule) => rule.path === path && rule.types.includes(type));
}
