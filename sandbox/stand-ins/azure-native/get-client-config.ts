import type { FunctionType } from "../resource-type.ts";
import type { AzureApi } from "./azure-api.ts";

/** Who the provider works as, and where. */
export const getClientConfig: FunctionType<AzureApi> = {
    token: "azure-native:authorization:getClientConfig",
    inputs: {},
    invoke: async ({ clientId, callerId, subscriptionId, tenantId }) => ({
        clientId,
        objectId: callerId,
        subscriptionId,
        tenantId,
    }),
};
