import { appOf, type ExistingClient, myAccountOf } from "../apps/app.ts";
import { castFor, signInFor } from "../cast.ts";
import type { Deployed, DeployedClient, DeployedConnection } from "../deployed.ts";
import type { Ledger } from "../ledger.ts";
import { Person, type PersonDetails } from "../person/person.ts";
import { exchanges } from "./exchanges.ts";
import type { Journey, Travelled } from "./journey.ts";
import { linksAccounts } from "./links-accounts.ts";
import { connectsSecondAccount } from "./second-account.ts";
import { signsIn } from "./signs-in.ts";
import { keepsDomainsApart } from "./two-domains.ts";

export interface JourneyOptions {
    readonly deployed: Deployed;
    readonly client: DeployedClient;
    readonly connection: DeployedConnection;
    readonly people: readonly PersonDetails[];
    readonly existing: ExistingClient | undefined;
    readonly ledger: Ledger;
}

/** How far a client's user came on a connection. */
export interface Trip {
    readonly signedIn: boolean;

    /** The user whose account is connected. */
    readonly travelled?: Travelled | undefined;
}

/** Tries what a client's users do on a connection. */
export async function travel(options: JourneyOptions): Promise<Trip> {
    const journey = begun(options);
    if (journey === undefined) return { signedIn: false };
    const session = await signsIn(journey);
    if (session === undefined) return { signedIn: false };
    if (!journey.connection.tokenVault) return { signedIn: true };
    return { signedIn: true, travelled: await exchanges(journey, session) };
}

/** What a user with a connected account can do beyond the first exchange. */
export async function travelOn(travelled: Travelled): Promise<void> {
    await keepsDomainsApart(travelled);
    await connectsSecondAccount(travelled);
    await linksAccounts(travelled);
}

/** Ends a journey as it began: no account of the user stays connected. The first token for that has ended by then. */
export async function goHome({ journey, session }: Travelled): Promise<void> {
    const { app, client, connection, ledger, person } = journey;
    await ledger.succeeds(`${client.key} disconnects its user's accounts in the end`, async () => {
        const myAccount = await myAccountOf(app, person, session);
        await myAccount.disconnectAll(connection.name);
    });
}

function begun(options: JourneyOptions): Journey | undefined {
    const { client, connection, deployed, existing, people } = options;
    const ledger = options.ledger.group(`${client.key} on ${connection.name}`);
    const claim = `${client.key} signs users in`;
    const app = appOf(client, deployed.domain, existing);
    if (typeof app === "string") {
        ledger.untried(claim, app);
        return undefined;
    }
    const cast = castFor(connection, people);
    if (cast.user === undefined) {
        ledger.untried(claim, "nobody here may sign in with it");
        return undefined;
    }
    const linked = deployed.connections.filter(({ name }) => client.connections.includes(name));
    const signIn = signInFor(connection, linked, people);
    if (signIn === undefined) {
        ledger.untried(claim, "it is linked to no connection that people sign in with");
        return undefined;
    }
    const person = new Person(signIn.user);
    return {
        deployed,
        client,
        connection,
        signInWith: signIn.connection.name,
        app,
        existing,
        cast,
        user: signIn.user,
        person,
        holder: cast.user.id === signIn.user.id ? person : new Person(cast.user),
        scopes: client.connectScopes[connection.name] ?? [],
        ledger,
    };
}
