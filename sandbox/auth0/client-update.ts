import type { Management } from "auth0";
import { isObject } from "../service/is-object.ts";
import { refreshTokenWith, sessionTransferWith } from "./client-defaults.ts";
import type { Client } from "./objects.ts";
import { withoutNulls } from "./without-nulls.ts";

/**
 * Settings that a PATCH replaces whole, beside `refresh_token`, which gets its defaults again. All other objects are merged key
 * by key (recorded), and `null` takes a key away; so does an empty `initiate_login_uri`.
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
    if (updated.session_transfer) updated.session_transfer = sessionTransferWith(updated.session_transfer);
    if (updated.initiate_login_uri === "") delete updated.initiate_login_uri;
    // The older name for the same: whoever takes one away takes both (recorded).
    if (body.oidc_backchannel_logout === null) delete updated.oidc_logout;
    return refreshToken === null || refreshToken === undefined
        ? updated
        : { ...updated, refresh_token: refreshTokenWith(refreshToken, updated) };
}

function merged(key: string, before: unknown, after: unknown): unknown {
    if (replacedWhole.has(key) || !isObject(after)) return after;
    return withoutNulls({ ...(isObject(before) ? before : {}), ...after });
}
