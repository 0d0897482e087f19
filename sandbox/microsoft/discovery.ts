import type { JWK } from "jose";
import { microsoftGraphHost, microsoftLoginHost } from "../../catalogue/microsoft.ts";
import { personalAccountsTenantId } from "./account.ts";
import type { Directory } from "./directory.ts";
import { authorityOf } from "./login/authority.ts";
import { loginErrors } from "./login-errors.ts";

/** GET /{tenant}/v2.0/.well-known/openid-configuration */
export function openidConfiguration(directory: Directory, tenant: string): object {
    const { issuer, path } = namesOf(directory, tenant);
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
        issuer,
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

/** GET /{tenant}/discovery/v2.0/keys: one key, which signs for every directory of the sandbox. */
export async function keySet(directory: Directory, tenant: string): Promise<{ keys: (JWK & { issuer: string })[] }> {
    const { issuer } = namesOf(directory, tenant);
    const { jwk } = await directory.signingKey.ready();
    return { keys: [{ ...jwk, issuer }] };
}

/** What a tenant is called in URLs, and the issuer of its tokens: for those of many tenants a pattern, written with braces. */
function namesOf(directory: Directory, tenant: string): { readonly path: string; readonly issuer: string } {
    const authority = authorityOf(directory, tenant);
    if (authority === undefined) throw loginErrors.tenantNotFoundByDiscovery(tenant);
    const issuer = (id: string) => `https://${microsoftLoginHost}/${id}/v2.0`;
    if (authority.kind === "directory") return { path: authority.tenantId, issuer: issuer(authority.tenantId) };
    const isPersonal = authority.kind === "consumers";
    return { path: authority.kind, issuer: issuer(isPersonal ? personalAccountsTenantId : "{tenantid}") };
}
