import { hash } from "node:crypto";
import type { Grant, GrantRequest } from "../authentication/grant.ts";
import { UpstreamError } from "../authentication/upstream-error.ts";
import { OAuthError, tokenErrors } from "../errors.ts";
import { log } from "../logs.ts";
import type { Client, Connection } from "../objects.ts";
import type { ConnectedAccount } from "../people.ts";
import type { Tenant } from "../tenant.ts";
import { accountFor } from "./account-for.ts";
import { exchangeErrors } from "./exchange-errors.ts";
import { isFresh, refreshed } from "./freshness.ts";
import { subjectOf } from "./subject.ts";

/** Literally with http (Auth0, "Get Access Token for Token Vault"). */
const issuedTokenType = "http://auth0.com/oauth/token-type/federated-connection-access-token";

/**
 * The Token Vault exchange: a token of Auth0 for the token of Microsoft that the vault holds for the same user. Parameters that
 * Auth0 documents for the privileged worker alone (`scope`) change nothing.
 */
export const tokenVaultExchange: Grant = async (request) => {
    const seen: Seen = {};
    try {
        const { connection, account } = await exchanged(request, seen);
        const secondsLeft = Math.floor((account.vault.expiresAt - request.tenant.clock.now().getTime()) / 1000);
        logSuccess(request, seen, connection, account);
        return {
            access_token: account.vault.accessToken,
            scope: account.vault.scope,
            expires_in: secondsLeft,
            issued_token_type: issuedTokenType,
            token_type: "Bearer",
        };
    } catch (error) {
        if (error instanceof OAuthError) logFailure(request, seen, error);
        throw error;
    }
};

/** What an exchange has found out when it ends, for the log. */
interface Seen {
    userId?: string;
}

async function exchanged(
    { tenant, host, client, parameters, upstream }: GrantRequest,
    seen: Seen,
): Promise<{ connection: Connection; account: ConnectedAccount }> {
    checkClient(client);
    const given = (name: string): string => {
        const value = parameters.get(name);
        if (value === undefined || value === "") throw tokenErrors.missingParameter(name);
        return value;
    };
    const subjectTokenType = given("subject_token_type");
    const subjectToken = given("subject_token");
    const requestedTokenType = given("requested_token_type");
    if (requestedTokenType !== issuedTokenType) throw exchangeErrors.guessed.requestedTokenType(requestedTokenType);
    const connection = connectionOf(tenant, client, given("connection"));

    const userId = await subjectOf(tenant, host, client, subjectTokenType, subjectToken);
    seen.userId = userId;
    if (tenant.requiresMfa) throw tokenErrors.mfaRequired();
    const account = accountFor(tenant, userId, connection, parameters.get("login_hint"));
    if (account === undefined) throw exchangeErrors.refreshTokenNotFound();
    return { connection, account: isFresh(tenant, account) ? account : await refreshed(upstream, connection, account) };
}

/** Auth0, "Configure Token Vault": the clients that can use the grant. */
function checkClient(client: Client): void {
    if (!client.is_first_party) throw exchangeErrors.guessed.notFirstParty();
    const byKey = (client.client_authentication_methods ?? undefined) !== undefined;
    if (!byKey && client.token_endpoint_auth_method === "none") throw exchangeErrors.guessed.notConfidential();
    if (client.oidc_conformant !== true) throw exchangeErrors.guessed.notOidcConformant();
}

function connectionOf(tenant: Tenant, client: Client, name: string): Connection {
    for (const connection of tenant.connections.values()) {
        if (connection.name !== name) continue;
        if (tenant.enabledClients.get(connection.id)?.has(client.client_id) !== true) {
            throw exchangeErrors.guessed.connectionNotEnabled();
        }
        if (!connection.connected_accounts.active) throw exchangeErrors.guessed.connectedAccountsOff();
        return connection;
    }
    throw exchangeErrors.guessed.connectionNotFound();
}

function logSuccess(request: GrantRequest, seen: Seen, connection: Connection, { vault }: ConnectedAccount): void {
    log(request.tenant, {
        type: "seta",
        hostname: request.host,
        client_id: request.client.client_id,
        user_id: seen.userId,
        connection: connection.name,
        details: {
            subject_token_type: request.parameters.get("subject_token_type"),
            issued_token_type: issuedTokenType,
            scope: vault.scope,
            expires_at: new Date(vault.expiresAt).toISOString(),
            is_privileged_worker: false,
            token_thumbprint: hash("sha256", vault.accessToken, "hex"),
        },
    });
}

function logFailure(request: GrantRequest, seen: Seen, error: OAuthError): void {
    const isMissing = error.error === "federated_connection_refresh_token_not_found";
    log(request.tenant, {
        type: "feta",
        description:
            error.cause instanceof UpstreamError ? `${error.message}: ${error.cause.description}` : error.message,
        hostname: request.host,
        client_id: request.client.client_id,
        user_id: seen.userId,
        connection: request.parameters.get("connection"),
        details: {
            subject_token_type: request.parameters.get("subject_token_type"),
            // `tokenset_not_found` is seen in reports; the other reasons are the error codes.
            failure_reason: isMissing ? "tokenset_not_found" : error.error,
            is_privileged_worker: false,
        },
    });
}
