import { tokenVaultGrantType } from "../../../catalogue/auth0.ts";
import type { Client } from "../../../sandbox/auth0/objects.ts";
import type { World } from "../../../sandbox/world.ts";
import {
    application,
    changeApplication,
    changeClient,
    changeConsent,
    changeGrant,
    changeOptions,
    changeSecret,
    client,
    connection,
    type Damage,
    damage,
    disable,
    only,
    servicePrincipal,
} from "./damage.ts";

const login = "Acme Login";
const customers = "Acme for customers";
const portal = "Acme Portal";
const planner = "Acme Planner";
const tenantDomain = "acme.eu.auth0.com";
const customDomain = "login.acme.example";
const plannerApi = "https://api.planner.acme.example";

const signIn = (client: string) => `${client} signs a user in through https://${customDomain}/login/callback`;
const manages = (client: string) => `${client} may manage its user's connected accounts`;
const connects = (client: string) => `${client} connects its user's Microsoft account`;
const notConnected = "planner gets no token for a user who connected no account";
const secrets = "every client secret of acme-entra is valid until its declared end";
const outsider = "somebody of the own directory who is not assigned cannot sign in with acme-entra";
const declared = "both clouds hold what the stack declares";

/** Two connections of directories, three clients, two domains, two slots. */
export const damagesOfProd: readonly Damage[] = [
    damage("the redirect URI is on the tenant's own domain", "redirect-uri-missing", signIn("portal"), (world) => {
        const { web } = application(world, login);
        const redirectUris = [`https://${tenantDomain}/login/callback`];
        changeApplication(world, login, { web: { ...web, redirectUris } });
    }),
    damage("the client secret of the idle slot has ended", "idle-secret-ended", secrets, (world) =>
        changeSecret(world, login, "a", "1999-01-01T00:00:00Z"),
    ),
    damage("the client secret of the idle slot is removed", "idle-secret-missing", secrets, (world) =>
        changeSecret(world, login, "a", undefined),
    ),
    damage("a scope is removed from the consent for everyone", "consent-missing", connects("planner"), (world) =>
        changeConsent(world, login, (scopes) => scopes.filter((scope) => scope !== "Calendars.ReadWrite")),
    ),
    damage("the consent for everyone is removed", "consent-missing", connects("portal"), (world) => {
        const { id } = servicePrincipal(world, login);
        const grant = only(world.directory.permissionGrants, (one) => one.clientId === id);
        world.directory.permissionGrants.delete(grant.id);
    }),
    damage("customers: the consent of the own directory is removed", "consent-missing", declared, (world) => {
        const { id } = servicePrincipal(world, customers);
        const grant = only(world.directory.permissionGrants, (one) => one.clientId === id);
        world.directory.permissionGrants.delete(grant.id);
    }),
    damage("the service principal is deleted", "service-principal-missing", connects("planner"), (world) =>
        world.directory.removeServicePrincipal(servicePrincipal(world, login)),
    ),
    damage("the service principal is disabled", "service-principal-disabled", signIn("planner"), (world) => {
        const found = servicePrincipal(world, login);
        world.directory.servicePrincipals.set(found.id, { ...found, accountEnabled: false });
    }),
    damage("the connection asks another directory", "connection-directory", signIn("portal"), (world) =>
        changeOptions(world, "acme-entra", { domain: "other.example", tenant_domain: "other.example" }),
    ),
    damage("the connection for customers asks one directory only", "common-endpoint", signIn("portal"), (world) =>
        changeOptions(world, "customers-entra", {
            useCommonEndpoint: false,
            waad_common_endpoint: false,
            tenant_domain: "acme.example",
        }),
    ),
    damage("the company's connection asks any directory", "common-endpoint", signIn("planner"), (world) =>
        changeOptions(world, "acme-entra", { useCommonEndpoint: true, waad_common_endpoint: true }),
    ),
    damage("the connection for customers is of a single directory", "sign-in-audience", signIn("portal"), (world) =>
        changeApplication(world, customers, { signInAudience: "AzureADMyOrg" }),
    ),
    damage(
        "the connection is not enabled for the single-page app",
        "connection-not-enabled",
        signIn("planner"),
        (world) => disable(world, "acme-entra", planner),
    ),
    damage(
        "the connection is not enabled for the app's API client",
        "connection-not-enabled",
        notConnected,
        (world) => {
            const enabled = world.tenant.enabledClients.get(connection(world, "acme-entra").id);
            enabled?.delete(apiClient(world).client_id);
        },
    ),
    damage("the API client stands for another API", "api-client", notConnected, (world) =>
        changeApiClient(world, { resource_server_identifier: "https://api.other.example" }),
    ),
    damage("the API client lacks the Token Vault grant type", "client-grant-types", notConnected, (world) => {
        const { grant_types } = apiClient(world);
        changeApiClient(world, { grant_types: grant_types.filter((one) => one !== tokenVaultGrantType) });
    }),
    damage("the API client's secret was rotated by hand", "client-secret", notConnected, (world) =>
        changeApiClient(world, { client_secret: "rotated-by-hand" }),
    ),
    damage("the single-page app's origin is not allowed", "client-origins", declared, (world) =>
        changeClient(world, planner, { allowed_origins: [] }),
    ),
    damage("the single-page app has no cross-origin authentication", "client-origins", manages("planner"), (world) =>
        changeClient(world, planner, { cross_origin_authentication: false }),
    ),
    damage("the app's API is deleted", "api-missing", signIn("planner"), (world) => {
        const api = only(world.tenant.resourceServers, ({ identifier }) => identifier === plannerApi);
        world.tenant.resourceServers.delete(api.id);
    }),
    damage(
        "the refresh token's policy is for the tenant's own domain",
        "refresh-token-policy",
        manages("portal"),
        (world) => {
            const { refresh_token } = client(world, portal);
            if (refresh_token == null) throw new Error("the client has no refresh token settings");
            const policies = (refresh_token.policies ?? []).map((policy) => ({
                ...policy,
                audience: `https://${tenantDomain}/me/`,
            }));
            changeClient(world, portal, { refresh_token: { ...refresh_token, policies } });
        },
    ),
    damage("the single-page app's grant on the custom domain lacks scopes", "user-grant", manages("planner"), (world) =>
        changeGrant(world, planner, customDomain, { scope: [] }),
    ),
    damage("the web app's grant is on the tenant's own domain", "user-grant", manages("portal"), (world) =>
        changeGrant(world, portal, customDomain, { audience: `https://${tenantDomain}/me/` }),
    ),
    damage("the custom domain is not verified", "custom-domain", signIn("portal"), (world) => {
        const [found] = world.tenant.customDomains.values();
        if (found === undefined) throw new Error("there is no custom domain");
        world.tenant.customDomains.set(found.custom_domain_id, { ...found, status: "pending_verification" });
    }),
];

function apiClient({ tenant }: World): Client {
    return only(tenant.clients, ({ resource_server_identifier }) => resource_server_identifier === plannerApi);
}

function changeApiClient(world: World, change: Partial<Client>): void {
    const found = apiClient(world);
    world.tenant.clients.set(found.client_id, { ...found, ...change });
}

/** The prod stack, whose company connection is for two people only. */
export const damagesOfAssignment: readonly Damage[] = [
    damage("nobody is assigned to the app registration", "assignment-missing", signIn("planner"), (world) => {
        const { id } = servicePrincipal(world, login);
        for (const one of world.directory.appRoleAssignments.values()) {
            if (one.resourceId === id) world.directory.appRoleAssignments.delete(one.id);
        }
    }),
    damage("who is not assigned may sign in as well", "assignment-not-required", outsider, (world) => {
        const found = servicePrincipal(world, login);
        world.directory.servicePrincipals.set(found.id, { ...found, appRoleAssignmentRequired: false });
    }),
];
