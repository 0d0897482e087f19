import type { Management } from "auth0";
import { refreshTokenWith } from "./client-defaults.ts";
import type { Client } from "./objects.ts";

/** Settings that a PATCH replaces whole. All other objects are merged key by key (recorded), and `null` takes a key away. */
const replacedWhole: ReadonlySet<string> = new Set([
    "client_authentication_methods",
    "default_organization",
    "encryption_key",
    "refresh_token",
]);

/** A client after a PATCH. */
export function updatedClient(client: Client, body: Management.UpdateClientRequestContent): Client {
    const kept = Object.entries(client).filter(([key]) => !Object.hasOwn(body, key));
    const given = Object.entries(body).filter(([, value]) => value !== null);
    const updated = Object.fromEntries([
        ...kept,
        ...given.map(([key, value]) => [key, merged(key, client[key as keyof Client], value)]),
    ]) as Client;
    const { refresh_token: refreshToken } = body;
    return refreshToken === null || refreshToken === undefined
        ? updated
        : { ...updated, refresh_token: refreshTokenWith(refreshToken, updated.token_endpoint_auth_method) };
}

function merged(key: string, before: unknown, after: unknown): unknown {
    if (replacedWhole.has(key) || !isObject(before) || !isObject(after)) return after;
    return Object.fromEntries(Object.entries({ ...before, ...after }).filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is object {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
