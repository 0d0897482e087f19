import type { Connection } from "../objects.ts";

/**
 * The scopes that a connection asks Microsoft for by itself: what Auth0 computes for `windowslive`, what `options.scope` says
 * for `waad` (which asks for a refresh token unless `ext_refresh_token` is off).
 */
export function connectionScopes({ options }: Connection): readonly string[] {
    const { scope } = options as { scope?: unknown };
    if (Array.isArray(scope)) return scope.filter((name) => typeof name === "string");
    return typeof scope === "string" ? scope.split(/[ ,]+/).filter((name) => name !== "") : [];
}

/** Scopes asked for at sign-in: the OpenID ones, the connection's own and those of `connection_scope` (merged, not replaced). */
export function signInScopes(connection: Connection, connectionScope: string | undefined): readonly string[] {
    const own = connectionScopes(connection);
    // Live Connect knows no OpenID scopes.
    const openId = own.includes("wl.signin") ? [] : ["openid", "profile", "email"];
    const extra = (connectionScope ?? "").split(/[ ,]+/).filter((name) => name !== "");
    return [...new Set([...openId, ...own, ...extra])];
}
