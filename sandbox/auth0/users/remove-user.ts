import type { Tenant } from "../tenant.ts";

/** Takes a user out of the tenant, with the connected accounts and the refresh tokens that hang on it. */
export function removeUser(tenant: Tenant, userId: string): void {
    tenant.users.delete(userId);
    for (const [id, account] of tenant.connectedAccounts) {
        if (account.user_id === userId) tenant.connectedAccounts.delete(id);
    }
    for (const [value, token] of tenant.refreshTokens) {
        if (token.user_id === userId) tenant.refreshTokens.delete(value);
    }
}

/** What goes with a connection: the users it made, linked identities of others, and the accounts that were connected through it. */
export function removeUsersOfConnection(
    tenant: Tenant,
    connection: { readonly id: string; readonly name: string },
): void {
    for (const user of [...tenant.users.values()]) {
        if (user.identities[0]?.connection === connection.name) removeUser(tenant, user.user_id);
        else user.identities = user.identities.filter((identity) => identity.connection !== connection.name);
    }
    for (const [id, account] of tenant.connectedAccounts) {
        if (account.connection_id === connection.id) tenant.connectedAccounts.delete(id);
    }
}
