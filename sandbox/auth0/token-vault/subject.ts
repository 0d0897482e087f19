import { refreshTokenOf } from "../authentication/refresh-tokens.ts";
import { AccessTokenError, userOfToken } from "../authentication/user-tokens.ts";
import { errors } from "../errors.ts";
import type { Client } from "../objects.ts";
import type { Tenant } from "../tenant.ts";
import { exchangeErrors } from "./exchange-errors.ts";

/** The user of a subject token: the client's own refresh token, or an access token for the API that the client stands for. */
export async function subjectOf(
    tenant: Tenant,
    host: string,
    client: Client,
    type: string,
    token: string,
): Promise<string> {
    switch (type) {
        case "urn:ietf:params:oauth:token-type:refresh_token":
            return userOfRefreshToken(tenant, host, client, token);
        case "urn:ietf:params:oauth:token-type:access_token":
            return userOfApiToken(tenant, host, client, token);
        case "urn:ietf:params:oauth:token-type:jwt":
            throw errors.notServed("the Token Vault exchange of a privileged worker");
        default:
            throw exchangeErrors.guessed.subjectTokenType(type);
    }
}

/** Rotation is off for the client, and was when the token was issued (Auth0, "Refresh Token Exchange with Token Vault"). */
function userOfRefreshToken(tenant: Tenant, host: string, client: Client, token: string): string {
    const isRotating = tenant.refreshTokens.get(token)?.isRotating === true;
    if (isRotating || client.refresh_token?.rotation_type === "rotating") throw exchangeErrors.guessed.rotation();
    return refreshTokenOf(tenant, host, client, token).user_id;
}

async function userOfApiToken(tenant: Tenant, host: string, client: Client, token: string): Promise<string> {
    const audience = client.app_type === "resource_server" ? client.resource_server_identifier : undefined;
    if (audience === undefined) throw exchangeErrors.guessed.notLinkedToApi();
    try {
        return (await userOfToken(tenant, host, token, audience)).user.user_id;
    } catch (error) {
        if (!(error instanceof AccessTokenError)) throw error;
        throw error.problem === "audience"
            ? exchangeErrors.guessed.notLinkedToApi()
            : exchangeErrors.guessed.invalidSubjectToken();
    }
}
