import type { PropertyValue } from "../../review/stack-change.ts";

/**
 * Text of a property's value, where the property is one that never holds a secret; undefined otherwise. A value that somebody
 * set by hand can be anything, so that what is not listed here is told by its name alone.
 */
export function shownValue(path: string, value: PropertyValue | undefined): string | undefined {
    const names = path.replaceAll(/\[\d+\]/g, "").split(".");
    if (value === undefined || !harmless.has(names.at(-1) ?? "")) return undefined;
    const text = textOf(value);
    return text === undefined || text.length <= limit ? text : `${text.slice(0, limit)} …`;
}

const limit = 200;

function textOf(value: PropertyValue): string | undefined {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    if (!Array.isArray(value)) return undefined;
    const texts = value.map(textOf);
    return texts.includes(undefined) ? undefined : texts.join(", ");
}

const harmless: ReadonlySet<string> = new Set([
    "accountEnabled",
    "active",
    "alg",
    "allowedLogoutUrls",
    "allowedOrigins",
    "allowOfflineAccess",
    "appRoleAssignmentRequired",
    "appType",
    "audience",
    "authenticationMethod",
    "callbacks",
    "claimValues",
    "clientId",
    "displayName",
    "domain",
    "domainAliases",
    "enabledClients",
    "endDate",
    "expirationType",
    "fallbackPublicClientEnabled",
    "grantTypes",
    "identifier",
    "identityApi",
    "idleTokenLifetime",
    "infiniteIdleTokenLifetime",
    "infiniteTokenLifetime",
    "isFirstParty",
    "leeway",
    "name",
    "oidcConformant",
    "owners",
    "policy",
    "redirectUris",
    "requestedAccessTokenVersion",
    "rotationType",
    "scopes",
    "setUserRootAttributes",
    "shouldTrustEmailVerifiedConnection",
    "showAsButton",
    "signInAudience",
    "strategyVersion",
    "subjectType",
    "tenantDomain",
    "tokenLifetime",
    "useWsfed",
    "userIdAttribute",
    "waadCommonEndpoint",
    "waadProtocol",
    "webOrigins",
]);
