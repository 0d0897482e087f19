import { pathMatch } from "../path-match.ts";
import type { ArmHandler } from "./arm-request.ts";
import { getDeletedVault, listDeletedVaults, purgeVault } from "./deleted-vaults.ts";
import { deleteRoleAssignment, getRoleAssignment, listRoleAssignments, putRoleAssignment } from "./role-assignments.ts";
import { getSecret, listSecrets, patchSecret, putSecret } from "./vault-secrets.ts";
import { deleteVault, getVault, listVaults, patchVault, putVault } from "./vaults.ts";

type ArmRoute = readonly [method: string, path: string, action: string, handler: ArmHandler];

const provider = "/subscriptions/:subscription/providers/Microsoft.KeyVault";
const vaults = "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.KeyVault/vaults";
const vault = `${vaults}/:vault`;
const secret = `${vault}/secrets/:secret`;
const deleted = `${provider}/locations/:location/deletedVaults/:vault`;

const keyVaultRoutes: readonly ArmRoute[] = [
    ["GET", vaults, "Microsoft.KeyVault/vaults/read", listVaults],
    ["GET", vault, "Microsoft.KeyVault/vaults/read", getVault],
    ["PUT", vault, "Microsoft.KeyVault/vaults/write", putVault],
    ["PATCH", vault, "Microsoft.KeyVault/vaults/write", patchVault],
    ["DELETE", vault, "Microsoft.KeyVault/vaults/delete", deleteVault],
    ["GET", `${vault}/secrets`, "Microsoft.KeyVault/vaults/secrets/read", listSecrets],
    ["GET", secret, "Microsoft.KeyVault/vaults/secrets/read", getSecret],
    ["PUT", secret, "Microsoft.KeyVault/vaults/secrets/write", putSecret],
    ["PATCH", secret, "Microsoft.KeyVault/vaults/secrets/write", patchSecret],
    ["GET", `${provider}/deletedVaults`, "Microsoft.KeyVault/deletedVaults/read", listDeletedVaults],
    ["GET", deleted, "Microsoft.KeyVault/locations/deletedVaults/read", getDeletedVault],
    ["POST", `${deleted}/purge`, "Microsoft.KeyVault/locations/deletedVaults/purge/action", purgeVault],
];

const assignments = "/providers/Microsoft.Authorization/roleAssignments";

/** Their scope is any resource. */
const assignmentRoutes: readonly ArmRoute[] = [
    ["GET", assignments, "Microsoft.Authorization/roleAssignments/read", listRoleAssignments],
    ["GET", `${assignments}/:name`, "Microsoft.Authorization/roleAssignments/read", getRoleAssignment],
    ["PUT", `${assignments}/:name`, "Microsoft.Authorization/roleAssignments/write", putRoleAssignment],
    ["DELETE", `${assignments}/:name`, "Microsoft.Authorization/roleAssignments/delete", deleteRoleAssignment],
];

/** The API versions that the sandbox serves: those of Microsoft's SDKs and of the azure-native provider. */
export const apiVersions = {
    "Microsoft.KeyVault": ["2023-07-01", "2024-11-01", "2026-02-01"],
    "Microsoft.Authorization": ["2022-04-01"],
} as const;

export interface MatchedRoute {
    readonly provider: keyof typeof apiVersions;
    readonly action: string;
    readonly handler: ArmHandler;

    /** The resource that a role is needed on. */
    readonly scope: string;
    readonly parts: Readonly<Record<string, string>>;
}

/** The route of a path; nothing where the sandbox has none. */
export function armRoute(method: string, path: string): MatchedRoute | undefined {
    const start = path.toLowerCase().lastIndexOf(assignments.toLowerCase());
    if (start >= 0) {
        const scope = path.slice(0, start);
        return matched("Microsoft.Authorization", assignmentRoutes, method, path.slice(start), () => scope, { scope });
    }
    return matched("Microsoft.KeyVault", keyVaultRoutes, method, path, (route) =>
        // A list is of what is in a resource group or a subscription.
        route === vaults || route.startsWith(provider) ? path.slice(0, path.search(/\/providers\//i)) : path,
    );
}

function matched(
    provider: keyof typeof apiVersions,
    routes: readonly ArmRoute[],
    method: string,
    path: string,
    scopeOf: (route: string) => string,
    more: Readonly<Record<string, string>> = {},
): MatchedRoute | undefined {
    for (const [wanted, route, action, handler] of routes) {
        const parts = method === wanted ? pathMatch(route, path) : undefined;
        if (parts !== undefined)
            return { provider, action, handler, scope: scopeOf(route), parts: { ...parts, ...more } };
    }
    return undefined;
}
