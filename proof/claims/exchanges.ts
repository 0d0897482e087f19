import { exchangeAsAgent } from "../apps/agent.ts";
import { myAccountOf } from "../apps/app.ts";
import { callGraph, type GraphCall, graphCalls } from "../apps/graph.ts";
import type { MicrosoftToken } from "../apps/microsoft-token.ts";
import type { ConnectedAccount, MyAccount } from "../apps/my-account.ts";
import type { Session } from "../apps/web-app.ts";
import { Unexpected } from "../ledger.ts";
import { isGraphScope, missingScopes, shortScope } from "../scopes.ts";
import type { Journey, Travelled } from "./journey.ts";

/** From no connected account to Microsoft Graph's data, each step a claim. */
export async function exchanges(journey: Journey, session: Session): Promise<Travelled | undefined> {
    const { app, client, connection, ledger, scopes } = journey;
    const myAccount = await ledger.holds(`${client.key} may manage its user's connected accounts`, async () => {
        const api = await myAccountOf(app, journey.person, session);
        // What an earlier run, or a person at the page, has left connected.
        await api.disconnectAll(connection.name);
        return [api, `token for https://${app.domain}/me/`];
    });
    if (myAccount === undefined) return undefined;

    await ledger.refuses(`${client.key} gets no token for a user who connected no account`, notConnected, () =>
        app.exchange(session, connection.name),
    );
    if ((await connects(journey, myAccount)) === undefined) return undefined;
    const token = await ledger.holds(`${client.key} gets a Microsoft Graph token for a signed-in user`, async () => {
        const exchanged = await app.exchange(session, connection.name);
        const missing = missingScopes(scopes, exchanged.scopes);
        if (missing.length > 0) throw new Unexpected(`the token lacks ${missing.join(", ")}`);
        return [exchanged, `200, ${graphScopes(exchanged.scopes).join(" ")}`];
    });
    if (token === undefined) return undefined;

    await asAgent(journey, session);
    await callsGraph(journey, token);
    return { journey, session, myAccount, token };
}

/** Auth0's answer where no account is connected, or none that a `login_hint` names. */
export const notConnected = { status: [401], codes: ["federated_connection_refresh_token_not_found"] };

function connects(journey: Journey, myAccount: MyAccount): Promise<ConnectedAccount | undefined> {
    const { app, client, connection, holder, ledger, scopes } = journey;
    return ledger.holds(`${client.key} connects its user's Microsoft account`, async () => {
        const account = await myAccount.connect(holder, {
            connection: connection.name,
            scopes,
            callback: app.callback,
            loginHint: holder.details.username,
        });
        const missing = missingScopes(scopes, account.scopes);
        if (missing.length > 0) throw new Unexpected(`the account was connected without ${missing.join(", ")}`);
        return [account, `201, access_type ${account.access_type}`];
    });
}

/** What a trip to Microsoft Graph needs of a journey; the client may be one that no stack has. */
export type GraphTrip = Pick<Journey, "app" | "connection" | "ledger" | "scopes"> & {
    /** Where the app registration may be another connection's, too. @default it is not */
    readonly deployed?: Journey["deployed"];
    readonly client: Pick<Journey["client"], "key">;
};

export async function asAgent({ app, client, connection, ledger, scopes }: GraphTrip, session: Session): Promise<void> {
    const { web } = app;
    if (web === undefined) return;
    await ledger.holds(`an AI agent gets the user's token as ${client.key}`, async () => {
        const token = await exchangeAsAgent(web.settings, session, connection.name, scopes.filter(isGraphScope));
        return [token, "@auth0/ai, no interrupt"];
    });
}

export async function callsGraph(trip: GraphTrip, token: MicrosoftToken): Promise<void> {
    const { client, ledger, scopes } = trip;
    const isOpen = (call: GraphCall) => call.scopes.some((scope) => scopes.includes(scope));
    const consented = consentedElsewhere(trip);
    for (const { path, gives } of graphCalls.filter(isOpen)) {
        await ledger.holds(`with that token Microsoft Graph gives the user's ${gives}`, async () => {
            const { value } = await callGraph(token.accessToken, path);
            return [value, `200 ${path}${Array.isArray(value) ? `, ${value.length} entries` : ""}`];
        });
    }
    const shut = graphCalls.find((call) => !isOpen(call) && !call.scopes.some((scope) => consented.includes(scope)));
    if (shut === undefined) return;
    await ledger.refuses(
        `Microsoft Graph refuses ${client.key} the user's ${shut.gives}, to which nobody consented`,
        { status: [403], codes: ["ErrorAccessDenied", "Authorization_RequestDenied", "accessDenied"] },
        () => callGraph(token.accessToken, shut.path),
    );
}

/**
 * A token holds all that was consented to for its app registration: through another app, by an administrator, by the link of another
 * connection that shares it.
 */
function consentedElsewhere({ connection, deployed }: GraphTrip): string[] {
    const sharing = (deployed?.connections ?? []).filter(
        ({ entraClientId }) => entraClientId === connection.entraClientId,
    );
    return [connection, ...sharing].flatMap(({ scopes }) => scopes);
}

/** Scopes without the protocol's own. */
export function graphScopes(scopes: readonly string[]): string[] {
    return scopes.map(shortScope).filter(isGraphScope);
}
