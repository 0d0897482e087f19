import { randomUUID } from "node:crypto";
import type {
    Application,
    AppRoleAssignment,
    FederatedIdentityCredential,
    OAuth2PermissionGrant,
    PasswordCredential,
    ServicePrincipal,
} from "@microsoft/microsoft-graph-types";

/** An app registration as the directory keeps it. */
export type StoredApplication = Present<
    Omit<Application, "passwordCredentials">,
    | "id"
    | "appId"
    | "displayName"
    | "signInAudience"
    | "createdDateTime"
    | "api"
    | "appRoles"
    | "identifierUris"
    | "info"
    | "publicClient"
    | "requiredResourceAccess"
    | "spa"
    | "web"
> & { readonly passwordCredentials: readonly StoredPassword[] };

/** A service principal as the directory keeps it; what mirrors its application is not in here. */
export type StoredServicePrincipal = Present<ServicePrincipal, "id" | "appId"> & { readonly samlMetadataUrl: null };

/** What an app registration lists of a client secret: everything but the secret. */
export type StoredPassword = Present<PasswordCredential, "keyId" | "startDateTime" | "endDateTime">;

export type StoredPermissionGrant = Present<OAuth2PermissionGrant, "id" | "clientId" | "resourceId" | "scope">;

export type StoredAppRoleAssignment = Present<
    AppRoleAssignment,
    "id" | "appRoleId" | "principalId" | "principalType" | "resourceId"
>;

export type StoredFederatedCredential = Present<FederatedIdentityCredential, "id" | "name">;

/** A new app registration with Microsoft Graph's defaults (Microsoft Graph, "Create application"). */
export function newApplication(displayName: string, domain: string, now: string): StoredApplication {
    return {
        id: randomUUID(),
        deletedDateTime: null,
        appId: randomUUID(),
        applicationTemplateId: null,
        disabledByMicrosoftStatus: null,
        createdDateTime: now,
        displayName,
        description: null,
        groupMembershipClaims: null,
        identifierUris: [],
        isDeviceOnlyAuthSupported: null,
        isFallbackPublicClient: null,
        notes: null,
        oauth2RequirePostResponse: false,
        optionalClaims: null,
        publisherDomain: domain,
        samlMetadataUrl: null,
        serviceManagementReference: null,
        signInAudience: "AzureADMyOrg",
        tags: [],
        tokenEncryptionKeyId: null,
        addIns: [],
        api: {
            acceptMappedClaims: null,
            knownClientApplications: [],
            requestedAccessTokenVersion: null,
            oauth2PermissionScopes: [],
            preAuthorizedApplications: [],
        },
        appRoles: [],
        info: {
            logoUrl: null,
            marketingUrl: null,
            privacyStatementUrl: null,
            supportUrl: null,
            termsOfServiceUrl: null,
        },
        keyCredentials: [],
        passwordCredentials: [],
        publicClient: { redirectUris: [] },
        requiredResourceAccess: [],
        spa: { redirectUris: [] },
        web: {
            homePageUrl: null,
            logoutUrl: null,
            redirectUris: [],
            implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
            redirectUriSettings: [],
        },
    };
}

/** A new service principal with Microsoft Graph's defaults. */
export function newServicePrincipal(appId: string, tenantId: string): StoredServicePrincipal {
    return {
        id: randomUUID(),
        deletedDateTime: null,
        accountEnabled: true,
        alternativeNames: [],
        appId,
        applicationTemplateId: null,
        appOwnerOrganizationId: tenantId,
        appRoleAssignmentRequired: false,
        description: null,
        disabledByMicrosoftStatus: null,
        loginUrl: null,
        notes: null,
        notificationEmailAddresses: [],
        preferredSingleSignOnMode: null,
        preferredTokenSigningKeyThumbprint: null,
        samlMetadataUrl: null,
        samlSingleSignOnSettings: null,
        servicePrincipalType: "Application",
        tags: [],
        tokenEncryptionKeyId: null,
        keyCredentials: [],
        passwordCredentials: [],
    };
}

type Present<T, K extends keyof T> = T & { [P in K]-?: NonNullable<T[P]> };
