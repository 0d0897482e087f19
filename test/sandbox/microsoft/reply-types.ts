/**
 * What go-azure-sdk, the azuread provider's client of Microsoft Graph, parses each field of a reply as (its models of v1.0,
 * `microsoft-graph/common-types/stable`, version v0.20260212.1143955). `?` may be null, `[]` is a list, a capital is another table.
 * Go reads a date as a string; that it is one is asked here all the same, for programs compare dates as text.
 */
export const replyTypes = {
    Application: {
        id: "guid",
        deletedDateTime: "date?",
        addIns: "nothing[]",
        api: "Api",
        appId: "guid?",
        appRoles: "AppRole[]",
        applicationTemplateId: "string?",
        createdDateTime: "date?",
        description: "string?",
        disabledByMicrosoftStatus: "string?",
        displayName: "string?",
        groupMembershipClaims: "string?",
        identifierUris: "string[]",
        info: "Info",
        isDeviceOnlyAuthSupported: "boolean?",
        isFallbackPublicClient: "boolean?",
        keyCredentials: "nothing[]",
        notes: "string?",
        oauth2RequirePostResponse: "boolean",
        optionalClaims: "OptionalClaims?",
        passwordCredentials: "PasswordCredential[]",
        publicClient: "RedirectUris",
        publisherDomain: "string?",
        requiredResourceAccess: "RequiredResourceAccess[]",
        samlMetadataUrl: "string?",
        serviceManagementReference: "string?",
        signInAudience: "string?",
        spa: "RedirectUris",
        tags: "string[]",
        tokenEncryptionKeyId: "guid?",
        web: "Web",
    },
    Api: {
        acceptMappedClaims: "boolean?",
        knownClientApplications: "guid[]",
        oauth2PermissionScopes: "PermissionScope[]",
        preAuthorizedApplications: "PreAuthorizedApplication[]",
        requestedAccessTokenVersion: "integer?",
    },
    PermissionScope: {
        adminConsentDescription: "string?",
        adminConsentDisplayName: "string?",
        id: "guid",
        isEnabled: "boolean",
        origin: "string?",
        type: "string?",
        userConsentDescription: "string?",
        userConsentDisplayName: "string?",
        value: "string?",
    },
    PreAuthorizedApplication: { appId: "guid?", delegatedPermissionIds: "guid[]" },
    AppRole: {
        allowedMemberTypes: "string[]",
        description: "string?",
        displayName: "string?",
        id: "guid",
        isEnabled: "boolean",
        origin: "string?",
        value: "string?",
    },
    Info: {
        logoUrl: "string?",
        marketingUrl: "string?",
        privacyStatementUrl: "string?",
        supportUrl: "string?",
        termsOfServiceUrl: "string?",
    },
    OptionalClaims: { accessToken: "OptionalClaim[]", idToken: "OptionalClaim[]", saml2Token: "OptionalClaim[]" },
    OptionalClaim: { additionalProperties: "string[]", essential: "boolean", name: "string", source: "string?" },
    RedirectUris: { redirectUris: "string[]" },
    Web: {
        homePageUrl: "string?",
        implicitGrantSettings: "ImplicitGrantSettings",
        logoutUrl: "string?",
        redirectUris: "string[]",
        redirectUriSettings: "nothing[]",
    },
    ImplicitGrantSettings: { enableAccessTokenIssuance: "boolean?", enableIdTokenIssuance: "boolean?" },
    RequiredResourceAccess: { resourceAccess: "ResourceAccess[]", resourceAppId: "guid" },
    ResourceAccess: { id: "guid", type: "string?" },
    PasswordCredential: {
        customKeyIdentifier: "string?",
        displayName: "string?",
        endDateTime: "date?",
        hint: "string?",
        keyId: "guid?",
        secretText: "string?",
        startDateTime: "date?",
    },
    ServicePrincipal: {
        id: "guid",
        deletedDateTime: "date?",
        accountEnabled: "boolean?",
        alternativeNames: "string[]",
        appDescription: "string?",
        appDisplayName: "string?",
        appId: "guid?",
        appOwnerOrganizationId: "guid?",
        appRoleAssignmentRequired: "boolean",
        appRoles: "AppRole[]",
        applicationTemplateId: "string?",
        createdDateTime: "date",
        description: "string?",
        disabledByMicrosoftStatus: "string?",
        displayName: "string?",
        homepage: "string?",
        info: "Info",
        keyCredentials: "nothing[]",
        loginUrl: "string?",
        logoutUrl: "string?",
        notes: "string?",
        notificationEmailAddresses: "string[]",
        oauth2PermissionScopes: "PermissionScope[]",
        passwordCredentials: "PasswordCredential[]",
        preferredSingleSignOnMode: "string?",
        preferredTokenSigningKeyThumbprint: "string?",
        replyUrls: "string[]",
        samlMetadataUrl: "string?",
        samlSingleSignOnSettings: "SamlSingleSignOnSettings?",
        servicePrincipalNames: "string[]",
        servicePrincipalType: "string?",
        signInAudience: "string?",
        tags: "string[]",
        tokenEncryptionKeyId: "guid?",
    },
    SamlSingleSignOnSettings: { relayState: "string?" },
    OAuth2PermissionGrant: {
        id: "string",
        clientId: "guid",
        consentType: "string?",
        principalId: "guid?",
        resourceId: "guid",
        scope: "string?",
    },
    AppRoleAssignment: {
        id: "string",
        deletedDateTime: "date?",
        appRoleId: "guid",
        createdDateTime: "date?",
        principalDisplayName: "string?",
        principalId: "guid?",
        principalType: "string?",
        resourceDisplayName: "string?",
        resourceId: "guid?",
    },
    FederatedIdentityCredential: {
        id: "guid",
        audiences: "string[]",
        description: "string?",
        issuer: "string",
        name: "string",
        subject: "string",
    },
    /** An owner: the model that its `@odata.type` names. */
    DirectoryObject: { "@odata.type": "string", id: "guid", displayName: "string?" },

    /** Around every reply, and in place of one (`sdk/odata`). */
    Page: { value: "anything[]" },
    Refusal: { error: "Error" },
    Error: { code: "string", message: "string", innerError: "InnerError", details: "ErrorDetail[]" },
    InnerError: { date: "string", "request-id": "guid", "client-request-id": "guid" },
    ErrorDetail: { code: "string", message: "string", target: "string" },

    /** Of the token endpoint and of the metadata (`sdk/auth`, `sdk/internal/metadata`). What it knows and nobody serves is left out. */
    Token: { access_token: "string", token_type: "string", expires_in: "integer", ext_expires_in: "integer" },
    Metadata: {
        name: "string",
        authentication: "Authentication",
        graph: "string",
        graphAudience: "string",
        microsoftGraphResourceId: "string",
        portal: "string",
        resourceManager: "string",
        suffixes: "Suffixes",
    },
    Authentication: {
        loginEndpoint: "string",
        audiences: "string[]",
        tenant: "string",
        identityProvider: "string",
    },
    Suffixes: { keyVaultDns: "string", storage: "string" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type ReplyType = keyof typeof replyTypes;

/** What of a value its reader could not parse, with its place: `api.requestedAccessTokenVersion is "2", not integer?`. */
export function typeProblems(type: ReplyType, value: unknown, place = ""): string[] {
    if (typeof value !== "object" || value === null) return [`${place || "the reply"} is ${JSON.stringify(value)}`];
    const fields: Readonly<Record<string, string>> = replyTypes[type];
    return Object.entries(value).flatMap(([name, member]) => {
        const at = place === "" ? name : `${place}.${name}`;
        const kind = fields[name];
        if (kind === undefined) return name.startsWith("@odata.") ? [] : [`${at} is read by nobody`];
        return problemsOf(kind, member, at);
    });
}

function problemsOf(kind: string, value: unknown, at: string): string[] {
    if (kind.endsWith("?")) return value === null ? [] : problemsOf(kind.slice(0, -1), value, at);
    if (kind.endsWith("[]")) {
        if (!Array.isArray(value)) return [`${at} is ${JSON.stringify(value)}, not ${kind}`];
        return value.flatMap((item, index) => problemsOf(kind.slice(0, -2), item, `${at}[${index}]`));
    }
    const isScalar = scalars[kind];
    if (isScalar === undefined) return typeProblems(kind as ReplyType, value, at);
    return isScalar(value) ? [] : [`${at} is ${JSON.stringify(value)}, not ${kind}`];
}

const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
    string: (value) => typeof value === "string",
    boolean: (value) => typeof value === "boolean",
    integer: Number.isInteger,
    guid: (value) => typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
    date: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$/.test(value),
    nothing: () => false,
    anything: () => true,
};
