import { armErrors } from "../errors.ts";
import type { StoredVault } from "../objects.ts";
import type { ArmReply, ArmRequest } from "./arm-request.ts";

/** GET …/providers/Microsoft.KeyVault/deletedVaults */
export function listDeletedVaults({ azure }: ArmRequest): ArmReply {
    return { status: 200, body: { value: [...azure.deletedVaults.values()].map(view) } };
}

/** GET …/locations/{location}/deletedVaults/{vault} */
export function getDeletedVault(request: ArmRequest): ArmReply {
    return { status: 200, body: view(deletedVaultOf(request)) };
}

/** POST …/locations/{location}/deletedVaults/{vault}/purge */
export function purgeVault(request: ArmRequest): ArmReply {
    const { name, properties } = deletedVaultOf(request);
    if (properties.enablePurgeProtection === true) throw armErrors.purgeProtected();
    request.azure.deletedVaults.delete(name.toLowerCase());
    return { status: 200, body: {} };
}

function deletedVaultOf(request: ArmRequest): StoredVault {
    const name = request.part("vault");
    const vault = request.azure.deletedVaults.get(name.toLowerCase());
    if (vault?.location !== request.part("location").toLowerCase()) throw armErrors.deletedVaultNotFound(name);
    return vault;
}

function view({ id, name, location, tags, properties, deleted = "" }: StoredVault): object {
    const [, , subscription = ""] = id.split("/");
    const { enablePurgeProtection, softDeleteRetentionInDays: days } = properties;
    return {
        id: `/subscriptions/${subscription}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`,
        name,
        type: "Microsoft.KeyVault/deletedVaults",
        properties: {
            vaultId: id,
            location,
            tags,
            deletionDate: deleted,
            scheduledPurgeDate: new Date(Date.parse(deleted) + days * 24 * 60 * 60 * 1000).toISOString(),
            ...(enablePurgeProtection === true ? { purgeProtectionEnabled: true } : {}),
        },
    };
}
