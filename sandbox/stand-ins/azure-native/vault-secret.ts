import { setTimeout as sleep } from "node:timers/promises";
import { computed, optional, optionalComputed, type Properties, required } from "../properties.ts";
import { isValues, type Value, type Values } from "../property-values.ts";
import { GoneError } from "../provider-error.ts";
import type { ResourceType } from "../resource-type.ts";
import { apiVersions, createdResource } from "./arm-resource.ts";
import type { AzureApi } from "./azure-api.ts";
import { type AzureClient, AzureRefusal, type Json, unlessMissing } from "./azure-client.ts";
import { vaultId } from "./vault.ts";

const attributes: Properties = {
    enabled: optionalComputed("boolean"),
    expires: optional("integer"),
    notBefore: optional("integer"),
    created: computed("integer"),
    updated: computed("integer"),
};

const properties: Properties = {
    // The real provider marks it no more than its package does; the program does, and here it is marked in any case.
    value: optional("string", { secret: true }),
    contentType: optional("string"),
    attributes: optional({ object: attributes }),
    secretUri: computed("string"),
    secretUriWithVersion: computed("string"),
};

/** Version of the vaults' own API that secrets are deleted with. */
const vaultApiVersion = "7.6";

/** A secret of a key vault. It is written through Resource Manager, and deleted in the vault itself. */
export const vaultSecret: ResourceType<AzureApi> = {
    token: "azure-native:keyvault:Secret",
    properties: {
        resourceGroupName: required("string", { replaces: true }),
        vaultName: required("string", { replaces: true }),
        secretName: required("string", { replaces: true }),
        tags: optional({ map: "string" }),
        properties: required({ object: properties }),
        name: computed("string"),
        type: computed("string"),
        location: computed("string"),
        azureApiVersion: computed("string"),
    },
    imported: (id) => {
        const [, resourceGroupName, vaultName, secretName] = secretIdShape.exec(id) ?? [];
        if (resourceGroupName === undefined || vaultName === undefined || secretName === undefined) return undefined;
        return { resourceGroupName, vaultName, secretName };
    },

    async create(api, { inputs }, made) {
        const id = `${vaultId(api, inputs)}/secrets/${String(inputs["secretName"])}`;
        const create = () => createdResource(api, id, apiVersions.keyVault, bodyOf(inputs), () => made(id));
        await create().catch(async (error: unknown) => {
            if (!(error instanceof AzureRefusal && error.status === 409)) throw error;
            await recovered(api, api.vault(String(inputs["vaultName"])), String(inputs["secretName"]), error);
            await api.arm.ask("PUT", id, apiVersions.keyVault, bodyOf(inputs));
            made(id);
        });
    },

    async read({ arm }, id, known) {
        const body = await arm.find(id, apiVersions.keyVault);
        if (body === undefined) return undefined;
        const { name, type, location, tags, properties: told } = body as Record<string, Value>;
        return {
            state: {
                name,
                type,
                location,
                tags,
                azureApiVersion: apiVersions.keyVault,
                properties: stateOf(told, known),
            },
        };
    },

    async update({ arm }, id, { inputs }) {
        if ((await arm.find(id, apiVersions.keyVault)) === undefined) throw new GoneError();
        await arm.ask("PUT", id, apiVersions.keyVault, bodyOf(inputs));
    },

    async delete(api, _id, { vaultName, secretName }) {
        const vault = api.vault(String(vaultName));
        await vault.ask("DELETE", pathOf(String(secretName)), vaultApiVersion).catch(unlessMissing);
    },
};

const secretIdShape =
    /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/providers\/Microsoft\.KeyVault\/vaults\/([^/]+)\/secrets\/([^/]+)$/i;

/** A deleted secret keeps its name; it is recovered and then written over, as the real provider does. */
async function recovered(api: AzureApi, vault: AzureClient, name: string, refusal: AzureRefusal): Promise<void> {
    if ((await vault.find(`/deletedsecrets/${name}`, vaultApiVersion)) === undefined) throw refusal;
    await vault.ask("POST", `/deletedsecrets/${name}/recover`, vaultApiVersion);
    while ((await vault.find(pathOf(name), vaultApiVersion)) === undefined && !api.patience.isOver) await sleep(100);
}

function pathOf(name: string): string {
    return `/secrets/${name}`;
}

function bodyOf({ tags, properties: given }: Values): Json {
    const { attributes: dates, ...rest } = isValues(given) ? given : {};
    const { expires, notBefore, ...more } = isValues(dates) ? dates : {};
    const times = {
        ...(expires === undefined ? {} : { exp: expires }),
        ...(notBefore === undefined ? {} : { nbf: notBefore }),
    };
    return {
        properties: { ...rest, ...(dates === undefined ? {} : { attributes: { ...more, ...times } }) },
        ...(tags === undefined ? {} : { tags }),
    };
}

/** Azure never tells a secret's value: it is kept from the state. */
function stateOf(told: Value | undefined, known: Values): Values {
    const { attributes: times, ...rest } = isValues(told) ? told : {};
    const { exp, nbf, ...more } = isValues(times) ? times : {};
    const before = known["properties"];
    const value = isValues(before) ? before["value"] : undefined;
    return {
        ...rest,
        attributes: {
            ...more,
            ...(exp === undefined ? {} : { expires: exp }),
            ...(nbf === undefined ? {} : { notBefore: nbf }),
        },
        ...(value === undefined ? {} : { value }),
    };
}
