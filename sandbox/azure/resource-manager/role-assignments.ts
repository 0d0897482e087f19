import { z } from "zod";
import { azurePrincipalTypes } from "../../../catalogue/azure.ts";
import type { Azure } from "../azure.ts";
import { bodyAs } from "../body.ts";
import { armErrors } from "../errors.ts";
import type { StoredRoleAssignment } from "../objects.ts";
import { isRole } from "../roles.ts";
import type { ArmReply, ArmRequest } from "./arm-request.ts";

const assignmentBody = z.strictObject({
    properties: z.strictObject({
        roleDefinitionId: z.string(),
        principalId: z.string(),
        principalType: z.enum(azurePrincipalTypes).optional(),
        description: z.string().optional(),
    }),
});

/** PUT {scope}/providers/Microsoft.Authorization/roleAssignments/{name} */
export async function putRoleAssignment(request: ArmRequest): Promise<ArmReply> {
    const { azure } = request;
    const { scope, name, id } = placeOf(request);
    const { properties } = bodyAs(assignmentBody, await request.text(), armErrors.invalidContent);
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) throw armErrors.invalidAssignmentName(name);
    const roleId = properties.roleDefinitionId.split("/").at(-1)?.toLowerCase() ?? "";
    if (!isRole(roleId)) throw armErrors.roleNotFound(roleId);
    const principal = { ...properties, principalId: properties.principalId.toLowerCase() };

    const existing = azure.roleAssignments.get(id.toLowerCase());
    const principalType = existing?.principalType ?? typeOf(azure, principal);
    const { principalId, description } = principal;
    if (existing !== undefined && (existing.roleId !== roleId || existing.principalId !== principalId)) {
        throw armErrors.assignmentChanges();
    }
    const same = [...azure.roleAssignments.values()].find(
        (one) =>
            one.id !== existing?.id &&
            one.scope.toLowerCase() === scope.toLowerCase() &&
            one.roleId === roleId &&
            one.principalId === principalId,
    );
    if (same !== undefined) throw armErrors.assignmentExists(same.name);

    const now = azure.clock.now().toISOString();
    const assignment: StoredRoleAssignment = {
        id,
        name,
        scope,
        roleId,
        principalId,
        principalType,
        ...(description === undefined ? {} : { description }),
        createdOn: existing?.createdOn ?? now,
        updatedOn: now,
    };
    azure.roleAssignments.set(id.toLowerCase(), assignment);
    return { status: 201, body: view(azure, assignment) };
}

/** GET {scope}/providers/Microsoft.Authorization/roleAssignments/{name} */
export function getRoleAssignment(request: ArmRequest): ArmReply {
    const { name, id } = placeOf(request);
    const assignment = request.azure.roleAssignments.get(id.toLowerCase());
    if (assignment === undefined) throw armErrors.assignmentNotFound(name);
    return { status: 200, body: view(request.azure, assignment) };
}

/** GET {scope}/providers/Microsoft.Authorization/roleAssignments: those on the scope and above it. */
export function listRoleAssignments(request: ArmRequest): ArmReply {
    const wanted = `${request.part("scope").toLowerCase()}/`;
    const found = [...request.azure.roleAssignments.values()].filter(({ scope }) =>
        wanted.startsWith(`${scope.toLowerCase()}/`),
    );
    return { status: 200, body: { value: found.map((assignment) => view(request.azure, assignment)) } };
}

/** DELETE {scope}/providers/Microsoft.Authorization/roleAssignments/{name} */
export function deleteRoleAssignment(request: ArmRequest): ArmReply {
    const { id } = placeOf(request);
    const assignment = request.azure.roleAssignments.get(id.toLowerCase());
    if (assignment === undefined) return { status: 204 };
    request.azure.roleAssignments.delete(id.toLowerCase());
    return { status: 200, body: view(request.azure, assignment) };
}

function placeOf(request: ArmRequest): { readonly scope: string; readonly name: string; readonly id: string } {
    const [scope, name] = [request.part("scope"), request.part("name")];
    return { scope, name, id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}` };
}

/** Azure looks the principal up only where it is not told what it is; told wrongly, it refuses. */
function typeOf(
    { directory }: Azure,
    {
        principalId,
        principalType,
    }: { principalId: string; principalType?: StoredRoleAssignment["principalType"] | undefined },
): StoredRoleAssignment["principalType"] {
    const known = directory.principal(principalId)?.type;
    if (known === undefined) throw armErrors.principalNotFound(principalId, directory.tenantId);
    if (principalType !== undefined && principalType !== known) {
        throw armErrors.otherPrincipalType(principalId, known, principalType);
    }
    return known;
}

function view({ subscriptionId }: Azure, assignment: StoredRoleAssignment): object {
    const {
        id,
        name,
        scope,
        roleId,
        principalId,
        principalType,
        description = null,
        createdOn,
        updatedOn,
    } = assignment;
    return {
        id,
        name,
        type: "Microsoft.Authorization/roleAssignments",
        properties: {
            roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`,
            principalId,
            principalType,
            scope,
            condition: null,
            conditionVersion: null,
            createdOn,
            updatedOn,
            createdBy: null,
            updatedBy: null,
            delegatedManagedIdentityResourceId: null,
            description,
        },
    };
}
