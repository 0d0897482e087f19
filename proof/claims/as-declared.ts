import type { Cause } from "../causes/cause.ts";
import { type LedgerGroup, Unexpected } from "../ledger.ts";

/**
 * Both clouds hold what the stack declares, also where none of the people at hand would meet the difference: a service principal
 * that only the own directory's users need, an endpoint that only other directories' users are led to.
 */
export async function holdsAsDeclared(found: readonly Cause[], ledger: LedgerGroup): Promise<void> {
    await ledger.holds("both clouds hold what the stack declares", async () => {
        if (found.length > 0) throw new Unexpected([...new Set(found.map(({ id }) => id))].join(", "));
        return [undefined, "every setting that a claim depends on"];
    });
}
