import type { Azure } from "../azure.ts";
import { bodyAs } from "../body.ts";
import { armErrors } from "../errors.ts";
import type { StoredVault } from "../objects.ts";
import type { ArmReply, ArmRequest } from "./arm-request.ts";
import { newVault } from "./new-vault.ts";
import { vaultBody, vaultPatchBody } from "./vault-body.ts";
import { changedProperties } from "./vault-properties.ts";

/** PUT …/vaults/{vault}: a new one is there at once, and says that its name is still being registered. */
export async function putVault(request: ArmRequest): Promise<ArmReply> {
    const { azure, apiVersion, caller } = request;
    const name = request.part("vault");
    const group = groupOf(request);
    const { location, tags = {}, properties } = bodyAs(vaultBody, await request.text(), armErrors.invalidContent);
    const { createMode = "default", ...given } = properties;
    if (!/^(?=.{3,24}$)[a-zA-Z](-?[a-zA-Z0-9])*$/.test(name)) throw armErrors.vaultNameNotValid(name);
    if (given.tenantId.toLowerCase() !== azure.directory.tenantId) {
        throw armErrors.badRequest(`The tenant ID '${given.tenantId}' is not the subscription's.`);
    }
    const existing = existingVault(azure, name, group.name);
    if (existing === undefined) {
        const deleted = azure.deletedVaults.get(name.toLowerCase());
        if (createMode === "recover") return recovered(azure, name, deleted);
        if (deleted !== undefined) throw armErrors.vaultIsDeleted();
        const vault = newVault(
            azure,
            { name, resourceGroup: group.name, location: plainLocation(location) },
            { tags, properties: changedProperties(undefined, given, apiVersion), createdBy: caller.objectId },
        );
        azure.vaults.set(name.toLowerCase(), vault);
        return { status: 201, body: vaultView(vault, "RegisteringDns") };
    }
    if (plainLocation(location) !== existing.location) throw armErrors.otherLocation(name, existing.location);
    return { status: 200, body: vaultView(changed(azure, existing, { tags }, given, apiVersion)) };
}

/** PATCH …/vaults/{vault} */
export async function patchVault(request: ArmRequest): Promise<ArmReply> {
    const { azure, apiVersion } = request;
    const vault = vaultOf(request);
    const { tags, properties = {} } = bodyAs(vaultPatchBody, await request.text(), armErrors.invalidContent);
    const { tenantId, sku } = vault.properties;
    const given = { ...properties, tenantId: properties.tenantId ?? tenantId, sku: properties.sku ?? sku };
    const update = changed(azure, vault, tags === undefined ? {} : { tags }, given, apiVersion);
    return { status: 200, body: vaultView(update) };
}

/** GET …/vaults/{vault} */
export function getVault(request: ArmRequest): ArmReply {
    return { status: 200, body: vaultView(vaultOf(request)) };
}

/** GET …/vaults in a resource group */
export function listVaults(request: ArmRequest): ArmReply {
    const { name } = groupOf(request);
    const vaults = [...request.azure.vaults.values()].filter(({ resourceGroup }) => resourceGroup === name);
    return { status: 200, body: { value: vaults.map((vault) => vaultView(vault)) } };
}

/** DELETE …/vaults/{vault}: softly; its name stays taken. */
export function deleteVault(request: ArmRequest): ArmReply {
    const { azure } = request;
    const vault = azure.vaults.get(request.part("vault").toLowerCase());
    if (vault === undefined || vault.resourceGroup !== groupOf(request).name) return { status: 204 };
    azure.vaults.delete(vault.name.toLowerCase());
    azure.deletedVaults.set(vault.name.toLowerCase(), { ...vault, deleted: azure.clock.now().toISOString() });
    return { status: 200, body: {} };
}

/** The vault of a request's path. */
export function vaultOf(request: ArmRequest): StoredVault {
    const name = request.part("vault");
    const group = groupOf(request);
    const vault = request.azure.vaults.get(name.toLowerCase());
    if (vault?.resourceGroup === group.name) return vault;
    throw armErrors.resourceNotFound(`Microsoft.KeyVault/vaults/${name}`, group.name);
}

/** A vault as Resource Manager shows it. */
export function vaultView(vault: StoredVault, provisioningState = "Succeeded"): object {
    const { id, name, location, tags, properties, created, updated, createdBy } = vault;
    const by = createdBy === undefined ? {} : { createdBy, createdByType: "Application" };
    return {
        id,
        name,
        type: "Microsoft.KeyVault/vaults",
        location,
        tags,
        systemData: { ...by, createdAt: created, lastModifiedAt: updated },
        properties: { ...properties, vaultUri: `https://${name.toLowerCase()}.vault.azure.net/`, provisioningState },
    };
}

function groupOf(request: ArmRequest): { readonly name: string; readonly location: string } {
    const name = request.part("group");
    const group = request.azure.resourceGroups.get(name.toLowerCase());
    if (group === undefined) throw armErrors.resourceGroupNotFound(name);
    return group;
}

function existingVault(azure: Azure, name: string, group: string): StoredVault | undefined {
    const vault = azure.vaults.get(name.toLowerCase());
    if (vault !== undefined && vault.resourceGroup !== group) throw armErrors.vaultNameTaken(name);
    return vault;
}

function changed(
    azure: Azure,
    vault: StoredVault,
    change: Partial<StoredVault>,
    given: Parameters<typeof changedProperties>[1],
    apiVersion: string,
): StoredVault {
    const properties = changedProperties(vault.properties, given, apiVersion);
    const update = { ...vault, ...change, properties, updated: azure.clock.now().toISOString() };
    azure.vaults.set(vault.name.toLowerCase(), update);
    return update;
}

function recovered(azure: Azure, name: string, vault: StoredVault | undefined): ArmReply {
    if (vault === undefined) throw armErrors.deletedVaultNotFound(name);
    const { deleted: _deleted, ...kept } = vault;
    azure.deletedVaults.delete(name.toLowerCase());
    azure.vaults.set(name.toLowerCase(), kept);
    return { status: 201, body: vaultView(kept) };
}

/** Azure takes "West Europe" for westeurope. */
function plainLocation(location: string): string {
    return location.toLowerCase().replaceAll(" ", "");
}
