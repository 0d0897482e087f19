import { randomBytes } from "node:crypto";
import type { UpstreamTokens } from "../authentication/upstream.ts";
import { log } from "../logs.ts";
import type { Connection } from "../objects.ts";
import type { ConnectRequest } from "./connect-requests.ts";
import type { MyAccount } from "./my-account-request.ts";
import { upstreamAccount } from "./upstream-account.ts";

/**
 * GET /connected-accounts/connect: where the app sends the browser with its ticket, and from where it goes on to Microsoft.
 *
 * @returns the URL at Microsoft, or undefined for a ticket that is unknown, used, over or another domain's
 */
export function microsoftUrlFor(account: MyAccount, host: string, ticket: string): string | undefined {
    const { tenant, upstream, transactions, requests } = account;
    const request = requests.redeemTicket(ticket);
    if (request === undefined || request.host !== host) return undefined;
    const connection = tenant.connections.get(request.connectionId);
    if (connection === undefined) return undefined;

    const nonce = randomBytes(24).toString("base64url");
    const state = transactions.begin({
        connectionId: connection.id,
        host,
        nonce,
        finish: (tokens) => backToApp(account, request, connection, tokens),
        fail: (error, description) => backWithError(account, request, connection, error, description),
    });
    return upstream.authorizationUrl(connection, {
        host,
        scopes: request.scopes,
        state,
        nonce,
        loginHint: request.authorizationParams.get("login_hint"),
        prompt: request.authorizationParams.get("prompt"),
        parameters: request.authorizationParams,
    });
}

async function backToApp(
    account: MyAccount,
    request: ConnectRequest,
    connection: Connection,
    tokens: UpstreamTokens,
): Promise<string> {
    const upstream = await upstreamAccount(tokens, account.outbound);
    if (upstream === undefined && connection.connected_accounts.allow_missing_user_id !== true) {
        const description = "The identity provider did not return a user id: ask for openid, or for User.Read";
        return backWithError(account, request, connection, "invalid_request", description);
    }
    const code = account.tenant.issued.token(account.requests.keep({ request, tokens, account: upstream }));
    return redirectBack(request, { connect_code: code });
}

function backWithError(
    { tenant }: MyAccount,
    request: ConnectRequest,
    connection: Connection,
    error: string,
    description: string,
): string {
    log(tenant, {
        type: "connected_accounts_connection_failed",
        description,
        hostname: request.host,
        client_id: request.clientId,
        user_id: request.userId,
        connection: connection.name,
        details: { error: { title: error, detail: description } },
    });
    return redirectBack(request, { error, error_description: description });
}

/** Auth0's guide says "URL fragment"; its SDKs read the query. */
function redirectBack({ redirectUri, state }: ConnectRequest, parameters: Readonly<Record<string, string>>): string {
    const url = new URL(redirectUri);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    if (state !== undefined) url.searchParams.set("state", state);
    return url.href;
}
