import { myAccountOf } from "../apps/app.ts";
import type { ConnectedAccount, MyAccount } from "../apps/my-account.ts";
import type { Session } from "../apps/web-app.ts";
import { asAgent, callsGraph, type GraphTrip, graphScopes, notConnected } from "../claims/exchanges.ts";
import { Unexpected } from "../ledger.ts";
import { missingScopes } from "../scopes.ts";
import type { Leftovers } from "./leftovers.ts";
import type { OwnBrowser } from "./own-browser.ts";

/** From sign-in to Microsoft Graph's data with a person's own account; an account that was connected before stays as it is. */
export async function tripOf(
    trip: GraphTrip,
    signInWith: string,
    person: OwnBrowser,
    leftovers: Leftovers,
): Promise<void> {
    const { app, client, connection, ledger } = trip;
    const session = await ledger.holds(
        `${client.key} signs a user in through https://${app.domain}/login/callback`,
        async () => {
            const signedIn = await app.signIn(person, { connection: signInWith });
            await leftovers.signedIn(signedIn.subject);
            return [signedIn, signedIn.subject];
        },
    );
    if (session === undefined || !connection.tokenVault) return;
    const before = await ledger.holds(`${client.key} may manage its user's connected accounts`, async () => {
        const api = await myAccountOf(app, person, session);
        const accounts = await api.accounts(connection.name);
        const theirs = accounts.filter(({ id }) => !leftovers.isOurs(id));
        for (const { id } of accounts.filter((account) => leftovers.isOurs(account.id))) {
            await api.disconnect(id);
            await leftovers.disconnected(id);
        }
        return [{ api, theirs }, `token for https://${app.domain}/me/`];
    });
    if (before === undefined) return;
    if (before.theirs.length === 0) await fromNoAccount(trip, session, before.api, person, leftovers);
    else await withTheirAccount(trip, session);
}

async function fromNoAccount(
    trip: GraphTrip,
    session: Session,
    api: MyAccount,
    person: OwnBrowser,
    leftovers: Leftovers,
): Promise<void> {
    const { app, client, connection, ledger } = trip;
    await ledger.refuses(`${client.key} gets no token for a user who connected no account`, notConnected, () =>
        app.exchange(session, connection.name),
    );
    const account = await connects(trip, api, person, leftovers);
    if (account === undefined) return;
    try {
        await exchanges(trip, session);
    } finally {
        await ledger.refuses(
            `once disconnected, ${client.key} gets no more token of that account`,
            notConnected,
            async () => {
                await api.disconnect(account.id);
                await leftovers.disconnected(account.id);
                await app.exchange(session, connection.name);
            },
        );
    }
}

function connects(
    { app, client, connection, ledger, scopes }: GraphTrip,
    api: MyAccount,
    person: OwnBrowser,
    leftovers: Leftovers,
): Promise<ConnectedAccount | undefined> {
    return ledger.holds(`${client.key} connects its user's Microsoft account`, async () => {
        const account = await api.connect(person, { connection: connection.name, scopes, callback: app.callback });
        await leftovers.connected(account.id);
        const missing = missingScopes(scopes, account.scopes);
        if (missing.length > 0) {
            await api.disconnect(account.id);
            await leftovers.disconnected(account.id);
            throw new Unexpected(`the account was connected without ${missing.join(", ")}`);
        }
        return [account, `201, access_type ${account.access_type}`];
    });
}

async function withTheirAccount(trip: GraphTrip, session: Session): Promise<void> {
    const { client, ledger } = trip;
    const why = "an account is connected already, and stays as it is";
    ledger.untried(`${client.key} gets no token for a user who connected no account`, why);
    ledger.untried(`${client.key} connects its user's Microsoft account`, why);
    await exchanges(trip, session);
    ledger.untried(`once disconnected, ${client.key} gets no more token of that account`, why);
}

async function exchanges(trip: GraphTrip, session: Session): Promise<void> {
    const { app, client, connection, ledger, scopes } = trip;
    const token = await ledger.holds(`${client.key} gets a Microsoft Graph token for a signed-in user`, async () => {
        const exchanged = await app.exchange(session, connection.name);
        const missing = missingScopes(scopes, exchanged.scopes);
        if (missing.length > 0) throw new Unexpected(`the token lacks ${missing.join(", ")}`);
        return [exchanged, `200, ${graphScopes(exchanged.scopes).join(" ")}`];
    });
    if (token === undefined) return;
    await asAgent(trip, session);
    await callsGraph(trip, token);
}
