import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import { addAppRoleAssignment } from "../app-role-assignments.ts";
import type { Directory } from "../directory.ts";
import type { StoredApplication } from "../objects.ts";
import { servicePrincipalFor } from "./consents.ts";

/** Gives an application the application permissions of Microsoft Graph that it lists, as an administrator's consent does. */
export function consentToApplicationPermissions(directory: Directory, application: StoredApplication): void {
    const client = servicePrincipalFor(directory, application);
    const graph = directory.servicePrincipalWithAppId(microsoftGraphAppId);
    if (graph === undefined) return;
    const listed = application.requiredResourceAccess
        .filter(({ resourceAppId }) => resourceAppId === microsoftGraphAppId)
        .flatMap(({ resourceAccess }) => resourceAccess ?? [])
        .filter(({ id, type }) => type === "Role" && graph.appRoles?.some((role) => role.id === id));
    const given = [...directory.appRoleAssignments.values()].filter(
        ({ principalId, resourceId }) => principalId === client.id && resourceId === graph.id,
    );
    for (const { id } of listed) {
        if (typeof id !== "string" || given.some(({ appRoleId }) => appRoleId === id)) continue;
        addAppRoleAssignment(directory, { appRoleId: id, principalId: client.id, resourceId: graph.id });
    }
}
