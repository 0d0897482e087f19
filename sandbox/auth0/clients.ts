import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { isStrict, withClientDefaults } from "./client-defaults.ts";
import {
    checkApiOfClient,
    checkAuthentication,
    checkClient,
    checkCredentials,
    checkFieldScopes,
    checkServed,
} from "./client-rules.ts";
import { updatedClient } from "./client-update.ts";
import { clientView, shownWith } from "./client-view.ts";
import { addCredential, credentialView } from "./credentials.ts";
import { errors } from "./errors.ts";
import { newClientSecret, newId } from "./identifiers.ts";
import type { Client, Credential } from "./objects.ts";
import { pageOf } from "./pagination.ts";
import { selectedFields } from "./selected-fields.ts";
import type { Tenant } from "./tenant.ts";

type Create = Management.CreateClientRequestContent & { client_secret?: string };

/** GET /api/v2/clients. A list names the tenant with each, whatever fields are asked for (recorded). */
export async function listClients({ tenant, query, scopes }: ApiRequest): Promise<ApiResponse> {
    const key = await tenant.signingKey.ready();
    const listing = {
        id: ({ client_id }: Client) => client_id,
        show: (client: Client) => {
            const view = { ...shownWith(scopes, clientView(client, key)), tenant: tenant.domain.split(".")[0] };
            return selectedFields(view, query, ["tenant"]);
        },
    };
    const found = [...tenant.clients.values()].filter((client) => matches(client, query));
    return { status: 200, body: pageOf("clients", found, listing, query) };
}

/** GET /api/v2/clients/{id} */
export async function getClient({ tenant, params, query, scopes }: ApiRequest<{ id: string }>): Promise<ApiResponse> {
    const view = clientView(clientOf(tenant, params.id), await tenant.signingKey.ready());
    return { status: 200, body: selectedFields(shownWith(scopes, view), query) };
}

/** POST /api/v2/clients. The reply shows the secret, whatever the scopes, and the credentials whole; later ones name them by id (recorded). */
export async function createClient({ tenant, body, scopes }: ApiRequest<unknown, Create>): Promise<ApiResponse> {
    const {
        client_authentication_methods: methods,
        signed_request_object: requestObject,
        token_vault_privileged_access: _notServed,
        ...settings
    } = body;
    checkServed(body);
    checkAuthentication(body);
    checkApiOfClient(tenant, body);
    if (methods !== undefined && !scopes.has("create:client_credentials")) {
        throw errors.insufficientScope(["create:client_credentials"]);
    }
    const id = isStrict(settings) ? newId.strictClient() : newId.client();
    const client: Client = {
        ...withClientDefaults(settings),
        client_id: id,
        client_secret: body.client_secret ?? newClientSecret(),
        ...(requestObject === undefined
            ? {}
            : { signed_request_object: { required: requestObject.required ?? false } }),
    };
    checkClient({ ...client, ...(methods === undefined ? {} : { client_authentication_methods: {} }) });

    const credentials: Credential[] = [];
    if (methods !== undefined || client.app_type === "express_configuration") {
        const keys = methods?.private_key_jwt?.credentials ?? [];
        credentials.push(...(await Promise.all(keys.map((key) => addCredential(tenant, id, key)))));
        client.client_authentication_methods = {
            private_key_jwt: { credentials: credentials.map((credential) => ({ id: credential.id })) },
        };
    }
    tenant.clients.set(id, client);
    tenant.issued.secret(client.client_secret);
    const view = clientView(client, await tenant.signingKey.ready());
    const whole = { private_key_jwt: { credentials: credentials.map(credentialView) } };
    return { status: 201, body: credentials.length === 0 ? view : { ...view, client_authentication_methods: whole } };
}

/** PATCH /api/v2/clients/{id} */
export async function updateClient({
    tenant,
    params,
    body,
    scopes,
}: ApiRequest<{ id: string }, Management.UpdateClientRequestContent>): Promise<ApiResponse> {
    const client = clientOf(tenant, params.id);
    checkFieldScopes(body, scopes);
    checkAuthentication(body);
    const updated = updatedClient(client, body);
    if ((updated.app_type === "resource_server") !== (client.app_type === "resource_server")) {
        throw errors.guessed.appTypeCannotChange();
    }
    checkClient(updated);
    checkCredentials(tenant, updated);

    tenant.clients.set(updated.client_id, updated);
    if (body.client_secret !== undefined) tenant.issued.secret(body.client_secret);
    return { status: 200, body: shownWith(scopes, clientView(updated, await tenant.signingKey.ready())) };
}

/** DELETE /api/v2/clients/{id}: the client with its credentials, its grants, its refresh tokens and its places in connections. */
export function deleteClient({ tenant, params }: ApiRequest<{ id: string }>): ApiResponse {
    tenant.clients.delete(params.id);
    tenant.credentials.delete(params.id);
    for (const grant of tenant.clientGrants.values()) {
        if (grant.client_id === params.id) tenant.clientGrants.delete(grant.id);
    }
    for (const enabled of tenant.enabledClients.values()) enabled.delete(params.id);
    for (const [value, token] of tenant.refreshTokens) {
        if (token.client_id === params.id) tenant.refreshTokens.delete(value);
    }
    return { status: 204 };
}

/** The client of an id, or Auth0's 404. */
export function clientOf(tenant: Tenant, id: string): Client {
    const client = tenant.clients.get(id);
    if (client === undefined) throw errors.clientNotFound();
    return client;
}

function matches(client: Client, query: URLSearchParams): boolean {
    const appTypes = query.get("app_type")?.split(",");
    const firstParty = query.get("is_first_party");
    return (
        (appTypes === undefined || appTypes.includes(client.app_type ?? "")) &&
        (firstParty === null || String(client.is_first_party) === firstParty) &&
        // A real tenant has one global client, of old; this one has none.
        query.get("is_global") !== "true"
    );
}
