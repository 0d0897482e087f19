import type { App } from "../apps/app.ts";
import { callGraph, graphCalls } from "../apps/graph.ts";
import type { DeployedConnection } from "../deployed.ts";
import { type LedgerGroup, Unexpected } from "../ledger.ts";
import { Person, type PersonDetails } from "../person/person.ts";
import type { Travelled } from "./journey.ts";

/**
 * Once the Microsoft token has ended, the vault gets another with the refresh token it holds.
 * @param connected scopes that the account was last connected with; a personal account's token has no others
 */
export async function exchangesAgain(
    { journey, session, token }: Travelled,
    connected: readonly string[],
): Promise<void> {
    const { app, client, connection, ledger } = journey;
    const opened = graphCalls.find((call) => call.scopes.some((scope) => connected.includes(scope)));
    await ledger.holds(
        `a refresh token was vaulted: ${client.key} gets another token once the first has ended`,
        async () => {
            const next = await app.exchange(session, connection.name);
            if (next.accessToken === token.accessToken) throw new Unexpected("it is the token that has ended");
            if (opened === undefined) return [next, "200"];
            await callGraph(next.accessToken, opened.path);
            return [next, `200, and 200 ${opened.path}`];
        },
    );
}

/** Once the client secret has ended, nobody signs in: Microsoft says so by its number. */
export async function refusesEndedSecret(
    app: App,
    connection: DeployedConnection,
    user: PersonDetails,
    ledger: LedgerGroup,
): Promise<void> {
    await ledger.refuses(endedSecretClaim(connection), { codes: ["AADSTS7000222"] }, () =>
        app.signIn(new Person(user), { connection: connection.name }),
    );
}

export function endedSecretClaim({ name }: DeployedConnection): string {
    return `${name} signs nobody in once its client secret has ended`;
}
