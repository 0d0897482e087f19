/**
 * What of an adopted connection may stay as it was found, by resource: properties under the providers' names.
 */
export const connectionAsFound = {
    /**
     * Of the connection itself. These are not ignored, for Auth0 replaces the options whole and an ignored client secret defeats rotation:
     * what the connection has is looked up and handed back.
     */
    connection: [
        "authentication",
        "displayName",
        "options.apiEnableUsers",
        "options.appId",
        "options.domain",
        "options.domainAliases",
        "options.identityApi",
        "options.maxGroupsToRetrieve",
        "options.nonPersistentAttrs",
        "options.scopes",
        "options.setUserRootAttributes",
        "options.shouldTrustEmailVerifiedConnection",
        "options.tenantDomain",
        "options.useWsfed",
        "options.userIdAttribute",
        "options.waadCommonEndpoint",
        "options.waadProtocol",
        "showAsButton",
    ],

    /** Of the app registration. */
    application: [
        "api",
        "description",
        "deviceOnlyAuthEnabled",
        "fallbackPublicClientEnabled",
        "groupMembershipClaims",
        "identifierUris",
        "marketingUrl",
        "notes",
        "oauth2PostResponseRequired",
        "owners",
        "privacyStatementUrl",
        "publicClient",
        "requiredResourceAccesses",
        "serviceManagementReference",
        "singlePageApplication",
        "supportUrl",
        "tags",
        "termsOfServiceUrl",
        "web",
    ],

    /** Of its service principal. */
    servicePrincipal: [
        "accountEnabled",
        "alternativeNames",
        "appRoleAssignmentRequired",
        "description",
        "loginUrl",
        "notes",
        "notificationEmailAddresses",
        "owners",
        "preferredSingleSignOnMode",
        "tags",
    ],

    /** Of the consent for everyone. */
    consent: ["claimValues"],
} as const;

/** What of an adopted application may stay as it was found, by resource. */
export const clientAsFound = {
    /** Of the application at Auth0; of a single-page application, of the app in the browser. */
    client: [
        "allowedClients",
        "allowedLogoutUrls",
        "allowedOrigins",
        "clientAliases",
        "clientMetadata",
        "crossOriginAuth",
        "crossOriginLoc",
        "customLoginPage",
        "customLoginPageOn",
        "description",
        "grantTypes",
        "initiateLoginUri",
        "jwtConfiguration",
        "logoUri",
        "oidcLogout",
        "organizationDiscoveryMethods",
        "organizationRequireBehavior",
        "organizationUsage",
        "refreshToken",
        "requireProofOfPossession",
        "requirePushedAuthorizationRequests",
        "sso",
        "ssoDisabled",
        "tokenExchange",
        "webOrigins",
    ],

    /** Of its grant for the My Account API. */
    myAccountGrant: ["scopes"],

    /** Of a single-page application's API. */
    api: [
        "allowOfflineAccess",
        "enforcePolicies",
        "name",
        "signingAlg",
        "skipConsentForVerifiableFirstPartyClients",
        "tokenDialect",
        "tokenLifetime",
        "tokenLifetimeForWeb",
    ],

    /** How its API proves itself when it exchanges tokens. */
    apiCredentials: ["authenticationMethod"],

    /** Of the client that its API exchanges tokens with. */
    apiClient: ["description", "grantTypes", "jwtConfiguration", "name", "refreshToken"],
} as const;

/** A part of what is adopted, and one of its properties: `application.notes`. */
type Names<Table extends Readonly<Record<string, readonly string[]>>> = {
    [Part in keyof Table & string]: `${Part}.${Table[Part][number]}`;
}[keyof Table & string];

export type ConnectionAsFound = Names<typeof connectionAsFound>;
export type ClientAsFound = Names<typeof clientAsFound>;

/** All names of a table, as settings write them. */
export function asFoundNames<Table extends Readonly<Record<string, readonly string[]>>>(table: Table): Names<Table>[] {
    return Object.entries(table).flatMap(([part, properties]) =>
        properties.map((property) => `${part}.${property}` as Names<Table>),
    );
}

/** The properties of one part among such names. */
export function asFoundOf(part: string, names: readonly string[] = []): string[] {
    return names.flatMap((name) => (name.startsWith(`${part}.`) ? [name.slice(part.length + 1)] : []));
}
