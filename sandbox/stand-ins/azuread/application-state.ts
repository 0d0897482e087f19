import type { Values } from "../property-values.ts";
import type { Json } from "./graph-client.ts";
import { objects, text, texts } from "./graph-values.ts";

/** State of an app registration, from what Graph tells. */
export function applicationState(application: Json): Values {
    const part = (name: string): Json => (application[name] ?? {}) as Json;
    const { api, info, web } = { api: part("api"), info: part("info"), web: part("web") };
    const grant = (web["implicitGrantSettings"] ?? {}) as Json;
    return {
        api: {
            knownClientApplications: texts(api["knownClientApplications"]),
            mappedClaimsEnabled: api["acceptMappedClaims"] === true,
            requestedAccessTokenVersion: Number(api["requestedAccessTokenVersion"] ?? 1),
        },
        appRoleIds: idsByValue(application["appRoles"]),
        clientId: text(application["appId"]),
        description: text(application["description"]),
        deviceOnlyAuthEnabled: application["isDeviceOnlyAuthSupported"] === true,
        disabledByMicrosoft: text(application["disabledByMicrosoftStatus"]),
        displayName: text(application["displayName"]),
        fallbackPublicClientEnabled: application["isFallbackPublicClient"] === true,
        groupMembershipClaims: text(application["groupMembershipClaims"]).split(",").filter(Boolean),
        identifierUris: texts(application["identifierUris"]),
        logoUrl: text(info["logoUrl"]),
        marketingUrl: text(info["marketingUrl"]),
        notes: text(application["notes"]),
        oauth2PermissionScopeIds: idsByValue(api["oauth2PermissionScopes"]),
        objectId: text(application["id"]),
        privacyStatementUrl: text(info["privacyStatementUrl"]),
        publicClient: { redirectUris: texts(part("publicClient")["redirectUris"]) },
        publisherDomain: text(application["publisherDomain"]),
        requiredResourceAccesses: objects(application["requiredResourceAccess"]).map((access) => ({
            resourceAppId: text(access["resourceAppId"]),
            resourceAccesses: objects(access["resourceAccess"]).map(({ id, type }) => ({
                id: text(id),
                type: text(type),
            })),
        })),
        serviceManagementReference: text(application["serviceManagementReference"]),
        signInAudience: text(application["signInAudience"]),
        singlePageApplication: { redirectUris: texts(part("spa")["redirectUris"]) },
        supportUrl: text(info["supportUrl"]),
        tags: texts(application["tags"]),
        termsOfServiceUrl: text(info["termsOfServiceUrl"]),
        web: {
            homepageUrl: text(web["homePageUrl"]),
            implicitGrant: {
                accessTokenIssuanceEnabled: grant["enableAccessTokenIssuance"] === true,
                idTokenIssuanceEnabled: grant["enableIdTokenIssuance"] === true,
            },
            logoutUrl: text(web["logoutUrl"]),
            redirectUris: texts(web["redirectUris"]),
        },
    };
}

/** Ids of roles or scopes under the values that tokens carry. */
export function idsByValue(permissions: unknown): Values {
    return Object.fromEntries(
        objects(permissions).flatMap(({ id, value }) => (text(value) === "" ? [] : [[text(value), text(id)] as const])),
    );
}
