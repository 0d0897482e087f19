import { graphDelegatedPermissions } from "../graph-permissions.ts";
import { loginErrors } from "../login-errors.ts";
import { microsoftGraphNames } from "../seed-microsoft-graph.ts";

/** What a request asks for of Microsoft Graph. */
export interface AskedScopes {
    /** OpenID Connect's scopes and Graph's, by the names Graph publishes; Microsoft does not mind capitals. */
    readonly names: readonly string[];

    /** Names that Graph does not have, as they were written. */
    readonly unknown: readonly string[];

    /** `/.default`: whatever the app registration lists. */
    readonly isDefault: boolean;

    /** Graph's scopes were written as URLs, and so the answer writes them. */
    readonly asUrls: boolean;
}

/** OpenID Connect's scopes, which Microsoft counts among Graph's and which every consent includes. */
export const openIdScopes: readonly string[] = ["openid", "profile", "email", "offline_access"];

/** Reads a `scope` parameter. A resource other than Microsoft Graph is refused, as one that the tenant does not have. */
export function askedScopes(scope: string, tenant: string): AskedScopes {
    const asked = scope.split(/\s+/).filter((one) => one !== "");
    const names: string[] = [];
    const unknown: string[] = [];
    let isDefault = false;
    let asUrls = false;
    for (const one of asked) {
        const name = nameOf(one, tenant);
        if (name !== one) asUrls = true;
        if (name.toLowerCase() === ".default") isDefault = true;
        else {
            const known = published.get(name.toLowerCase());
            if (known === undefined) unknown.push(one);
            else if (!names.includes(known)) names.push(known);
        }
    }
    if (isDefault && names.some((name) => !openIdScopes.includes(name))) {
        throw loginErrors.scopeNotValid(scope, ".default scope can't be combined with resource-specific scopes.");
    }
    return { names, unknown, isDefault, asUrls };
}

/** Scopes as the token endpoint lists them: `offline_access` it never lists, Graph's as they were asked for. */
export function writtenScopes(names: Iterable<string>, asUrls: boolean): string {
    return [...names]
        .filter((name) => name !== "offline_access")
        .map((name) => (asUrls && !openIdScopes.includes(name) ? `${graphUrl}/${name}` : name))
        .join(" ");
}

const graphUrl = "https://graph.microsoft.com";
const published = new Map(
    graphDelegatedPermissions.map(({ value }) => [String(value).toLowerCase(), String(value)] as const),
);

/** The name after the resource; a name without one is Microsoft Graph's. */
function nameOf(scope: string, tenant: string): string {
    const slash = scope.lastIndexOf("/");
    if (slash === -1) return scope;
    const resource = scope.slice(0, slash);
    const isGraph = microsoftGraphNames.some((name) => name.toLowerCase() === resource.toLowerCase());
    if (!isGraph) throw loginErrors.resourceNotFound(resource, tenant);
    return scope.slice(slash + 1);
}
