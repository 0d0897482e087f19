import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { errors } from "./errors.ts";
import { newId } from "./identifiers.ts";
import type { ClientGrant, ResourceServer } from "./objects.ts";
import { pageOf } from "./pagination.ts";
import type { Tenant } from "./tenant.ts";
import { withoutNulls } from "./without-nulls.ts";

const filters = ["audience", "client_id", "subject_type", "default_for", "allow_any_organization"] as const;

/** GET /api/v2/client-grants */
export function listClientGrants({ tenant, query }: ApiRequest): ApiResponse {
    const found = [...tenant.clientGrants.values()].filter((grant) =>
        filters.every((filter) => query.get(filter) === null || query.get(filter) === String(grant[filter])),
    );
    const listing = { id: ({ id }: ClientGrant) => id, show: (grant: ClientGrant) => grant };
    return { status: 200, body: pageOf("client_grants", found, listing, query) };
}

/** GET /api/v2/client-grants/{id} */
export function getClientGrant({ tenant, params }: ApiRequest<{ id: string }>): ApiResponse {
    return { status: 200, body: grantOf(tenant, params.id) };
}

/** POST /api/v2/client-grants: one for a client, an API and a kind of subject. */
export function createClientGrant({
    tenant,
    body,
}: ApiRequest<unknown, Management.CreateClientGrantRequestContent>): ApiResponse {
    const { client_id: clientId, audience, subject_type = "client", default_for: defaultFor } = body;
    if ((clientId === undefined) === (defaultFor === undefined)) throw errors.guessed.grantNeedsClient();
    const client = tenant.clients.get(clientId ?? "");
    if (clientId !== undefined && client === undefined) throw errors.clientNotFound();
    const api = apiOf(tenant, audience);
    if (api === undefined) throw errors.resourceServerNotFound();
    if (subject_type === "client" && api.subject_type_authorization.client?.policy === "deny_all") {
        throw errors.guessed.clientAccessDenied(audience);
    }
    checkScopes(api, body);
    checkScopesExist(api, body.scope);
    if (client?.app_type === "express_configuration") throw errors.expressClientGrant();
    if (clientId !== undefined && exists(tenant, clientId, audience, subject_type)) {
        throw errors.clientGrantExists(clientId, audience);
    }
    const id = newId.clientGrant();
    const grant = withScope({ id, ...body, subject_type });
    tenant.clientGrants.set(id, grant);
    return { status: 201, body: grant };
}

/** PATCH /api/v2/client-grants/{id} */
export function updateClientGrant({
    tenant,
    params,
    body,
}: ApiRequest<{ id: string }, Management.UpdateClientGrantRequestContent>): ApiResponse {
    const grant = grantOf(tenant, params.id);
    const api = apiOf(tenant, grant.audience);
    const changed: ClientGrant = withoutNulls({ ...grant, ...body });
    const updated = withScope(changed);
    if (api !== undefined) checkScopes(api, { ...updated, ...withoutNulls(body) });
    tenant.clientGrants.set(updated.id, updated);
    return { status: 200, body: updated };
}

/** DELETE /api/v2/client-grants/{id}: 204, also where there is nothing (recorded). */
export function deleteClientGrant({ tenant, params }: ApiRequest<{ id: string }>): ApiResponse {
    tenant.clientGrants.delete(params.id);
    return { status: 204 };
}

function grantOf(tenant: Tenant, id: string): ClientGrant {
    const grant = tenant.clientGrants.get(id);
    if (grant === undefined) throw errors.clientGrantNotFound();
    return grant;
}

function apiOf(tenant: Tenant, audience: string): ResourceServer | undefined {
    return [...tenant.resourceServers.values()].find(({ identifier }) => identifier === audience);
}

function exists(tenant: Tenant, clientId: string, audience: string, subjectType: string): boolean {
    return [...tenant.clientGrants.values()].some(
        (grant) => grant.client_id === clientId && grant.audience === audience && grant.subject_type === subjectType,
    );
}

/** A grant of all scopes lists none (recorded). */
function withScope(grant: ClientGrant): ClientGrant {
    if (grant.allow_all_scopes !== true) return grant;
    const { scope: _scope, ...others } = grant;
    return others;
}

function checkScopes(
    api: ResourceServer,
    given: { readonly scope?: string[] | null | undefined; readonly allow_all_scopes?: boolean | null | undefined },
): void {
    // Recorded with `false` too (auth0/terraform-provider-auth0#1466).
    if (api.is_system === true && typeof given.allow_all_scopes === "boolean") throw errors.allScopesOfSystemApi();
    const all = given.allow_all_scopes === true;
    if (all ? (given.scope ?? []).length > 0 : !Array.isArray(given.scope)) throw errors.guessed.grantNeedsScope();
}

/** A new grant names scopes of its API; an API that defines none takes any, and so does a PATCH (both recorded). */
function checkScopesExist(api: ResourceServer, scope: readonly string[] = []): void {
    const defined = new Set((api.scopes ?? []).map(({ value }) => value));
    const missing = scope.filter((one) => !defined.has(one));
    if (defined.size > 0 && missing.length > 0) throw errors.guessed.scopeOfGrantNotFound(missing);
}
