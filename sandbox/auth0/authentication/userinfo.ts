import type { Tenant } from "../tenant.ts";
import { claimsOf } from "./id-tokens.ts";
import { AccessTokenError, userinfoAudience, userOfAccessToken } from "./user-tokens.ts";

/** GET /userinfo: who signed in, as far as the access token's scopes go. Undefined where it is not taken. */
export async function userinfo(
    tenant: Tenant,
    host: string,
    authorization: string | undefined,
): Promise<object | undefined> {
    try {
        const { user, scopes } = await userOfAccessToken(tenant, host, authorization, userinfoAudience(host));
        return { sub: user.user_id, ...claimsOf(user, scopes) };
    } catch (error) {
        if (error instanceof AccessTokenError) return undefined;
        throw error;
    }
}
