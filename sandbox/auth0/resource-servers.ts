import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { errors } from "./errors.ts";
import { newId, newSigningSecret } from "./identifiers.ts";
import { asCreated, isMyAccountApi, myAccountApi } from "./my-account-api.ts";
import type { ResourceServer } from "./objects.ts";
import { pageOf } from "./pagination.ts";
import { selectedFields } from "./selected-fields.ts";
import type { Tenant } from "./tenant.ts";
import { keptTokenEncryption } from "./token-encryption.ts";
import { withoutNulls } from "./without-nulls.ts";

/** A system API of Okta's, which Auth0 makes whole from its identifier alone (recorded by go-auth0). */
const expressConfigurationApi = "urn:auth0:express-configure";

/** GET /api/v2/resource-servers */
export function listResourceServers({ tenant, query }: ApiRequest): ApiResponse {
    const identifiers = query.getAll("identifiers");
    const found = [...tenant.resourceServers.values()].filter(
        ({ identifier }) => identifiers.length === 0 || identifiers.includes(identifier),
    );
    const listing = {
        id: ({ id }: ResourceServer) => id,
        show: (api: ResourceServer) => selectedFields(view(tenant, api), query),
    };
    return { status: 200, body: pageOf("resource_servers", found, listing, query) };
}

/** GET /api/v2/resource-servers/{id}, by id or by identifier */
export function getResourceServer({ tenant, params }: ApiRequest<{ id: string }>): ApiResponse {
    return { status: 200, body: view(tenant, apiOf(tenant, params.id)) };
}

/** POST /api/v2/resource-servers. The identifier of a My Account API makes the API that Auth0 wants, whatever else is asked for. */
export async function createResourceServer({
    tenant,
    body,
}: ApiRequest<unknown, Management.CreateResourceServerRequestContent>): Promise<ApiResponse> {
    if (find(tenant, body.identifier) !== undefined) throw errors.resourceServerExists();
    checkScopeValues(body.scopes);
    if (body.identifier === expressConfigurationApi) throw errors.notServed(`the API ${expressConfigurationApi}`);

    const id = newId.resourceServer();
    if (isMyAccountApi(body.identifier, tenant.hosts)) {
        checkSystemApi(body);
        const { name: _name, ...settings } = body;
        const api = await merged(myAccountApi(id, body.identifier), settings);
        tenant.resourceServers.set(id, api);
        return { status: 201, body: view(tenant, asCreated(api)) };
    }
    const api = await merged(
        {
            id,
            identifier: body.identifier,
            allow_offline_access: false,
            skip_consent_for_verifiable_first_party_clients: false,
            subject_type_authorization: { client: { policy: "require_client_grant" }, user: { policy: "allow_all" } },
            token_lifetime: 86400,
            token_lifetime_for_web: 7200,
            signing_alg: "RS256",
        },
        body,
    );
    keep(tenant, api);
    return { status: 201, body: view(tenant, api) };
}

/** PATCH /api/v2/resource-servers/{id}, by id or by identifier */
export async function updateResourceServer({
    tenant,
    params,
    body,
}: ApiRequest<{ id: string }, Management.UpdateResourceServerRequestContent>): Promise<ApiResponse> {
    const api = apiOf(tenant, params.id);
    if (api.is_system === true) {
        checkSystemApi(body);
        if (body.name !== undefined && body.name !== api.name) throw errors.guessed.systemApiFixed("name");
    }
    checkScopeValues(body.scopes);
    const updated = await merged(api, body);
    keep(tenant, updated);
    return { status: 200, body: view(tenant, updated) };
}

/** DELETE /api/v2/resource-servers/{id}: the API with the client grants for it. */
export function deleteResourceServer({ tenant, params }: ApiRequest<{ id: string }>): ApiResponse {
    const api = find(tenant, params.id);
    if (api === undefined) return { status: 204 };
    if (api.identifier === tenant.managementApi) throw errors.guessed.managementApiNotDeletable();

    tenant.resourceServers.delete(api.id);
    for (const grant of tenant.clientGrants.values()) {
        if (grant.audience === api.identifier) tenant.clientGrants.delete(grant.id);
    }
    return { status: 204 };
}

function apiOf(tenant: Tenant, idOrIdentifier: string): ResourceServer {
    const api = find(tenant, idOrIdentifier);
    if (api === undefined) throw errors.resourceServerNotFound();
    return api;
}

function find(tenant: Tenant, idOrIdentifier: string): ResourceServer | undefined {
    const byId = tenant.resourceServers.get(idOrIdentifier);
    if (byId !== undefined) return byId;
    // The provider's data source escapes an identifier twice, and Auth0 answers that too (recorded).
    const identifiers = [idOrIdentifier, unescaped(idOrIdentifier)];
    return [...tenant.resourceServers.values()].find(({ identifier }) => identifiers.includes(identifier));
}

function unescaped(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

/** An API names the client that stands for it (`app_type` resource_server). */
function view(tenant: Tenant, api: ResourceServer): object {
    const client = [...tenant.clients.values()].find((one) => one.resource_server_identifier === api.identifier);
    return client === undefined ? api : { ...api, client_id: client.client_id };
}

async function merged(
    api: ResourceServer,
    { token_encryption: encryption, ...settings }: Management.UpdateResourceServerRequestContent,
): Promise<ResourceServer> {
    const isSymmetric = (settings.signing_alg ?? api.signing_alg) === "HS256";
    return withoutNulls({
        ...api,
        ...(isSymmetric && api.signing_secret === undefined ? { signing_secret: newSigningSecret() } : {}),
        ...settings,
        ...(encryption === undefined ? {} : { token_encryption: await keptTokenEncryption(encryption) }),
        subject_type_authorization: { ...api.subject_type_authorization, ...settings.subject_type_authorization },
    });
}

/** A symmetric signing secret is made once and shown in every reply (recorded in lists). */
function keep(tenant: Tenant, api: ResourceServer): void {
    if (api.signing_secret !== undefined) tenant.issued.secret(api.signing_secret);
    tenant.resourceServers.set(api.id, api);
}

/** Auth0 made a system API and keeps what it is; others may change what it does for their users. */
function checkSystemApi(body: Management.UpdateResourceServerRequestContent): void {
    // Recorded for the Management API.
    if (body.scopes !== undefined) throw errors.payload("'Additional properties not allowed: scopes'.");
    const client = body.subject_type_authorization?.client;
    if (client !== undefined && client.policy !== "deny_all") {
        throw errors.guessed.systemApiFixed("access by clients");
    }
}

function checkScopeValues(scopes: Management.ResourceServerScope[] | undefined): void {
    const values = (scopes ?? []).map(({ value }) => value);
    if (new Set(values).size < values.length) throw errors.guessed.duplicateScopes();
}
