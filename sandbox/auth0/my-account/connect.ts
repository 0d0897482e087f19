import { connectionScopes, signInScopes } from "../authentication/connection-scopes.ts";
import type { Client, Connection } from "../objects.ts";
import type { Tenant } from "../tenant.ts";
import type { ConnectBody } from "./bodies.ts";
import { ticketLifetime } from "./connect-requests.ts";
import { myAccountErrors } from "./my-account-error.ts";
import type { MyAccountReply, MyAccountRequest } from "./my-account-request.ts";

/** POST /me/v1/connected-accounts/connect */
export function connect({ tenant, requests, host, user, client, body }: MyAccountRequest<ConnectBody>): MyAccountReply {
    const connection = connectableOf(tenant, client, body.connection);
    if (!(client.callbacks ?? []).includes(body.redirect_uri)) throw myAccountErrors.invalidRedirectUri();

    const { authSession, ticket } = requests.begin({
        host,
        userId: user.user_id,
        clientId: client.client_id,
        connectionId: connection.id,
        redirectUri: body.redirect_uri,
        state: body.state,
        codeChallenge: body.code_challenge,
        scopes: requestedScopes(connection, body.scopes),
        authorizationParams: new Map(
            Object.entries(body.authorization_params ?? {}).map(([name, value]) => [name, String(value)]),
        ),
    });
    tenant.issued.token(authSession);
    return {
        status: 201,
        body: {
            auth_session: authSession,
            connect_uri: `https://${host}/connected-accounts/connect`,
            connect_params: { ticket },
            expires_in: ticketLifetime,
        },
    };
}

/** A connection by its name, if this client may connect accounts through it. */
function connectableOf(tenant: Tenant, client: Client, name: string): Connection {
    const connection = [...tenant.connections.values()].find((one) => one.name === name);
    if (connection === undefined) throw myAccountErrors.guessed.connectionNotFound();
    if (tenant.enabledClients.get(connection.id)?.has(client.client_id) !== true) {
        throw myAccountErrors.guessed.connectionNotEnabled();
    }
    if (!connection.connected_accounts.active) throw myAccountErrors.connectedAccountsOff();
    return connection;
}

/**
 * Scopes of a request take the place of the connection's, except `offline_access` where the connection asks for it (Auth0,
 * "Connected Accounts for Token Vault"). At sign-in they are added instead.
 */
function requestedScopes(connection: Connection, given: readonly string[] | undefined): readonly string[] {
    if (given === undefined) return signInScopes(connection, undefined);
    const kept = connectionScopes(connection).filter((scope) => scope === "offline_access");
    return [...new Set([...given, ...kept])];
}
