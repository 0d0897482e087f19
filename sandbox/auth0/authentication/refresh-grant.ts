import { errors, tokenErrors } from "../errors.ts";
import type { Client } from "../objects.ts";
import type { RefreshToken } from "../people.ts";
import type { Tenant } from "../tenant.ts";
import { apiAccess, apiOf } from "./api-access.ts";
import type { Grant } from "./grant.ts";
import { issueIdToken } from "./id-tokens.ts";
import { issueRefreshToken, refreshTokenOf } from "./refresh-tokens.ts";
import { issueUserToken } from "./user-tokens.ts";

/** grant_type=refresh_token, also for other APIs than the sign-in was for (multi-resource refresh tokens). */
export const refreshTokenGrant: Grant = async ({ tenant, host, client, parameters }) => {
    const value = parameters.get("refresh_token");
    if (value === undefined || value === "") throw tokenErrors.missingParameter("refresh_token");
    const token = refreshTokenOf(tenant, host, client, value);
    if (/^urn:.+:session_transfer$/.test(parameters.get("audience") ?? "")) {
        throw errors.notServed("session transfer tokens");
    }
    if (tenant.requiresMfa) throw tokenErrors.mfaRequired();
    const user = tenant.users.get(token.user_id);
    if (user === undefined) throw tokenErrors.invalidRefreshToken();

    const { audience, scopes: allowed } = resourceOf(tenant, client, token, parameters.get("audience"));
    const asked = parameters.get("scope")?.split(" ");
    const wanted = asked === undefined ? allowed : allowed.filter((scope) => asked.includes(scope));
    const access = apiAccess(tenant, client, audience, wanted);
    if (access === "no such API") throw tokenErrors.audienceUnknown(audience ?? "");
    if (access === "client not authorized") throw tokenErrors.clientAccessDenied(client.client_id, audience ?? "");
    const { scopes, lifetime } = access;
    const claims = { host, userId: user.user_id, clientId: client.client_id, audience, scopes, lifetime };
    return {
        access_token: await issueUserToken(tenant, claims),
        ...(token.isRotating ? { refresh_token: rotated(tenant, client, token) } : {}),
        ...(scopes.includes("openid") ? { id_token: await issueIdToken(tenant, { host, client, user, scopes }) } : {}),
        ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
        expires_in: lifetime,
        token_type: "Bearer",
    };
};

/**
 * The API that a request is for, and the scopes that it can ask for there: those of the sign-in and those of the client's policy
 * for the API. An API without a policy is not refused: the token is for the API of the sign-in then (Auth0's SDKs, "Multi-Resource
 * Refresh Tokens").
 */
function resourceOf(tenant: Tenant, client: Client, token: RefreshToken, asked: string | undefined) {
    const audience = asked === undefined || asked === "" ? token.audience : asked;
    const policy = audience === undefined ? undefined : policyScopes(tenant, client, audience);
    if (audience !== token.audience && policy === undefined) {
        const own = token.audience === undefined ? undefined : policyScopes(tenant, client, token.audience);
        return { audience: token.audience, scopes: union(token.scopes, own) };
    }
    return { audience, scopes: union(token.scopes, policy) };
}

/**
 * Scopes that a policy gives at an API; undefined without one that counts. Policies are for clients of one's own, and for APIs
 * that skip consent, the Management API excepted; one for an API that does not exist is ignored in silence.
 */
function policyScopes(tenant: Tenant, client: Client, audience: string): readonly string[] | undefined {
    const api = apiOf(tenant, audience);
    const policy = (client.refresh_token?.policies ?? []).find((one) => one.audience === audience);
    const counts =
        client.is_first_party &&
        audience !== tenant.managementApi &&
        api?.skip_consent_for_verifiable_first_party_clients === true;
    return counts ? policy?.scope : undefined;
}

function union(one: readonly string[], other: readonly string[] = []): readonly string[] {
    return [...new Set([...one, ...other])];
}

function rotated(tenant: Tenant, client: Client, token: RefreshToken): string {
    const { user_id, connection, host, audience, scopes } = token;
    token.rotatedAt ??= tenant.clock.now().getTime();
    return issueRefreshToken(tenant, client, { user_id, connection, host, audience, scopes }, token);
}
