import { issuer } from "./access-tokens.ts";
import type { Tenant } from "./tenant.ts";

/** GET /.well-known/openid-configuration of a domain. */
export function openIdConfiguration(host: string): object {
    const base = issuer(host);
    return {
        issuer: base,
        authorization_endpoint: `${base}authorize`,
        token_endpoint: `${base}oauth/token`,
        userinfo_endpoint: `${base}userinfo`,
        jwks_uri: `${base}.well-known/jwks.json`,
        revocation_endpoint: `${base}oauth/revoke`,
        end_session_endpoint: `${base}oidc/logout`,
        scopes_supported: ["openid", "profile", "offline_access", "email"],
        response_types_supported: ["code"],
        code_challenge_methods_supported: ["S256", "plain"],
        response_modes_supported: ["query", "fragment", "form_post"],
        subject_types_supported: ["public"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
        token_endpoint_auth_signing_alg_values_supported: ["RS256", "RS384", "PS256"],
        id_token_signing_alg_values_supported: ["HS256", "RS256", "PS256"],
        claims_supported: ["aud", "email", "email_verified", "exp", "iat", "iss", "name", "nickname", "picture", "sub"],
        request_uri_parameter_supported: false,
        request_parameter_supported: false,
    };
}

/** GET /.well-known/jwks.json, the same on all domains of a tenant. */
export async function keySet(tenant: Tenant): Promise<object> {
    const { jwk } = await tenant.signingKey.ready();
    return { keys: [jwk] };
}
