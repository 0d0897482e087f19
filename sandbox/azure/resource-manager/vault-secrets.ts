import { z } from "zod";
import { bodyAs } from "../body.ts";
import { armErrors } from "../errors.ts";
import type { StoredSecret, StoredVault } from "../objects.ts";
import { addVersion, changeVersion, newest } from "../secret-versions.ts";
import type { ArmReply, ArmRequest } from "./arm-request.ts";
import { vaultOf } from "./vaults.ts";

const attributes = z.strictObject({
    enabled: z.boolean().optional(),
    exp: z.int().optional(),
    nbf: z.int().optional(),
});
const tags = z.record(z.string(), z.string()).optional();

const secretBody = z.strictObject({
    tags,
    properties: z.strictObject({
        value: z.string(),
        contentType: z.string().max(255).optional(),
        attributes: attributes.optional(),
    }),
});

const patchBody = z.strictObject({
    tags,
    properties: z
        .strictObject({
            value: z.string().optional(),
            contentType: z.string().optional(),
            attributes: attributes.optional(),
        })
        .optional(),
});

/** PUT …/vaults/{vault}/secrets/{secret}: another version each time. The vault's network rules are not asked. */
export async function putSecret(request: ArmRequest): Promise<ArmReply> {
    const { vault, name } = secretPlace(request);
    const { tags, properties } = bodyAs(secretBody, await request.text(), armErrors.invalidContent);
    if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) throw armErrors.badRequest(`The secret name '${name}' is not valid.`);
    if (vault.deletedSecrets.has(name.toLowerCase())) throw armErrors.secretIsDeleted(name);
    const status = vault.secrets.has(name.toLowerCase()) ? 200 : 201;
    const { value, contentType, attributes = {} } = properties;
    const secret = addVersion(vault, name, value, { contentType, tags, ...attributes }, request.azure.clock.now());
    return { status, body: view(vault, secret) };
}

/** PATCH …/vaults/{vault}/secrets/{secret} */
export async function patchSecret(request: ArmRequest): Promise<ArmReply> {
    const { vault, secret } = existingSecret(request);
    const { tags, properties = {} } = bodyAs(patchBody, await request.text(), armErrors.invalidContent);
    const { value, contentType, attributes = {} } = properties;
    const change = { contentType, tags, ...attributes };
    const now = request.azure.clock.now();
    if (value === undefined) changeVersion(vault, secret, newest(secret), change, now);
    else addVersion(vault, secret.name, value, change, now);
    return { status: 200, body: view(vault, existingSecret(request).secret) };
}

/** GET …/vaults/{vault}/secrets/{secret}: everything but its value. */
export function getSecret(request: ArmRequest): ArmReply {
    const { vault, secret } = existingSecret(request);
    return { status: 200, body: view(vault, secret) };
}

/** GET …/vaults/{vault}/secrets */
export function listSecrets(request: ArmRequest): ArmReply {
    const vault = vaultOf(request);
    return { status: 200, body: { value: [...vault.secrets.values()].map((secret) => view(vault, secret)) } };
}

function secretPlace(request: ArmRequest): { readonly vault: StoredVault; readonly name: string } {
    return { vault: vaultOf(request), name: request.part("secret") };
}

function existingSecret(request: ArmRequest): { readonly vault: StoredVault; readonly secret: StoredSecret } {
    const { vault, name } = secretPlace(request);
    const secret = vault.secrets.get(name.toLowerCase());
    if (secret === undefined) throw armErrors.secretNotFound(name);
    return { vault, secret };
}

function view(vault: StoredVault, secret: StoredSecret): object {
    const { version, contentType, tags, enabled, exp, nbf, created, updated } = newest(secret);
    const uri = `https://${vault.name.toLowerCase()}.vault.azure.net/secrets/${secret.name}`;
    return {
        id: `${vault.id}/secrets/${secret.name}`,
        name: secret.name,
        type: "Microsoft.KeyVault/vaults/secrets",
        location: vault.location,
        tags,
        properties: {
            attributes: {
                enabled,
                ...(nbf === undefined ? {} : { nbf }),
                ...(exp === undefined ? {} : { exp }),
                created,
                updated,
            },
            ...(contentType === undefined ? {} : { contentType }),
            secretUri: uri,
            secretUriWithVersion: `${uri}/${version}`,
        },
    };
}
