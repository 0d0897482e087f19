import type { App } from "../apps/app.ts";
import { castFor } from "../cast.ts";
import type { DeployedConnection } from "../deployed.ts";
import type { ExpectedRefusal, LedgerGroup } from "../ledger.ts";
import { Person, type PersonDetails } from "../person/person.ts";

/** Microsoft's answers to an account that an app registration, an endpoint or an assignment leaves out. */
const leftOut: ExpectedRefusal = {
    codes: [
        "AADSTS50020",
        "AADSTS500200",
        "AADSTS50194",
        "AADSTS50105",
        "AADSTS90072",
        "AADSTS500208",
        "unauthorized_client",
    ],
};

/** People whom a connection is not for are refused, one of each kind. */
export async function refusesOutsiders(
    app: App,
    connection: DeployedConnection,
    people: readonly PersonDetails[],
    ledger: LedgerGroup,
): Promise<void> {
    for (const outsider of castFor(connection, people).outsiders) {
        await ledger.refuses(`${described(outsider)} cannot sign in with ${connection.name}`, leftOut, () =>
            app.signIn(new Person(outsider), { connection: connection.name }),
        );
    }
}

/** A kind of outsider in words. */
export function described({ from }: Pick<PersonDetails, "from">): string {
    return {
        "own directory": "somebody of the own directory who is not assigned",
        "other directory": "somebody of another directory",
        personal: "a personal Microsoft account",
    }[from];
}
