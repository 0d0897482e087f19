import { tokenVaultGrantType } from "../../catalogue/auth0.ts";
import type { Authentication } from "./authentication/authentication.ts";
import { clientCredentialsGrant } from "./authentication/client-credentials-grant.ts";
import { authorizationCodeGrant } from "./authentication/code-grant.ts";
import { listsOrigin } from "./authentication/cors.ts";
import type { Grant } from "./authentication/grant.ts";
import { refreshTokenGrant } from "./authentication/refresh-grant.ts";
import { tokenParameters } from "./authentication/token-parameters.ts";
import { authenticatedClient } from "./client-authentication.ts";
import { errors, OAuthError, tokenErrors } from "./errors.ts";
import { type LogType, log } from "./logs.ts";
import { tokenVaultExchange } from "./token-vault/exchange.ts";

/** A request to the token endpoint, its body as it came. */
export interface TokenRequest {
    readonly host: string;
    readonly authorization: string | undefined;
    readonly contentType: string;
    readonly body: string;

    /** The `Origin` header: an app in a browser asks. */
    readonly origin?: string | undefined;

    /** The `DPoP` header: the token is to be bound to a key. */
    readonly dpop?: string | undefined;
}

/** POST /oauth/token */
export async function token(authentication: Authentication, request: TokenRequest): Promise<object> {
    const { tenant, upstream } = authentication;
    const { host } = request;
    if (request.dpop !== undefined) throw errors.notServed("the header DPoP at POST /oauth/token");
    const parameters = tokenParameters(request.contentType, request.body);
    const grantType = parameters.get("grant_type");
    if (grantType === undefined) throw tokenErrors.missingParameter("grant_type");
    const served = grants.get(grantType);
    if (served === undefined) throw unserved(grantType);

    const client = await authenticatedClient(tenant, host, parameters, request.authorization);
    const entry = { hostname: host, client_id: client.client_id, audience: parameters.get("audience") };
    try {
        if (request.origin !== undefined && !listsOrigin(client, request.origin)) throw tokenErrors.unauthorized();
        if (!client.grant_types.includes(grantType)) throw tokenErrors.grantTypeNotAllowed(grantType);
        const reply = await served.grant(authentication)({ tenant, host, client, parameters, upstream });
        if (served.success !== undefined) log(tenant, { type: served.success, ...entry });
        return reply;
    } catch (error) {
        if (error instanceof OAuthError && served.failure !== undefined) {
            log(tenant, { type: served.failure, ...entry, description: error.message });
        }
        throw error;
    }
}

interface ServedGrant {
    readonly grant: (authentication: Authentication) => Grant;

    /** Log types. Token Vault writes its own entries. */
    readonly success?: LogType;
    readonly failure?: LogType;
}

const grants: ReadonlyMap<string, ServedGrant> = new Map<string, ServedGrant>([
    ["authorization_code", { grant: authorizationCodeGrant, success: "seacft", failure: "feacft" }],
    ["refresh_token", { grant: () => refreshTokenGrant, success: "sertft", failure: "fertft" }],
    ["client_credentials", { grant: () => clientCredentialsGrant, success: "seccft", failure: "feccft" }],
    [tokenVaultGrantType, { grant: () => tokenVaultExchange }],
]);

/** Grant types that Auth0 has and the sandbox has not are named as such; others Auth0 would not know either. */
function unserved(grantType: string): Error {
    const isAuth0s = grantType === "password" || /^(http|urn):/.test(grantType);
    return isAuth0s
        ? errors.notServed(`grant_type ${grantType} at POST /oauth/token`)
        : tokenErrors.unsupportedGrantType(grantType);
}
