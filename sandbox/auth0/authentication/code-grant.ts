import { tokenErrors } from "../errors.ts";
import type { Client } from "../objects.ts";
import { apiAccess } from "./api-access.ts";
import type { Authentication } from "./authentication.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import type { Grant } from "./grant.ts";
import { issueIdToken } from "./id-tokens.ts";
import { verifies } from "./pkce.ts";
import { issueRefreshToken } from "./refresh-tokens.ts";
import { issueUserToken } from "./user-tokens.ts";

/** grant_type=authorization_code. A code is gone after the first try, whoever makes it. */
export function authorizationCodeGrant({ codes }: Authentication): Grant {
    return async ({ tenant, host, client, parameters }) => {
        const value = parameters.get("code");
        if (value === undefined || value === "") throw tokenErrors.missingParameter("code");
        const code = codes.take(value);
        if (code === undefined || code.request.host !== host || code.request.client.client_id !== client.client_id) {
            throw tokenErrors.invalidCode();
        }
        const { request, session } = code;
        checkRedirectUri(request, parameters.get("redirect_uri"));
        checkVerifier(request, client, parameters.get("code_verifier"));
        const user = tenant.users.get(session.userId);
        if (user === undefined) throw tokenErrors.invalidCode();

        // The API and the grant may have gone since the code was issued.
        const access = apiAccess(tenant, client, request.audience, request.scopes);
        if (typeof access === "string") {
            throw tokenErrors.clientAccessDenied(client.client_id, request.audience ?? "");
        }
        const { scopes, lifetime, audience } = access;
        const claims = { host, userId: user.user_id, clientId: client.client_id, audience, scopes, lifetime };
        return {
            access_token: await issueUserToken(tenant, claims),
            ...(scopes.includes("offline_access")
                ? {
                      refresh_token: issueRefreshToken(tenant, client, {
                          user_id: user.user_id,
                          connection: session.connection,
                          host,
                          audience,
                          scopes,
                      }),
                  }
                : {}),
            ...(scopes.includes("openid")
                ? {
                      id_token: await issueIdToken(tenant, {
                          host,
                          client,
                          user,
                          scopes,
                          nonce: request.nonce,
                          sessionId: session.id,
                          authenticatedAt: request.maxAge === undefined ? undefined : session.authenticatedAt,
                      }),
                  }
                : {}),
            ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
            expires_in: lifetime,
            token_type: "Bearer",
        };
    };
}

function checkRedirectUri({ redirectUri, namesRedirectUri }: AuthorizationRequest, given: string | undefined): void {
    if (given === undefined && !namesRedirectUri) return;
    if (given !== redirectUri) throw tokenErrors.wrongRedirectUri(given ?? "null", redirectUri);
}

/** A public client has nothing else to show that it is the one that asked. */
function checkVerifier({ challenge }: AuthorizationRequest, client: Client, verifier: string | undefined): void {
    if (challenge === undefined) {
        if (client.token_endpoint_auth_method === "none") throw tokenErrors.unauthorized();
        if (verifier !== undefined) throw tokenErrors.wrongVerifier();
        return;
    }
    if (verifier === undefined || !verifies(challenge, verifier)) throw tokenErrors.wrongVerifier();
}
