import { optional } from "../properties.ts";
import type { Provider } from "../resource-type.ts";
import { type AzureApi, azureApi } from "./azure-api.ts";
import { getClientConfig } from "./get-client-config.ts";
import { getVault } from "./get-vault.ts";
import { roleAssignment } from "./role-assignment.ts";
import { vault } from "./vault.ts";
import { vaultSecret } from "./vault-secret.ts";

/** Stands in for pulumi-resource-azure-native. Unlike the others it was never held to the real one. */
export const azureNativeProvider: Provider<AzureApi> = {
    name: "azure-native",
    version: "3.28.0",
    settings: {
        subscriptionId: optional("string"),
        tenantId: optional("string"),
        clientId: optional("string", { secret: true }),
        clientSecret: optional("string", { secret: true }),
    },
    resources: [roleAssignment, vault, vaultSecret],
    functions: [getClientConfig, getVault],
    connect: azureApi,
};
