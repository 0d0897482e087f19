import { tokenVaultGrantType } from "../../catalogue/auth0.ts";
import type { Authentication } from "./authentication/authentication.ts";
import { clientCredentialsGrant } from "./authentication/client-credentials-grant.ts";
import { authorizationCodeGrant } from "./authentication/code-grant.ts";
import type { Grant } from "./authentication/grant.ts";
import { refreshTokenGrant } from "./authentication/refresh-grant.ts";
import { tokenParameters } from "./authentication/token-parameters.ts";
import { authenticatedClient } from "./client-authentication.ts";
import { errors, OAuthError, tokenErrors } from "./errors.ts";
import { type LogType, log } from "./logs.ts";
import type { Tenant } from "./tenant.ts";
import { tokenVaultExchange } from "./token-vault/exchange.ts";

/** A request to the token endpoint, its body as it came. */
export interface TokenRequest {
    readonly host: string;
    readonly authorization: string | undefined;
    readonly contentType: string;
    readonly body: string;
}

/** Log types of a grant, for success and failure. Token Vault writes its own entries. */
interface GrantLog {
    readonly success: LogType;
    readonly failure: LogType;
}

interface ServedGrant {
    readonly grant: Grant;
    readonly log?: GrantLog;
}

/** POST /oauth/token */
export async function token(authentication: Authentication, request: TokenRequest): Promise<object> {
    const { tenant, upstream } = authentication;
    const { host } = request;
    const parameters = tokenParameters(request.contentType, request.body);
    const grantType = parameters.get("grant_type");
    if (grantType === undefined) throw tokenErrors.missingParameter("grant_type");
    const served = servedGrants(authentication).get(grantType);
    if (served === undefined) throw errors.notServed(`grant_type ${grantType} at POST /oauth/token`);

    const client = await authenticatedClient(tenant, host, parameters, request.authorization);
    const entry = { hostname: host, client_id: client.client_id, audience: parameters.get("audience") };
    try {
        if (!client.grant_types.includes(grantType)) throw tokenErrors.grantTypeNotAllowed(grantType);
        const reply = await served.grant({ tenant, host, client, parameters, upstream });
        if (served.log !== undefined) log(tenant, { type: served.log.success, ...entry });
        return reply;
    } catch (error) {
        if (error instanceof OAuthError) logFailure(tenant, served.log, { ...entry, description: error.message });
        throw error;
    }
}

function servedGrants({ codes }: Authentication): ReadonlyMap<string, ServedGrant> {
    return new Map<string, ServedGrant>([
        ["authorization_code", { grant: authorizationCodeGrant(codes), log: { success: "seacft", failure: "feacft" } }],
        ["refresh_token", { grant: refreshTokenGrant, log: { success: "sertft", failure: "fertft" } }],
        ["client_credentials", { grant: clientCredentialsGrant, log: { success: "seccft", failure: "feccft" } }],
        [tokenVaultGrantType, { grant: tokenVaultExchange }],
    ]);
}

function logFailure(tenant: Tenant, types: GrantLog | undefined, entry: object): void {
    if (types !== undefined) log(tenant, { type: types.failure, ...entry });
}
