import { z } from "zod";
import { resourceShape } from "./resource-body.ts";

const text = z.string().nullable();
const flag = z.boolean().nullable();
const guid = z.guid();

/** A reference to directory objects that a create request binds: `https://graph.microsoft.com/v1.0/directoryObjects/{id}`. */
export const objectReference = z
    .string()
    .regex(/^https:\/\/[^/]+\/(v1\.0|beta)\/(directoryObjects|servicePrincipals|users)\/[^/]+$/);

const appRole = z.strictObject({
    allowedMemberTypes: z.array(z.enum(["User", "Application"])).min(1),
    description: text,
    displayName: text,
    id: guid,
    isEnabled: z.boolean(),
    origin: text.optional(),
    value: text.optional(),
});

const permissionScope = z.strictObject({
    adminConsentDescription: text.optional(),
    adminConsentDisplayName: text.optional(),
    id: guid,
    isEnabled: z.boolean(),
    origin: text.optional(),
    type: z.enum(["User", "Admin"]),
    userConsentDescription: text.optional(),
    userConsentDisplayName: text.optional(),
    value: text,
});

const optionalClaim = z.strictObject({
    additionalProperties: z.array(z.string()).nullable().optional(),
    essential: z.boolean().optional(),
    name: z.string(),
    source: text.optional(),
});

const application = z
    .strictObject({
        api: z
            .strictObject({
                acceptMappedClaims: flag,
                knownClientApplications: z.array(guid),
                oauth2PermissionScopes: z.array(permissionScope),
                preAuthorizedApplications: z.array(
                    z.strictObject({ appId: guid, delegatedPermissionIds: z.array(guid) }),
                ),
                requestedAccessTokenVersion: z.number().int().nullable(),
            })
            .partial(),
        appRoles: z.array(appRole),
        description: text,
        displayName: z.string().min(1),
        groupMembershipClaims: text,
        identifierUris: z.array(z.string()),
        info: z
            .strictObject({
                marketingUrl: text,
                privacyStatementUrl: text,
                supportUrl: text,
                termsOfServiceUrl: text,
            })
            .partial(),
        isDeviceOnlyAuthSupported: flag,
        isFallbackPublicClient: flag,
        notes: text,
        oauth2RequirePostResponse: z.boolean(),
        optionalClaims: z
            .strictObject({
                accessToken: z.array(optionalClaim),
                idToken: z.array(optionalClaim),
                saml2Token: z.array(optionalClaim),
            })
            .partial()
            .nullable(),
        publicClient: z.strictObject({ redirectUris: z.array(z.string()) }).partial(),
        requiredResourceAccess: z.array(
            z.strictObject({
                resourceAccess: z.array(z.strictObject({ id: guid, type: z.enum(["Scope", "Role"]) })),
                resourceAppId: guid,
            }),
        ),
        serviceManagementReference: text,
        signInAudience: z.enum([
            "AzureADMyOrg",
            "AzureADMultipleOrgs",
            "AzureADandPersonalMicrosoftAccount",
            "PersonalMicrosoftAccount",
        ]),
        spa: z.strictObject({ redirectUris: z.array(z.string()) }).partial(),
        tags: z.array(z.string()),
        web: z
            .strictObject({
                homePageUrl: text,
                implicitGrantSettings: z
                    .strictObject({ enableAccessTokenIssuance: z.boolean(), enableIdTokenIssuance: z.boolean() })
                    .partial(),
                logoutUrl: text,
                redirectUris: z.array(z.string()),
            })
            .partial(),
    })
    .partial();

const properties = {
    resource: "Application",
    readOnly: [
        "appId",
        "applicationTemplateId",
        "createdDateTime",
        "deletedDateTime",
        "disabledByMicrosoftStatus",
        "publisherDomain",
    ],
    notServed: [
        "addIns",
        "authenticationBehaviors",
        "certification",
        "defaultRedirectUri",
        "keyCredentials",
        "logo",
        "nativeAuthenticationApisEnabled",
        "parentalControlSettings",
        "passwordCredentials",
        "requestSignatureVerification",
        "samlMetadataUrl",
        "servicePrincipalLockConfiguration",
        "tokenEncryptionKeyId",
        "uniqueName",
        "verifiedPublisher",
    ],
} as const;

/** What may be said of an app registration when it is created. */
export const applicationCreation = resourceShape({
    ...properties,
    schema: application.extend({ "owners@odata.bind": z.array(objectReference).optional() }),
});

/** What may be said of an app registration that exists; clients may repeat its `id`. */
export const applicationChange = resourceShape({
    ...properties,
    schema: application.extend({ id: z.guid().optional() }),
});
