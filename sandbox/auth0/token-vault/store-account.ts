import type { UpstreamTokens } from "../authentication/upstream.ts";
import { newId } from "../identifiers.ts";
import type { Connection } from "../objects.ts";
import type { ConnectedAccount } from "../people.ts";
import type { Tenant } from "../tenant.ts";
import { accountsOf } from "./accounts-of.ts";

interface NewAccount {
    readonly userId: string;
    readonly connection: Connection;

    /** The account at Microsoft, where Microsoft named one. */
    readonly upstream: ConnectedAccount["upstream"] | undefined;

    /** Scopes that Microsoft was asked for. */
    readonly requestedScopes: readonly string[];
    readonly tokens: UpstreamTokens;
}

/**
 * Puts an account and its tokens into the vault. The same account at Microsoft, connected again, takes the place of what was
 * there and keeps its id; of accounts without an id a user has one per connection, and a second is not taken.
 */
export function storeAccount(tenant: Tenant, given: NewAccount): ConnectedAccount | undefined {
    const upstream = given.upstream ?? { id: "", username: "" };
    const earlier = accountsOf(tenant, given.userId).find(
        (account) => account.connection_id === given.connection.id && account.upstream.id === upstream.id,
    );
    if (earlier !== undefined && upstream.id === "") return undefined;

    const account: ConnectedAccount = {
        id: earlier?.id ?? newId.connectedAccount(),
        user_id: given.userId,
        connection_id: given.connection.id,
        upstream,
        requestedScopes: given.requestedScopes,
        scopes: given.tokens.scope.split(" ").filter((scope) => scope !== ""),
        created_at: earlier?.created_at ?? tenant.clock.now().toISOString(),
        vault: vaultOf(given.tokens),
    };
    tenant.connectedAccounts.set(account.id, account);
    return account;
}

/** What the vault keeps of Microsoft's answer. */
export function vaultOf({ accessToken, expiresAt, scope, refreshToken }: UpstreamTokens): ConnectedAccount["vault"] {
    return { accessToken, expiresAt, scope, refreshToken };
}
