import { isObject } from "../service/is-object.ts";
import type { Client } from "./objects.ts";
import type { MadeKey } from "./signing-key.ts";
import { withoutNulls } from "./without-nulls.ts";

/** Fields that need `read:client_keys` or `read:client_credentials` (Management API reference, "Get a client"). */
const keyFields = ["client_secret", "client_authentication_methods", "encryption_key", "signing_keys"];

/** Fields that any scope of the route shows. */
const summaryFields = ["client_id", "app_type", "name", "description"];

/** A client as Auth0 shows it: without what was taken away, and without the secret while it authenticates by other means. */
export function clientView(client: Client, { certificate }: MadeKey): Record<string, unknown> {
    const { client_secret, token_endpoint_auth_method, ...others } = client;
    const bySecret = (client.client_authentication_methods ?? undefined) === undefined;
    const logoutUrls = client.oidc_logout?.backchannel_logout_urls;
    return withoutNulls({
        ...withoutNullsWithin(others),
        // The older name shows the URLs too (recorded).
        ...(logoutUrls === undefined ? {} : { oidc_backchannel_logout: { backchannel_logout_urls: logoutUrls } }),
        ...(bySecret ? { client_secret, token_endpoint_auth_method } : {}),
        signing_keys: [certificate],
    });
}

/** The settings without what is `null` in them. */
function withoutNullsWithin(settings: object): object {
    return Object.fromEntries(
        Object.entries(settings).map(([name, value]) => [name, isObject(value) ? withoutNulls(value) : value]),
    );
}

/** The part of a client that the scopes of a token show. */
export function shownWith(scopes: ReadonlySet<string>, view: Record<string, unknown>): Record<string, unknown> {
    const keys = scopes.has("read:client_keys") || scopes.has("read:client_credentials");
    const settings = scopes.has("read:clients") || scopes.has("read:client_keys");
    return Object.fromEntries(
        Object.entries(view).filter(
            ([field]) => summaryFields.includes(field) || (keyFields.includes(field) ? keys : settings),
        ),
    );
}
