import type { Management } from "auth0";
import { type MicrosoftStrategy, microsoftStrategies } from "../../catalogue/auth0.ts";
import type { ApiRequest, ApiResponse } from "./api-request.ts";
import { hasProvisioningTicket, keptOptions } from "./connection-options.ts";
import { errors } from "./errors.ts";
import { newId } from "./identifiers.ts";
import type { Connection } from "./objects.ts";
import { checkpointPage, pageOf } from "./pagination.ts";
import { selectedFields } from "./selected-fields.ts";
import type { Tenant } from "./tenant.ts";
import { removeUsersOfConnection } from "./users/remove-user.ts";
import { withoutNulls } from "./without-nulls.ts";

/** Sent with any choice of fields, and with the options hidden (recorded). */
const alwaysShown = ["id", "is_domain_connection", "authentication", "connected_accounts"];

/** GET /api/v2/connections */
export function listConnections({ tenant, query, scopes }: ApiRequest): ApiResponse {
    const strategies = query.getAll("strategy");
    const name = query.get("name");
    const found = [...tenant.connections.values()].filter(
        (connection) =>
            (strategies.length === 0 || strategies.includes(connection.strategy)) &&
            (name === null || connection.name === name),
    );
    const listing = { ...listingFor(scopes, tenant, query), perPage: 100 };
    return { status: 200, body: pageOf("connections", found, listing, query) };
}

/** GET /api/v2/connections/{id} */
export function getConnection({ tenant, params, query, scopes }: ApiRequest<{ id: string }>): ApiResponse {
    const connection = connectionOf(tenant, params.id);
    return { status: 200, body: selectedFields(shownTo(scopes, tenant, connection), query, alwaysShown) };
}

/** POST /api/v2/connections */
export function createConnection({
    tenant,
    body,
}: ApiRequest<unknown, Omit<Management.CreateConnectionRequestContent, "enabled_clients">>): ApiResponse {
    const strategy = servedStrategy(body.strategy);
    checkName(tenant, body.name);
    const options = keptOptions(strategy, body.options ?? {}, tenant.domain);
    const realms = realmsOf(tenant, body.name, body.realms, undefined);
    if (body.is_domain_connection === true) checkDomainConnection(tenant, strategy, undefined);

    const id = newId.connection();
    const connection: Connection = {
        is_domain_connection: false,
        authentication: { active: true },
        connected_accounts: { active: false },
        ...(strategy === "waad" ? { show_as_button: false, display_name: body.name } : {}),
        ...(hasProvisioningTicket(strategy, body.options ?? {})
            ? { provisioning_ticket_url: provisioningTicketUrl(tenant.domain) }
            : {}),
        ...(body as Omit<typeof body, "options">),
        ...(body.metadata === undefined ? {} : { metadata: withoutNulls(body.metadata) }),
        id,
        strategy,
        options,
        realms,
    };
    tenant.connections.set(id, connection);
    return { status: 201, body: view(tenant, connection) };
}

/** PATCH /api/v2/connections/{id} */
export function updateConnection({
    tenant,
    params,
    body,
    scopes,
}: ApiRequest<{ id: string }, Omit<Management.UpdateConnectionRequestContent, "enabled_clients">>): ApiResponse {
    const connection = connectionOf(tenant, params.id);
    const { options, realms, ...given } = body;
    if (options !== undefined && !scopes.has("update:connections_options")) {
        throw errors.insufficientScope(["update:connections_options"]);
    }
    if (given.is_domain_connection === true) checkDomainConnection(tenant, connection.strategy, connection.id);

    const updated: Connection = withoutNulls({
        ...connection,
        // The reference: "If display_name is not included in the request, the field will be overwritten with the name value."
        ...(connection.display_name === undefined ? {} : { display_name: connection.name }),
        ...given,
        ...(given.metadata ? { metadata: withoutNulls(given.metadata) } : {}),
        ...(realms === undefined ? {} : { realms: realmsOf(tenant, connection.name, realms, connection.id) }),
        // Auth0 replaces `options` whole: keys the body leaves out are gone.
        ...(options === undefined ? {} : { options: keptOptions(connection.strategy, options ?? {}, tenant.domain) }),
    });
    tenant.connections.set(updated.id, updated);
    return { status: 200, body: shownTo(scopes, tenant, updated) };
}

/**
 * DELETE /api/v2/connections/{id}: 202 with the users it made and the accounts connected through it, and the work goes on
 * afterwards; so long the same answer comes again (recorded by go-auth0), then 204 as where there never was anything.
 */
export function deleteConnection({ tenant, params }: ApiRequest<{ id: string }>): ApiResponse {
    const connection = tenant.connections.get(params.id);
    if (connection === undefined) return answerAgain(tenant, params.id);

    tenant.connections.delete(connection.id);
    tenant.enabledClients.delete(connection.id);
    removeUsersOfConnection(tenant, connection);
    for (const connections of tenant.organizationConnections.values()) connections.delete(connection.id);
    const now = tenant.clock.now();
    tenant.namesBeingDeleted.set(connection.name, now.getTime() + tenant.connectionDeletionMs);
    tenant.connectionsBeingDeleted.set(connection.id, now);
    return { status: 202, body: { deleted_at: now.toISOString() } };
}

function answerAgain(tenant: Tenant, id: string): ApiResponse {
    const since = tenant.connectionsBeingDeleted.get(id);
    const isOver = since === undefined || since.getTime() + tenant.connectionDeletionMs <= tenant.clock.now().getTime();
    return isOver ? { status: 204 } : { status: 202, body: { deleted_at: since.toISOString() } };
}

/** GET /api/v2/clients/{id}/connections: without the clients that each is enabled for (recorded by go-auth0; the reference's schema has none). */
export function listConnectionsOfClient({ tenant, params, query, scopes }: ApiRequest<{ id: string }>): ApiResponse {
    if (!tenant.clients.has(params.id)) throw errors.clientNotFound();
    const found = [...tenant.connections.values()].filter(({ id }) => tenant.enabledClients.get(id)?.has(params.id));
    const { id, show } = listingFor(scopes, tenant, query);
    const shown = (connection: Connection) => {
        const { enabled_clients: _clients, ...others } = show(connection) as { enabled_clients?: unknown };
        return others;
    };
    return { status: 200, body: checkpointPage("connections", found, { id, show: shown }, query) };
}

/** The connection of an id, or Auth0's 404. */
export function connectionOf(tenant: Tenant, id: string): Connection {
    const connection = tenant.connections.get(id);
    if (connection === undefined) throw errors.connectionNotFound();
    return connection;
}

function listingFor(scopes: ReadonlySet<string>, tenant: Tenant, query: URLSearchParams) {
    return {
        id: ({ id }: Connection) => id,
        show: (connection: Connection) => selectedFields(shownTo(scopes, tenant, connection), query, alwaysShown),
    };
}

function view(tenant: Tenant, connection: Connection): Management.GetConnectionResponseContent {
    return { ...connection, enabled_clients: [...(tenant.enabledClients.get(connection.id) ?? [])] };
}

/** Since July 2025 the options are for those with a scope of their own (Auth0, "Migrate to Management API Connection Options Scopes"). */
function shownTo(scopes: ReadonlySet<string>, tenant: Tenant, connection: Connection): object {
    const { options, ...others } = view(tenant, connection);
    return scopes.has("read:connections_options") ? { ...others, options } : others;
}

function provisioningTicketUrl(domain: string): string {
    return `https://${domain}/${domain.split(".")[0]}/p/waad/${newId.provisioningTicket()}`;
}

function servedStrategy(strategy: string): MicrosoftStrategy {
    const served = microsoftStrategies.find((name) => name === strategy);
    if (served === undefined) throw errors.notServed(`connections of strategy ${strategy}`);
    return served;
}

function checkName(tenant: Tenant, name: string): void {
    if ([...tenant.connections.values()].some((connection) => connection.name === name)) {
        throw errors.connectionExists();
    }
    if ((tenant.namesBeingDeleted.get(name) ?? 0) > tenant.clock.now().getTime()) throw errors.connectionBeingDeleted();
}

function realmsOf(tenant: Tenant, name: string, given: string[] | undefined, ownId: string | undefined): string[] {
    const realms = given === undefined || given.length === 0 ? [name] : given;
    const taken = [...tenant.connections.values()].some(
        (other) => other.id !== ownId && other.realms.some((realm) => realms.includes(realm)),
    );
    if (taken) throw errors.realmTaken();
    return realms;
}

function checkDomainConnection(tenant: Tenant, strategy: string, ownId: string | undefined): void {
    const exists = [...tenant.connections.values()].some(
        (other) => other.id !== ownId && other.strategy === strategy && other.is_domain_connection,
    );
    if (exists) throw errors.domainConnectionExists();
}
