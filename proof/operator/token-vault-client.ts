import { connectedAccountsScopes, tokenVaultGrantType } from "../../catalogue/auth0.ts";

/** What makes a web application fit for Token Vault, as a request to the Management API (Auth0, "Configure Token Vault"). */
export function tokenVaultClient(callback: string) {
    return {
        app_type: "regular_web",
        token_endpoint_auth_method: "client_secret_post",
        oidc_conformant: true,
        is_first_party: true,
        grant_types: ["authorization_code", "refresh_token", tokenVaultGrantType],
        callbacks: [callback],
    };
}

/** Refresh tokens that Token Vault takes, and that reach the My Account API of a domain. */
export function tokenVaultRefreshToken(domain: string) {
    return {
        refresh_token: {
            rotation_type: "non-rotating",
            expiration_type: "non-expiring",
            policies: [{ audience: `https://${domain}/me/`, scope: [...connectedAccountsScopes] }],
        },
    };
}
