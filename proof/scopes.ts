const graph = "https://graph.microsoft.com/";

/** Scopes that show in tokens and accounts only at Microsoft's pleasure. */
const protocolScopes = ["openid", "profile", "email", "offline_access"];

/** A scope without Microsoft Graph's address: both ways of writing it mean the same. */
export function shortScope(scope: string): string {
    return scope.startsWith(graph) ? scope.slice(graph.length) : scope;
}

/** Whether a scope opens data at Microsoft Graph, and is none of the protocol's own. */
export function isGraphScope(scope: string): boolean {
    return !protocolScopes.includes(scope);
}

/** Graph scopes that were asked for and not given, however they are written. */
export function missingScopes(asked: readonly string[], given: readonly string[]): string[] {
    const have = new Set(given.map((scope) => shortScope(scope).toLowerCase()));
    return asked.filter((scope) => isGraphScope(scope) && !have.has(shortScope(scope).toLowerCase()));
}
