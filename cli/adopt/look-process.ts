import { GraphDirectory } from "../../clouds/graph-directory.ts";
import { Management } from "../../clouds/management.ts";
import { Refusal } from "../../clouds/refusal.ts";
import type { Found } from "../../operate/adopt/found.ts";
import { look } from "../../operate/adopt/look.ts";
import { deployerCredentials } from "../deployer-credentials.ts";
import { PersonError } from "../person-error.ts";
import { answerParent } from "../sandbox/asked-process.ts";
import type { LookRequest } from "./look-from.ts";

// Looks for what is to be adopted in the environment of one world.
answerParent(async ({ choices, sketch, stack }: LookRequest): Promise<Found> => {
    const of = { stack, tenantDomain: sketch.auth0.domain, tenantId: sketch.microsoft.tenantId };
    const { auth0, microsoft } = deployerCredentials(process.env, of);
    if (microsoft === undefined) {
        throw new PersonError(
            "An adoption looks into the Microsoft directory too: set ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET, or ARM_USE_OIDC with a token.",
        );
    }
    try {
        return await look(sketch, choices, {
            management: new Management(auth0),
            directory: new GraphDirectory(microsoft),
        });
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw new PersonError(`${error.by} refuses to be looked at: ${error.evidence}, ${error.message}`);
    }
});
