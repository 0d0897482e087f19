import { graphCalls, usernameOf } from "../apps/graph.ts";
import { Unexpected } from "../ledger.ts";
import { Person, type PersonDetails } from "../person/person.ts";
import { notConnected } from "./exchanges.ts";
import type { Travelled } from "./journey.ts";

/** A user connects a second account beside the first; `login_hint` tells them apart; one goes and the other stays. */
export async function connectsSecondAccount(travelled: Travelled): Promise<void> {
    const { journey, myAccount, session } = travelled;
    const { app, cast, client, connection, holder, ledger, scopes } = journey;
    const claim = `${client.key} keeps two accounts of one user apart by login_hint`;
    const { second } = cast;
    if (second === undefined) return ledger.untried(claim, "there is no second account that may sign in");
    const unknown = whyNameless(scopes, connection.scopes);
    if (unknown !== undefined) return ledger.untried(claim, unknown);

    const account = await ledger.holds(`${client.key} connects a second account of the same user`, async () => {
        const connected = await myAccount.connect(new Person(second), {
            connection: connection.name,
            scopes,
            callback: app.callback,
            loginHint: second.username,
        });
        return [connected, second.username];
    });
    if (account === undefined) return;
    await ledger.holds(claim, async () => {
        for (const person of [holder.details, second]) await getsTokenOf(travelled, person);
        return [undefined, `${holder.details.username}, ${second.username}`];
    });
    await ledger.refuses(
        `once disconnected, ${client.key} gets no more token of that account`,
        notConnected,
        async () => {
            await myAccount.disconnect(account.id);
            await app.exchange(session, connection.name, second.username);
        },
    );
}

/** Why nobody can tell two accounts apart by their names, where that is so. */
function whyNameless(asked: readonly string[], registered: readonly string[]): string | undefined {
    const [me] = graphCalls;
    if (me?.scopes.some((scope) => asked.includes(scope)) !== true) {
        return "no scope of it lets Microsoft Graph say whose token it is";
    }
    const isNameless = registered.includes("openid") && !["email", "profile"].some((one) => registered.includes(one));
    return isNameless ? "Microsoft tells Auth0 no name of an account without the scope profile or email" : undefined;
}

async function getsTokenOf({ journey, session }: Travelled, { username }: PersonDetails): Promise<void> {
    const { accessToken } = await journey.app.exchange(session, journey.connection.name, username);
    const given = await usernameOf(accessToken);
    if (given.toLowerCase() !== username.toLowerCase()) throw new Unexpected(`asked for ${username}, got ${given}`);
}
