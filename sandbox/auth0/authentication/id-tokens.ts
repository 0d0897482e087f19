import { SignJWT } from "jose";
import { issuer } from "../access-tokens.ts";
import { errors } from "../errors.ts";
import type { Client } from "../objects.ts";
import type { User } from "../people.ts";
import type { Tenant } from "../tenant.ts";

export interface IdTokenClaims {
    /** Domain that issues it. */
    readonly host: string;
    readonly client: Client;
    readonly user: User;
    readonly scopes: readonly string[];
    readonly nonce?: string | undefined;
    readonly sessionId?: string | undefined;

    /** Milliseconds of the tenant's clock; told where the app asked how old the sign-in may be. */
    readonly authenticatedAt?: number | undefined;
}

/** An id token, signed as the client has it: by the tenant's key, or by the client's secret where it names no algorithm. */
export async function issueIdToken(tenant: Tenant, claims: IdTokenClaims): Promise<string> {
    const { client, user, host, scopes, nonce, sessionId, authenticatedAt } = claims;
    const now = Math.floor(tenant.clock.now().getTime() / 1000);
    const token = new SignJWT({
        ...claimsOf(user, scopes),
        ...(nonce === undefined ? {} : { nonce }),
        ...(sessionId === undefined ? {} : { sid: sessionId }),
        ...(authenticatedAt === undefined ? {} : { auth_time: Math.floor(authenticatedAt / 1000) }),
    })
        .setIssuer(issuer(host))
        .setSubject(user.user_id)
        .setAudience(client.client_id)
        .setIssuedAt(now)
        .setExpirationTime(now + (client.jwt_configuration?.lifetime_in_seconds ?? 36_000));
    return tenant.issued.token(await signed(tenant, client, token));
}

/** What a person's claims say to an app with these scopes: in id tokens and at userinfo. */
export function claimsOf(user: User, scopes: Iterable<string>): Record<string, unknown> {
    const asked = new Set(scopes);
    const { name, nickname, picture, updated_at, email, email_verified } = user;
    return {
        ...(asked.has("profile") ? { nickname, name, ...(picture === undefined ? {} : { picture }), updated_at } : {}),
        ...(asked.has("email") && email !== undefined ? { email, email_verified: email_verified ?? false } : {}),
    };
}

/** `HS256` is what the Management API's reference calls the default. */
async function signed(tenant: Tenant, client: Client, token: SignJWT): Promise<string> {
    const alg = client.jwt_configuration?.alg ?? "HS256";
    if (alg === "HS256") {
        return token.setProtectedHeader({ alg, typ: "JWT" }).sign(new TextEncoder().encode(client.client_secret));
    }
    if (alg !== "RS256") throw errors.notServed(`id tokens signed with ${alg}`);
    const { privateKey, kid } = await tenant.signingKey.ready();
    return token.setProtectedHeader({ alg, typ: "JWT", kid }).sign(privateKey);
}
