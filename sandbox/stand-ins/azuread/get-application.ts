import { optional } from "../properties.ts";
import type { Values } from "../property-values.ts";
import { ProviderError } from "../provider-error.ts";
import type { FunctionType } from "../resource-type.ts";
import { uuid } from "../value-checks.ts";
import { described } from "./application.ts";
import { applicationState } from "./application-state.ts";
import type { AzureadApi } from "./azuread-api.ts";
import type { GraphClient, Json } from "./graph-client.ts";
import { during, unlessMissing } from "./graph-ids.ts";
import { ownersOf } from "./owners.ts";

/** An app registration by its client id, its object id or its name. */
export const getApplication: FunctionType<AzureadApi> = {
    token: "azuread:index/getApplication:getApplication",
    inputs: {
        clientId: optional("string", { check: uuid }),
        objectId: optional("string", { check: uuid }),
        displayName: optional("string"),
    },
    async invoke(api, inputs) {
        const body = await found(api.graph, inputs);
        const path = `applications/${String(body["id"])}`;
        const beta = await during(
            `Retrieving additional properties for ${described(path)}`,
            api.graph.get(`${path}?%24select=oauth2RequirePostResponse`, "beta"),
        );
        const { api: exposed, web, publicClient, singlePageApplication, ...state } = applicationState(body);
        return {
            id: `/${path}`,
            ...state,
            apis: [exposed ?? {}],
            webs: [web ?? {}],
            publicClients: [publicClient ?? {}],
            singlePageApplications: [singlePageApplication ?? {}],
            oauth2PostResponseRequired: beta["oauth2RequirePostResponse"] === true,
            owners: await ownersOf(api, path),
        };
    },
};

async function found(graph: GraphClient, { clientId, objectId, displayName }: Values): Promise<Json> {
    if (objectId !== undefined) {
        const id = String(objectId);
        const body = await during(
            `[object_id] Retrieving Application with object ID "${id}"`,
            unlessMissing(graph.get(`applications/${id}`)),
        );
        if (body === undefined) throw new ProviderError(`[object_id] Application with object ID "${id}" was not found`);
        return body;
    }
    if (clientId === undefined && displayName === undefined)
        throw new ProviderError(
            "One of `object_id`, `client_id`, `displayName`, or `identifier_uri` must be specified",
        );
    const [field, value] = clientId === undefined ? ["displayName", String(displayName)] : ["appId", String(clientId)];
    const filter = `${field} eq '${value}'`;
    const list = await during(`Listing applications for filter "${filter}"`, graph.list("applications", filter));
    const [first, ...others] = list;
    if (first === undefined)
        throw new ProviderError(`Application not found: no applications found matching filter: "${filter}"`);
    if (others.length > 0)
        throw new ProviderError(
            `Multiple applications found: found multiple applications matching filter: "${filter}"`,
        );
    return first;
}
