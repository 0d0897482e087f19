import { createHash } from "node:crypto";
import { microsoftGraphAppId } from "../../catalogue/microsoft.ts";
import type { Directory } from "./directory.ts";
import { graphAppRoles, graphDelegatedPermissions } from "./graph-permissions.ts";
import { newServicePrincipal } from "./objects.ts";

/** Names under which tokens for Microsoft Graph are asked for. */
export const microsoftGraphNames = [microsoftGraphAppId, "https://graph.microsoft.com", "https://graph.microsoft.com/"];

/** Microsoft's own directory, which holds Microsoft Graph's application. */
const microsoftServicesTenantId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

/** Microsoft Graph's service principal, there in every directory; its application is in Microsoft's. */
export function seedMicrosoftGraph(directory: Directory): void {
    const servicePrincipal = {
        ...newServicePrincipal(microsoftGraphAppId, microsoftServicesTenantId),
        id: objectIdIn(directory.tenantId),
        appDisplayName: "Microsoft Graph",
        appRoles: [...graphAppRoles],
        displayName: "Microsoft Graph",
        oauth2PermissionScopes: [...graphDelegatedPermissions],
        servicePrincipalNames: microsoftGraphNames,
        signInAudience: "AzureADMultipleOrgs",
    };
    directory.servicePrincipals.set(servicePrincipal.id, servicePrincipal);
    directory.system.add(servicePrincipal.id);
}

/** Another one in each directory, and in a directory always the same: stacks are given it, and a review in the next sandbox has to find it again. */
function objectIdIn(tenantId: string): string {
    const digits = createHash("sha256").update(`${tenantId} ${microsoftGraphAppId}`).digest("hex");
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}
