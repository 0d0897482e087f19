import type { StateView } from "./state-view.ts";

/** Types of resources by what they are called here. */
export const types = {
    application: "azuread:index/application:Application",
    servicePrincipal: "azuread:index/servicePrincipal:ServicePrincipal",
    consent: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
    assignment: "azuread:index/appRoleAssignment:AppRoleAssignment",
    password: "azuread:index/applicationPassword:ApplicationPassword",
    connection: "auth0:index/connection:Connection",
    organizationConnection: "auth0:index/organizationConnection:OrganizationConnection",
    links: "auth0:index/connectionClients:ConnectionClients",
    client: "auth0:index/client:Client",
    credentials: "auth0:index/clientCredentials:ClientCredentials",
    api: "auth0:index/resourceServer:ResourceServer",
    apiScopes: "auth0:index/resourceServerScopes:ResourceServerScopes",
    grant: "auth0:index/clientGrant:ClientGrant",
} as const;

export type Type = keyof typeof types;

/** Questions to a state. */
export interface KnownState {
    /** Whether it has an object, by the id of its type. */
    hasObject(type: Type, id: string): boolean;

    /** Id of what it has under one of these names. */
    idOf(type: Type, names: readonly string[]): string | undefined;

    /** Whether the creation of one of these names was under way. */
    wasMaking(type: Type, names: readonly string[]): boolean;
}

/** Reads a state for questions. */
export function knownState({ pending, resources }: StateView): KnownState {
    return {
        hasObject: (type, id) => resources.some((one) => one.type === types[type] && one.id === id),
        idOf: (type, names) => resources.find((one) => one.type === types[type] && names.includes(one.name))?.id,
        wasMaking: (type, names) =>
            pending.some((one) => one.operation === "creating" && one.type === types[type] && names.includes(one.name)),
    };
}
