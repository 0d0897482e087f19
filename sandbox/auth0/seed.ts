import { createHash, createPublicKey } from "node:crypto";
import { connectedAccountsScopes, tokenVaultGrantType } from "../../catalogue/auth0.ts";
import { withClientDefaults } from "./client-defaults.ts";
import { newClientSecret, newId } from "./identifiers.ts";
import { managementScopes } from "./management-scopes.ts";
import { myAccountApi } from "./my-account-api.ts";
import type { Credential } from "./objects.ts";
import type { Tenant, TenantSeed } from "./tenant.ts";

/** Puts into a new tenant what is there before any stack: the Management API, who may use it, and what the seed names. */
export function seed(tenant: Tenant, from: TenantSeed): void {
    for (const [index, { domain, status }] of from.customDomains.entries()) {
        addCustomDomain(tenant, domain, status, index === 0);
    }
    addManagementApi(tenant);
    addDeployer(tenant, from.deployer);
    for (const client of from.clients ?? []) addClient(tenant, client);
    for (const { id, name } of from.organizations ?? []) {
        tenant.organizations.set(id, { id, name, display_name: name });
    }
    for (const identifier of from.myAccountApis ?? []) {
        const api = myAccountApi(newId.resourceServer(), identifier);
        tenant.resourceServers.set(api.id, api);
    }
}

function addManagementApi(tenant: Tenant): void {
    const id = newId.resourceServer();
    tenant.resourceServers.set(id, {
        id,
        name: "Auth0 Management API",
        identifier: tenant.managementApi,
        is_system: true,
        allow_offline_access: false,
        skip_consent_for_verifiable_first_party_clients: false,
        subject_type_authorization: { client: { policy: "require_client_grant" }, user: { policy: "allow_all" } },
        token_lifetime: 86400,
        token_lifetime_for_web: 7200,
        signing_alg: "RS256",
        scopes: managementScopes.map((value) => ({ value, description: value })),
    });
}

function addDeployer(tenant: Tenant, { clientId, clientSecret, publicKey, scopes }: TenantSeed["deployer"]): void {
    const keyId = publicKey === undefined ? undefined : addKey(tenant, clientId, publicKey);
    tenant.clients.set(clientId, {
        ...withClientDefaults({
            app_type: "non_interactive",
            token_endpoint_auth_method: "client_secret_post",
            grant_types: ["client_credentials"],
        }),
        name: "Deployments",
        client_id: clientId,
        client_secret: clientSecret,
        ...(keyId === undefined
            ? {}
            : { client_authentication_methods: { private_key_jwt: { credentials: [{ id: keyId }] } } }),
    });
    const id = newId.clientGrant();
    tenant.clientGrants.set(id, {
        id,
        client_id: clientId,
        audience: tenant.managementApi,
        scope: [...(scopes ?? managementScopes)],
        subject_type: "client",
    });
}

/** Gives a client a public key. @returns the credential's id */
function addKey(tenant: Tenant, clientId: string, pem: string): string {
    const key = createPublicKey(pem);
    const { e, kty, n } = key.export({ format: "jwk" });
    const now = tenant.clock.now().toISOString();
    const id = newId.credential();
    const credential: Credential = {
        id,
        credential_type: "public_key",
        // RFC 7638, "JWK thumbprint".
        kid: createHash("sha256").update(JSON.stringify({ e, kty, n })).digest("base64url"),
        alg: "RS256",
        created_at: now,
        updated_at: now,
        pem: key.export({ type: "spki", format: "pem" }).toString(),
    };
    tenant.credentials.set(clientId, new Map([[id, credential]]));
    return id;
}

/** A web application as its own team sets it up for Token Vault (Auth0, "Configure Token Vault"). */
function addClient(
    tenant: Tenant,
    { clientId, name, clientSecret = newClientSecret(), callbacks = [] }: NonNullable<TenantSeed["clients"]>[number],
): void {
    tenant.issued.secret(clientSecret);
    tenant.clients.set(clientId, {
        ...withClientDefaults({
            app_type: "regular_web",
            token_endpoint_auth_method: "client_secret_post",
            oidc_conformant: true,
            jwt_configuration: { alg: "RS256" },
            grant_types: ["authorization_code", "refresh_token", tokenVaultGrantType],
            refresh_token: {
                rotation_type: "non-rotating",
                expiration_type: "non-expiring",
                policies: tenant.hosts.map((host) => ({
                    audience: `https://${host}/me/`,
                    scope: [...connectedAccountsScopes],
                })),
            },
        }),
        name,
        client_id: clientId,
        client_secret: clientSecret,
        callbacks: [...callbacks],
    });
}

function addCustomDomain(
    tenant: Tenant,
    domain: string,
    status: "ready" | "pending_verification",
    isFirst: boolean,
): void {
    const id = newId.customDomain();
    const [tenantName = "", region = "us"] = tenant.domain.split(".");
    const record = `${tenantName}-${id.replace("_", "-").toLowerCase()}.edge.tenants.${region}.auth0.com`;
    tenant.customDomains.set(id, {
        custom_domain_id: id,
        domain,
        primary: isFirst,
        is_default: isFirst && status === "ready",
        status,
        type: "auth0_managed_certs",
        // Recorded in capitals; the published type has it small.
        verification: { methods: [{ name: "CNAME" as "cname", record, domain }] },
        tls_policy: "recommended",
        created_at: tenant.clock.now().toISOString(),
    });
}
