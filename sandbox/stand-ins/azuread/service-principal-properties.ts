import { computed, optional, optionalComputed, type Properties, required } from "../properties.ts";
import type { Values } from "../property-values.ts";
import { lengthBetween, notEmpty, oneOf, uuid, webAddress } from "../value-checks.ts";
import { idsByValue } from "./application-state.ts";
import type { Json } from "./graph-client.ts";
import { objects, text, texts } from "./graph-values.ts";

const permissionScope: Properties = {
    id: computed("string"),
    value: computed("string"),
    type: computed("string"),
    enabled: computed("boolean"),
    adminConsentDescription: computed("string"),
    adminConsentDisplayName: computed("string"),
    userConsentDescription: computed("string"),
    userConsentDisplayName: computed("string"),
};

/** Properties of a service principal. The real provider also takes feature tags and single sign-on by SAML. */
export const servicePrincipalProperties: Properties = {
    clientId: required("string", { replaces: true, check: uuid }),
    accountEnabled: optional("boolean", { default: true }),
    alternativeNames: optional({ set: "string" }, { check: notEmpty }),
    appRoleAssignmentRequired: optional("boolean"),
    description: optional("string", { check: lengthBetween(0, 1024) }),
    loginUrl: optional("string", { check: webAddress }),
    notes: optional("string", { check: lengthBetween(0, 1024) }),
    notificationEmailAddresses: optional({ set: "string" }, { check: notEmpty }),
    owners: optional({ set: "string" }, { check: uuid }),
    preferredSingleSignOnMode: optional("string", { check: oneOf(["", "notSupported", "oidc", "password", "saml"]) }),
    tags: optionalComputed({ set: "string" }),
    useExisting: optional("boolean"),
    appRoleIds: computed({ map: "string" }),
    applicationTenantId: computed("string"),
    displayName: computed("string"),
    homepageUrl: computed("string"),
    logoutUrl: computed("string"),
    oauth2PermissionScopeIds: computed({ map: "string" }),
    oauth2PermissionScopes: computed({ list: { object: permissionScope } }),
    objectId: computed("string"),
    redirectUris: computed({ list: "string" }),
    samlMetadataUrl: computed("string"),
    servicePrincipalNames: computed({ list: "string" }),
    signInAudience: computed("string"),
    type: computed("string"),
};

/** State of a service principal, from what Graph tells in its two versions. */
export function servicePrincipalState(body: Json, beta: Json): Values {
    const clientId = text(body["appId"]);
    return {
        accountEnabled: body["accountEnabled"] === true,
        alternativeNames: texts(body["alternativeNames"]),
        appRoleAssignmentRequired: body["appRoleAssignmentRequired"] === true,
        appRoleIds: idsByValue(body["appRoles"]),
        applicationTenantId: text(body["appOwnerOrganizationId"]),
        clientId,
        description: text(body["description"]),
        displayName: text(body["displayName"]),
        homepageUrl: text(body["homepage"]),
        loginUrl: text(body["loginUrl"]),
        logoutUrl: text(body["logoutUrl"]),
        notes: text(body["notes"]),
        notificationEmailAddresses: texts(body["notificationEmailAddresses"]),
        oauth2PermissionScopeIds: idsByValue(body["oauth2PermissionScopes"]),
        oauth2PermissionScopes: objects(body["oauth2PermissionScopes"]).map(permissionScopeState),
        objectId: text(body["id"]),
        preferredSingleSignOnMode: text(body["preferredSingleSignOnMode"]),
        redirectUris: texts(body["replyUrls"]),
        samlMetadataUrl: text(beta["samlMetadataUrl"]),
        servicePrincipalNames: texts(body["servicePrincipalNames"]).filter((name) => name !== clientId),
        signInAudience: text(body["signInAudience"]),
        tags: texts(body["tags"]),
        type: text(body["servicePrincipalType"]),
    };
}

function permissionScopeState(scope: Json): Values {
    return {
        id: text(scope["id"]),
        value: text(scope["value"]),
        type: text(scope["type"]),
        enabled: scope["isEnabled"] === true,
        adminConsentDescription: text(scope["adminConsentDescription"]),
        adminConsentDisplayName: text(scope["adminConsentDisplayName"]),
        userConsentDescription: text(scope["userConsentDescription"]),
        userConsentDisplayName: text(scope["userConsentDisplayName"]),
    };
}
