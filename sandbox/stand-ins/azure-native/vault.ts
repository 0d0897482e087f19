import { computed, optional, optionalComputed, type Properties, required } from "../properties.ts";
import type { Value, Values } from "../property-values.ts";
import { GoneError } from "../provider-error.ts";
import type { ResourceType } from "../resource-type.ts";
import { oneOf } from "../value-checks.ts";
import { apiVersions, createdResource } from "./arm-resource.ts";
import type { AzureApi } from "./azure-api.ts";
import { type Json, unlessMissing } from "./azure-client.ts";

const networkAcls: Properties = {
    bypass: optionalComputed("string", { check: oneOf(["AzureServices", "None"]) }),
    defaultAction: optionalComputed("string", { check: oneOf(["Allow", "Deny"]) }),
    ipRules: optional({ list: { object: { value: required("string") } } }),
    virtualNetworkRules: optional({ list: { object: { id: required("string") } } }),
};

const vaultProperties: Properties = {
    tenantId: required("string"),
    sku: required({ object: { family: required("string"), name: required("string") } }),
    enabledForDeployment: optional("boolean"),
    enabledForDiskEncryption: optional("boolean"),
    enabledForTemplateDeployment: optional("boolean"),
    enableRbacAuthorization: optional("boolean"),
    enableSoftDelete: optional("boolean"),
    softDeleteRetentionInDays: optional("integer"),
    enablePurgeProtection: optional("boolean"),
    publicNetworkAccess: optional("string"),
    networkAcls: optional({ object: networkAcls }),
    createMode: optional("string", { check: oneOf(["default", "recover"]) }),
    vaultUri: computed("string"),
    provisioningState: computed("string"),
};

/** A key vault. */
export const vault: ResourceType<AzureApi> = {
    token: "azure-native:keyvault:Vault",
    properties: {
        resourceGroupName: required("string", { replaces: true }),
        vaultName: required("string", { replaces: true }),
        location: required("string", { replaces: true }),
        tags: optional({ map: "string" }),
        properties: required({ object: vaultProperties }),
        name: computed("string"),
        type: computed("string"),
        azureApiVersion: computed("string"),
    },
    imported: (id) => {
        const [, resourceGroupName, vaultName] = vaultIdShape.exec(id) ?? [];
        return resourceGroupName === undefined || vaultName === undefined
            ? undefined
            : { resourceGroupName, vaultName };
    },

    async create(api, { inputs }, made) {
        const id = vaultId(api, inputs);
        await createdResource(api, id, apiVersions.keyVault, bodyOf(inputs), () => made(id));
    },

    async read({ arm }, id) {
        const body = await arm.find(id, apiVersions.keyVault);
        if (body === undefined) return undefined;
        const { name, type, location, tags, properties } = body as Record<string, Value>;
        return {
            state: {
                name,
                type,
                location,
                tags,
                properties: knownMembers(properties as Values),
                azureApiVersion: apiVersions.keyVault,
            },
        };
    },

    async update({ arm }, id, { inputs }) {
        if ((await arm.find(id, apiVersions.keyVault)) === undefined) throw new GoneError();
        await arm.ask("PUT", id, apiVersions.keyVault, bodyOf(inputs));
    },

    async delete({ arm }, id) {
        await arm.ask("DELETE", id, apiVersions.keyVault).catch(unlessMissing);
    },
};

const vaultIdShape =
    /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/providers\/Microsoft\.KeyVault\/vaults\/([^/]+)$/i;

/** Azure's id of a vault. */
export function vaultId({ subscriptionId }: AzureApi, { resourceGroupName, vaultName }: Values): string {
    return `/subscriptions/${subscriptionId}/resourceGroups/${String(resourceGroupName)}/providers/Microsoft.KeyVault/vaults/${String(vaultName)}`;
}

function bodyOf({ location, tags, properties }: Values): Json {
    return { location, properties, ...(tags === undefined ? {} : { tags }) };
}

/** What Azure says beyond the description is left out, as it is of every resource here. */
function knownMembers(values: Values): Values {
    return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(vaultProperties, name)));
}
