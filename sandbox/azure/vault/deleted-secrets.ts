import { vaultErrors } from "../errors.ts";
import type { StoredSecret } from "../objects.ts";
import { newest } from "../secret-versions.ts";
import { deletedItem, secretItem, versionItem } from "./secret-view.ts";
import { page } from "./secrets.ts";
import type { VaultReply, VaultRequest } from "./vault-request.ts";

/** GET /deletedsecrets */
export function listDeletedSecrets(request: VaultRequest): VaultReply {
    const { vault } = request;
    const items = [...vault.deletedSecrets.values()].map((secret) =>
        deletedItem(vault, secret, secretItem(vault, secret)),
    );
    return page(request, "deletedsecrets", items);
}

/** GET /deletedsecrets/{secret} */
export function getDeletedSecret(request: VaultRequest): VaultReply {
    const { vault } = request;
    const secret = deletedSecretOf(request);
    return { status: 200, body: deletedItem(vault, secret, versionItem(vault, secret, newest(secret))) };
}

/** POST /deletedsecrets/{secret}/recover */
export function recoverSecret(request: VaultRequest): VaultReply {
    const { vault } = request;
    const { deleted: _deleted, ...secret } = deletedSecretOf(request);
    vault.deletedSecrets.delete(secret.name.toLowerCase());
    vault.secrets.set(secret.name.toLowerCase(), secret);
    return { status: 200, body: versionItem(vault, secret, newest(secret)) };
}

/** DELETE /deletedsecrets/{secret} */
export function purgeSecret(request: VaultRequest): VaultReply {
    const { vault } = request;
    const { name } = deletedSecretOf(request);
    if (vault.properties.enablePurgeProtection === true) throw vaultErrors.purgeProtected();
    vault.deletedSecrets.delete(name.toLowerCase());
    return { status: 204 };
}

function deletedSecretOf(request: VaultRequest): StoredSecret {
    const name = request.part("secret");
    const secret = request.vault.deletedSecrets.get(name.toLowerCase());
    if (secret === undefined) throw vaultErrors.deletedSecretNotFound(name);
    return secret;
}
