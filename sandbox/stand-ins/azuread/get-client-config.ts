import type { FunctionType } from "../resource-type.ts";
import type { AzureadApi } from "./azuread-api.ts";

/** Whoever deploys, and where. No call is made. */
export const getClientConfig: FunctionType<AzureadApi> = {
    token: "azuread:index/getClientConfig:getClientConfig",
    inputs: {},
    invoke: async ({ tenantId, clientId, callerId }) => ({
        id: `${tenantId}-${clientId}-${callerId}`,
        tenantId,
        clientId,
        objectId: callerId,
    }),
};
