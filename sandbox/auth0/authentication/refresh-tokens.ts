import { randomBytes } from "node:crypto";
import { tokenErrors } from "../errors.ts";
import type { Client } from "../objects.ts";
import type { RefreshToken } from "../people.ts";
import type { Tenant } from "../tenant.ts";

/** Refresh tokens that one user has of one application; older ones go (Auth0, "Refresh Tokens"). */
const tokensPerUserAndClient = 200;

/** What a sign-in asked for, and a refresh token keeps. */
export type RefreshTokenClaims = Pick<RefreshToken, "user_id" | "connection" | "host" | "audience" | "scopes">;

/** A new refresh token, with the lifetime that the client has for them. */
export function issueRefreshToken(
    tenant: Tenant,
    client: Client,
    claims: RefreshTokenClaims,
    before?: RefreshToken,
): string {
    const now = tenant.clock.now().getTime();
    const value = randomBytes(33).toString("base64url");
    const settings = client.refresh_token;
    const expires = settings?.expiration_type === "expiring";
    tenant.refreshTokens.set(value, {
        ...claims,
        client_id: client.client_id,
        isRotating: settings?.rotation_type === "rotating",
        issuedAt: now,
        usedAt: now,
        // A rotated token lives as long as the first of its family would have.
        expiresAt:
            before?.expiresAt ??
            (expires && settings.infinite_token_lifetime !== true
                ? now + (settings.token_lifetime ?? 0) * 1000
                : undefined),
        idleMs:
            expires && settings.infinite_idle_token_lifetime !== true
                ? (settings.idle_token_lifetime ?? 0) * 1000
                : undefined,
        family: before?.family ?? value,
    });
    prune(tenant, claims.user_id, client.client_id);
    return tenant.issued.token(value);
}

/**
 * A refresh token that is good on this domain and for this client, or Auth0's refusal. Using a rotating token again after its
 * leeway ends all that came from the same sign-in.
 */
export function refreshTokenOf(tenant: Tenant, host: string, client: Client, value: string): RefreshToken {
    const token = tenant.refreshTokens.get(value);
    const now = tenant.clock.now().getTime();
    if (token === undefined || token.client_id !== client.client_id || token.host !== host) {
        throw tokenErrors.invalidRefreshToken();
    }
    const leewayMs = (client.refresh_token?.leeway ?? 0) * 1000;
    if (token.rotatedAt !== undefined && now > token.rotatedAt + leewayMs) {
        endFamily(tenant, token.family);
        throw tokenErrors.invalidRefreshToken();
    }
    const isOver = (token.expiresAt ?? Infinity) <= now || (token.idleMs ?? Infinity) <= now - token.usedAt;
    if (isOver || !tenant.users.has(token.user_id)) {
        tenant.refreshTokens.delete(value);
        throw tokenErrors.invalidRefreshToken();
    }
    token.usedAt = now;
    return token;
}

/** Ends a refresh token and, if it rotates, all that came from the same sign-in. */
export function endFamily(tenant: Tenant, family: string): void {
    for (const [value, token] of tenant.refreshTokens) {
        if (token.family === family) tenant.refreshTokens.delete(value);
    }
}

function prune(tenant: Tenant, userId: string, clientId: string): void {
    const own = [...tenant.refreshTokens].filter(
        ([, token]) => token.user_id === userId && token.client_id === clientId,
    );
    for (const [value] of own.slice(0, -tokensPerUserAndClient)) tenant.refreshTokens.delete(value);
}
