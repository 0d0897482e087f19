import type { Management } from "auth0";
import { refreshTokenWith } from "./client-defaults.ts";
import type { Client } from "./objects.ts";
import { withoutNulls } from "./without-nulls.ts";

/**
 * Settings that a PATCH replaces whole, beside `refresh_token`, which gets its defaults again. All other objects are merged key
 * by key (recorded), and `null` takes a key away.
 */
const replacedWhole: ReadonlySet<string> = new Set([
    "client_authentication_methods",
    "default_organization",
    "encryption_key",
]);

/** A client after a PATCH. */
export function updatedClient(client: Client, body: Management.UpdateClientRequestContent): Client {
    const given = Object.entries(body).map(([key, value]) => [key, merged(key, client[key as keyof Client], value)]);
    const updated: Client = withoutNulls({ ...client, ...(Object.fromEntries(given) as Partial<Client>) });
    const { refresh_token: refreshToken } = body;
    return refreshToken === null || refreshToken === undefined
        ? updated
        : { ...updated, refresh_token: refreshTokenWith(refreshToken, updated.token_endpoint_auth_method) };
}

function merged(key: string, before: unknown, after: unknown): unknown {
    if (replacedWhole.has(key) || !isObject(before) || !isObject(after)) return after;
    return withoutNulls({ ...before, ...after });
}

function isObject(value: unknown): value is object {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
