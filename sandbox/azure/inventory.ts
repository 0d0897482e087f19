import { azureRoles } from "../../catalogue/azure.ts";
import type { InventoryItem } from "../service/inventory.ts";
import type { Azure } from "./azure.ts";
import type { StoredSecret } from "./objects.ts";

/** What exists in a subscription: vaults, their secrets by name and end, and roles. */
export function azureInventory(azure: Azure): InventoryItem[] {
    const vaults = [...azure.vaults.values()];
    return [
        ...vaults.map(({ id, name, location, isSeed = false }) => ({
            kind: "key vault",
            name,
            id,
            detail: location,
            system: isSeed,
        })),
        ...vaults.flatMap(({ id, secrets }) =>
            [...secrets.values()].map((secret) => ({
                kind: "vault secret",
                name: secret.name,
                id: `${id}/secrets/${secret.name}`,
                detail: ending(secret),
            })),
        ),
        ...[...azure.roleAssignments.values()].map(({ id, roleId, scope, principalId, isSeed = false }) => ({
            kind: "role assignment",
            name: `${roleName(roleId)} on ${scope.split("/").at(-1)}`,
            id,
            detail: azure.directory.principal(principalId)?.displayName ?? principalId,
            system: isSeed,
        })),
    ];
}

function ending({ versions }: StoredSecret): string {
    const exp = versions.at(-1)?.exp;
    const count = versions.length === 1 ? "1 version" : `${versions.length} versions`;
    return exp === undefined ? `${count}, no end` : `${count}, ends ${new Date(exp * 1000).toISOString().slice(0, 10)}`;
}

function roleName(roleId: string): string {
    return Object.entries(azureRoles).find(([, id]) => id === roleId)?.[0] ?? roleId;
}
