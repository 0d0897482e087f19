import { isValues, type Values } from "../property-values.ts";
import { listOf } from "../same-value.ts";
import type { Json } from "./graph-client.ts";
import { orNull, texts } from "./graph-values.ts";

/** What the provider says of an app registration in every create and every update. */
export function applicationBody(planned: Values): Json {
    return {
        "@odata.type": "#microsoft.graph.application",
        api: {
            acceptMappedClaims: member(planned, "api")["mappedClaimsEnabled"] ?? false,
            knownClientApplications: texts(member(planned, "api")["knownClientApplications"]),
            requestedAccessTokenVersion: member(planned, "api")["requestedAccessTokenVersion"] ?? 1,
        },
        description: orNull(planned["description"]),
        displayName: planned["displayName"],
        groupMembershipClaims: orNull(texts(planned["groupMembershipClaims"]).join(",")),
        info: {
            marketingUrl: orNull(planned["marketingUrl"]),
            privacyStatementUrl: orNull(planned["privacyStatementUrl"]),
            supportUrl: orNull(planned["supportUrl"]),
            termsOfServiceUrl: orNull(planned["termsOfServiceUrl"]),
        },
        isDeviceOnlyAuthSupported: planned["deviceOnlyAuthEnabled"] ?? false,
        isFallbackPublicClient: planned["fallbackPublicClientEnabled"] ?? false,
        notes: orNull(planned["notes"]),
        publicClient: { redirectUris: texts(member(planned, "publicClient")["redirectUris"]) },
        serviceManagementReference: orNull(planned["serviceManagementReference"]),
        signInAudience: planned["signInAudience"],
        spa: { redirectUris: texts(member(planned, "singlePageApplication")["redirectUris"]) },
        tags: texts(planned["tags"]),
        web: webBody(member(planned, "web")),
    };
}

/** What it says besides in a create. */
export function createBody(planned: Values, owners: readonly string[]): Json {
    const body = applicationBody(planned);
    return {
        ...body,
        api: { ...(body["api"] as Json), oauth2PermissionScopes: [] },
        appRoles: [],
        identifierUris: texts(planned["identifierUris"]),
        optionalClaims: {},
        "owners@odata.bind": owners,
        requiredResourceAccess: accessBody(planned),
    };
}

/** What it says besides in an update, where it changes. */
export function changedBody(planned: Values, changed: (property: string) => boolean): Json {
    return {
        ...(changed("identifierUris") ? { identifierUris: texts(planned["identifierUris"]) } : {}),
        ...(changed("requiredResourceAccesses") ? { requiredResourceAccess: accessBody(planned) } : {}),
    };
}

function webBody(web: Values): Json {
    const grant = member(web, "implicitGrant");
    return {
        homePageUrl: orNull(web["homepageUrl"]),
        implicitGrantSettings: {
            enableAccessTokenIssuance: grant["accessTokenIssuanceEnabled"] ?? false,
            enableIdTokenIssuance: grant["idTokenIssuanceEnabled"] ?? false,
        },
        logoutUrl: orNull(web["logoutUrl"]),
        redirectUris: texts(web["redirectUris"]),
    };
}

function accessBody(planned: Values): Json[] {
    return listOf(planned["requiredResourceAccesses"])
        .filter(isValues)
        .map(({ resourceAppId, resourceAccesses }) => ({
            resourceAppId,
            resourceAccess: listOf(resourceAccesses)
                .filter(isValues)
                .map(({ id, type }) => ({ id, type })),
        }));
}

function member(values: Values, name: string): Values {
    const value = values[name];
    return isValues(value) ? value : {};
}
