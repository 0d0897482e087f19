import type { Management } from "auth0";
import { errors } from "./errors.ts";
import type { Client } from "./objects.ts";
import type { Tenant } from "./tenant.ts";

type Update = Management.UpdateClientRequestContent;

/** What hangs together in a client: refuses one whose settings contradict each other. */
export function checkClient(client: Client): void {
    const byKey = isGiven(client.client_authentication_methods);
    const alg = client.jwt_configuration?.alg ?? "HS256";
    // Recorded with RS256 and PS256; the reference asks for RS256.
    if (byKey && alg === "HS256") throw errors.guessed.authenticationMethodsNeedRs256();
    if (client.token_endpoint_auth_method === "none" && client.grant_types.includes("client_credentials")) {
        throw errors.invalidGrantTypes(["client_credentials"]);
    }
}

/** `client_authentication_methods` and `token_endpoint_auth_method` exclude each other (Management API reference). */
export function checkAuthentication(body: {
    client_authentication_methods?: object | null;
    token_endpoint_auth_method?: string | null;
}): void {
    if (isGiven(body.client_authentication_methods) && isGiven(body.token_endpoint_auth_method)) {
        throw errors.guessed.authenticationMethodsConflict();
    }
}

/** A client of kind `resource_server` stands for one API, which must exist; no other kind names one. */
export function checkApiOfClient(
    tenant: Tenant,
    { app_type, resource_server_identifier: identifier }: Management.CreateClientRequestContent,
): void {
    if (app_type !== "resource_server") {
        if (identifier !== undefined) throw errors.guessed.resourceServerClientOnly();
        return;
    }
    const exists = [...tenant.resourceServers.values()].some((api) => api.identifier === identifier);
    if (!exists) throw errors.guessed.resourceServerClientNeedsApi();
}

/** The credentials that a client's settings name must be its own. */
export function checkCredentials(tenant: Tenant, client: Client): void {
    const own = tenant.credentials.get(client.client_id);
    const methods = client.client_authentication_methods;
    const named = [
        methods?.private_key_jwt,
        methods?.tls_client_auth,
        methods?.self_signed_tls_client_auth,
        client.signed_request_object,
        client.token_vault_privileged_access,
    ].flatMap((setting) => setting?.credentials ?? []);
    const missing = named.find(({ id }) => own?.has(id) !== true);
    if (missing !== undefined) throw errors.guessed.credentialOfMethodNotFound(missing.id);
}

/** Secrets and credentials are updated with scopes of their own (Management API reference, "Update a client"). */
export function checkFieldScopes(body: Update, scopes: ReadonlySet<string>): void {
    for (const field of Object.keys(body)) {
        const scope = scopeOfField[field] ?? "update:clients";
        if (!scopes.has(scope)) throw errors.insufficientScope([scope]);
    }
}

const scopeOfField: Readonly<Record<string, string>> = {
    client_secret: "update:client_keys",
    client_authentication_methods: "update:client_credentials",
    token_vault_privileged_access: "update:client_token_vault_privileged_access",
} satisfies Partial<Record<keyof Update, string>>;

/** What a new client can ask for that the sandbox has not: certificates, and keys that are not for authentication. */
export function checkServed(body: Management.CreateClientRequestContent): void {
    const { client_authentication_methods: methods, signed_request_object, token_vault_privileged_access } = body;
    if (isGiven(methods?.tls_client_auth) || isGiven(methods?.self_signed_tls_client_auth)) {
        throw errors.notServed("client authentication with certificates");
    }
    if (isGiven(signed_request_object?.credentials) || isGiven(token_vault_privileged_access)) {
        throw errors.notServed("keys of signed_request_object and token_vault_privileged_access in a new client");
    }
}

function isGiven(value: unknown): boolean {
    return value !== null && value !== undefined;
}
