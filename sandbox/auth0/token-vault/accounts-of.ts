import type { ConnectedAccount } from "../people.ts";
import type { Tenant } from "../tenant.ts";

/** The connected accounts of a user, the first connected first. */
export function accountsOf(tenant: Tenant, userId: string): ConnectedAccount[] {
    const accounts: ConnectedAccount[] = [];
    for (const account of tenant.connectedAccounts.values()) {
        if (account.user_id === userId) accounts.push(account);
    }
    return accounts;
}
