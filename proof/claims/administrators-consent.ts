import type { DeployedConnection } from "../deployed.ts";
import type { LedgerGroup } from "../ledger.ts";
import { Person, type PersonDetails } from "../person/person.ts";

/** An administrator opens the link of the outputs and consents for the whole directory. */
export async function administratorConsents(
    { adminConsentUrl, name }: DeployedConnection,
    from: PersonDetails["from"],
    people: readonly PersonDetails[],
    ledger: LedgerGroup,
): Promise<void> {
    const administrator = people.find((person) => person.isAdministrator && person.from === from);
    if (adminConsentUrl === undefined || administrator === undefined) return;
    await ledger.holds(`an administrator consents to ${name} for everyone, by the link in the outputs`, async () => {
        const page = await new Person(administrator).visit(adminConsentUrl);
        return [page, `${administrator.username}, ${page.name}`];
    });
}
