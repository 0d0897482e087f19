import { GraphDirectory } from "../../clouds/graph-directory.ts";
import { Management } from "../../clouds/management.ts";
import { Refusal } from "../../clouds/refusal.ts";
import { look } from "../../operate/adopt/look.ts";
import { deployerCredentials } from "../deployer-credentials.ts";
import { PersonError } from "../person-error.ts";
import type { LookReply, LookRequest } from "./look-from.ts";

/** A process that lives in the environment of one world: it is asked once over the channel to its parent, and ends with it. */
process.on("message", (request: LookRequest) => {
    void answer(request).then((reply) => {
        process.send?.(reply);
    });
});

async function answer({ choices, sketch, stack }: LookRequest): Promise<LookReply> {
    try {
        const of = { stack, tenantDomain: sketch.auth0.domain, tenantId: sketch.microsoft.tenantId };
        const { auth0, microsoft } = deployerCredentials(process.env, of);
        if (microsoft === undefined) {
            return {
                told: "An adoption looks into the Microsoft directory too: set ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET, or ARM_USE_OIDC with a token.",
            };
        }
        const clouds = { management: new Management(auth0), directory: new GraphDirectory(microsoft) };
        return { found: await look(sketch, choices, clouds) };
    } catch (error) {
        if (error instanceof PersonError) return { told: error.message };
        if (error instanceof Refusal) {
            return { told: `${error.by} refuses to be looked at: ${error.evidence}, ${error.message}` };
        }
        return { failure: String((error as Error).stack) };
    }
}
