import type { ClientArgs } from "@pulumi/auth0/client.js";
import type { ClientCredentialsArgs } from "@pulumi/auth0/clientCredentials.js";
import type { ClientGrantArgs } from "@pulumi/auth0/clientGrant.js";
import type { ConnectionArgs } from "@pulumi/auth0/connection.js";
import type { ConnectionClientArgs } from "@pulumi/auth0/connectionClient.js";
import type { ConnectionClientsArgs } from "@pulumi/auth0/connectionClients.js";
import type { ResourceServerArgs } from "@pulumi/auth0/resourceServer.js";
import type { ApplicationArgs } from "@pulumi/azuread/application.js";
import type { ApplicationApiAccessArgs } from "@pulumi/azuread/applicationApiAccess.js";
import type { ApplicationPasswordArgs } from "@pulumi/azuread/applicationPassword.js";
import type { ApplicationRedirectUrisArgs } from "@pulumi/azuread/applicationRedirectUris.js";
import type { ApplicationRegistrationArgs } from "@pulumi/azuread/applicationRegistration.js";
import type { ServicePrincipalArgs } from "@pulumi/azuread/servicePrincipal.js";
import type { ServicePrincipalDelegatedPermissionGrantArgs } from "@pulumi/azuread/servicePrincipalDelegatedPermissionGrant.js";
import type { Unwrap } from "@pulumi/pulumi";

/**
 * A resource type, by the token that the engine names it by. The providers' SDKs are only needed for their types: the pack works
 * with whatever version of them, or of another language's, a program uses.
 */
export interface ResourceType<Properties> {
    readonly token: string;

    /** Other tokens of the same type, where a provider has one for each version of the cloud's API. */
    readonly otherTokens?: RegExp;

    /** What a rule sees of a resource; only there for the compiler. */
    readonly properties?: Properties;
}

/** A type of which a rule sees the inputs; none of them is certain to be there. */
type Of<Args> = ResourceType<Partial<Unwrap<Args>>>;

export const Application: Of<ApplicationArgs> = { token: "azuread:index/application:Application" };
export const ApplicationApiAccess: Of<ApplicationApiAccessArgs> = {
    token: "azuread:index/applicationApiAccess:ApplicationApiAccess",
};
export const ApplicationPassword: Of<ApplicationPasswordArgs> = {
    token: "azuread:index/applicationPassword:ApplicationPassword",
};
export const ApplicationRedirectUris: Of<ApplicationRedirectUrisArgs> = {
    token: "azuread:index/applicationRedirectUris:ApplicationRedirectUris",
};
export const ApplicationRegistration: Of<ApplicationRegistrationArgs> = {
    token: "azuread:index/applicationRegistration:ApplicationRegistration",
};
export const DelegatedPermissionGrant: Of<ServicePrincipalDelegatedPermissionGrantArgs> = {
    token: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
};
export const ServicePrincipal: Of<ServicePrincipalArgs> = {
    token: "azuread:index/servicePrincipal:ServicePrincipal",
};

export const Client: Of<ClientArgs> = { token: "auth0:index/client:Client" };
export const ClientCredentials: Of<ClientCredentialsArgs> = {
    token: "auth0:index/clientCredentials:ClientCredentials",
};
export const ClientGrant: Of<ClientGrantArgs> = { token: "auth0:index/clientGrant:ClientGrant" };
export const Connection: Of<ConnectionArgs> = { token: "auth0:index/connection:Connection" };
export const ConnectionClient: Of<ConnectionClientArgs> = { token: "auth0:index/connectionClient:ConnectionClient" };
export const ConnectionClients: Of<ConnectionClientsArgs> = {
    token: "auth0:index/connectionClients:ConnectionClients",
};
export const ResourceServer: Of<ResourceServerArgs> = { token: "auth0:index/resourceServer:ResourceServer" };

/** A key vault, as far as the rules look at it. */
export interface VaultProperties {
    readonly properties?: {
        readonly enableRbacAuthorization?: boolean;
        readonly enablePurgeProtection?: boolean;
        readonly enableSoftDelete?: boolean;
        readonly softDeleteRetentionInDays?: number;
        readonly publicNetworkAccess?: string;
        readonly networkAcls?: { readonly defaultAction?: string };
    };
}

/** A key vault's secret, as far as the rules look at it: not at its value. */
export interface VaultSecretProperties {
    readonly properties?: { readonly attributes?: { readonly expires?: number } };
}

export const Vault: ResourceType<VaultProperties> = {
    token: "azure-native:keyvault:Vault",
    otherTokens: /^azure-native(_keyvault_v\w+)?:keyvault(\/v\w+)?:Vault$/,
};
export const VaultSecret: ResourceType<VaultSecretProperties> = {
    token: "azure-native:keyvault:Secret",
    otherTokens: /^azure-native(_keyvault_v\w+)?:keyvault(\/v\w+)?:Secret$/,
};
