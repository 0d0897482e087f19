import { optional } from "../properties.ts";
import { ProviderError } from "../provider-error.ts";
import type { FunctionType } from "../resource-type.ts";
import type { Auth0Api } from "./auth0-api.ts";
import { clientState } from "./client.ts";
import { clientProperties } from "./client-properties.ts";
import { functionResult } from "./function-result.ts";
import { given } from "./given.ts";
import { type Json, type ManagementClient, segment } from "./management-client.ts";
import { paged } from "./paging.ts";

const text = optional("string");

/** A client by its id or its name. As in the real provider, its secret is not marked as one. */
export const getClient: FunctionType<Auth0Api> = {
    token: "auth0:index/getClient:getClient",
    inputs: { clientId: text, name: text },
    async invoke({ management }, { clientId, name }) {
        if (!given(clientId) && !given(name)) throw new ProviderError("One of 'client_id' or 'name' is required.");
        const body = given(clientId)
            ? await management.get(`clients/${segment(String(clientId))}`)
            : await clientByName(management, String(name));
        return {
            id: String(body["client_id"]),
            ...functionResult(clientProperties, clientState(body)),
            clientSecret: String(body["client_secret"] ?? ""),
            tokenEndpointAuthMethod: String(body["token_endpoint_auth_method"] ?? ""),
        };
    },
};

async function clientByName(management: ManagementClient, name: string): Promise<Json> {
    const clients = await paged(management, "clients", "clients", { per_page: "100" });
    const found = clients.find((client) => client["name"] === name);
    if (found === undefined) throw new ProviderError(`No client found with "name" = "${name}"`);
    return found;
}
