import type { Kind } from "./kinds.ts";

/** Lists whose elements have a name of their own: `callback … added`, `callbacks …, … added`. Paths without indexes. */
export const listNouns: readonly {
    readonly kind: Kind;
    readonly path: string;
    readonly noun: string;

    /** @default the noun with an `s` */
    readonly plural?: string;
}[] = [
    { kind: "connection", path: "options.scopes", noun: "scope" },
    { kind: "connection", path: "options.domainAliases", noun: "domain" },
    { kind: "app registration", path: "web.redirectUris", noun: "redirect URI" },
    {
        kind: "app registration",
        path: "singlePageApplication.redirectUris",
        noun: "redirect URI of a single-page app",
        plural: "redirect URIs of a single-page app",
    },
    {
        kind: "app registration",
        path: "publicClient.redirectUris",
        noun: "redirect URI of a public client",
        plural: "redirect URIs of a public client",
    },
    { kind: "app registration", path: "requiredResourceAccesses.resourceAccesses", noun: "permission" },
    { kind: "app registration", path: "requiredResourceAccesses", noun: "permissions of", plural: "permissions of" },
    { kind: "app registration", path: "owners", noun: "owner" },
    { kind: "service principal", path: "owners", noun: "owner" },
    { kind: "redirect URIs", path: "redirectUris", noun: "redirect URI" },
    { kind: "permissions", path: "scopeIds", noun: "permission" },
    { kind: "client", path: "callbacks", noun: "callback" },
    { kind: "client", path: "allowedLogoutUrls", noun: "logout URL" },
    { kind: "client", path: "allowedOrigins", noun: "origin" },
    { kind: "client", path: "webOrigins", noun: "web origin" },
    { kind: "client", path: "grantTypes", noun: "grant type" },
    { kind: "client", path: "refreshToken.policies", noun: "refresh tokens for", plural: "refresh tokens for" },
    {
        kind: "client",
        path: "refreshToken.policies.scopes",
        noun: "scope of refresh tokens",
        plural: "scopes of refresh tokens",
    },
    { kind: "client grant", path: "scopes", noun: "scope" },
    { kind: "API scopes", path: "scopes", noun: "scope" },
    { kind: "links", path: "enabledClients", noun: "client" },
    { kind: "admin consent", path: "claimValues", noun: "permission" },
];

/** Properties that are on or off, in words. */
export const switches: readonly {
    /** @default any */
    readonly kind?: Kind;
    readonly path: string;
    readonly on: string;
    readonly off: string;
}[] = [
    { kind: "connection", path: "authentication.active", on: "sign-in is turned on", off: "sign-in is turned off" },
    {
        kind: "connection",
        path: "connectedAccounts.active",
        on: "Token Vault is turned on",
        off: "Token Vault is turned off",
    },
    {
        kind: "connection",
        path: "options.waadCommonEndpoint",
        on: "people of any directory can sign in",
        off: "people of one directory can sign in",
    },
    { kind: "connection", path: "showAsButton", on: "shown as a button", off: "not shown as a button" },
    { kind: "service principal", path: "accountEnabled", on: "sign-in is turned on", off: "sign-in is turned off" },
    {
        kind: "service principal",
        path: "appRoleAssignmentRequired",
        on: "only people who are assigned can sign in",
        off: "people need no assignment to sign in",
    },
    { path: "protect", on: "is protected", off: "is protected no longer" },
    { path: "retainOnDelete", on: "stays when it is taken out of the stack", off: "is deleted with the stack" },
];

/** Properties that have one value, in the field's words: `accounts: … instead of …`. */
export const fieldNouns: readonly { readonly kind: Kind; readonly path: string; readonly noun: string }[] = [
    { kind: "connection", path: "name", noun: "name" },
    { kind: "connection", path: "displayName", noun: "display name" },
    { kind: "connection", path: "strategy", noun: "strategy" },
    { kind: "connection", path: "options.domain", noun: "domain" },
    { kind: "connection", path: "options.tenantDomain", noun: "directory" },
    { kind: "connection", path: "options.clientId", noun: "client id at Microsoft" },
    { kind: "app registration", path: "displayName", noun: "name" },
    { kind: "app registration", path: "description", noun: "description" },
    { kind: "app registration", path: "signInAudience", noun: "accounts" },
    { kind: "client", path: "name", noun: "name" },
    { kind: "client", path: "description", noun: "description" },
    { kind: "client", path: "appType", noun: "type" },
    { kind: "client", path: "refreshToken.rotationType", noun: "refresh tokens" },
    { kind: "client credentials", path: "authenticationMethod", noun: "authentication" },
    { kind: "client grant", path: "audience", noun: "API" },
    { kind: "API", path: "identifier", noun: "identifier" },
    { kind: "API", path: "name", noun: "name" },
];
