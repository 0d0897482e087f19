import { errors } from "../errors.ts";
import type { Client, ResourceServer } from "../objects.ts";
import type { Tenant } from "../tenant.ts";

/** Scopes about the person, which need no API. */
export const openIdScopes = ["openid", "profile", "email", "address", "phone"] as const;

/** What users' tokens may hold of the Management API (Auth0, "Get Management API Access Tokens for Single-Page Applications"). */
const currentUserScopes = [
    "read:current_user",
    "update:current_user_identities",
    "create:current_user_metadata",
    "update:current_user_metadata",
    "delete:current_user_metadata",
    "create:current_user_device_credentials",
    "delete:current_user_device_credentials",
] as const;

/** Seconds that an access token for userinfo alone lives. */
const userinfoLifetime = 86_400;

/** What a user's access token will be for. */
export interface ApiAccess {
    /** Identifier of the API; undefined for userinfo alone. */
    readonly audience: string | undefined;

    /** Those asked for that there are, and that the client may have, in the order they were asked for. */
    readonly scopes: readonly string[];

    /** Seconds. */
    readonly lifetime: number;
}

/** Why a client gets no token for an API. */
export type ApiRefusal = "no such API" | "client not authorized";

/** What a client gets, for a user, of the scopes it asks for. The API's access policy and the client's user grant decide. */
export function apiAccess(
    tenant: Tenant,
    client: Client,
    audience: string | undefined,
    requested: readonly string[],
): ApiAccess | ApiRefusal {
    const api = audience === undefined ? undefined : apiOf(tenant, audience);
    if (audience !== undefined && api === undefined) return "no such API";
    const own = api === undefined ? [] : grantedScopes(tenant, client, api);
    if (own === undefined) return "client not authorized";
    if (api !== undefined && api.signing_alg !== "RS256") {
        throw errors.notServed(`access tokens signed with ${api.signing_alg}`);
    }
    const aboutPerson: readonly string[] = requested.includes("openid") ? openIdScopes : [];
    const isGiven = (scope: string) =>
        aboutPerson.includes(scope) ||
        own.includes(scope) ||
        (scope === "offline_access" && givesRefreshTokens(client, api));
    return {
        audience,
        scopes: [...new Set(requested)].filter(isGiven),
        lifetime: api?.token_lifetime ?? userinfoLifetime,
    };
}

/** The API of an identifier. */
export function apiOf(tenant: Tenant, audience: string): ResourceServer | undefined {
    return [...tenant.resourceServers.values()].find(({ identifier }) => identifier === audience);
}

/** The API's scopes that a client can have for its users; undefined where it can have none at all. */
function grantedScopes(tenant: Tenant, client: Client, api: ResourceServer): readonly string[] | undefined {
    const isManagement = api.identifier === tenant.managementApi;
    const defined = isManagement ? currentUserScopes : (api.scopes ?? []).map(({ value }) => value);
    const policy = api.subject_type_authorization.user?.policy ?? "allow_all";
    if (policy === "deny_all") return undefined;
    if (policy === "allow_all" && client.is_first_party) return defined;
    const grant = [...tenant.clientGrants.values()].find(
        ({ client_id, audience, subject_type }) =>
            client_id === client.client_id && audience === api.identifier && subject_type === "user",
    );
    if (grant === undefined) return undefined;
    const granted = grant.scope ?? [];
    return grant.allow_all_scopes === true ? defined : defined.filter((scope) => granted.includes(scope));
}

/**
 * Whether a sign-in gives a refresh token: the client has the grant type, the API allows offline access, and tokens of a
 * single-page application rotate.
 */
function givesRefreshTokens(client: Client, api: ResourceServer | undefined): boolean {
    if (!client.grant_types.includes("refresh_token")) return false;
    if (api !== undefined && api.allow_offline_access !== true) return false;
    return client.app_type !== "spa" || client.refresh_token?.rotation_type === "rotating";
}
