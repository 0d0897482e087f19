import { type Upstream, UpstreamError } from "../authentication/upstream.ts";
import type { Connection } from "../objects.ts";
import type { ConnectedAccount } from "../people.ts";
import type { Tenant } from "../tenant.ts";
import { exchangeErrors } from "./exchange-errors.ts";
import { vaultOf } from "./store-account.ts";

/** Whether the token in the vault lives for another second at least. */
export function isFresh(tenant: Tenant, { vault }: ConnectedAccount): boolean {
    return vault.expiresAt - tenant.clock.now().getTime() >= 1000;
}

/** Refreshes under way: exchanges that find the same token ended wait for one of them. */
const underWay = new WeakMap<ConnectedAccount, Promise<ConnectedAccount>>();

/** The account with a fresh token, for which Microsoft is asked with the stored refresh token and the scopes of the beginning. */
export function refreshed(
    upstream: Upstream,
    connection: Connection,
    account: ConnectedAccount,
): Promise<ConnectedAccount> {
    const waiting = underWay.get(account);
    if (waiting !== undefined) return waiting;
    const refresh = freshTokens(upstream, connection, account).finally(() => underWay.delete(account));
    underWay.set(account, refresh);
    return refresh;
}

async function freshTokens(
    upstream: Upstream,
    connection: Connection,
    account: ConnectedAccount,
): Promise<ConnectedAccount> {
    const { refreshToken } = account.vault;
    if (refreshToken === undefined) throw exchangeErrors.refreshTokenNotFound();
    try {
        const tokens = await upstream.refresh(connection, refreshToken, account.requestedScopes);
        account.vault = { ...vaultOf(tokens), refreshToken: tokens.refreshToken ?? refreshToken };
        return account;
    } catch (error) {
        throw error instanceof UpstreamError
            ? Object.assign(exchangeErrors.refreshTokenFlowFailed(), { cause: error })
            : error;
    }
}
