import { GraphDirectory } from "../../clouds/graph-directory.ts";
import { Management } from "../../clouds/management.ts";
import { Refusal } from "../../clouds/refusal.ts";
import { look, type Wanted } from "../../operate/repair/look.ts";
import type { Seen } from "../../operate/repair/seen.ts";
import { deployerCredentials } from "../deployer-credentials.ts";
import { PersonError } from "../person-error.ts";
import { answerParent } from "../sandbox/asked-process.ts";

/** What the looking process is asked. */
export interface LookRequest {
    readonly stack: string;
    readonly tenantDomain: string;
    readonly tenantId: string;
    readonly wanted: Wanted;
}

// Looks for what a stack made, in the environment of one world; only reads, and gives out no secret.
answerParent(async ({ wanted, ...of }: LookRequest): Promise<Seen> => {
    const { auth0, microsoft } = deployerCredentials(process.env, of);
    if (microsoft === undefined) {
        throw new PersonError(
            "A repair looks into the Microsoft directory too: set ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET, or ARM_USE_OIDC with a token.",
        );
    }
    try {
        return await look(wanted, { management: new Management(auth0), directory: new GraphDirectory(microsoft) });
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw new PersonError(`${error.by} refuses to be looked at: ${error.evidence}, ${error.message}`);
    }
});
