import { type AzureRole, azureRoles } from "../../catalogue/azure.ts";
import type { Azure } from "./azure.ts";
import type { AzureCaller } from "./azure-token.ts";

interface RoleDefinition {
    /** What it may do with resources; `*` stands for anything. */
    readonly actions: readonly string[];
    readonly notActions?: readonly string[];

    /** What it may do with what is in them. @default nothing */
    readonly dataActions?: readonly string[];
}

/** What the built-in roles are for (Microsoft, "Azure built-in roles"), as far as the sandbox serves it. */
const definitions: Readonly<Record<AzureRole, RoleDefinition>> = {
    Owner: { actions: ["*"] },
    Contributor: {
        actions: ["*"],
        notActions: ["Microsoft.Authorization/*/write", "Microsoft.Authorization/*/delete"],
    },
    Reader: { actions: ["*/read"] },
    "Role Based Access Control Administrator": {
        actions: [
            "Microsoft.Authorization/roleAssignments/write",
            "Microsoft.Authorization/roleAssignments/delete",
            "*/read",
        ],
    },
    "Key Vault Secrets Officer": {
        actions: ["Microsoft.KeyVault/locations/*/read", "Microsoft.KeyVault/vaults/*/read"],
        dataActions: ["Microsoft.KeyVault/vaults/secrets/*"],
    },
    "Key Vault Secrets User": {
        actions: [],
        dataActions: [
            "Microsoft.KeyVault/vaults/secrets/getSecret/action",
            "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
        ],
    },
};

/** Whether there is a built-in role with an id. */
export function isRole(roleId: string): boolean {
    return roleNamed(roleId) !== undefined;
}

/** Whether a caller may do something with a resource, by a role on it or on what it is in. */
export function mayAct(azure: Azure, caller: AzureCaller, action: string, scope: string): boolean {
    return rolesAt(azure, caller, scope).some(
        ({ actions, notActions = [] }) => covers(actions, action) && !covers(notActions, action),
    );
}

/** Whether a caller may do something with what is in a resource. */
export function mayUseData(azure: Azure, caller: AzureCaller, action: string, scope: string): boolean {
    return rolesAt(azure, caller, scope).some(({ dataActions = [] }) => covers(dataActions, action));
}

function rolesAt({ roleAssignments }: Azure, { objectId }: AzureCaller, scope: string): RoleDefinition[] {
    const wanted = `${scope.toLowerCase()}/`;
    return [...roleAssignments.values()]
        .filter(
            (assignment) =>
                assignment.principalId === objectId && wanted.startsWith(`${assignment.scope.toLowerCase()}/`),
        )
        .flatMap(({ roleId }) => {
            const role = roleNamed(roleId);
            return role === undefined ? [] : [definitions[role]];
        });
}

function roleNamed(roleId: string): AzureRole | undefined {
    return (Object.keys(azureRoles) as AzureRole[]).find((role) => azureRoles[role] === roleId);
}

function covers(patterns: readonly string[], action: string): boolean {
    return patterns.some((pattern) => {
        const [start = "", end] = pattern.split("*");
        return end === undefined ? pattern === action : action.startsWith(start) && action.endsWith(end);
    });
}
