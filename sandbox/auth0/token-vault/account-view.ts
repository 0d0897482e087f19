import type { Management } from "auth0";
import type { ConnectedAccount } from "../people.ts";
import type { Tenant } from "../tenant.ts";

/**
 * A connected account as Auth0 shows it to administrators; its user sees a part of that. There is no `expires_at`: Microsoft does
 * not say when a refresh token ends.
 */
export function accountView(
    tenant: Tenant,
    account: ConnectedAccount,
): Management.ConnectedAccount & { scopes: string[] } {
    const connection = tenant.connections.get(account.connection_id);
    return {
        id: account.id,
        connection: connection?.name ?? "",
        connection_id: account.connection_id,
        strategy: connection?.strategy ?? "",
        access_type: "offline",
        scopes: [...account.scopes],
        created_at: account.created_at,
    };
}
