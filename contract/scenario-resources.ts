import * as auth0 from "../infra/auth0-resources.ts";
import * as azuread from "../infra/azuread-resources.ts";

/** The resource classes that the stacks use, by the names of the recordings. */
export const resourceClasses = {
    "auth0.Client": auth0.Client,
    "auth0.ClientCredentials": auth0.ClientCredentials,
    "auth0.ClientGrant": auth0.ClientGrant,
    "auth0.Connection": auth0.Connection,
    "auth0.ConnectionClient": auth0.ConnectionClient,
    "auth0.ConnectionClients": auth0.ConnectionClients,
    "auth0.OrganizationConnection": auth0.OrganizationConnection,
    "auth0.ResourceServer": auth0.ResourceServer,
    "auth0.ResourceServerScopes": auth0.ResourceServerScopes,
    "azuread.Application": azuread.Application,
    "azuread.ApplicationPassword": azuread.ApplicationPassword,
    "azuread.AppRoleAssignment": azuread.AppRoleAssignment,
    "azuread.ServicePrincipal": azuread.ServicePrincipal,
    "azuread.ServicePrincipalDelegatedPermissionGrant": azuread.ServicePrincipalDelegatedPermissionGrant,
} as const;

export type ResourceClass = keyof typeof resourceClasses;

/** The look-ups that the stacks use, by the names of the recordings. */
export const lookUps = {
    "auth0.getClient": auth0.getClient,
    "auth0.getClientGrants": auth0.getClientGrants,
    "auth0.getClients": auth0.getClients,
    "auth0.getConnection": auth0.getConnection,
    "auth0.getCustomDomains": auth0.getCustomDomains,
    "auth0.getOrganization": auth0.getOrganization,
    "auth0.getResourceServer": auth0.getResourceServer,
    "auth0.getTenant": auth0.getTenant,
    "azuread.getApplication": azuread.getApplication,
    "azuread.getClientConfig": azuread.getClientConfig,
    "azuread.getServicePrincipal": azuread.getServicePrincipal,
} as const;

export type LookUp = keyof typeof lookUps;
