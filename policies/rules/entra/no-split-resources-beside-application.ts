import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { referredTo } from "../../referred-to.ts";
import { Application } from "../../resource-types.ts";
import { checkEach } from "../../unknown-values.ts";

/** The resources that each manage a part of an app registration, with the property of a whole application that does the same. */
const split: Readonly<Record<string, string>> = {
    "azuread:index/applicationApiAccess:ApplicationApiAccess": "requiredResourceAccesses",
    "azuread:index/applicationAppRole:ApplicationAppRole": "appRoles",
    "azuread:index/applicationFallbackPublicClient:ApplicationFallbackPublicClient": "fallbackPublicClientEnabled",
    "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri": "identifierUris",
    "azuread:index/applicationKnownClients:ApplicationKnownClients": "api.knownClientApplications",
    "azuread:index/applicationOptionalClaims:ApplicationOptionalClaims": "optionalClaims",
    "azuread:index/applicationOwner:ApplicationOwner": "owners",
    "azuread:index/applicationPermissionScope:ApplicationPermissionScope": "api.oauth2PermissionScopes",
    "azuread:index/applicationRedirectUris:ApplicationRedirectUris": "web.redirectUris",
};

export const noSplitResourcesBesideApplication: StackValidationPolicy = {
    name: "no-split-resources-beside-application",
    description: "No part of a whole application is managed by a resource of its own.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Move it into the Application. Each update of a whole application sends all of its parts, and so takes back what the other resource has set: redirect URIs vanish at the next deployment.",
    url: "https://www.pulumi.com/registry/packages/azuread/api-docs/applicationredirecturis/",
    validateStack: ({ resources }, report) => {
        checkEach(resources, (resource) => {
            const property = split[resource.type];
            if (property === undefined) return;
            for (const application of referredTo(resource, "applicationId", Application, resources)) {
                report(
                    `${kindOf(resource)} manages a part of Application ${application.resource.name}; expected ${property} of the Application`,
                    resource.urn,
                );
            }
        });
    },
};

function kindOf({ type }: PolicyResource): string {
    return type.slice(type.lastIndexOf(":") + 1);
}
