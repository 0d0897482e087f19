import { connectionScopes } from "../authentication/connection-scopes.ts";
import { Auth0Error } from "../errors.ts";
import { log } from "../logs.ts";
import type { Connection } from "../objects.ts";
import { checkpointPage } from "../pagination.ts";
import type { ConnectedAccount } from "../people.ts";
import { accountView } from "../token-vault/account-view.ts";
import { accountsOf } from "../token-vault/accounts-of.ts";
import { myAccountErrors } from "./my-account-error.ts";
import type { MyAccountReply, MyAccountRequest } from "./my-account-request.ts";

/** GET /me/v1/connected-accounts/accounts: the user's own, whichever app connected them. */
export function listAccounts({ tenant, user, query }: MyAccountRequest): MyAccountReply {
    const names = query.getAll("connection");
    const found = accountsOf(tenant, user.user_id)
        .map((account) => ({ account, view: accountView(tenant, account) }))
        .filter(({ view }) => names.length === 0 || names.includes(view.connection));
    const listing = {
        id: ({ account }: { account: ConnectedAccount }) => account.id,
        show: ({ view: { id, connection, access_type, scopes, created_at } }: (typeof found)[number]) => ({
            id,
            connection,
            access_type,
            scopes,
            created_at,
        }),
    };
    return { status: 200, body: page("accounts", found, listing, query) };
}

/** GET /me/v1/connected-accounts/connections: those that this app can connect accounts through. */
export function listConnections({ tenant, client, query }: MyAccountRequest): MyAccountReply {
    const found = [...tenant.connections.values()].filter(
        ({ id, connected_accounts }) =>
            connected_accounts.active && tenant.enabledClients.get(id)?.has(client.client_id) === true,
    );
    const listing = {
        id: ({ id }: Connection) => id,
        show: (connection: Connection) => ({
            name: connection.name,
            strategy: connection.strategy,
            scopes: connectionScopes(connection),
        }),
    };
    return { status: 200, body: page("connections", found, listing, query) };
}

/**
 * DELETE /me/v1/connected-accounts/accounts/{id}: what the vault holds is gone; Microsoft is not told. The reference knows no 404:
 * an account that is not there, or another user's, is deleted too.
 */
export function deleteAccount({ tenant, host, user, client, params }: MyAccountRequest): MyAccountReply {
    const id = params["id"] ?? "";
    if (!/^cac_[A-Za-z0-9]+$/.test(id)) {
        const detail = "must match pattern ^cac_[A-Za-z0-9]+$";
        throw myAccountErrors.validation([{ detail, field: "id", source: "path" }]);
    }
    const account = tenant.connectedAccounts.get(id);
    if (account?.user_id !== user.user_id) return { status: 204 };
    tenant.connectedAccounts.delete(id);
    log(tenant, {
        type: "connected_accounts_delete_succeeded",
        hostname: host,
        client_id: client.client_id,
        user_id: user.user_id,
        connection: tenant.connections.get(account.connection_id)?.name,
        details: { connected_account: { id } },
    });
    return { status: 204 };
}

/** The reference says `from` for the next page; Auth0's SDK for Next.js sends `next`. */
function page<Item>(
    name: string,
    items: readonly Item[],
    listing: Parameters<typeof checkpointPage<Item>>[2],
    query: URLSearchParams,
): object {
    const from = query.get("from") ?? query.get("next");
    const checkpoint = new URLSearchParams({ take: query.get("take") ?? "10", ...(from === null ? {} : { from }) });
    try {
        return checkpointPage(name, items, listing, checkpoint);
    } catch (error) {
        throw error instanceof Auth0Error ? myAccountErrors.guessed.cursor() : error;
    }
}
