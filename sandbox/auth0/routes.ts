import { type Route, route } from "./api-request.ts";
import * as grants from "./client-grants.ts";
import * as clients from "./clients.ts";
import * as connectionClients from "./connection-clients.ts";
import * as connections from "./connections.ts";
import * as credentials from "./credentials.ts";
import * as customDomains from "./custom-domains.ts";
import * as guardianPolicies from "./guardian-policies.ts";
import * as logs from "./log-events.ts";
import * as organizationConnections from "./organization-connections.ts";
import * as organizations from "./organizations.ts";
import { checkpoints, fieldChoice, paging, pagingFromNothing } from "./query.ts";
import * as apis from "./resource-servers.ts";
import { createClientGrantBody, updateClientGrantBody } from "./shapes/client-grant-shapes.ts";
import { createClientBody, updateClientBody } from "./shapes/client-shapes.ts";
import { createConnectionBody, enabledClientsBody, updateConnectionBody } from "./shapes/connection-shapes.ts";
import { createCredentialBody, updateCredentialBody } from "./shapes/credential-shapes.ts";
import * as ofOrganization from "./shapes/organization-connection-shapes.ts";
import { createResourceServerBody, updateResourceServerBody } from "./shapes/resource-server-shapes.ts";
import { guardianPoliciesBody, linkIdentityBody, updateUserBody } from "./shapes/user-shapes.ts";
import { getTenantSettings } from "./tenant-settings.ts";
import * as identities from "./users/identities.ts";
import { listConnectedAccounts } from "./users/user-connected-accounts.ts";
import * as users from "./users/users.ts";

const readClients = ["read:clients", "read:client_keys", "read:client_credentials", "read:client_summary"] as const;
const readUser = ["read:users", "read:current_user", "read:user_idp_tokens"] as const;
const updateUser = ["update:users", "update:users_app_metadata", "update:current_user_metadata"] as const;
const updateIdentities = ["update:users", "update:current_user_identities"] as const;
const readLogs = ["read:logs", "read:logs_users"] as const;
const updateClients = [
    "update:clients",
    "update:client_keys",
    "update:client_credentials",
    "update:client_token_vault_privileged_access",
] as const;

const readOrganizations = ["read:organizations", "read:organizations_summary"] as const;

const firstThousand = { minimum: 0, maximum: 1000 } as const;
const { from: _from, take: _take, ...offsetPages } = paging;
const offsetPagesFromNothing = { ...offsetPages, per_page: pagingFromNothing.per_page } as const;
const filters = {
    connections: { name: "string", strategy: "string" },
    clients: {
        app_type: "string",
        is_first_party: "boolean",
        is_global: "boolean",
        external_client_id: "unserved",
        q: "unserved",
    },
    grants: {
        audience: "string",
        client_id: "string",
        subject_type: "string",
        default_for: "string",
        allow_any_organization: "boolean",
    },
    users: {
        q: "string",
        search_engine: "string",
        sort: "unserved",
        connection: "unserved",
        primary_order: "unserved",
    },
    logs: { q: "string", search: "string", sort: "string" },
} as const;

/** Everything of the Management API that the sandbox serves, with the scopes that Auth0's reference asks for. */
export const routes: readonly Route[] = [
    route("GET /connections", "read:connections", connections.listConnections, {
        query: { ...paging, ...fieldChoice, ...filters.connections },
    }),
    route("POST /connections", "create:connections", connections.createConnection, { body: createConnectionBody }),
    route("GET /connections/{id}", "read:connections", connections.getConnection, { query: fieldChoice }),
    route("PATCH /connections/{id}", "update:connections", connections.updateConnection, {
        body: updateConnectionBody,
    }),
    route("DELETE /connections/{id}", "delete:connections", connections.deleteConnection),
    route("GET /connections/{id}/clients", "read:connections", connectionClients.listEnabledClients, {
        query: checkpoints(1000),
    }),
    route("PATCH /connections/{id}/clients", "update:connections", connectionClients.updateEnabledClients, {
        body: enabledClientsBody,
    }),

    route("GET /clients", readClients, clients.listClients, {
        query: { ...pagingFromNothing, ...fieldChoice, ...filters.clients },
    }),
    route("POST /clients", "create:clients", clients.createClient, { body: createClientBody }),
    route("GET /clients/{id}", readClients, clients.getClient, { query: fieldChoice }),
    route("PATCH /clients/{id}", updateClients, clients.updateClient, { body: updateClientBody }),
    route("DELETE /clients/{id}", "delete:clients", clients.deleteClient),
    route(
        "GET /clients/{id}/connections",
        ["read:connections", "read:clients", "read:client_summary"],
        connections.listConnectionsOfClient,
        { query: { ...checkpoints(100), ...fieldChoice, strategy: "unserved" } },
    ),
    route("GET /clients/{client_id}/credentials", "read:client_credentials", credentials.listCredentials, {
        query: paging,
    }),
    route("POST /clients/{client_id}/credentials", "create:client_credentials", credentials.createCredential, {
        body: createCredentialBody,
    }),
    route("GET /clients/{client_id}/credentials/{credential_id}", "read:client_credentials", credentials.getCredential),
    route(
        "PATCH /clients/{client_id}/credentials/{credential_id}",
        "update:client_credentials",
        credentials.updateCredential,
        { body: updateCredentialBody },
    ),
    route(
        "DELETE /clients/{client_id}/credentials/{credential_id}",
        "delete:client_credentials",
        credentials.deleteCredential,
    ),

    route("GET /client-grants", "read:client_grants", grants.listClientGrants, {
        query: { ...paging, ...filters.grants },
    }),
    route("POST /client-grants", "create:client_grants", grants.createClientGrant, { body: createClientGrantBody }),
    route("GET /client-grants/{id}", "read:client_grants", grants.getClientGrant),
    route("PATCH /client-grants/{id}", "update:client_grants", grants.updateClientGrant, {
        body: updateClientGrantBody,
    }),
    route("DELETE /client-grants/{id}", "delete:client_grants", grants.deleteClientGrant),

    route("GET /resource-servers", "read:resource_servers", apis.listResourceServers, {
        query: { ...offsetPages, ...fieldChoice, identifiers: "string" },
    }),
    route("POST /resource-servers", "create:resource_servers", apis.createResourceServer, {
        body: createResourceServerBody,
    }),
    route("GET /resource-servers/{id}", "read:resource_servers", apis.getResourceServer, { query: fieldChoice }),
    route("PATCH /resource-servers/{id}", "update:resource_servers", apis.updateResourceServer, {
        body: updateResourceServerBody,
    }),
    route("DELETE /resource-servers/{id}", "delete:resource_servers", apis.deleteResourceServer),

    route("GET /custom-domains", "read:custom_domains", customDomains.listCustomDomains, {
        query: { ...checkpoints(100), ...fieldChoice, q: "string", sort: "unserved" },
    }),
    route("GET /custom-domains/default", "read:custom_domains", customDomains.getDefaultCustomDomain),
    route("GET /custom-domains/{id}", "read:custom_domains", customDomains.getCustomDomain),
    route("GET /tenants/settings", "read:tenant_settings", getTenantSettings, { query: fieldChoice }),

    route("GET /users", ["read:users", "read:user_idp_tokens"], users.listUsers, {
        query: { ...offsetPagesFromNothing, ...fieldChoice, ...filters.users },
    }),
    route("GET /users/{id}", readUser, users.getUser, { query: fieldChoice }),
    route("PATCH /users/{id}", updateUser, users.updateUser, { body: updateUserBody }),
    route("DELETE /users/{id}", ["delete:users", "delete:current_user"], users.deleteUser),
    route("GET /users/{id}/connected-accounts", "read:users", listConnectedAccounts, { query: checkpoints(100) }),
    route("POST /users/{id}/identities", updateIdentities, identities.linkIdentity, { body: linkIdentityBody }),
    route("DELETE /users/{id}/identities/{provider}/{user_id}", updateIdentities, identities.unlinkIdentity),
    route("GET /guardian/policies", "read:mfa_policies", guardianPolicies.listPolicies),
    route("PUT /guardian/policies", "update:mfa_policies", guardianPolicies.setPolicies, {
        body: guardianPoliciesBody,
    }),
    route("GET /logs", readLogs, logs.listLogs, {
        query: { ...pagingFromNothing, ...fieldChoice, ...filters.logs },
    }),
    route("GET /logs/{id}", readLogs, logs.getLog),

    route("GET /organizations", readOrganizations, organizations.listOrganizations, {
        query: { ...paging, page: firstThousand, sort: "unserved" },
    }),
    route("GET /organizations/name/{name}", "read:organizations", organizations.getOrganizationByName),
    route("GET /organizations/{id}", readOrganizations, organizations.getOrganization),
    route("GET /organizations/{id}/members", "read:organization_members", organizations.listMembers, {
        query: { ...paging, ...fieldChoice, page: firstThousand },
    }),
    route(
        "GET /organizations/{id}/client-grants",
        "read:organization_client_grants",
        organizations.listOrganizationClientGrants,
        { query: { ...offsetPages, audience: "unserved", client_id: "unserved", grant_ids: "unserved" } },
    ),
    route(
        "GET /organizations/{id}/connections",
        "read:organization_connections",
        organizationConnections.listOrganizationConnections,
        { query: { ...offsetPages, is_enabled: "boolean" } },
    ),
    route(
        "POST /organizations/{id}/connections",
        "create:organization_connections",
        organizationConnections.createOrganizationConnection,
        { body: ofOrganization.createOrganizationConnectionBody },
    ),
    route(
        "GET /organizations/{id}/connections/{connection_id}",
        "read:organization_connections",
        organizationConnections.getOrganizationConnection,
    ),
    route(
        "PATCH /organizations/{id}/connections/{connection_id}",
        "update:organization_connections",
        organizationConnections.updateOrganizationConnection,
        { body: ofOrganization.updateOrganizationConnectionBody },
    ),
    route(
        "DELETE /organizations/{id}/connections/{connection_id}",
        "delete:organization_connections",
        organizationConnections.deleteOrganizationConnection,
    ),
    route(
        "GET /organizations/{id}/enabled_connections",
        "read:organization_connections",
        organizationConnections.listEnabledConnections,
        { query: offsetPages },
    ),
    route(
        "POST /organizations/{id}/enabled_connections",
        "create:organization_connections",
        organizationConnections.addEnabledConnection,
        { body: ofOrganization.addEnabledConnectionBody },
    ),
    route(
        "GET /organizations/{id}/enabled_connections/{connection_id}",
        "read:organization_connections",
        organizationConnections.getEnabledConnection,
    ),
    route(
        "PATCH /organizations/{id}/enabled_connections/{connection_id}",
        "update:organization_connections",
        organizationConnections.updateEnabledConnection,
        { body: ofOrganization.updateEnabledConnectionBody },
    ),
    route(
        "DELETE /organizations/{id}/enabled_connections/{connection_id}",
        "delete:organization_connections",
        organizationConnections.deleteOrganizationConnection,
    ),
];
