import type { DeployedConnection } from "../deployed.ts";
import { Person } from "../person/person.ts";
import type { Travelled } from "./journey.ts";

/** Scopes that a user could be asked for; the first that the connection does not register is tried. */
const askedForInVain = ["Notes.Create", "Contacts.Read", "Files.ReadWrite.AppFolder", "Mail.Send"];

/** A scope for the trial of declining; undefined where the connection registers them all. */
export function scopeToDecline({ scopes }: DeployedConnection): string | undefined {
    return askedForInVain.find((name) => !scopes.includes(name));
}

/** A scope that its user does not consent to is given to nobody. */
export async function refusesDeclinedScope({ journey, myAccount }: Travelled): Promise<void> {
    const { app, client, connection, holder, ledger, scopes } = journey;
    const scope = scopeToDecline(connection);
    if (scope === undefined) return;
    await ledger.refuses(
        `${client.key} gets no ${scope} when its user does not consent`,
        { codes: ["AADSTS65004", "access_denied", "AADSTS90094", "AADSTS65001"] },
        () =>
            myAccount.connect(new Person(holder.details), {
                connection: connection.name,
                scopes: [...scopes, scope],
                callback: app.callback,
                loginHint: holder.details.username,
                prompt: "consent",
                answer: "cancel",
            }),
    );
}
