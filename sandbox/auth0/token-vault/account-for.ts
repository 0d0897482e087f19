import type { Connection } from "../objects.ts";
import type { ConnectedAccount } from "../people.ts";
import type { Tenant } from "../tenant.ts";

/**
 * The account that an exchange is about: the user's on this connection, and with a `login_hint` the one that it names, by its
 * id at Microsoft or by what its owner types to sign in. Of several without a hint it is the one connected first: Auth0 documents
 * only that the hint tells them apart.
 */
export function accountFor(
    tenant: Tenant,
    userId: string,
    connection: Connection,
    loginHint: string | undefined,
): ConnectedAccount | undefined {
    const hint = loginHint === undefined || loginHint === "" ? undefined : loginHint.toLowerCase();
    for (const account of tenant.connectedAccounts.values()) {
        if (account.user_id !== userId || account.connection_id !== connection.id) continue;
        const { id, username } = account.upstream;
        if (hint === undefined || id.toLowerCase() === hint || username.toLowerCase() === hint) return account;
    }
    return undefined;
}
