import type { Authentication } from "./authentication.ts";
import { authorizeErrors } from "./authorize-error.ts";
import type { BrowserReply } from "./browser-reply.ts";
import type { Transaction } from "./transactions.ts";
import { UpstreamError } from "./upstream-error.ts";

/** GET /login/callback: a browser comes back from Microsoft, from a sign-in or from connecting an account. */
export async function callback(
    authentication: Authentication,
    host: string,
    query: URLSearchParams,
): Promise<BrowserReply> {
    const transaction = authentication.transactions.take(query.get("state") ?? "");
    if (transaction === undefined || transaction.host !== host) throw authorizeErrors.stateLost();

    // Microsoft's own words go on to the app (Auth0, "Azure AD Connection Client Secret Expiration Notifications").
    const error = query.get("error");
    if (error !== null) return { to: transaction.fail(error, query.get("error_description") ?? error) };
    return { to: await redeemed(authentication, transaction, query.get("code") ?? "") };
}

async function redeemed({ tenant, upstream }: Authentication, transaction: Transaction, code: string): Promise<string> {
    const connection = tenant.connections.get(transaction.connectionId);
    if (connection === undefined) {
        const gone = authorizeErrors.connectionNotFound();
        return transaction.fail(gone.error, gone.message);
    }
    const { host, nonce } = transaction;
    try {
        return await transaction.finish(await upstream.redeem(connection, { host, nonce, code }));
    } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        // `invalid_request; failed to obtain access token` is what Auth0's guide to Azure AD says of an ended secret.
        return transaction.fail("invalid_request", error.description);
    }
}
