import { createHash } from "node:crypto";
import { type AzureRole, azureRoles, keyVaultDnsSuffix } from "../catalogue/azure.ts";

/** Where a key vault is in Azure. */
export interface VaultPlace {
    readonly subscriptionId: string;
    readonly resourceGroup: string;
    readonly name: string;
}

/** Azure's id of a key vault. */
export function vaultId({ subscriptionId, resourceGroup, name }: VaultPlace): string {
    return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
}

/** Address of a vault. */
export function vaultUri(vault: string): string {
    return `https://${vault.toLowerCase()}.${keyVaultDnsSuffix}/`;
}

/** Address of a vault's secret without its version, which gives the newest one: what apps refer to. */
export function secretUri(vault: string, secret: string): string {
    return `${vaultUri(vault)}secrets/${secret}`;
}

/** Azure's id of a built-in role. */
export function roleDefinitionId(subscriptionId: string, role: AzureRole): string {
    return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${azureRoles[role]}`;
}

/**
 * Name of a role assignment, which Azure wants to be a GUID: the same for the same scope, role and principal, because Azure has no
 * second assignment of the three under another name (RFC 9562, version 5).
 */
export function roleAssignmentName(scope: string, role: AzureRole, principalId: string): string {
    const text = `${scope.toLowerCase()}|${azureRoles[role]}|${principalId.toLowerCase()}`;
    const hash = createHash("sha1").update(namespace).update(text).digest().subarray(0, 16);
    hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
    hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
    return hash.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** RFC 9562's namespace of URLs. */
const namespace = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");
