import { required } from "../properties.ts";
import type { Values } from "../property-values.ts";
import type { FunctionType } from "../resource-type.ts";
import { apiVersions } from "./arm-resource.ts";
import type { AzureApi } from "./azure-api.ts";
import { vaultId } from "./vault.ts";

/** A key vault that is there. */
export const getVault: FunctionType<AzureApi> = {
    token: "azure-native:keyvault:getVault",
    inputs: { resourceGroupName: required("string"), vaultName: required("string") },
    invoke: async (api, inputs) =>
        (await api.arm.ask("GET", vaultId(api, inputs), apiVersions.keyVault)) as unknown as Values,
};
