import { createSecretKey, randomBytes } from "node:crypto";
import { EncryptJWT, type JWTPayload, errors as joseErrors, jwtDecrypt, jwtVerify, SignJWT } from "jose";
import { issuer } from "../access-tokens.ts";
import type { User } from "../people.ts";
import type { Tenant } from "../tenant.ts";
import { AccessTokenError } from "./access-token-error.ts";

export { AccessTokenError, type AccessTokenProblem } from "./access-token-error.ts";

/** An access token that is good on the domain and at the API that it was shown to. */
export interface UserAccess {
    readonly user: User;
    readonly clientId: string;
    readonly scopes: ReadonlySet<string>;
}

export interface UserTokenClaims {
    /** Domain that issues it. */
    readonly host: string;
    readonly userId: string;
    readonly clientId: string;

    /** Identifier of an API; undefined for a token that is for userinfo alone. */
    readonly audience: string | undefined;
    readonly scopes: readonly string[];

    /** Seconds. */
    readonly lifetime: number;
}

/** Userinfo of a domain, as an audience. */
export function userinfoAudience(host: string): string {
    return `${issuer(host)}userinfo`;
}

/**
 * An access token for a user: a signed JWT for an API, which userinfo takes too where `openid` was asked for. Without an API it
 * is encrypted for Auth0 itself, so that an app can read nothing from it.
 */
export async function issueUserToken(tenant: Tenant, claims: UserTokenClaims): Promise<string> {
    const { host, userId, clientId, audience, scopes, lifetime } = claims;
    const now = Math.floor(tenant.clock.now().getTime() / 1000);
    const userinfo = userinfoAudience(host);
    const payload = { azp: clientId, scope: scopes.join(" ") };
    const withClaims = <Token extends SignJWT | EncryptJWT>(token: Token, aud: string | string[]) =>
        token
            .setIssuer(issuer(host))
            .setSubject(userId)
            .setAudience(aud)
            .setIssuedAt(now)
            .setExpirationTime(now + lifetime) as Token;
    if (audience === undefined) {
        const token = await withClaims(new EncryptJWT(payload), userinfo)
            .setProtectedHeader({ alg: "dir", enc: "A256GCM", iss: issuer(host) })
            .encrypt(encryptionKey(tenant));
        return tenant.issued.token(token);
    }
    const { privateKey, kid } = await tenant.signingKey.ready();
    const token = await withClaims(new SignJWT(payload), scopes.includes("openid") ? [audience, userinfo] : audience)
        .setProtectedHeader({ alg: "RS256", typ: "JWT", kid })
        .sign(privateKey);
    return tenant.issued.token(token);
}

/**
 * The user, the client and the scopes of an access token that a request brings.
 *
 * @param host the domain that was asked: a token of another domain is not taken
 * @param authorization the `Authorization` header
 * @param audience identifier of the API that was asked
 * @throws AccessTokenError
 */
export async function userOfAccessToken(
    tenant: Tenant,
    host: string,
    authorization: string | undefined,
    audience: string,
): Promise<UserAccess> {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
    if (token === undefined) throw new AccessTokenError("missing");
    return userOfToken(tenant, host, token, audience);
}

/** The same for a token that comes by itself, without a header around it. */
export async function userOfToken(tenant: Tenant, host: string, token: string, audience: string): Promise<UserAccess> {
    const { sub, azp, scope } = await verified(tenant, host, token, audience);
    const user = tenant.users.get(sub ?? "");
    // A client's own token has no user either.
    if (user === undefined) throw new AccessTokenError("user");
    return {
        user,
        clientId: typeof azp === "string" ? azp : "",
        scopes: new Set(typeof scope === "string" && scope !== "" ? scope.split(" ") : []),
    };
}

async function verified(tenant: Tenant, host: string, token: string, audience: string): Promise<JWTPayload> {
    const checks = {
        issuer: issuer(host),
        audience,
        currentDate: tenant.clock.now(),
        requiredClaims: ["exp", "sub"],
    };
    try {
        if (token.split(".").length === 5) return (await jwtDecrypt(token, encryptionKey(tenant), checks)).payload;
        const { publicKey } = await tenant.signingKey.ready();
        return (await jwtVerify(token, publicKey, { ...checks, algorithms: ["RS256"] })).payload;
    } catch (error) {
        throw refusal(error);
    }
}

function refusal(error: unknown): Error {
    if (error instanceof joseErrors.JWTExpired) return new AccessTokenError("expired");
    if (error instanceof joseErrors.JWTClaimValidationFailed && error.claim === "aud") {
        return new AccessTokenError("audience");
    }
    return error instanceof joseErrors.JOSEError ? new AccessTokenError("invalid") : (error as Error);
}

const encryptionKeys = new WeakMap<Tenant, ReturnType<typeof createSecretKey>>();

/** The key with which a tenant encrypts for itself. */
function encryptionKey(tenant: Tenant): ReturnType<typeof createSecretKey> {
    const known = encryptionKeys.get(tenant) ?? createSecretKey(randomBytes(32));
    encryptionKeys.set(tenant, known);
    return known;
}
