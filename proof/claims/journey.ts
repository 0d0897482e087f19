import type { App, ExistingClient } from "../apps/app.ts";
import type { MicrosoftToken } from "../apps/microsoft-token.ts";
import type { MyAccount } from "../apps/my-account.ts";
import type { Session } from "../apps/web-app.ts";
import type { Cast } from "../cast.ts";
import type { Deployed, DeployedClient, DeployedConnection } from "../deployed.ts";
import type { LedgerGroup } from "../ledger.ts";
import type { Person, PersonDetails } from "../person/person.ts";

/** One client on one connection: everything its users do, from the first sign-in on. */
export interface Journey {
    readonly deployed: Deployed;
    readonly client: DeployedClient;
    readonly connection: DeployedConnection;

    /** The connection that users sign in with: this one, or another of the client's where this one is for Token Vault only. */
    readonly signInWith: string;
    readonly app: App;
    readonly existing: ExistingClient | undefined;
    readonly cast: Cast;

    /** Signs in. */
    readonly user: PersonDetails;

    /** The user's browser. */
    readonly person: Person;

    /** Whose Microsoft account is connected, in their browser: the user, or somebody else where those who sign in may not connect here. */
    readonly holder: Person;
    readonly scopes: readonly string[];
    readonly ledger: LedgerGroup;
}

/** A user who connected an account through a client, for the claims that come later. */
export interface Travelled {
    readonly journey: Journey;
    readonly session: Session;
    readonly myAccount: MyAccount;
    readonly token: MicrosoftToken;
}
