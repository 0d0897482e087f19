import type { JWK } from "jose";
import { microsoftGraphHost, microsoftLoginHost } from "../../catalogue/microsoft.ts";
import type { Directory } from "./directory.ts";
import { loginErrors } from "./login-errors.ts";

/** The names under which a request may mean this directory; the first two leave it to the application. */
export function namesDirectory(directory: Directory, tenant: string): boolean {
    const name = tenant.toLowerCase();
    return (
        manyTenants.includes(name) || [directory.tenantId, directory.domain].some((own) => own.toLowerCase() === name)
    );
}

/** GET /{tenant}/v2.0/.well-known/openid-configuration */
export function openidConfiguration(directory: Directory, tenant: string): object {
    if (!namesDirectory(directory, tenant)) throw loginErrors.tenantNotFoundByDiscovery(tenant);
    const shared = manyTenants.includes(tenant.toLowerCase());
    const path = shared ? tenant.toLowerCase() : directory.tenantId;
    const login = `https://${microsoftLoginHost}`;
    return {
        token_endpoint: `${login}/${path}/oauth2/v2.0/token`,
        token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
        jwks_uri: `${login}/${path}/discovery/v2.0/keys`,
        response_modes_supported: ["query", "fragment", "form_post"],
        subject_types_supported: ["pairwise"],
        id_token_signing_alg_values_supported: ["RS256"],
        response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
        scopes_supported: ["openid", "profile", "email", "offline_access"],
        // For tokens of many tenants the issuer is a pattern, written with braces.
        issuer: `${login}/${shared ? "{tenantid}" : directory.tenantId}/v2.0`,
        request_uri_parameter_supported: false,
        userinfo_endpoint: `https://${microsoftGraphHost}/oidc/userinfo`,
        authorization_endpoint: `${login}/${path}/oauth2/v2.0/authorize`,
        device_authorization_endpoint: `${login}/${path}/oauth2/v2.0/devicecode`,
        http_logout_supported: true,
        frontchannel_logout_supported: true,
        end_session_endpoint: `${login}/${path}/oauth2/v2.0/logout`,
        claims_supported: [
            "sub",
            "iss",
            "aud",
            "exp",
            "iat",
            "nonce",
            "preferred_username",
            "name",
            "tid",
            "ver",
            "email",
        ],
        tenant_region_scope: null,
        cloud_instance_name: "microsoftonline.com",
        cloud_graph_host_name: "graph.windows.net",
        msgraph_host: microsoftGraphHost,
        rbac_url: "https://pas.windows.net",
    };
}

/** GET /{tenant}/discovery/v2.0/keys */
export async function keySet(directory: Directory, tenant: string): Promise<{ keys: (JWK & { issuer: string })[] }> {
    if (!namesDirectory(directory, tenant)) throw loginErrors.tenantNotFoundByDiscovery(tenant);
    const { jwk } = await directory.signingKey.ready();
    return { keys: [{ ...jwk, issuer: `https://${microsoftLoginHost}/${directory.tenantId}/v2.0` }] };
}

const manyTenants: readonly string[] = ["common", "organizations"];
