import { forcedWindowsliveOption } from "../catalogue/auth0.ts";
import { microsoftGraphScope } from "../catalogue/microsoft-graph-scopes.ts";
import { sorted } from "./sorted.ts";

/** Permission ids of scopes, sorted: for the provider their order in an app registration is a difference. */
export function permissionIds(scopes: readonly string[]): string[] {
    return sorted(scopes.map((scope) => microsoftGraphScope(scope).id));
}

/** The options of a `windowslive` connection that ask for these scopes; a scope without an option is asked for at connect time. */
export function windowsliveOptions(scopes: readonly string[]): string[] {
    const options = scopes.flatMap((scope) => microsoftGraphScope(scope).windowsliveOption ?? []);
    return sorted([forcedWindowsliveOption, ...options]);
}

/** Scopes that tell Auth0 whose account it is and let it hold a refresh token; a connect request has to repeat them. */
const accountScopes = ["User.Read", "email", "offline_access", "openid", "profile"];

/**
 * The scopes that an app asks for when a user connects the account: the app's own, and what identifies the account. They replace
 * the connection's own scopes (Auth0, "Connected Accounts for Token Vault"), so the list is complete. Never more than the connection has.
 */
export function connectScopes(connectionScopes: readonly string[], appScopes: readonly string[]): string[] {
    return sorted([...accountScopes, ...appScopes]).filter((scope) => connectionScopes.includes(scope));
}

/** A connection as far as its app registration goes. */
interface Registered {
    readonly scopes: readonly string[];

    /** Key of the connection whose app registration it shares. */
    readonly appRegistration?: string | undefined;
}

/** The scopes that the app registration of connection `key` lists: its own and those of the connections that share it; sorted. */
export function registeredScopes(key: string, connections: Readonly<Record<string, Registered>>): string[] {
    const users = Object.entries(connections).filter(
        ([name, { appRegistration }]) => (appRegistration ?? name) === key,
    );
    return sorted(users.flatMap(([, { scopes }]) => scopes));
}
