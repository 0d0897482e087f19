import { optional } from "../properties.ts";
import type { Values } from "../property-values.ts";
import { ProviderError } from "../provider-error.ts";
import type { FunctionType } from "../resource-type.ts";
import { uuid } from "../value-checks.ts";
import type { AzureadApi } from "./azuread-api.ts";
import type { GraphClient, Json } from "./graph-client.ts";
import { during, unlessMissing } from "./graph-ids.ts";
import { described } from "./service-principal.ts";
import { servicePrincipalState } from "./service-principal-properties.ts";

/** A service principal by its app's client id, by its object id, or by its name. */
export const getServicePrincipal: FunctionType<AzureadApi> = {
    token: "azuread:index/getServicePrincipal:getServicePrincipal",
    inputs: {
        clientId: optional("string", { check: uuid }),
        objectId: optional("string", { check: uuid }),
        displayName: optional("string"),
    },
    async invoke({ graph }, inputs) {
        if (Object.keys(inputs).length !== 1)
            throw new ProviderError("one of `client_id,display_name,object_id` must be specified");
        const body = await found(graph, inputs);
        const id = String(body["id"]);
        const beta = await during(
            `Retrieving ${described(id)} (beta API)`,
            graph.get(`servicePrincipals/${id}?%24select=samlMetadataUrl`, "beta"),
        );
        return { id: `/servicePrincipals/${id}`, ...servicePrincipalState(body, beta) };
    },
};

async function found(graph: GraphClient, { clientId, objectId, displayName }: Values): Promise<Json> {
    if (objectId !== undefined) {
        const id = String(objectId);
        const body = await during(
            `[object_id] Retrieving ${described(id)}`,
            unlessMissing(graph.get(`servicePrincipals/${id}`)),
        );
        if (body === undefined) throw new ProviderError(`[object_id] ${described(id)} was not found`);
        return body;
    }
    const [field, value] = clientId === undefined ? ["displayName", String(displayName)] : ["appId", String(clientId)];
    const filter = `${field} eq '${value.replaceAll("'", "''")}'`;
    const list = await during(
        `Listing service principals for filter "${filter}"`,
        graph.list("servicePrincipals", filter),
    );
    const match = list.find((body) => String(body[field]).toLowerCase() === value.toLowerCase());
    if (match === undefined) throw new ProviderError("No service principal found: no service principal found");
    return match;
}
