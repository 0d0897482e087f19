import type { Management } from "auth0";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { connectionOf } from "./connections.ts";
import { errors } from "./errors.ts";
import type { OrganizationConnection } from "./objects.ts";
import { organizationOf } from "./organizations.ts";
import { pageOf } from "./pagination.ts";
import type { Tenant } from "./tenant.ts";
import { withoutNulls } from "./without-nulls.ts";

type OfOrganization = { id: string };
type OfConnection = OfOrganization & { connection_id: string };
type Create = Management.CreateOrganizationAllConnectionRequestParameters;
type Update = Management.UpdateOrganizationConnectionRequestParameters;

/** GET /api/v2/organizations/{id}/connections */
export function listOrganizationConnections({ tenant, params, query }: ApiRequest<OfOrganization>): ApiResponse {
    const isEnabled = query.get("is_enabled");
    const found = connectionsOf(tenant, params.id).filter(
        (one) => isEnabled === null || String(one.is_enabled) === isEnabled,
    );
    return { status: 200, body: pageOf("connections", found, { id: idOf, show: (one) => view(tenant, one) }, query) };
}

/** GET /api/v2/organizations/{id}/connections/{connection_id} */
export function getOrganizationConnection({ tenant, params }: ApiRequest<OfConnection>): ApiResponse {
    return { status: 200, body: view(tenant, found(tenant, params)) };
}

/** POST /api/v2/organizations/{id}/connections */
export function createOrganizationConnection({
    tenant,
    params,
    body,
}: ApiRequest<OfOrganization, Create>): ApiResponse {
    return { status: 201, body: view(tenant, added(tenant, params.id, body)) };
}

/** PATCH /api/v2/organizations/{id}/connections/{connection_id} */
export function updateOrganizationConnection({ tenant, params, body }: ApiRequest<OfConnection, Update>): ApiResponse {
    return { status: 200, body: view(tenant, changed(tenant, params, body)) };
}

/** DELETE /api/v2/organizations/{id}/connections/{connection_id}, and the same of `enabled_connections` */
export function deleteOrganizationConnection({ tenant, params }: ApiRequest<OfConnection>): ApiResponse {
    organizationOf(tenant, params.id);
    tenant.organizationConnections.get(params.id)?.delete(params.connection_id);
    return { status: 204 };
}

/** GET /api/v2/organizations/{id}/enabled_connections: the older list, of enabled ones only */
export function listEnabledConnections({ tenant, params, query }: ApiRequest<OfOrganization>): ApiResponse {
    const enabled = connectionsOf(tenant, params.id).filter(({ is_enabled }) => is_enabled);
    const listing = { id: idOf, show: (one: OrganizationConnection) => enabledView(tenant, one) };
    return { status: 200, body: pageOf("enabled_connections", enabled, listing, query) };
}

/** GET /api/v2/organizations/{id}/enabled_connections/{connection_id} */
export function getEnabledConnection({ tenant, params }: ApiRequest<OfConnection>): ApiResponse {
    const connection = found(tenant, params);
    if (!connection.is_enabled) throw errors.organizationConnectionNotFound();
    return { status: 200, body: enabledView(tenant, connection) };
}

/** POST /api/v2/organizations/{id}/enabled_connections */
export function addEnabledConnection({
    tenant,
    params,
    body,
}: ApiRequest<OfOrganization, Management.AddOrganizationConnectionRequestContent>): ApiResponse {
    return { status: 201, body: enabledView(tenant, added(tenant, params.id, { ...body, is_enabled: true })) };
}

/** PATCH /api/v2/organizations/{id}/enabled_connections/{connection_id} */
export function updateEnabledConnection({
    tenant,
    params,
    body,
}: ApiRequest<OfConnection, Management.UpdateOrganizationConnectionRequestContent>): ApiResponse {
    return { status: 200, body: enabledView(tenant, changed(tenant, params, body)) };
}

function connectionsOf(tenant: Tenant, organizationId: string): OrganizationConnection[] {
    const { id } = organizationOf(tenant, organizationId);
    return [...(tenant.organizationConnections.get(id)?.values() ?? [])];
}

function found(tenant: Tenant, { id, connection_id }: OfConnection): OrganizationConnection {
    const connection = connectionsOf(tenant, id).find((one) => one.connection_id === connection_id);
    if (connection === undefined) throw errors.organizationConnectionNotFound();
    return connection;
}

function added(tenant: Tenant, organizationId: string, body: Create): OrganizationConnection {
    const { id } = organizationOf(tenant, organizationId);
    connectionOf(tenant, body.connection_id);
    if (body.is_signup_enabled === true) throw errors.signupNotSupported();
    const connections = tenant.organizationConnections.get(id) ?? new Map<string, OrganizationConnection>();
    if (connections.has(body.connection_id)) throw errors.guessed.organizationConnectionExists();

    const connection: OrganizationConnection = {
        assign_membership_on_login: false,
        show_as_button: true,
        is_enabled: true,
        organization_access_level: "none",
        ...body,
    };
    tenant.organizationConnections.set(id, connections.set(body.connection_id, connection));
    return connection;
}

function changed(tenant: Tenant, params: OfConnection, body: Update): OrganizationConnection {
    const connection = found(tenant, params);
    if (body.is_signup_enabled === true) throw errors.signupNotSupported();
    const { organization_connection_name: name = connection.organization_connection_name, ...settings } = body;
    const updated: OrganizationConnection = withoutNulls({
        ...connection,
        ...withoutNulls(settings),
        organization_connection_name: name,
    });
    tenant.organizationConnections.get(params.id)?.set(params.connection_id, updated);
    return updated;
}

function idOf({ connection_id }: OrganizationConnection): string {
    return connection_id;
}

/** Microsoft's connections have no sign-up, so Auth0 says nothing of it (recorded for enterprise connections). */
function view(tenant: Tenant, connection: OrganizationConnection): Management.OrganizationAllConnectionPost {
    const { is_signup_enabled: _signup, ...shown } = connection;
    const { name, strategy } = connectionOf(tenant, connection.connection_id);
    return { ...shown, connection: { name, strategy } };
}

function enabledView(tenant: Tenant, connection: OrganizationConnection): Management.OrganizationConnection {
    const { connection_id, assign_membership_on_login, show_as_button } = connection;
    const { name, strategy } = connectionOf(tenant, connection_id);
    return { connection_id, assign_membership_on_login, show_as_button, connection: { name, strategy } };
}
