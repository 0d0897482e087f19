import { isProvider } from "../engine-data/urn.ts";
import type { Resource, StackChange } from "../stack-change.ts";

/** What a resource is, in the field's words; plurals with an `s`. */
export const kinds = {
    "auth0:index/connection:Connection": "connection",
    "auth0:index/client:Client": "client",
    "auth0:index/clientCredentials:ClientCredentials": "client credentials",
    "auth0:index/clientGrant:ClientGrant": "client grant",
    "auth0:index/resourceServer:ResourceServer": "API",
    "auth0:index/resourceServerScope:ResourceServerScope": "API scope",
    "auth0:index/resourceServerScopes:ResourceServerScopes": "API scopes",
    "auth0:index/connectionClient:ConnectionClient": "link",
    "auth0:index/connectionClients:ConnectionClients": "links",
    "auth0:index/organization:Organization": "organization",
    "auth0:index/organizationConnection:OrganizationConnection": "organization connection",
    "auth0:index/organizationConnections:OrganizationConnections": "organization connections",
    "azuread:index/application:Application": "app registration",
    "azuread:index/applicationRegistration:ApplicationRegistration": "app registration",
    "azuread:index/applicationPassword:ApplicationPassword": "client secret",
    "azuread:index/applicationCertificate:ApplicationCertificate": "client certificate",
    "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential":
        "federated credential",
    "azuread:index/applicationRedirectUris:ApplicationRedirectUris": "redirect URIs",
    "azuread:index/applicationApiAccess:ApplicationApiAccess": "permissions",
    "azuread:index/applicationOwner:ApplicationOwner": "owner",
    "azuread:index/servicePrincipal:ServicePrincipal": "service principal",
    "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant": "admin consent",
    "azuread:index/appRoleAssignment:AppRoleAssignment": "assignment",
    "azure-native:resources:ResourceGroup": "resource group",
    "azure-native:keyvault:Vault": "key vault",
    "azure-native:keyvault:Secret": "key vault secret",
    "azure-native:authorization:RoleAssignment": "role assignment",
    "pulumi:pulumi:Stack": "stack",
} as const;

/** A kind that the report has rules for. */
export type Kind = (typeof kinds)[keyof typeof kinds] | "component" | "provider";

/** The kind of a type, or undefined for types that the report knows nothing of. */
export function kindOfType(type: string): Kind | undefined {
    if (type.startsWith("microsoft-connection:index:")) return "component";
    if (isProvider(type)) return "provider";
    const plain = withoutVersion(type);
    return Object.hasOwn(kinds, plain) ? kinds[plain as keyof typeof kinds] : undefined;
}

/** The kind of a resource in its stack; whatever has children and nothing of its own is a component. */
export function kindOf(
    { urn, type, before, after }: Pick<Resource, "urn" | "type"> & { before?: Resource; after?: Resource },
    stack: Pick<StackChange, "before" | "after">,
): Kind | undefined {
    const known = kindOfType(type);
    const own = [before, after].filter((one) => one !== undefined);
    if (known !== undefined || own.some(({ id, inputs }) => id !== undefined || Object.keys(inputs).length > 0)) {
        return known;
    }
    return [...stack.before, ...stack.after].some(({ parent }) => parent === urn) ? "component" : undefined;
}

/** Azure's types as one: `azure-native:keyvault/v20230701:Vault` and `azure-native_keyvault_v20230701:keyvault:Vault`. */
function withoutVersion(type: string): string {
    return type.replace(/^azure-native_\w+:/, "azure-native:").replace(/\/v\w+:/, ":");
}
