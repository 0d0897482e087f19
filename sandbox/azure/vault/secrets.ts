import { z } from "zod";
import { bodyAs } from "../body.ts";
import { vaultErrors } from "../errors.ts";
import type { SecretVersion, StoredSecret } from "../objects.ts";
import { addVersion, changeVersion, newest } from "../secret-versions.ts";
import { deletedItem, secretBundle, secretItem, vaultAddress, versionItem } from "./secret-view.ts";
import { secretOf, type VaultReply, type VaultRequest } from "./vault-request.ts";

const described = {
    contentType: z.string().max(255).optional(),
    tags: z.record(z.string(), z.string()).optional(),
    attributes: z
        .strictObject({ enabled: z.boolean().optional(), exp: z.int().optional(), nbf: z.int().optional() })
        .optional(),
};
const setBody = z.strictObject({ value: z.string(), ...described });
const changeBody = z.strictObject(described);

const mostPerPage = 25;

/** GET /secrets/{secret} and /secrets/{secret}/{version} */
export function getSecret(request: VaultRequest): VaultReply {
    const secret = secretOf(request);
    const version = versionOf(request, secret);
    if (!version.enabled) throw vaultErrors.secretIsDisabled();
    return { status: 200, body: secretBundle(request.vault, secret, version) };
}

/** PUT /secrets/{secret} */
export async function setSecret(request: VaultRequest): Promise<VaultReply> {
    const { azure, vault } = request;
    const name = request.part("secret");
    const { value, attributes = {}, ...more } = bodyAs(setBody, await request.text(), vaultErrors.badParameter);
    if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) throw vaultErrors.badParameter(`The secret name '${name}' is not valid.`);
    if (vault.deletedSecrets.has(name.toLowerCase())) throw vaultErrors.secretIsDeleted(name);
    const secret = addVersion(vault, name, value, { ...more, ...attributes }, azure.clock.now());
    return { status: 200, body: secretBundle(vault, secret, newest(secret)) };
}

/** PATCH /secrets/{secret}/{version} */
export async function changeSecret(request: VaultRequest): Promise<VaultReply> {
    const { azure, vault } = request;
    const secret = secretOf(request);
    const { attributes = {}, ...more } = bodyAs(changeBody, await request.text(), vaultErrors.badParameter);
    const change = { ...more, ...attributes };
    const version = changeVersion(vault, secret, versionOf(request, secret), change, azure.clock.now());
    return { status: 200, body: versionItem(vault, secret, version) };
}

/** GET /secrets: newest versions, without values. */
export function listSecrets(request: VaultRequest): VaultReply {
    const { vault } = request;
    const items = [...vault.secrets.values()].map((secret) => secretItem(vault, secret));
    return page(request, "secrets", items);
}

/** GET /secrets/{secret}/versions */
export function listVersions(request: VaultRequest): VaultReply {
    const secret = secretOf(request);
    const items = secret.versions.map((version) => versionItem(request.vault, secret, version));
    return page(request, `secrets/${secret.name}/versions`, items);
}

/** DELETE /secrets/{secret}: softly; its name stays taken. */
export function deleteSecret(request: VaultRequest): VaultReply {
    const { azure, vault } = request;
    const secret = { ...secretOf(request), deleted: Math.floor(azure.clock.now().getTime() / 1000) };
    vault.secrets.delete(secret.name.toLowerCase());
    vault.deletedSecrets.set(secret.name.toLowerCase(), secret);
    return { status: 200, body: deletedItem(vault, secret, versionItem(vault, secret, newest(secret))) };
}

/** A page of a list; `maxresults` and the token of the next page are Key Vault's own. */
export function page({ query, vault }: VaultRequest, path: string, items: readonly object[]): VaultReply {
    const size = Math.min(Number(query.get("maxresults") ?? mostPerPage), mostPerPage);
    const start = Number(query.get("$skiptoken") ?? 0);
    const end = start + size;
    const next = new URLSearchParams({ "api-version": query.get("api-version") ?? "", $skiptoken: String(end) });
    return {
        status: 200,
        body: {
            value: items.slice(start, end),
            nextLink: end < items.length ? `${vaultAddress(vault)}/${path}?${next}&maxresults=${size}` : null,
        },
    };
}

function versionOf(request: VaultRequest, secret: StoredSecret): SecretVersion {
    const wanted = request.part("version");
    const version = wanted === "" ? newest(secret) : secret.versions.find((one) => one.version === wanted);
    if (version === undefined) throw vaultErrors.secretNotFound(`${secret.name}/${wanted}`);
    return version;
}
