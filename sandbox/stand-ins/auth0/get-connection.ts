import { optional } from "../properties.ts";
import { ProviderError } from "../provider-error.ts";
import type { FunctionType } from "../resource-type.ts";
import type { Auth0Api } from "./auth0-api.ts";
import { connectionProperties, connectionState } from "./connection.ts";
import { enabledClients } from "./connection-clients-list.ts";
import { functionResult } from "./function-result.ts";
import { given } from "./given.ts";
import { type Json, type ManagementClient, segment } from "./management-client.ts";
import { checkpointed, totals } from "./paging.ts";

const text = optional("string");
const flag = optional("boolean");

/** A connection by its id or its name. As in the real provider, its secret is not marked as one. */
export const getConnection: FunctionType<Auth0Api> = {
    token: "auth0:index/getConnection:getConnection",
    inputs: { connectionId: text, name: text, skipEnabledClients: flag },
    async invoke({ management }, { connectionId, name, skipEnabledClients }) {
        const body = given(connectionId)
            ? await management.get(`connections/${segment(String(connectionId))}`)
            : await connectionByName(management, String(name ?? ""));
        const id = String(body["id"]);
        return {
            id,
            ...functionResult(connectionProperties, connectionState(body)),
            ...(connectionId === undefined ? {} : { connectionId }),
            ...(skipEnabledClients === undefined ? {} : { skipEnabledClients }),
            enabledClients: skipEnabledClients === true ? [] : await enabledClients(management, id),
        };
    },
};

async function connectionByName(management: ManagementClient, name: string): Promise<Json> {
    const connections = await checkpointed(management, "connections", "connections", totals);
    const found = connections.find((connection) => connection["name"] === name);
    if (found === undefined) throw new ProviderError(`No connection found with "name" = "${name}"`);
    return found;
}
