import { optional } from "../properties.ts";
import type { Provider } from "../resource-type.ts";
import { appRoleAssignment } from "./app-role-assignment.ts";
import { application } from "./application.ts";
import { applicationPassword } from "./application-password.ts";
import { type AzureadApi, azureadApi } from "./azuread-api.ts";
import { delegatedPermissionGrant } from "./delegated-permission-grant.ts";
import { getApplication } from "./get-application.ts";
import { getClientConfig } from "./get-client-config.ts";
import { getServicePrincipal } from "./get-service-principal.ts";
import { servicePrincipal } from "./service-principal.ts";

/** Stands in for pulumi-resource-azuread. */
export const azureadProvider: Provider<AzureadApi> = {
    name: "azuread",
    version: "6.9.1",
    settings: {
        tenantId: optional("string"),
        clientId: optional("string", { secret: true }),
        clientSecret: optional("string", { secret: true }),
        metadataHost: optional("string"),
    },
    resources: [appRoleAssignment, application, applicationPassword, delegatedPermissionGrant, servicePrincipal],
    functions: [getApplication, getClientConfig, getServicePrincipal],
    connect: azureadApi,
};
