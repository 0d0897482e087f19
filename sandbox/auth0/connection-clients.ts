import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { connectionOf } from "./connections.ts";
import { errors } from "./errors.ts";
import { checkpointPage } from "./pagination.ts";

/** GET /api/v2/connections/{id}/clients */
export function listEnabledClients({ tenant, params, query }: ApiRequest<{ id: string }>): ApiResponse {
    const { id } = connectionOf(tenant, params.id);
    const listing = { id: (clientId: string) => clientId, show: (clientId: string) => ({ client_id: clientId }) };
    const clients = [...(tenant.enabledClients.get(id) ?? [])];
    return { status: 200, body: checkpointPage("clients", clients, listing, query) };
}

/** PATCH /api/v2/connections/{id}/clients: all of it, or nothing where one of the clients does not exist. */
export function updateEnabledClients({
    tenant,
    params,
    body,
}: ApiRequest<{ id: string }, Management.UpdateEnabledClientConnectionsRequestContentItem[]>): ApiResponse {
    const { id } = connectionOf(tenant, params.id);
    if (body.some(({ client_id }) => !tenant.clients.has(client_id))) throw errors.clientNotFound();

    const enabled = new Set(tenant.enabledClients.get(id));
    for (const { client_id, status } of body) {
        if (status) enabled.add(client_id);
        else enabled.delete(client_id);
    }
    tenant.enabledClients.set(id, enabled);
    return { status: 204 };
}
