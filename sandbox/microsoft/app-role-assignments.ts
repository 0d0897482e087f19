import { randomBytes } from "node:crypto";
import { z } from "zod";
import { defaultAppRoleId } from "../../catalogue/microsoft.ts";
import type { Directory } from "./directory.ts";
import { errors } from "./errors.ts";
import { type GraphReply, type GraphRequest, noContent } from "./graph-request.ts";
import type { StoredAppRoleAssignment } from "./objects.ts";
import { entityReply, listReply } from "./odata.ts";
import { bodyAs, required, resourceShape } from "./resource-body.ts";
import { asGraphShows, servicePrincipalOf } from "./service-principals.ts";
import { utcOf } from "./utc.ts";

const resource = "AppRoleAssignment";

const creation = resourceShape({
    resource,
    readOnly: ["createdDateTime", "id", "principalDisplayName", "principalType", "resourceDisplayName"],
    schema: z.strictObject({
        appRoleId: z.guid().optional(),
        principalId: z.guid().optional(),
        resourceId: z.guid().optional(),
    }),
});

/** GET /servicePrincipals/{id}/appRoleAssignedTo */
export function listAppRoleAssignments(request: GraphRequest): GraphReply {
    return listReply(request, "appRoleAssignments", assignmentsOn(request), ["principalId", "appRoleId", "id"]);
}

/** GET /servicePrincipals/{id}/appRoleAssignments: the other end, what the service principal itself is assigned to. */
export function listAppRolesOf(request: GraphRequest): GraphReply {
    const { id } = servicePrincipalOf(request);
    const own = [...request.directory.appRoleAssignments.values()].filter(({ principalId }) => principalId === id);
    return listReply(request, "appRoleAssignments", own, ["resourceId", "appRoleId", "id"]);
}

/** POST /servicePrincipals/{id}/appRoleAssignedTo */
export async function createAppRoleAssignment(request: GraphRequest): Promise<GraphReply> {
    const asked = bodyAs(creation, await request.json());
    const resourceId = required(resource, "resourceId", asked.resourceId).toLowerCase();
    const principalId = required(resource, "principalId", asked.principalId).toLowerCase();
    const appRoleId = (asked.appRoleId ?? defaultAppRoleId).toLowerCase();
    if (resourceId !== servicePrincipalOf(request).id) throw errors.invalidReference();
    const assignment = addAppRoleAssignment(request.directory, { appRoleId, principalId, resourceId });
    return entityReply(request, "appRoleAssignments", assignment, 201);
}

/** GET /servicePrincipals/{id}/appRoleAssignedTo/{assignment} */
export function getAppRoleAssignment(request: GraphRequest): GraphReply {
    return entityReply(request, "appRoleAssignments", assignmentOf(request));
}

/** DELETE /servicePrincipals/{id}/appRoleAssignedTo/{assignment} */
export function deleteAppRoleAssignment(request: GraphRequest): GraphReply {
    request.directory.appRoleAssignments.delete(assignmentOf(request).id);
    return noContent;
}

export interface NewAppRoleAssignment {
    readonly appRoleId: string;
    readonly principalId: string;
    readonly resourceId: string;
}

/** Assigns an app role of a resource to a user, a group or a service principal. */
export function addAppRoleAssignment(directory: Directory, asked: NewAppRoleAssignment): StoredAppRoleAssignment {
    const { appRoleId, principalId, resourceId } = asked;
    const principal = directory.principal(principalId);
    const resourcePrincipal = directory.servicePrincipals.get(resourceId);
    if (principal === undefined) throw errors.resourceNotFound(principalId);
    if (resourcePrincipal === undefined) throw errors.resourceNotFound(resourceId);

    const memberType = principal.type === "ServicePrincipal" ? "Application" : "User";
    const roles = (asGraphShows(directory, resourcePrincipal).appRoles ?? []).filter(
        ({ allowedMemberTypes, isEnabled }) => isEnabled === true && allowedMemberTypes?.includes(memberType),
    );
    // The default role stands for "assigned", and only where the resource has no roles of its own to give.
    const assignable = roles.length === 0 ? [defaultAppRoleId] : roles.map(({ id }) => id);
    if (!assignable.includes(appRoleId)) throw errors.appRoleNotFound();

    const exists = [...directory.appRoleAssignments.values()].some(
        (one) => one.appRoleId === appRoleId && one.principalId === principalId && one.resourceId === resourceId,
    );
    if (exists) throw errors.appRoleAssignmentExists();

    const assignment: StoredAppRoleAssignment = {
        id: randomBytes(32).toString("base64url"),
        deletedDateTime: null,
        appRoleId,
        createdDateTime: utcOf(directory.clock.now()),
        principalDisplayName: principal.displayName,
        principalId,
        principalType: principal.type,
        resourceDisplayName: directory.nameOf(resourcePrincipal),
        resourceId,
    };
    directory.appRoleAssignments.set(assignment.id, assignment);
    return assignment;
}

function assignmentsOn(request: GraphRequest): StoredAppRoleAssignment[] {
    const { id } = servicePrincipalOf(request);
    return [...request.directory.appRoleAssignments.values()].filter(({ resourceId }) => resourceId === id);
}

function assignmentOf(request: GraphRequest): StoredAppRoleAssignment {
    const id = request.key("assignmentId");
    const assignment = assignmentsOn(request).find((one) => one.id === id);
    if (assignment === undefined) throw errors.resourceNotFound(id);
    return assignment;
}
