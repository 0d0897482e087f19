import { signInAudiences } from "../catalogue/microsoft.ts";
import type { DeployedConnection } from "./deployed.ts";
import type { PersonDetails } from "./person/person.ts";

/** Who plays which part in the proof of one connection. */
export interface Cast {
    /** Signs in, where that is what the connection is for, and connects the account. */
    readonly user: PersonDetails | undefined;

    /** Another account that may, for a second one beside the first. */
    readonly second: PersonDetails | undefined;

    /** One of each kind that must not get in. */
    readonly outsiders: readonly PersonDetails[];
}

/** Chooses people by what the stack's outputs say of the connection: whose accounts may sign in, and who is assigned. */
export function castFor(connection: DeployedConnection, people: readonly PersonDetails[]): Cast {
    const usual = people.filter((person) => !person.isAdministrator);
    const insiders = order(connection).flatMap((from) =>
        usual.filter((person) => person.from === from && maySignIn(connection, person)),
    );
    const [user] = insiders;
    const second = insiders.find((person) => person !== user && person.from === user?.from);
    const outsiders = usual.filter((person) => !maySignIn(connection, person));
    return { user, second, outsiders: onePerKind(outsiders) };
}

/** How users of a client come in to connect an account. */
export interface SignIn {
    readonly connection: DeployedConnection;
    readonly user: PersonDetails;
}

/**
 * Chooses how users come in, who connect an account on a connection: with that connection, or with another of the client's where it is
 * for Token Vault only. Then it is the one whose account is connected, where one is there for accounts like theirs and lets them in, and
 * somebody else otherwise.
 *
 * @param linked all connections of the client
 */
export function signInFor(
    connection: DeployedConnection,
    linked: readonly DeployedConnection[],
    people: readonly PersonDetails[],
): SignIn | undefined {
    const { user: holder } = castFor(connection, people);
    const ways = (connection.signIn ? [connection] : linked.filter(({ signIn }) => signIn)).flatMap((way) => {
        const { user } = castFor(way, people);
        return user === undefined ? [] : [{ connection: way, user }];
    });
    const own = ways.find((way) => way.user.from === holder?.from && maySignIn(way.connection, holder));
    return own === undefined || holder === undefined ? ways[0] : { connection: own.connection, user: holder };
}

/** Whether an account gets in, by the audience of the app registration, the endpoint, and who is assigned. */
export function maySignIn(connection: DeployedConnection, { from, id }: Pick<PersonDetails, "from" | "id">): boolean {
    const { assignedTo, commonEndpoint, signInAudience, strategy } = connection;
    const { personalAccounts, otherDirectories } = signInAudiences[signInAudience];
    const isShared = strategy === "windowslive" || commonEndpoint;
    if (from === "personal") return personalAccounts && isShared;
    if (from === "other directory") return otherDirectories && isShared;
    if (signInAudience === "PersonalMicrosoftAccount") return false;
    return assignedTo.length === 0 || assignedTo.includes(id);
}

/** Whom a connection is there for comes first: customers' directories, a company's own people, or anyone. */
function order({ strategy, commonEndpoint }: DeployedConnection): readonly PersonDetails["from"][] {
    if (strategy === "windowslive") return ["personal", "own directory", "other directory"];
    return commonEndpoint ? ["other directory", "own directory", "personal"] : ["own directory"];
}

/** An own account that is not assigned is an outsider of another kind than a stranger. */
function onePerKind(outsiders: readonly PersonDetails[]): PersonDetails[] {
    return [...new Map(outsiders.map((person) => [person.from, person])).values()];
}
