import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import type { Management } from "../../clouds/management.ts";
import type { Deployed } from "../deployed.ts";
import type { LedgerGroup } from "../ledger.ts";
import { lookAt } from "../operator/seen.ts";
import type { Cause } from "./cause.ts";
import { causesIn } from "./causes.ts";

/**
 * What is not as declared in both clouds; undefined where the deployer's credentials do not show it. To be asked before anything
 * is tried: an administrator who consents, or a client made for a trial, would mend or hide it.
 *
 * @param tidy removes what an earlier run has left, before anything is looked at
 */
export function differencesIn(
    deployed: Deployed,
    clouds: { readonly management: Management; readonly directory: GraphDirectory },
    now: Date,
    ledger: LedgerGroup,
    tidy: () => Promise<void> = async () => {},
): Promise<readonly Cause[] | undefined> {
    return ledger.succeeds("the deployer sees the stack in both clouds", async () => {
        await tidy();
        return causesIn(deployed, await lookAt(deployed, clouds.management, clouds.directory), now);
    });
}
