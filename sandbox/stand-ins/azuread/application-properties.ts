import { personalAccountLimits, type SignInAudience, signInAudiences } from "../../../catalogue/microsoft.ts";
import { computed, optional, optionalComputed, type Properties, required } from "../properties.ts";
import { isValues, type Values } from "../property-values.ts";
import { listOf } from "../same-value.ts";
import { between, lengthBetween, notEmpty, oneOf, redirectUri, uuid, webAddress } from "../value-checks.ts";

const api: Properties = {
    requestedAccessTokenVersion: optional("integer", { default: 1, check: between(1, 2) }),
    mappedClaimsEnabled: optional("boolean"),
    knownClientApplications: optional({ set: "string" }, { check: uuid }),
};

const redirects: Properties = { redirectUris: optional({ set: "string" }, { check: redirectUri }) };

const web: Properties = {
    ...redirects,
    homepageUrl: optional("string", { check: webAddress }),
    logoutUrl: optional("string", { check: webAddress }),
    implicitGrant: optional({
        object: { accessTokenIssuanceEnabled: optional("boolean"), idTokenIssuanceEnabled: optional("boolean") },
    }),
};

const requiredResourceAccess: Properties = {
    resourceAppId: required("string"),
    resourceAccesses: required({
        list: {
            object: {
                id: required("string", { check: uuid }),
                type: required("string", { check: oneOf(["Role", "Scope"]) }),
            },
        },
    }),
};

/** Properties of an app registration. The real provider takes more: app roles, exposed scopes, optional claims, a logo, a password. */
export const applicationProperties: Properties = {
    displayName: required("string", { check: notEmpty }),
    description: optional("string", { check: lengthBetween(0, 1024) }),
    notes: optional("string", { check: notEmpty }),
    preventDuplicateNames: optional("boolean"),
    signInAudience: optional("string", { default: "AzureADMyOrg", check: oneOf(Object.keys(signInAudiences)) }),
    owners: optional({ set: "string" }, { check: uuid }),
    api: optional({ object: api }),
    web: optional({ object: web }),
    publicClient: optional({ object: { redirectUris: optional({ set: "string" }) } }),
    singlePageApplication: optional({ object: redirects }),
    requiredResourceAccesses: optional({ set: { object: requiredResourceAccess } }),
    identifierUris: optional({ set: "string" }, { check: notEmpty }),
    groupMembershipClaims: optional(
        { set: "string" },
        { check: oneOf(["All", "ApplicationGroup", "DirectoryRole", "None", "SecurityGroup"]) },
    ),
    deviceOnlyAuthEnabled: optional("boolean"),
    fallbackPublicClientEnabled: optional("boolean"),
    oauth2PostResponseRequired: optional("boolean"),
    marketingUrl: optional("string"),
    privacyStatementUrl: optional("string"),
    supportUrl: optional("string"),
    termsOfServiceUrl: optional("string"),
    serviceManagementReference: optional("string"),
    tags: optionalComputed({ set: "string" }),
    clientId: computed("string"),
    objectId: computed("string"),
    publisherDomain: computed("string"),
    logoUrl: computed("string"),
    disabledByMicrosoft: computed("string"),
    appRoleIds: computed({ map: "string" }),
    oauth2PermissionScopeIds: computed({ map: "string" }),
};

/** What an app registration for personal accounts may not be, as far as the provider looks. */
export function personalAccountProblem(planned: Values): string | undefined {
    const audience = String(planned["signInAudience"]) as SignInAudience;
    if (signInAudiences[audience]?.personalAccounts !== true) return undefined;
    const when = 'when `sign_in_audience` is "AzureADandPersonalMicrosoftAccount" or "PersonalMicrosoftAccount"';
    if (member(planned, "api")["requestedAccessTokenVersion"] !== 2)
        return `\`requested_access_token_version\` must be 2 ${when}`;
    const uris = ["web", "publicClient", "singlePageApplication"].map((platform) =>
        listOf(member(planned, platform)["redirectUris"]),
    );
    if (uris.some((list) => list.length > personalAccountLimits.redirectUris))
        return `\`redirect_uris\` must have no more than ${personalAccountLimits.redirectUris} URIs ${when}`;
    if (uris.flat().some((uri) => /^[^:]+:\/\/[^/]*\*/.test(String(uri))))
        return `\`redirect_uris\` having wildcard hosts are not supported ${when}`;
    const counts = listOf(planned["requiredResourceAccesses"]).map((access) =>
        isValues(access) ? listOf(access["resourceAccesses"]).length : 0,
    );
    if (counts.some((count) => count > personalAccountLimits.permissionsPerResource))
        return `maximum of ${personalAccountLimits.permissionsPerResource} \`resource_access\` blocks for each \`required_resource_access\` block are supported ${when}`;
    return undefined;
}

function member(values: Values, name: string): Values {
    const value = values[name];
    return isValues(value) ? value : {};
}
