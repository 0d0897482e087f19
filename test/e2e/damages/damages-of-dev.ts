import { tokenVaultGrantType } from "../../../catalogue/auth0.ts";
import {
    application,
    changeApplication,
    changeClient,
    changeConnection,
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
    userGrant,
    withoutGrantType,
} from "./damage.ts";

const app = "Acme (development)";
const portal = "Acme Portal (development)";
const microsoft = "microsoft";
const domain = "acme-dev.eu.auth0.com";
const audience = `https://${domain}/me/`;
const long = "1999-01-01T00:00:00Z";

const signIn = `portal signs a user in through https://${domain}/login/callback`;
const manages = "portal may manage its user's connected accounts";
const notConnected = "portal gets no token for a user who connected no account";
const connects = "portal connects its user's Microsoft account";
const secrets = "every client secret of microsoft is valid until its declared end";
const declared = "both clouds hold what the stack declares";

/** One connection for anybody, one web application, one domain. */
export const damagesOfDev: readonly Damage[] = [
    damage("the redirect URI has a slash more", "redirect-uri-missing", signIn, (world) => {
        const { web } = application(world, app);
        changeApplication(world, app, { web: { ...web, redirectUris: [`https://${domain}/login/callback/`] } });
    }),
    damage("the app registration is deleted", "app-registration-missing", signIn, (world) =>
        world.directory.removeApplication(application(world, app)),
    ),
    damage("the app registration is for the own directory only", "sign-in-audience", signIn, (world) =>
        changeApplication(world, app, { signInAudience: "AzureADMyOrg" }),
    ),
    damage("the service principal is deleted", "service-principal-missing", declared, (world) =>
        world.directory.removeServicePrincipal(servicePrincipal(world, app)),
    ),
    damage("the service principal is disabled", "service-principal-disabled", declared, (world) => {
        const found = servicePrincipal(world, app);
        world.directory.servicePrincipals.set(found.id, { ...found, accountEnabled: false });
    }),
    damage("the active client secret is removed", "active-secret-missing", secrets, (world) =>
        changeSecret(world, app, "a", undefined),
    ),
    damage("the active client secret has ended", "active-secret-ended", secrets, (world) =>
        changeSecret(world, app, "a", long),
    ),
    damage("the connection is deleted", "connection-missing", signIn, (world) => {
        const { id } = connection(world, microsoft);
        world.tenant.connections.delete(id);
        world.tenant.enabledClients.delete(id);
    }),
    damage("the connection signs in as another app registration", "connection-client-id", signIn, (world) =>
        changeOptions(world, microsoft, { client_id: "3f0d6c1e-8f0a-4a57-9d3a-5c3e2f4b6a71" }),
    ),
    damage("the connection has another client secret", "connection-secret", signIn, (world) =>
        changeOptions(world, microsoft, { client_secret: "pasted~by~hand" }),
    ),
    damage("the connection's strategy version is 1", "strategy-version", declared, (world) =>
        changeOptions(world, microsoft, { strategy_version: 1 }),
    ),
    damage("the connection's purpose sign-in is off", "sign-in-purpose", signIn, (world) =>
        changeConnection(world, microsoft, { authentication: { active: false } }),
    ),
    damage("the connection's purpose Token Vault is off", "token-vault-purpose", notConnected, (world) =>
        changeConnection(world, microsoft, { connected_accounts: { active: false } }),
    ),
    damage("the connection is not enabled for the client", "connection-not-enabled", signIn, (world) =>
        disable(world, microsoft, portal),
    ),
    damage("the connection's list of clients is gone", "connection-not-enabled", signIn, (world) =>
        world.tenant.enabledClients.delete(connection(world, microsoft).id),
    ),
    damage("the client is deleted", "client-missing", signIn, (world) => {
        world.tenant.clientGrants.delete(userGrant(world, portal, domain).id);
        world.tenant.clients.delete(client(world, portal).client_id);
    }),
    damage("the client's secret was rotated by hand", "client-secret", signIn, (world) =>
        changeClient(world, portal, { client_secret: "rotated-by-hand" }),
    ),
    damage("the client is not first-party", "client-first-party", signIn, (world) =>
        changeClient(world, portal, { is_first_party: false }),
    ),
    damage("the client is not OIDC-conformant", "client-oidc-conformant", notConnected, (world) =>
        changeClient(world, portal, { oidc_conformant: false }),
    ),
    damage("the client is public", "client-public", notConnected, (world) =>
        changeClient(world, portal, { token_endpoint_auth_method: "none" }),
    ),
    damage("the client lacks the code grant type", "client-grant-types", signIn, (world) =>
        withoutGrantType(world, portal, "authorization_code"),
    ),
    damage("the client lacks the refresh token grant type", "client-grant-types", manages, (world) =>
        withoutGrantType(world, portal, "refresh_token"),
    ),
    damage("the client lacks the Token Vault grant type", "client-grant-types", notConnected, (world) =>
        withoutGrantType(world, portal, tokenVaultGrantType),
    ),
    damage("the client's callback is another", "client-callback", signIn, (world) =>
        changeClient(world, portal, { callbacks: ["http://localhost:3000/auth/callback/"] }),
    ),
    damage("the client rotates refresh tokens", "refresh-token-rotation", notConnected, (world) => {
        const { refresh_token } = client(world, portal);
        if (refresh_token == null) throw new Error("the client has no refresh token settings");
        changeClient(world, portal, { refresh_token: { ...refresh_token, rotation_type: "rotating" } });
    }),
    damage("the refresh token has no policy", "refresh-token-policy", manages, (world) =>
        changePolicies(world, () => []),
    ),
    damage("the refresh token's policy is for another domain", "refresh-token-policy", manages, (world) =>
        changePolicies(world, (policy) => [{ ...policy, audience: "https://login.acme.example/me/" }]),
    ),
    damage("the refresh token's policy lacks a scope", "refresh-token-policy", connects, (world) =>
        changePolicies(world, (policy) => [{ ...policy, scope: policy.scope.slice(1) }]),
    ),
    damage("the My Account API is not active", "my-account-api-missing", manages, (world) => {
        const api = only(world.tenant.resourceServers, ({ identifier }) => identifier === audience);
        world.tenant.resourceServers.delete(api.id);
    }),
    damage("the My Account API asks users for consent", "my-account-api-consent", manages, (world) => {
        const api = only(world.tenant.resourceServers, ({ identifier }) => identifier === audience);
        world.tenant.resourceServers.set(api.id, { ...api, skip_consent_for_verifiable_first_party_clients: false });
    }),
    damage("the client's grant for its users is deleted", "user-grant", manages, (world) => {
        world.tenant.clientGrants.delete(userGrant(world, portal, domain).id);
    }),
    damage("the client's grant for its users lacks a scope", "user-grant", connects, (world) =>
        changeGrant(world, portal, domain, { scope: (userGrant(world, portal, domain).scope ?? []).slice(1) }),
    ),
    damage("the client's grant is for itself, not for its users", "user-grant", manages, (world) =>
        changeGrant(world, portal, domain, { subject_type: "client" }),
    ),
    damage("the tenant requires a second factor always", "mfa-always", manages, ({ tenant }) => {
        tenant.requiresMfa = true;
    }),
];

interface Policy {
    readonly audience: string;
    readonly scope: string[];
}

function changePolicies(world: Parameters<Damage["inflict"]>[0], change: (policy: Policy) => Policy[]): void {
    const { refresh_token } = client(world, portal);
    if (refresh_token == null) throw new Error("the client has no refresh token settings");
    const policies = (refresh_token.policies ?? []).flatMap(change);
    changeClient(world, portal, { refresh_token: { ...refresh_token, policies } });
}
