import { createHash } from "node:crypto";
import { log } from "../logs.ts";
import type { ConnectedAccount } from "../people.ts";
import { accountView } from "../token-vault/account-view.ts";
import { storeAccount } from "../token-vault/store-account.ts";
import type { CompleteBody } from "./bodies.ts";
import type { ConnectRequest, ConnectResult } from "./connect-requests.ts";
import { MyAccountError, myAccountErrors } from "./my-account-error.ts";
import type { MyAccountReply, MyAccountRequest } from "./my-account-request.ts";

/** POST /me/v1/connected-accounts/complete: the connect code, once, by the app and the user who began. */
export function complete(asked: MyAccountRequest<CompleteBody>): MyAccountReply {
    const { tenant, requests, host, user, client, body } = asked;
    const event = { hostname: host, client_id: client.client_id, user_id: user.user_id };
    const result = requests.redeemCode(body.connect_code);
    try {
        const account = completed(asked, result);
        log(tenant, {
            ...event,
            type: "connected_accounts_connection_succeeded",
            connection: tenant.connections.get(account.connection_id)?.name,
            details: { connected_account: { id: account.id, idp_user_id: account.upstream.id } },
        });
        const { id, connection, access_type, scopes, created_at } = accountView(tenant, account);
        return { status: 201, body: { id, connection, access_type, scopes, created_at } };
    } catch (error) {
        if (error instanceof MyAccountError) {
            log(tenant, {
                ...event,
                type: "connected_accounts_connection_failed",
                description: error.message,
                details: { error: error.body },
            });
        }
        throw error;
    }
}

function completed(asked: MyAccountRequest<CompleteBody>, result: ConnectResult | undefined): ConnectedAccount {
    const { tenant, host, user, client, body } = asked;
    if (result === undefined) throw myAccountErrors.guessed.invalidCode();
    const { request, tokens, account } = result;
    const isOwn = request.userId === user.user_id && request.clientId === client.client_id && request.host === host;
    if (!isOwn || request.authSession !== body.auth_session) throw myAccountErrors.guessed.invalidSession();
    if (request.redirectUri !== body.redirect_uri) throw myAccountErrors.guessed.redirectUriMismatch();
    checkVerifier(request, body.code_verifier);

    const connection = tenant.connections.get(request.connectionId);
    if (connection === undefined) throw myAccountErrors.guessed.connectionNotFound();
    if (!connection.connected_accounts.active) throw myAccountErrors.connectedAccountsOff();
    const stored = storeAccount(tenant, {
        userId: user.user_id,
        connection,
        upstream: account,
        requestedScopes: request.scopes,
        tokens,
    });
    if (stored === undefined) throw myAccountErrors.guessed.accountWithoutIdExists();
    return stored;
}

function checkVerifier({ codeChallenge }: ConnectRequest, verifier: string | undefined): void {
    if (codeChallenge === undefined) return;
    if (verifier === undefined) throw myAccountErrors.guessed.verifierMissing();
    if (createHash("sha256").update(verifier).digest("base64url") !== codeChallenge) {
        throw myAccountErrors.guessed.invalidVerifier();
    }
}
