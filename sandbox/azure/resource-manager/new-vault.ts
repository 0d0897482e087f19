import type { Azure } from "../azure.ts";
import type { StoredVault, VaultProperties } from "../objects.ts";

/** A vault without secrets. */
export function newVault(
    { subscriptionId, clock, directory }: Azure,
    place: { readonly name: string; readonly resourceGroup: string; readonly location: string },
    more: Partial<StoredVault> = {},
): StoredVault {
    const { name, resourceGroup } = place;
    const now = clock.now().toISOString();
    return {
        ...place,
        id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`,
        tags: {},
        properties: usual(directory.tenantId),
        created: now,
        updated: now,
        secrets: new Map(),
        deletedSecrets: new Map(),
        ...more,
    };
}

/** A vault that is decided on by roles, open to every address. */
function usual(tenantId: string): VaultProperties {
    return {
        tenantId,
        sku: { family: "A", name: "standard" },
        accessPolicies: [],
        enabledForDeployment: false,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
        enableRbacAuthorization: true,
        enablePurgeProtection: true,
        publicNetworkAccess: "Enabled",
    };
}
