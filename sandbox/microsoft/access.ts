import type { Caller } from "./caller.ts";
import type { Principal } from "./directory.ts";
import type { GraphApplicationPermission } from "./graph-permissions.ts";

/** Who may use a route: holders of any one of these sets of application permissions. */
export interface Access {
    readonly anyOf: readonly PermissionSet[];

    /** Sets that are enough for an object the caller owns. @default none */
    readonly ownerAnyOf?: readonly PermissionSet[];
}

type PermissionSet = readonly GraphApplicationPermission[];

/** What each kind of route asks for (the permission tables of Microsoft Graph's reference, application permissions). */
export const access = {
    readApplications: {
        anyOf: [
            ["Application.Read.All"],
            ["Application.ReadWrite.OwnedBy"],
            ["Application.ReadWrite.All"],
            ["Directory.Read.All"],
            ["Directory.ReadWrite.All"],
        ],
    },
    createApplications: { anyOf: [["Application.ReadWrite.OwnedBy"], ["Application.ReadWrite.All"]] },
    changeApplication: {
        anyOf: [["Application.ReadWrite.All"]],
        ownerAnyOf: [["Application.ReadWrite.OwnedBy"]],
    },
    readPermissionGrants: {
        anyOf: [["DelegatedPermissionGrant.ReadWrite.All"], ["Directory.Read.All"], ["Directory.ReadWrite.All"]],
    },
    changePermissionGrants: { anyOf: [["DelegatedPermissionGrant.ReadWrite.All"], ["Directory.ReadWrite.All"]] },
    changeAppRoleAssignments: {
        anyOf: [
            ["AppRoleAssignment.ReadWrite.All", "Application.Read.All"],
            ["AppRoleAssignment.ReadWrite.All", "Application.ReadWrite.All"],
            ["AppRoleAssignment.ReadWrite.All", "Directory.Read.All"],
        ],
    },
} as const satisfies Record<string, Access>;

/** Whether a caller may use a route. */
export function mayUse(route: Access, caller: Caller, ownsObject: boolean): boolean {
    const sets = ownsObject ? [...route.anyOf, ...(route.ownerAnyOf ?? [])] : route.anyOf;
    return sets.some((set) => holds(caller, set));
}

/** Whether a caller may name someone as an owner: who names a person must be able to read people. */
export function mayName(caller: Caller, owner: Principal): boolean {
    return owner.type === "ServicePrincipal" || readPeople.some((set) => holds(caller, set));
}

/** Whether a caller manages only what it owns, and so becomes the owner of what it creates. */
export function managesOwnOnly(caller: Caller): boolean {
    return !caller.permissions.has("Application.ReadWrite.All");
}

const readPeople: readonly PermissionSet[] = [["User.Read.All"], ["Directory.Read.All"], ["Directory.ReadWrite.All"]];

function holds(caller: Caller, set: PermissionSet): boolean {
    return set.every((permission) => caller.permissions.has(permission));
}
