import type { SecretVersion, StoredSecret, StoredVault } from "../objects.ts";
import { newest } from "../secret-versions.ts";

/** Address of a vault, as the ids of its secrets begin. */
export function vaultAddress({ name }: StoredVault): string {
    return `https://${name.toLowerCase()}.vault.azure.net`;
}

/** A version of a secret with its value. */
export function secretBundle(vault: StoredVault, secret: StoredSecret, version: SecretVersion): object {
    return { value: version.value, ...versionItem(vault, secret, version) };
}

/** A version of a secret without its value. */
export function versionItem(vault: StoredVault, { name }: StoredSecret, version: SecretVersion): object {
    return { id: `${vaultAddress(vault)}/secrets/${name}/${version.version}`, ...described(vault, version) };
}

/** A secret without its value, in a list: what is said is said of its newest version. */
export function secretItem(vault: StoredVault, secret: StoredSecret): object {
    return { id: `${vaultAddress(vault)}/secrets/${secret.name}`, ...described(vault, newest(secret)) };
}

/** A secret that was deleted softly; never its value. */
export function deletedItem(vault: StoredVault, secret: StoredSecret, item: object): object {
    const { name, deleted = 0 } = secret;
    return {
        recoveryId: `${vaultAddress(vault)}/deletedsecrets/${name}`,
        deletedDate: deleted,
        scheduledPurgeDate: deleted + vault.properties.softDeleteRetentionInDays * 24 * 60 * 60,
        ...item,
    };
}

function described({ properties }: StoredVault, version: SecretVersion): object {
    const { contentType, tags, enabled, exp, nbf, created, updated } = version;
    return {
        ...(contentType === undefined ? {} : { contentType }),
        attributes: {
            enabled,
            ...(nbf === undefined ? {} : { nbf }),
            ...(exp === undefined ? {} : { exp }),
            created,
            updated,
            recoveryLevel: properties.enablePurgeProtection === true ? "Recoverable" : "Recoverable+Purgeable",
            recoverableDays: properties.softDeleteRetentionInDays,
        },
        tags,
    };
}
